"""One door: throttled without locking out an office, with a second factor for everybody who works here."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.urls import reverse

from tests.builders import a_member, a_page, a_user

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


def sign_in(client, user, password=PASSWORD, address="203.0.113.5", **query):
    return client.post(
        reverse("account_login", query=query or None),
        {"login": user.email, "password": password},
        REMOTE_ADDR=address,
    )


def code_for(secret):
    """What an authenticator app shows now (RFC 6238, steps of 30 seconds)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_second_factor(user):
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def confirm(client):
    """Give the password once more, as every change to the second factor asks."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302


@pytest.fixture
def strict(settings):
    settings.REQUIRE_SECOND_FACTOR = True


# --- guesses


def test_five_misses_close_the_door_for_this_account_from_this_address_only(client):
    user, colleague = a_user(), a_user()
    for _attempt in range(5):
        assert "not correct" in sign_in(client, user, "wrong").content.decode()
    assert "Too many failed" in sign_in(client, user).content.decode()
    assert sign_in(client, colleague).status_code == 302  # the rest of the office
    client.logout()
    assert sign_in(client, user, address="198.51.100.7").status_code == 302  # the owner, elsewhere


def test_a_flood_of_guesses_over_many_accounts_is_stopped_by_its_address(client):
    answers = [
        client.post(
            "/accounts/login/",
            {"login": f"p{number}@example.org", "password": "x"},
            REMOTE_ADDR="203.0.113.9",
        )
        for number in range(62)
    ]
    assert "Too many failed" in answers[-1].content.decode()


def test_an_unknown_account_gets_the_same_answer_as_a_wrong_password(client):
    def words(email):
        response = client.post("/accounts/login/", {"login": email, "password": "wrong"})
        return response.status_code, re.sub(r"csrfmiddlewaretoken\S+ value=\S+", "", response.content.decode()).replace(
            email, ""
        )

    assert words(a_user().email) == words("nobody@example.org")


def test_asking_for_a_new_password_tells_nobody_whether_an_account_exists(client):
    user = a_user()
    known = client.post("/accounts/password/reset/", {"email": user.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [[user.email]]


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "https:evil"],
)
def test_signing_in_leads_nowhere_else(client, target):
    response = sign_in(client, a_member(), next=target)
    assert response["Location"] == "/welcome/"


def test_signing_in_returns_to_the_page_that_asked(client):
    page = a_page()
    assert sign_in(client, a_member(), next=page.url)["Location"] == page.url


def test_signing_in_starts_a_new_session(client):
    client.get("/accounts/login/")
    client.session["seed"] = 1
    before = client.session.session_key
    sign_in(client, a_member())
    assert client.session.session_key != before


# --- the second factor


def test_the_admin_asks_staff_for_a_second_factor_before_anything_else(client, strict):
    sign_in(client, a_user("Editors"))
    response = client.get("/cms/", follow=True)
    assert response.redirect_chain[0][0] == reverse("mfa_index")
    assert "Set up a second factor first" in response.content.decode()
    for address in ("/cms/", "/cms/pages/3/", "/cms/api/main/pages/", "/cms/localize/reports/translations/"):
        assert client.get(address)["Location"].startswith("/accounts/")


def test_a_password_alone_does_not_open_the_admin_of_somebody_with_a_second_factor(client, strict):
    editor = a_user("Editors")
    with_second_factor(editor)
    for door in ("/accounts/login/", "/cms/login/", "/_util/login/"):
        client.post(door, {"login": editor.email, "username": editor.email, "password": PASSWORD}, follow=True)
        assert client.get("/cms/").status_code == 302
        client.logout()


def test_a_session_begun_without_the_second_factor_is_ended_at_the_admins_door(client, strict):
    editor = a_user("Editors")
    with_second_factor(editor)
    client.force_login(editor)
    assert client.get("/cms/")["Location"] == "/accounts/login/?next=/cms/"
    assert "_auth_user_id" not in client.session


def test_password_and_code_open_the_admin(client, strict):
    editor = a_user("Editors")
    secret = with_second_factor(editor)
    response = sign_in(client, editor, next="/cms/")
    assert response["Location"].startswith(reverse("mfa_authenticate"))
    assert "incorrect" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode().lower()
    assert client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_members_are_offered_the_second_factor_and_not_made_to_use_it(client, strict):
    sign_in(client, a_member())
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(a_page().url).status_code == 200


def test_codes_are_not_guessed(client, strict):
    editor = a_user("Editors")
    with_second_factor(editor)
    sign_in(client, editor)
    answers = [client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"}) for number in range(12)]
    assert "Too many" in answers[-1].content.decode()


@pytest.mark.parametrize("language", ["", "/es"])
def test_the_pages_of_the_second_factor_are_the_sites_own(client, language):
    client.force_login(a_user("Editors"))
    client.post(f"{language}/accounts/reauthenticate/", {"password": PASSWORD})
    html = client.get(f"{language}/accounts/second-factor/totp/activate/").content.decode()
    assert "CIT ASSIST" in html
    assert 'lang="es"' in html if language else 'lang="en"' in html


def test_an_authenticator_app_is_set_up_used_and_given_up_again(client, strict):
    editor = a_user("Editors")
    sign_in(client, editor)
    activate = reverse("mfa_activate_totp")
    assert client.get(activate)["Location"].startswith("/accounts/reauthenticate/")
    confirm(client)
    secret = client.get(activate).context["form"].secret
    assert client.post(activate, {"code": "000000"}).status_code == 200
    assert client.post(activate, {"code": code_for(secret)}).status_code == 302
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    client.logout()
    sign_in(client, editor, next="/cms/")
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]})["Location"] == "/cms/"
    assert "9 recovery codes are left" in client.get(reverse("mfa_index")).content.decode()
    confirm(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get("/cms/")["Location"] == reverse("mfa_index")


def test_nobody_changes_the_address_of_an_account_alone(client):
    client.force_login(a_member())
    assert client.get("/accounts/email/").status_code == 404
    assert client.post("/accounts/email/", {"email": "x@example.org", "action_add": ""}).status_code == 404


def test_no_link_signs_anybody_out(client):
    client.force_login(a_user("Editors"))
    assert client.get("/cms/logout/").status_code == 405
    client.get("/accounts/logout/")
    assert client.get("/cms/").status_code == 200
    client.post("/cms/logout/")
    assert client.get("/cms/").status_code == 302


@pytest.mark.parametrize(("prefix", "home"), [("", "/"), ("/es", "/es/")])
def test_whoever_signs_out_comes_home_in_their_language(client, prefix, home):
    client.force_login(a_member())
    assert client.post(f"{prefix}/accounts/logout/")["Location"] == home
