"""Staff see what the files are like, and how often they are opened."""

import csv
import io
from datetime import date

import pytest

from library.publications import Download
from library.reading import read
from tests.builders import a_member, a_user, an_agency
from tests.pdfs import a_bare_pdf, a_document, a_locked_pdf, a_pdf
from tests.publications import a_publication

pytestmark = pytest.mark.django_db

DOCUMENTS, DOWNLOADS = "/cms/reports/documents/", "/cms/reports/downloads/"


@pytest.fixture
def editor(client):
    person = a_user("Editors")
    client.force_login(person)
    return person


def titles(client, query=""):
    response = client.get(f"{DOCUMENTS}?{query}")
    return [document.title for document in response.context["table"].data]


def table(client, address):
    response = client.get(f"{address}{'&' if '?' in address else '?'}export=csv")
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


# --- documents


def test_every_document_is_listed_with_who_carries_it_and_why_not_everybody_can_read_it(client, editor):
    good, scan = a_document(a_pdf(pages=2), title="Good"), a_document(a_bare_pdf(), title="Scan")
    a_document(a_locked_pdf(), title="Unread")
    a_publication(title="Carrying it", document=good)
    a_publication(title="For members", document=scan, access="members")
    read(good)
    read(scan)
    html = client.get(DOCUMENTS).content.decode()
    assert "Carrying it" in html
    assert "no tags" in html
    rows = {row["Document"]: row for row in table(client, DOCUMENTS)}
    assert {title: (row["Accessible PDF"], row["Open to"], row["Carried by"]) for title, row in rows.items()} == {
        "Good": ("Yes", "everybody", "Carrying it"),
        "Scan": ("No", "members", "For members"),
        "Unread": ("Not yet known", "staff only", ""),
    }
    assert rows["Good"]["Pages"] == "2"


def test_documents_with_the_same_content_are_named(client, editor):
    data = a_pdf()
    for title in ("First", "Second"):
        read(a_document(data, title=title))
    read(a_document(a_bare_pdf(), title="Other"))
    assert set(titles(client, "copies=yes")) == {"First", "Second"}
    rows = {row["Document"]: row["Same content as"] for row in table(client, DOCUMENTS)}
    assert rows == {"First": "Second", "Second": "First", "Other": ""}


def test_the_report_is_filtered_and_searched(client, editor):
    good, locked = a_document(a_pdf(), title="Good"), a_document(a_locked_pdf(), title="Locked")
    a_document(title="Unread")
    read(good)
    read(locked)
    a_publication(document=good)
    assert titles(client, "accessible=yes") == ["Good"]
    assert titles(client, "accessible=no") == ["Locked"]
    assert titles(client, "accessible=unread") == ["Unread"]
    assert titles(client, "outcome=encrypted") == ["Locked"]
    assert titles(client, "used=yes") == ["Good"]
    assert set(titles(client, "used=no")) == {"Locked", "Unread"}
    assert titles(client, "q=lock") == ["Locked"]
    assert client.get(f"{DOCUMENTS}results/?accessible=yes").status_code == 200


def test_a_name_that_is_a_formula_does_not_run(client, editor):
    a_document(title="=cmd|' /C calc'!A0")
    assert table(client, DOCUMENTS)[0]["Document"].startswith("'=")


def test_both_reports_open_without_anything_in_them(client, editor):
    for address in (DOCUMENTS, DOWNLOADS):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [DOCUMENTS, DOWNLOADS])
def test_reports_are_for_those_who_look_after_publications(client, address):
    for person in (a_member(), a_user("Funder"), a_user("Membership staff")):
        client.force_login(person)
        assert client.get(address).status_code == 302


# --- downloads


def test_downloads_are_counted_by_publication_and_agency_between_two_days(client, editor):
    agency = an_agency(name="Riverside PD")
    guide, brief = a_publication(title="Guide"), a_publication(title="Brief")
    for publication, who, day, count in [
        (guide, agency, date(2026, 1, 10), 3),
        (guide, agency, date(2026, 2, 10), 4),
        (guide, None, date(2026, 2, 11), 5),
        (brief, agency, date(2026, 2, 12), 1),
    ]:
        Download.objects.create(publication=publication, agency=who, day=day, count=count)

    def counted(query=""):
        rows = table(client, f"{DOWNLOADS}?{query}")
        return [(row["Publication"], row["Agency"], row["Downloads"]) for row in rows]

    nobody = "No agency, or not signed in"
    assert counted() == [("Guide", "Riverside PD", "7"), ("Guide", nobody, "5"), ("Brief", "Riverside PD", "1")]
    assert counted("day_from=2026-02-01&day_to=2026-02-11") == [("Guide", nobody, "5"), ("Guide", "Riverside PD", "4")]
    assert counted(f"agency={agency.pk}") == [("Guide", "Riverside PD", "7"), ("Brief", "Riverside PD", "1")]
    assert counted("q=brief") == [("Brief", "Riverside PD", "1")]
    assert "Riverside PD" in client.get(DOWNLOADS).content.decode()
