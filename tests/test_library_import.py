"""Records come in from spreadsheets and reference managers: looked at first, then drafts, all or none."""

import csv
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from library.importing import Row, apply, check, digest, read
from library.publications import Publication
from library.records import COLUMNS
from tests.builders import a_user
from tests.publications import a_publication, a_topic, in_spanish

pytestmark = pytest.mark.django_db

LIST = "/cms/snippets/library/publication/"

RIS = """TY  - RPRT
TI  - Responding to a crisis
AU  - Rivera, Ana
AU  - Demo Institute
PY  - 2020
DA  - 2020/05/14/
PB  - Demo Institute
AB  - What it says.
KW  - Youth
KW  - Something else
UR  - https://example.org/report
LA  - en
ER  -

TY  - VIDEO
T1  - A recorded talk
Y1  - 2019
ER  -
"""


def a_table(*rows, name="records.csv", encoding="utf-8", headings=("title", "year", "abstract")):
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return SimpleUploadedFile(name, text.getvalue().encode(encoding))


def a_ris(text=RIS, encoding="utf-8"):
    return SimpleUploadedFile("records.ris", text.encode(encoding))


def checked(file, locale="en"):
    return check(read(file), locale=locale)


def run(file, by=None, locale="en"):
    sheet = read(file)
    return apply(sheet, locale=locale, seen=digest(check(sheet, locale=locale)), by=by or a_user("Editors"))


def acts(rows):
    return [row.act for row in rows]


# --- the screen


@pytest.fixture
def editor(client):
    person = a_user("Editors")
    client.force_login(person)
    return person


def upload(client, file, locale="en"):
    return client.post(f"{LIST}import/", {"file": file, "locale": locale})


def go_on(client, response, **changes):
    names = ("rows", "seen", "locale")
    html = response.content.decode()
    data = {name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in names}
    return client.post(f"{LIST}import/", data | changes, follow=True)


def test_an_upload_shows_what_it_would_do_and_changes_nothing(client, editor):
    a_publication(title="Known", year=2019)
    a_publication(title="Old words", slug="here")
    response = upload(
        client,
        a_table(
            ["Fresh", "2020", "", ""],
            ["KNOWN", "2019", "", ""],
            ["New words", "2020", "", "here"],
            ["", "soon", "", ""],
            headings=("title", "year", "abstract", "address"),
        ),
    )
    html = response.content.decode()
    assert "Save 2 records as drafts" in html
    assert "The same title and year is on record" in html
    assert "Old words" in html
    assert "“soon” is not a number." in html
    assert Publication.objects.count() == 2


def test_what_was_looked_at_becomes_drafts(client, editor):
    response = go_on(client, upload(client, a_table(["One", "2020", "Abstract"], ["Two", "2021", ""])))
    assert "2 records were saved as drafts" in response.content.decode()
    assert {(row.title, row.year, row.live) for row in Publication.objects.all()} == {
        ("One", 2020, False),
        ("Two", 2021, False),
    }
    assert Publication.objects.first().latest_revision.user == editor


def test_rows_that_somebody_altered_on_the_way_are_refused(client, editor):
    response = go_on(client, upload(client, a_table(["One", "2020", ""])), rows="forged")
    assert "Nothing was imported" in response.content.decode()
    assert not Publication.objects.exists()


def test_nothing_is_imported_when_the_records_changed_meanwhile(client, editor):
    shown = upload(client, a_table(["One", "2020", ""]))
    a_publication(title="One", year=2020)
    html = go_on(client, shown).content.decode()
    assert "something changed since you looked" in html
    assert Publication.objects.count() == 1


def test_the_same_click_twice_imports_once(client, editor):
    shown = upload(client, a_table(["One", "2020", ""]))
    go_on(client, shown)
    go_on(client, shown)
    assert Publication.objects.count() == 1


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("x.csv", b"name,when\na,b\n"), "Missing: Title, Year"),
        (SimpleUploadedFile("x.csv", b"title,title,year\na,b,2020\n"), "Two columns have the same heading"),
        (SimpleUploadedFile("x.csv", b"title,year\n"), "no rows below its headings"),
        (SimpleUploadedFile("x.csv", b"\x00\x01\x02"), "neither a CSV nor an XLSX"),
        (SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken"), "damaged"),
        (SimpleUploadedFile("x.ris", b"no record here"), "Is it RIS?"),
        (SimpleUploadedFile("x.ris", b"TY  - RPRT\nTI  - Caf\xe9\n"), "Export it again as UTF-8"),
        (SimpleUploadedFile("x.csv", b"x" * (3 * 1024**2 + 1)), "larger than 3 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(client, editor, file, words):
    file.seek(0)
    assert words in upload(client, file).content.decode()


def test_columns_that_mean_nothing_are_named(client, editor):
    html = upload(client, a_table(["One", "2020", "x"], headings=("title", "year", "shelf mark"))).content.decode()
    assert "left out: shelf mark" in html


# --- rows


def test_a_row_fills_every_field():
    youth = a_topic("Youth", "Jóvenes")
    headings = [column.name for column in COLUMNS]
    values = [
        "en", "guide-for-teams", "A guide", "What it says.", "Rivera, Ana; Demo Institute", "Demo Institute", "2020",
        "05/14/2020", "Research review", "jóvenes", "patrol; Clinicians", "Spanish", "12", "https://example.org/a",
        "members", "available", "https://example.org/order", "yes", "no", "2027-01-31",
    ]  # fmt: skip
    (publication,) = run(a_table(values, headings=headings))
    publication = Publication.objects.get(pk=publication.pk)
    assert publication.author_list == ["Rivera, Ana", "Demo Institute"]
    assert (publication.slug, publication.kind, publication.language) == ("guide-for-teams", "review", "es")
    assert (publication.page_count, publication.access, publication.is_featured) == (12, "members", True)
    assert publication.published_on.isoformat() == "2020-05-14"
    assert [row.topic for row in publication.topic_rows.all()] == [youth]
    assert sorted(row.audience for row in publication.audience_rows.all()) == ["clinician", "patrol"]


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("year", "1800", "1900"),
        ("year", "", "missing"),
        ("title", "x" * 251, "250"),
        ("kind", "novel", "none of"),
        ("topics", "Unheard of", "not a topic"),
        ("audiences", "everybody", "none of"),
        ("url", "javascript:alert(1)", "URL"),
        ("address", "no spaces!", "slug"),
        ("featured", "maybe", "neither yes nor no"),
        ("date", "2019-01-01", "does not lie in the year"),
        ("date", "soon", "is no date"),
        ("printed", "available", "where the printed copy"),
        ("pages", "٣", "not a number"),
    ],
)
def test_an_error_names_line_and_reason(column, cell, words):
    headings = ["title", "year", column] if column not in ("title", "year") else ["title", "year"]
    values = {"title": "A guide", "year": "2020"} | {column: cell}
    (row,) = checked(a_table([values[heading] for heading in headings], headings=headings))
    assert (row.act, row.number) == (Row.ERROR, 2)
    assert words in row.errors[0][1]


def test_twins_inside_a_file_are_pointed_out():
    rows = checked(a_table(["One", "2020", ""], ["one!", "2020", ""], ["One", "2021", ""]))
    assert acts(rows) == [Row.NEW, Row.DUPLICATE, Row.NEW]
    assert rows[1].twin_line == 2


def test_two_rows_with_one_address_are_an_error():
    rows = checked(a_table(["One", "2020", "x"], ["Two", "2020", "x"], headings=("title", "year", "address")))
    assert acts(rows) == [Row.NEW, Row.ERROR]


def test_a_published_record_is_changed_by_a_draft_only():
    youth = a_topic("Youth")
    publication = a_publication(title="Before", slug="here", year=2020)
    run(a_table(["After", "2020", "here", "Youth"], headings=("title", "year", "address", "topics")))
    publication.refresh_from_db()
    assert (publication.title, publication.has_unpublished_changes) == ("Before", True)
    draft = publication.get_latest_revision_as_object()
    assert draft.title == "After"
    assert [row.topic for row in draft.topic_rows.all()] == [youth]
    assert not Publication.objects.get().topic_rows.exists()
    assert acts(checked(a_table(["After", "2020", "here"], headings=("title", "year", "address")))) == [Row.UNCHANGED]


def test_columns_that_a_file_leaves_out_stay_as_they_are():
    a_publication(slug="here", year=2020, publisher="Kept", title="Before")
    run(a_table(["After", "2020", "here"], headings=("title", "year", "address")))
    assert Publication.objects.get().get_latest_revision_as_object().publisher == "Kept"


def test_a_locked_record_is_left_alone():
    a_publication(slug="here", title="Before", year=2020, locked=True)
    (row,) = checked(a_table(["After", "2020", "here"], headings=("title", "year", "address")))
    assert row.act == Row.ERROR


def test_a_record_that_waits_for_approval_is_left_alone():
    waiting = a_publication(slug="here", title="Before", year=2020, live=False)
    waiting.save_revision()
    waiting.get_workflow().start(waiting, a_user("Editors"))
    (row,) = checked(a_table(["After", "2020", "here"], headings=("title", "year", "address")))
    assert "waits for approval" in row.errors[0][1]


def test_when_one_record_fails_none_is_saved(monkeypatch):
    save = Publication.save_revision

    def fail(self, *args, **fields):
        return 1 / 0 if self.title == "Two" else save(self, *args, **fields)

    monkeypatch.setattr(Publication, "save_revision", fail)
    with pytest.raises(ZeroDivisionError):
        run(a_table(["One", "2020", ""], ["Two", "2020", ""]))
    assert not Publication.objects.exists()


# --- encodings and formats


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_accents_survive_with_and_without_a_byte_order_mark(encoding):
    a_topic("Youth")
    run(a_table(["Atención en crisis", "2020", ""], encoding=encoding))
    run(a_ris(RIS.replace("Responding", "Reacción ante"), encoding))
    titles = set(Publication.objects.values_list("title", flat=True))
    assert {"Atención en crisis", "Reacción ante to a crisis"} <= titles


def test_a_ris_file_is_read():
    youth = a_topic("Youth")
    first, second = run(a_ris())
    assert (first.title, first.year, first.kind, first.publisher) == (
        "Responding to a crisis", 2020, "guide", "Demo Institute",
    )  # fmt: skip
    assert first.author_list == ["Rivera, Ana", "Demo Institute"]
    assert (first.published_on.isoformat(), first.url) == ("2020-05-14", "https://example.org/report")
    assert [row.topic for row in first.topic_rows.all()] == [youth]
    assert (second.title, second.year, second.kind) == ("A recorded talk", 2019, "recording")


def test_a_damaged_ris_record_is_named_by_its_line_and_the_others_are_read():
    rows = checked(a_ris("TY  - RPRT\nTI  - Never closed\n\n" + RIS))
    assert [(row.number, row.act) for row in rows] == [(1, Row.ERROR), (4, Row.NEW), (18, Row.NEW)]


def test_records_in_spanish_stand_beside_those_in_english():
    english = a_publication(title="One", slug="one", year=2020)
    in_spanish(english, title="Uno")
    headings = ("title", "year", "address", "record_language")
    rows = checked(a_table(["One", "2020", "one", "en"], ["Dos", "2020", "one", "es"], headings=headings))
    assert acts(rows) == [Row.UNCHANGED, Row.CHANGED]


# --- there and back


def exported(client, kind="csv"):
    response = client.get(f"{LIST}?export={kind}")
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_round_trip_changes_nothing(client, editor, kind):
    youth = a_topic("Youth", "Jóvenes")
    full = a_publication(
        [youth], ["patrol", "clinician"], title="=SUM(1)", slug="full", abstract="- One\n\n+ Two “three”, four; five",
        authors="Rivera, Ana\nDemo Institute", publisher="@office", year=2020, published_on="2020-05-14",
        page_count=12, url="https://example.org", review_by="2027-01-31", is_featured=True,
    )  # fmt: skip
    in_spanish(full, title="-Título")
    a_publication(title="Bare", live=False)
    changed = a_publication(title="Before")
    changed.title = "After"
    changed.save_revision()
    file = SimpleUploadedFile(f"publications.{kind}", exported(client, kind))
    rows = checked(file)
    assert [(row.title, row.changes, row.errors) for row in rows if row.act != Row.UNCHANGED] == []
    assert len(rows) == 4


def test_an_export_is_safe_to_open(client, editor):
    a_publication(title="=cmd|' /C calc'!A0", authors="+1", publisher="@x", abstract="\t=1")
    (_headings, row) = csv.reader(io.StringIO(exported(client).decode()))
    assert not [cell for cell in row if cell.strip().startswith(("=", "+", "-", "@"))]
    sheet = openpyxl.load_workbook(io.BytesIO(exported(client, "xlsx"))).active
    assert not [cell for cells in sheet for cell in cells if cell.data_type == "f"]


def test_a_file_with_a_thousand_records_is_taken_over(client, editor, django_assert_max_num_queries):
    # Titles of several lengths, as real ones are: where all have one, Wagtail's index weighs all of them at each save.
    words = ["dispatch", "patrol", "clinic", "peer", "bridge", "river", "harbor"]
    titles = [" ".join(["Record", str(number), *words[: number % 8]]) for number in range(1000)]
    file = a_table(*([title, "2020", "What it says."] for title in titles))
    with django_assert_max_num_queries(40):
        shown = upload(client, file)
    assert "Save 1000 records as drafts" in shown.content.decode().replace("1,000", "1000")
    go_on(client, shown)
    assert Publication.objects.filter(live=False).count() == 1000
