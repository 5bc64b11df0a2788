"""Whoever works in the admin and goes away is signed out; members stay, and an open window alone keeps nobody in."""

import time

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from home.models import ProgramPage
from members.idle import CLOCK
from tests.builders import a_member, a_page, a_user
from tests.forum_builders import a_forum, a_topic
from tests.test_members_signin import sign_in

pytestmark = pytest.mark.django_db

MINUTE = 60
DOOR = "/cms/login/?next="  # leads on to the one door


@pytest.fixture
def later(monkeypatch):
    """Call it with minutes to make it so much later."""
    now, passed = time.time, [0]
    monkeypatch.setattr(time, "time", lambda: now() + passed[0])

    def wait(minutes):
        passed[0] += minutes * MINUTE

    return wait


@pytest.fixture
def editor(client):
    """An editor who has just opened the admin."""
    user = a_user("Editors")
    client.force_login(user)
    assert client.get("/cms/").status_code == 200
    return user


def test_fifteen_minutes_without_a_request_end_the_session_and_signing_in_leads_back(client, editor, later):
    page = a_page()
    address = f"/cms/pages/{page.pk}/edit/?a=1"
    later(15)
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"{DOOR}{address.replace('=', '%3D').replace('?', '%3F')}")
    door = client.get(answer["Location"], follow=True)
    assert door.redirect_chain[-1][0].startswith("/accounts/login/?next=/cms/pages/")
    assert "signed out because nothing happened for a while" in door.content.decode()
    assert sign_in(client, editor, next=address)["Location"] == address
    assert client.get(address).status_code == 200


def test_each_request_gives_fifteen_minutes_more(client, editor, later):
    for address in ["/cms/", "/", "/welcome/", "/cms/pages/"]:
        later(14)
        client.get(address)
    assert client.get("/cms/").status_code == 200


def test_requests_within_some_seconds_write_nothing_to_the_session(client, editor):
    with CaptureQueriesContext(connection) as queries:
        client.get("/cms/")
    assert not [query["sql"] for query in queries if "django_session" in query["sql"] and "SELECT" not in query["sql"]]


def test_what_an_open_window_asks_by_itself_keeps_nobody_signed_in(client, later):
    a_forum()
    moderator = a_user("Moderators", "Members", agency=a_member().agency)
    page, topic = a_page(), a_topic(a_member()).topic
    client.force_login(moderator)
    client.get("/cms/")
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", page.pk, 1])
    later(10)
    assert client.post(ping).status_code == 200
    assert client.get(f"/forum/topics/{topic.pk}/news/").status_code == 204
    assert client.get("/cms/presence/").json()["seconds"] <= 5 * MINUTE
    later(6)
    assert client.get("/cms/", follow=True).redirect_chain[0][0] == f"{DOOR}/cms/"


def test_saying_so_keeps_somebody_signed_in(client, editor, later):
    later(14)
    assert 14 * MINUTE < client.post("/cms/presence/").json()["seconds"] <= 15 * MINUTE
    later(14)
    assert 0 < client.get("/cms/presence/").json()["seconds"] <= MINUTE
    assert client.get("/cms/").status_code == 200


def test_a_form_sent_too_late_changes_nothing_and_leads_to_the_door(client, later):
    client.force_login(a_user("Moderators"))
    client.get("/cms/")
    page = a_page(title="As it was")
    later(16)
    address = f"/cms/pages/{page.pk}/delete/"
    answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (302, f"{DOOR}{address}")
    assert ProgramPage.objects.get(pk=page.pk).title == "As it was"


def test_public_pages_open_as_to_strangers(client, editor, later):
    later(16)
    assert client.get("/").status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_member_may_read_for_hours(client, later):
    member = a_member()
    client.force_login(member)
    client.get("/welcome/")
    assert client.session[CLOCK] is None
    later(11 * 60)
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.session["_auth_user_id"] == str(member.pk)


def test_a_member_finds_no_presence_in_the_admin(client):
    client.force_login(a_member())
    for method in (client.get, client.post):
        assert method("/cms/presence/").status_code == 302


def test_whoever_is_made_staff_while_signed_in_gets_a_clock_on_entering(client, later):
    user = a_user()
    client.force_login(user)
    client.get("/")
    user.groups.add(Group.objects.get(name="Editors"))
    assert client.get("/cms/").status_code == 200
    later(16)
    assert client.get("/cms/").status_code == 302


def test_signing_in_starts_the_clock_though_nothing_else_was_opened(client, later):
    sign_in(client, a_user("Editors"))
    later(16)
    assert client.get("/cms/")["Location"] == f"{DOOR}/cms/"


def test_after_twelve_hours_of_work_the_session_ends_all_the_same(client, editor, later):
    for _quarter in range(4 * 12 + 3):
        later(14)
        assert client.get("/cms/presence/").status_code == 200
        client.post("/cms/presence/")
    later(8)
    assert client.get("/cms/").status_code == 302


def test_it_can_be_switched_off(client, settings, later):
    settings.STAFF_IDLE_MINUTES = 0
    client.force_login(a_user("Editors"))
    assert 'id="idle"' not in client.get("/cms/").content.decode()
    later(11 * 60)
    assert client.get("/cms/").status_code == 200


@pytest.mark.parametrize(("language", "words"), [("en", "Stay signed in"), ("es", "Seguir en la sesión")])
def test_the_admin_brings_the_warning_in_the_persons_language(client, editor, language, words):
    UserProfile.objects.create(user=editor, preferred_language=language)
    html = client.get("/cms/").content.decode()
    assert 'role="alertdialog"' in html
    assert words in html
    assert 'data-seconds="900" data-warning="120"' in html


def test_the_warning_is_no_part_of_the_public_site(client, editor):
    assert 'id="idle"' not in client.get("/").content.decode()
