"""People see where they are signed in, and an ended session is over."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.devices import device_of
from tests.builders import a_member, a_user
from tests.test_members_signin import PASSWORD, sign_in

pytestmark = pytest.mark.django_db
ACCOUNT = {"name_email-first_name": "Ada", "name_email-last_name": "B", "theme-theme": "system",
           "theme-contrast": "system", "theme-density": "default", "theme-keyboard_shortcuts": "on",
           "locale-preferred_language": "en"}  # fmt: skip
SESSIONS = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


def a_browser(user, agent=FIREFOX):
    """Somebody's browser in which they have signed in."""
    client = Client(headers={"User-Agent": agent})
    assert sign_in(client, user).status_code == 302
    return client


def is_signed_in(client):
    return client.get(reverse("mfa_index")).status_code == 200


def devices(client):
    return [session.device for session in client.get(SESSIONS).context["sessions"]]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
            "Safari/537.36 Edg/140.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
            "Safari/537.36",
            "Chrome on Mac",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 "
            "Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 "
            "Mobile/15E148 Safari/604.1",
            "Chrome on iPad",
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/140.0.0.0", "Chrome on ChromeOS"),
        ("Something (Linux)", "A browser on Linux"),
        ("curl/8.9", "An unknown device"),
        ("", "An unknown device"),
    ],
)
def test_a_device_is_named_in_plain_words(agent, words):
    assert device_of(agent) == words


def test_everybody_sees_their_own_sessions_and_which_one_is_this(client):
    user = a_member()
    a_browser(a_member(), agent="Somebody else (Linux)")
    phone = a_browser(user, IPHONE)
    office = a_browser(user)
    html = office.get(SESSIONS).content.decode()
    assert re.findall(r'account-list__name">([^<]+?)\s*<', html) == ["Firefox on Windows", "Safari on iPhone"]
    assert html.index("Firefox on Windows") < html.index("This one") < html.index("Safari on iPhone")
    assert re.search(r"Signed in on \w+\.? \d+, \d{4}, .+ (EST|EDT)\.", html)
    assert devices(phone) == ["Safari on iPhone", "Firefox on Windows"]
    assert client.get(SESSIONS)["Location"] == f"/accounts/login/?next={SESSIONS}"


def test_the_list_speaks_spanish():
    html = a_browser(a_member()).get("/es/accounts/sessions/").content.decode()
    assert '<html lang="es">' in html


def test_signing_out_everywhere_else_ends_the_other_sessions_and_nobody_elses():
    user, colleague = a_member(), a_browser(a_member())
    lost, here = a_browser(user, IPHONE), a_browser(user)
    answer = here.post(SESSIONS, follow=True)
    assert "signed out everywhere else" in answer.content.decode()
    assert "Sign out everywhere else" not in answer.content.decode()
    assert [is_signed_in(browser) for browser in (lost, here, colleague)] == [False, True, True]
    assert devices(here) == ["Firefox on Windows"]


def test_signing_out_everywhere_ends_this_session_as_well():
    user, colleague = a_member(), a_browser(a_member())
    lost, here = a_browser(user, IPHONE), a_browser(user)
    stolen = here.cookies["sessionid"].value
    answer = here.post(SESSIONS, {"everywhere": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/"
    assert "signed out on every device" in answer.content.decode()
    here.cookies["sessionid"] = stolen
    assert [is_signed_in(browser) for browser in (lost, here, colleague)] == [False, False, True]
    assert not UserSession.objects.filter(user=user).exists()


def test_a_strangers_post_ends_nothing(client):
    browser = a_browser(a_member())
    client.post(SESSIONS, {"everywhere": "1"})
    Client(enforce_csrf_checks=True, headers={"Cookie": f"sessionid={browser.cookies['sessionid'].value}"}).post(
        SESSIONS, {"everywhere": "1"}
    )
    assert is_signed_in(browser)


def test_a_new_password_ends_all_other_sessions_and_they_leave_the_list():
    user = a_member()
    lost, here = a_browser(user, IPHONE), a_browser(user)
    new = "another long enough password"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/accounts/password/change/", data).status_code == 302
    assert devices(here) == ["Firefox on Windows"]
    assert [is_signed_in(browser) for browser in (lost, here)] == [False, True]


def test_a_password_reset_ends_all_sessions_and_they_leave_the_list(client):
    user = a_member()
    browsers = [a_browser(user, IPHONE), a_browser(user)]
    client.post("/accounts/password/reset/", {"email": user.email})
    form = client.get(re.search(r"http://\S+/key/\S+", mail.outbox[0].body)[0], follow=True).redirect_chain[-1][0]
    new = "another long enough password"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert [is_signed_in(browser) for browser in browsers] == [False, False]
    sign_in(client, user, new)
    assert devices(client) == ["An unknown device"]


def test_an_account_saved_in_the_admin_keeps_the_session_on_the_list():
    editor = a_user("Editors")
    here, there = a_browser(editor), a_browser(editor)
    here.post("/cms/account/", ACCOUNT)
    editor.refresh_from_db()
    assert editor.first_name == "Ada"
    assert is_signed_in(here)
    there.post(SESSIONS)
    assert not is_signed_in(here)


def test_no_password_is_guessed_or_changed_at_the_admins_own_form():
    editor = a_user("Editors")
    here = a_browser(editor)
    form = here.get("/cms/account/").content.decode()
    assert "old_password" not in form
    assert 'href="/accounts/password/change/"' in form
    new = "another long enough password"
    data = {"password-old_password": PASSWORD, "password-new_password1": new, "password-new_password2": new}
    right = here.post("/cms/account/", ACCOUNT | data)
    wrong = here.post("/cms/account/", ACCOUNT | data | {"password-old_password": "wrong"})
    assert (right.status_code, right["Location"]) == (wrong.status_code, wrong["Location"])
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_guesses_at_the_old_password_are_counted():
    here = a_browser(a_user("Editors"))
    new = "another long enough password"
    guess = {"oldpassword": "wrong", "password1": new, "password2": new}
    answers = [here.post("/accounts/password/change/", guess).status_code for _guess in range(8)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_administrators_give_passwords_to_accounts_they_make():
    here = a_browser(a_user(is_superuser=True))
    person = a_user("Editors")
    for address in ("/cms/users/add/", f"/cms/users/edit/{person.pk}/", f"/cms/users/{person.pk}/"):
        answer = here.get(address, follow=True)
        if answer.status_code != 404:
            assert 'name="password1"' in answer.content.decode(), address


def test_a_session_is_listed_whatever_door_it_came_through_and_that_costs_once(client):
    user = a_member()
    client.force_login(user)
    with CaptureQueriesContext(connection) as first:
        client.get("/welcome/")
    assert UserSession.objects.filter(user=user).count() == 1
    with CaptureQueriesContext(connection) as second:
        client.get("/welcome/")
    assert any("usersession" in query["sql"] for query in first)
    assert not [query for query in second if "usersession" in query["sql"] or not query["sql"].startswith("SELECT")]
    assert len(first) > len(second), (len(first), len(second))


def test_a_visitor_without_an_account_has_no_session(client):
    client.get("/accounts/login/")
    assert not UserSession.objects.exists()
    assert "sessionid" not in client.cookies
