"""Whoever works here opens nothing with a password alone, wherever on the site; everybody else notices nothing."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import CalendarAddress
from tests.assistance_builders import a_colleague, case_at
from tests.builders import a_board_member, a_member, a_resource_center, a_user, an_image
from tests.forum_builders import a_forum, a_moderator, a_topic
from tests.publications import a_library
from tests.test_members_signin import code_for, confirm, sign_in, with_second_factor

pytestmark = pytest.mark.django_db

SET_UP = "/accounts/second-factor/"
FIRST = "Set up a second factor first"
BY_SCRIPT = [
    {"HX-Request": "true"},
    {"Sec-Fetch-Mode": "cors"},
    {"Sec-Fetch-Mode": "no-cors"},
    {"X-Requested-With": "XMLHttpRequest"},
    {"Accept": "application/json"},
]


@pytest.fixture(autouse=True)
def strict(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def case():
    return case_at("waiting", requester=a_member())


@pytest.fixture
def at_the_desk(client):
    """Somebody of the assistance desk, signed in with the password alone."""
    person = a_colleague()
    sign_in(client, person)
    return person


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


# --- what a password alone does not open


def test_a_password_alone_opens_no_case_of_assistance(client, at_the_desk, case):
    for language in ("", "/es"):
        answer = client.get(f"{language}/assistance/{case.pk}/")
        assert (answer.status_code, answer["Location"]) == (302, f"{language}{SET_UP}")
    assert FIRST in client.get(f"/assistance/{case.pk}/", follow=True).content.decode()
    assert client.get(f"/assistance/{case.pk}/files/1")["Location"] == SET_UP


def test_a_password_alone_moderates_nothing(client):
    a_forum()
    topic = a_topic(a_member()).topic
    sign_in(client, a_moderator())
    for name in ("forum_moderate", "forum_topic"):
        address = reverse(name, args=[topic.pk])
        for method in (client.get, client.post):
            assert method(address, {"act": "lock"})["Location"] == SET_UP
    post = topic.posts.get()
    assert client.post(reverse("forum_delete", args=[post.pk]))["Location"] == SET_UP
    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.status, topic.is_locked) == ("published", False)


@pytest.mark.parametrize("role", ["Editors", "Membership staff", "Assistance staff", "Forum moderators", "Funder"])
def test_nobody_who_works_here_looks_around_with_a_password_alone(client, role):
    a_resource_center()
    sign_in(client, a_user(role))
    for address in ("/", "/es/", "/welcome/", "/resource-center/", "/search/?q=a", "/accounts/profile/",
                    "/accounts/data.json", "/accounts/sessions/", "/documents/1/a.pdf", "/page/1", "/cms/",
                    "/no-such-page/", "/No.such.page"):  # fmt: skip
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].removeprefix("/es")) == (302, SET_UP), address


def test_an_administrator_looks_around_with_a_password_alone_as_little(client):
    sign_in(client, a_user(is_superuser=True))
    assert client.get("/")["Location"] == SET_UP


@pytest.mark.parametrize("headers", BY_SCRIPT)
def test_parts_of_a_page_are_refused_and_led_nowhere(client, at_the_desk, case, headers):
    for method in (client.get, client.post):
        answer = method(f"/assistance/{case.pk}/", headers=headers)
        assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain; charset=utf-8")
        assert answer.content.decode().startswith(FIRST)
        assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("headers", BY_SCRIPT)
def test_a_script_alone_ends_no_session(client, headers):
    editor = a_user("Editors")
    with_second_factor(editor)
    client.force_login(editor)
    assert client.get("/search/suggest/", headers=headers).status_code == 403
    assert is_signed_in(client)


def test_a_session_begun_without_the_second_factor_is_ended_on_any_page(client, case):
    colleague = a_colleague()
    with_second_factor(colleague)
    client.force_login(colleague)
    answer = client.get(f"/assistance/{case.pk}/?a=1")
    assert answer["Location"] == f"/accounts/login/?next=/assistance/{case.pk}/%3Fa%3D1"
    assert not is_signed_in(client)
    client.force_login(colleague)
    assert client.post(f"/assistance/{case.pk}/message/", {"text": "Words."})["Location"] == "/accounts/login/"
    assert case.messages.count() == 1


def test_whoever_is_made_staff_while_signed_in_needs_one_at_once(client):
    member = a_member()
    sign_in(client, member)
    assert client.get("/").status_code == 200
    member.groups.add(Group.objects.get(name="Assistance staff"))
    assert client.get("/")["Location"] == SET_UP


# --- what stays open


def test_the_way_from_a_password_to_the_page_that_was_wanted(client, at_the_desk, case):
    wanted = f"/assistance/{case.pk}/?a=1&b=2"
    client.get(wanted)
    assert "go on to the page" not in client.get(SET_UP).content.decode()
    confirm(client)
    activate = reverse("mfa_activate_totp")
    secret = client.get(activate).context["form"].secret
    codes = client.post(activate, {"code": code_for(secret)}, follow=True)
    assert f'href="{wanted.replace("&", "&amp;")}"' in codes.content.decode()
    door = client.get(wanted, follow=True)
    assert "now with your second factor" in door.content.decode()
    address = door.redirect_chain[-1][0]
    steps = client.post(address, {"login": at_the_desk.email, "password": "a long enough password"})
    backup = Authenticator.objects.get(user=at_the_desk, type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post(steps["Location"], {"code": backup})["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_setting_it_up_proving_who_one_is_and_signing_out_stay_open(client, at_the_desk):
    names = ["mfa_index", "account_reauthenticate", "account_logout", "account_reset_password"]
    for address in [reverse(name) for name in names]:
        for language in ("", "/es"):
            assert client.get(f"{language}{address}").status_code == 200, address
    client.post("/accounts/logout/")
    assert not is_signed_in(client)
    sign_in(client, at_the_desk)
    client.post("/cms/logout/")
    assert not is_signed_in(client)
    assert client.get("/").status_code == 200


def test_pictures_and_secret_addresses_answer_as_to_anybody(client, at_the_desk):
    public, hidden = an_image(), an_image()
    a_board_member(photo=public)
    for image, status in [(public, 200), (hidden, 404)]:
        assert client.get(image.get_rendition("width-20").url).status_code == status
    assert client.get(hidden.file.url).status_code == 404
    calendar = CalendarAddress.renew(a_member())
    assert client.get(calendar).status_code == 200
    for address in ("/robots.txt", "/sitemap.xml", "/art/1.png"):
        assert client.get(address).status_code == 200
    assert is_signed_in(client)


def test_with_a_second_factor_everything_opens_again(client, case):
    colleague = a_colleague()
    secret = with_second_factor(colleague)
    sign_in(client, colleague)
    assert client.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).status_code == 302
    for address in (f"/assistance/{case.pk}/", "/", "/accounts/profile/", "/cms/"):
        assert client.get(address).status_code == 200
    assert client.get(f"/assistance/{case.pk}/", headers={"HX-Request": "true"}).status_code == 200


def test_members_and_strangers_are_asked_for_nothing_and_pay_nothing(client, settings):
    def queries(address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    a_forum()
    a_library()
    public, private = (
        ["/", "/library/"],
        ["/resource-center/", "/resource-center/forum/", "/accounts/data/", "/my-agency/"],
    )
    for person, addresses in [(None, public), (a_member(), public + private)]:
        if person:
            sign_in(client, person)
        for address in addresses:
            client.get(address)
            settings.REQUIRE_SECOND_FACTOR = False
            without = queries(address)
            settings.REQUIRE_SECOND_FACTOR = True
            assert queries(address) == without, address
