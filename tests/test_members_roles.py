"""Each role sees the menus it works with, and none that is empty or closed to it."""

import json
import re

import pytest
from django.urls import reverse

from members.models import AccessRequest
from tests.builders import a_member, a_request, a_user, an_agency, an_invitation
from tests.test_members_desk import text_of

pytestmark = pytest.mark.django_db

DESK = ["Access requests", "People", "Agencies", "Invitations", "Imports"]
PROGRAM = ["Partners", "Board members", "Alerts", "Site texts"]


def menu_of(client):
    """What the sidebar offers: label → labels below it."""
    html = client.get("/cms/").content.decode()
    props = json.loads(re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.S)[1])
    items = next(module["_args"][0] for module in props["modules"] if module["_type"].endswith("MainMenuModule"))
    return {item["_args"][0]["label"]: [below["_args"][0]["label"] for below in items_below(item)] for item in items}


def items_below(item):
    rest = item["_args"][1:]
    return rest[0] if rest and isinstance(rest[0], list) else []


MENUS = {
    "Membership staff": {"Members": DESK, "Reports": ["Program figures"]},
    "Events staff": {"Events": ["Rosters", "Recipient lists"], "Reports": ["Program figures"]},
    "Forum moderators": {"Forum": ["Queue", "Boards", "Suspensions", "Log"]},
    "Assistance staff": {"Assistance": ["Requests", "Canned replies", "Holidays"], "Reports": ["Program figures"]},
    "Funder": {"Members": ["Agencies"], "Reports": ["Program figures"]},
}


@pytest.mark.parametrize("role", MENUS)
def test_a_role_around_members_sees_its_menus_and_nothing_else(client, role):
    client.force_login(a_user(role))
    menu = menu_of(client)
    menu.pop("Help", None)
    assert menu == MENUS[role]


@pytest.mark.parametrize("role", ["Editors", "Moderators", "Translators"])
def test_who_works_on_pages_sees_no_members(client, role):
    client.force_login(a_user(role))
    menu = menu_of(client)
    assert "Members" not in menu
    assert "Program" in menu
    assert all(menu.values()) or "Pages" in menu


def test_an_administrator_sees_everything(client):
    client.force_login(a_user(is_superuser=True))
    menu = menu_of(client)
    assert menu["Members"] == DESK
    assert "Topics" in menu["Program"]


# --- the funder


@pytest.fixture
def agency():
    agency = an_agency(name="Rivertown Police")
    a_member(agency=agency, first_name="Secret", last_name="Sergeant", email="secret@rivertown.example.gov")
    a_request(agency, first_name="Secret", last_name="Asker", email="secret@asker.example.gov")
    an_invitation(agency, email="secret@guest.example.gov", first_name="Secret")
    return agency


@pytest.fixture
def funder(client):
    person = a_user("Funder")
    client.force_login(person)
    return person


def test_a_funder_reads_the_agencies(client, funder, agency):
    index = client.get(reverse("agencies:index"))
    assert "Rivertown Police" in text_of(index)
    html = index.content.decode()
    assert reverse("agencies:inspect", args=[agency.pk]) in html
    for closed in (reverse("agencies:edit", args=[agency.pk]), reverse("agencies:add"), "data-bulk-action-checkbox"):
        assert closed not in html, closed
    assert b"Rivertown Police" in b"".join(client.get(f"{reverse('agencies:index')}?export=csv").streaming_content)


def test_a_funder_reads_no_names_and_no_addresses(client, funder, agency):
    page = client.get(reverse("agencies:inspect", args=[agency.pk]))
    html = page.content.decode()
    assert "FY24 award" in html
    assert "ecret" not in html
    assert reverse("agencies:edit", args=[agency.pk]) not in html
    assert "ecret" not in client.get(reverse("agencies:index")).content.decode()


def test_everything_else_is_closed_to_a_funder(client, funder, agency):
    request = AccessRequest.objects.get()
    closed = [
        reverse("agencies:add"),
        *(reverse(f"agencies:{name}", args=[agency.pk]) for name in ("edit", "delete", "history")),
        f"{reverse('agencies:act', args=['extend'])}?id={agency.pk}",
        *(reverse(f"{name}:index") for name in ("people", "access_requests", "invitations", "imports")),
        reverse("access_requests:decide", args=[request.pk]),
        reverse("imports:add"),
        reverse("invitations:add"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("privacy_report"),
    ]
    for address in closed:
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 405), address
            assert "ecret" not in answer.content.decode(), address
    assert client.get(reverse("imports:template", args=["people"])).status_code == 404
