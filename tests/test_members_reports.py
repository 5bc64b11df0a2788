"""Staff see what is private, to whom, and what a stranger really gets."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import log
from wagtail.models import Locale, PageViewRestriction

from members import access, importing, inviting, joining
from members.access import groups_that_may_enter
from members.reports import private_sections
from tests.builders import (
    a_member,
    a_page,
    a_recording,
    a_request,
    a_resource_center,
    a_user,
    a_video,
    an_agency,
    home,
    restrict,
)

pytestmark = pytest.mark.django_db


def test_every_place_where_privacy_begins_is_listed_in_every_language():
    center, recordings = a_resource_center()
    a_recording(recordings, video=a_video())
    center.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    closed = a_page(title="Closed", parent=a_page())
    restrict(closed, "Members")
    inner = a_page(parent=closed)
    restrict(inner, "Moderators")
    titles = [(section.page.title, section.page.locale.language_code) for section in private_sections()]
    assert titles == [
        ("Resource Center", "en"),
        ("Closed", "en"),
        (inner.title, "en"),
        ("Resource Center", "es"),
    ]


def test_a_section_tells_its_groups_pages_files_and_the_answer_to_a_stranger():
    _center, recordings = a_resource_center()
    video = a_video()
    for number in range(2):
        a_recording(recordings, slug=f"r{number}", video=video)
    (section,) = private_sections()
    assert section.groups == sorted(groups_that_may_enter().values_list("name", flat=True))
    assert (section.page_count, section.file_count) == (4, 1)
    assert (section.answer, section.is_open) == (302, False)


def test_what_is_private_by_type_is_listed_without_any_restriction():
    a_resource_center()
    PageViewRestriction.objects.all().delete()
    (section,) = private_sections()
    assert section.is_private_by_type
    assert section.answer == 302


def test_a_page_that_a_stranger_gets_all_the_same_is_called_out(client, monkeypatch):
    restrict(a_page(title="Leaking"), "Members")
    monkeypatch.setattr("members.wagtail_hooks.may_open", lambda user, page: True)
    monkeypatch.setattr(PageViewRestriction, "accept_request", lambda self, request: True)
    (section,) = private_sections()
    assert section.is_open
    client.force_login(a_user("Moderators"))
    assert "Tell your developer now" in client.get(reverse("privacy_report")).content.decode()


def test_a_draft_has_no_answer():
    restrict(a_page(live=False), "Members")
    (section,) = private_sections()
    assert section.answer is None


def test_the_report_is_in_the_admins_menu_and_for_staff_only(client):
    restrict(a_page(title="Closed"), "Members")
    address = reverse("privacy_report")
    client.force_login(a_member())
    assert client.get(address).status_code == 302
    client.force_login(a_user("Editors"))
    html = client.get(address).content.decode()
    assert "Closed" in html
    assert "The sign-in page" in html
    assert address in client.get("/cms/").content.decode()


def test_the_report_says_so_when_nothing_is_private(client):
    client.force_login(a_user("Editors"))
    assert "Nothing is private" in client.get(reverse("privacy_report")).content.decode()


def test_asking_as_a_stranger_changes_nothing_for_the_one_who_asks(client):
    spanish = home("es").add_child(
        instance=access.private_types()[0](title="Centro", slug="centro", locale=home("es").locale)
    )
    client.force_login(a_user("Editors"))
    assert "What to do next" in client.get("/cms/").content.decode()
    with translation.override("en"):
        assert {section.page.pk for section in private_sections() if section.answer == 302} == {spanish.pk}
        assert translation.get_language() == "en"


# --- the history of the whole site

TELLING = ["Quillon", "Secret Police", "secret.csv", "Suspend", "Remove from agency", "Approve request", "Import"]


@pytest.fixture
def site_history():
    """Everything that is logged about members, and something about a page."""
    office, agency = a_user("Membership staff", email="quillon.office@example.org"), an_agency(name="Secret Police")
    person = a_member(agency=agency, first_name="Quillon")
    log(person, "members.suspend", user=office)
    inviting.remove(person, by=office)
    joining.approve(a_request(agency, first_name="Quillon"), by=office, agency=agency)
    file = SimpleUploadedFile("secret.csv", b"name,state\nSecret Sheriff,TN\n")
    run, _unknown = importing.read(file, kind="agencies", by=office)
    importing.apply(run, by=office, seen=importing.digest(importing.check(run)))
    log(inviting.invite(agency=agency, by=office, email="quillon.guest@example.org"), "wagtail.edit", user=office)
    for language in ("en", "es"):
        log(a_page(title="A public page", parent=home(language)), "wagtail.edit")
    return reverse("wagtailadmin_reports:site_history")


def words_of(client, address):
    answer = client.get(address)
    if answer.status_code != 200:
        return answer.status_code, ""
    sheet = b"".join(client.get(f"{address}?export=csv").streaming_content).decode()
    return 200, answer.content.decode() + sheet


@pytest.mark.parametrize("role", ["Editors", "Moderators", "Translators"])
def test_who_works_on_pages_reads_nothing_about_members_in_the_history_of_the_site(client, site_history, role):
    client.force_login(a_user(role))
    status, words = words_of(client, site_history)
    assert [telling for telling in TELLING if telling in words] == []
    assert (status, "A public page" in words) == (200, True)


@pytest.mark.parametrize("role", ["Membership staff", "Forum moderators", "Assistance staff", "Funder", "Members"])
def test_the_history_of_the_site_stays_closed_to_all_others(client, site_history, role):
    client.force_login(a_user(role))
    assert words_of(client, site_history) == (302, "")


def test_who_looks_after_members_too_reads_what_happened_to_them(client, site_history):
    for person in (a_user("Editors", "Membership staff"), a_user(is_superuser=True)):
        client.force_login(person)
        _status, words = words_of(client, site_history)
        assert [telling for telling in TELLING if telling not in words] == []
