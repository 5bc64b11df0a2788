"""Imports: a dry run first, then everything or nothing, once, and back."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from openpyxl import Workbook
from wagtail.log_actions import registry

from members import importing, inviting, joining
from members.access import is_member
from members.models import AccessRequest, Agency, Award, EmailDomain, ImportRun, Invitation, User
from members.spreadsheets import MAX_BYTES
from tests.builders import a_member, a_request, a_user, an_agency, an_award
from tests.test_members_desk import history, text_of

pytestmark = pytest.mark.django_db

AGENCIES = [
    "name", "state", "kind", "city", "tribal nation", "size", "stage", "domains", "year", "number", "starts on",
    "ends on",
]  # fmt: skip
RIVERTOWN = {
    "name": "Rivertown Police", "state": "TN", "kind": "municipal", "city": "Rivertown", "stage": "new",
    "domains": "rivertown.example.gov", "year": "2024", "number": "R-1", "starts on": "10/01/2024",
    "ends on": "2099-09-30",
}  # fmt: skip


@pytest.fixture
def office(client):
    person = a_user("Membership staff")
    client.force_login(person)
    return person


def sheet(*rows, columns=AGENCIES, delimiter=",", encoding="utf-8"):
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode(encoding)


def people(*rows):
    columns = ["email", "first name", "last name", "role", "agency name", "agency state", "coordinator", "language"]
    return sheet(*({"agency name": "Rivertown Police", "agency state": "TN"} | row for row in rows), columns=columns)


def upload(client, data, kind="agencies", name="file.csv"):
    return client.post(reverse("imports:add"), {"kind": kind, "file": SimpleUploadedFile(name, data)}, follow=True)


def upload_run(client, data, kind="agencies", name="file.csv"):
    page = upload(client, data, kind, name)
    assert page.redirect_chain, text_of(page)
    return ImportRun.objects.latest("pk"), page


def dry_run(run):
    return [(row.number, row.act, row.changes, row.errors) for row in importing.check(run)]


def apply(client, run, seen=None, **ticks):
    seen = seen or importing.digest(importing.check(run))
    return client.post(reverse("imports:run", args=[run.pk]), {"seen": seen} | ticks, follow=True)


def undo(client, run):
    return client.post(reverse("imports:run", args=[run.pk]), {"undo": "1"}, follow=True)


# --- reading


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ","), ("utf-8-sig", ";"), ("utf-8", "\t"), ("utf-16", ","), ("cp1252", ";")],
)
def test_csv_is_read_however_it_was_saved(client, office, encoding, delimiter):
    data = sheet(RIVERTOWN | {"city": "Peñasco"}, encoding=encoding, delimiter=delimiter)
    run, _page = upload_run(client, data)
    assert run.rows[0]["city"] == "Peñasco"
    assert dry_run(run)[0][1] == "new"


def workbook(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_xlsx_is_read_with_its_dates_and_numbers(client, office):
    data = workbook(
        ["Name", "State", "Award year", "Award number", "Starts on", "Ends on"],
        ["Rivertown Police", "Tennessee", 2024, 77, date(2024, 10, 1), date(2099, 9, 30)],
    )
    run, _page = upload_run(client, data, name="file.xlsx")
    apply(client, run)
    award = Award.objects.get()
    assert (award.year, award.number, award.starts_on) == (2024, "77", date(2024, 10, 1))


def bomb():
    file = io.BytesIO(workbook(["name", "state"], ["x", "TN"]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/big.xml", b"0" * 50_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"name,state\n", "no rows below"),
        (b"name,city\nRivertown,Rivertown\n", "Missing: State"),
        (b"name,state,name\na,TN,b\n", "same heading"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither a CSV nor an XLSX"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b'name,state\n"Rivertown,TN\n', "never closed"),
        (b"name,state\n" + b"x,TN\n" * 5001, "more than 5,000 rows"),
        (b"," * 60 + b"\n" + b"x," * 60, "more than 50 columns"),
        (b"name,state\n" + b"x" * MAX_BYTES, "larger than 5 MB"),
        (b"\x81\x8d\x8f name,state\nx,TN\n", "cannot be read"),
        (bomb(), "far too large"),
    ],
)
def test_what_cannot_be_read_is_explained(client, office, data, says):
    page = upload(client, data)
    assert page.status_code == 200
    assert says in text_of(page)
    assert not ImportRun.objects.exists()


def test_columns_that_mean_nothing_are_named(client, office):
    _run, page = upload_run(client, b"name,state,shoe size\nRivertown,TN,9\n")
    assert "left out: shoe size" in text_of(page)


@pytest.mark.parametrize("kind", ["agencies", "people"])
def test_the_empty_template_has_the_headings_that_are_read(client, office, kind):
    data = client.get(reverse("imports:template", args=[kind])).content
    assert data.startswith(b"\xef\xbb\xbf")
    page = upload(client, data + b"x,TN\n", kind)
    assert page.redirect_chain
    assert "mean nothing" not in text_of(page)


# --- the dry run


def test_a_dry_run_changes_nothing_and_says_what_would_be(client, office):
    agency = an_agency(awarded=False, name="Lakeside Police", state="OH", city="Lakeside")
    an_award(agency, number="L-1", year=2024)
    run, page = upload_run(client, sheet(
        RIVERTOWN,
        {"name": "lakeside  police", "state": "OH", "city": "Lakewood"},
        {"name": "Lakeside Police", "state": "OH", "city": "Lakewood"},
        {"name": "Nowhere", "state": "ZZ", "kind": "navy"},
    ))  # fmt: skip
    assert [(number, act) for number, act, _changes, _errors in dry_run(run)] == [
        (2, "new"), (3, "changed"), (4, "unchanged"), (5, "error"),
    ]  # fmt: skip
    assert dry_run(run)[1][2] == ["City or county"]
    assert [column for column, _message in dry_run(run)[3][3]] == ["State", "Kind"]
    words = text_of(page)
    assert "1 new" in words
    assert "1 with errors" in words
    assert Agency.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"name": ""}, "Name"),
        ({"state": "Texass"}, "State"),
        ({"kind": "tribal"}, "Tribal nation"),
        ({"domains": "gmail.com"}, "Email domains"),
        ({"domains": "not a domain!"}, "Email domains"),
        ({"year": "20x4"}, "Award year"),
        ({"year": "1824"}, "Award year"),
        ({"starts on": "31.12.2024"}, "Starts on"),
        ({"ends on": "2020-01-01"}, "Ends on"),
        ({"number": ""}, "Award number"),
        ({"number": "TAKEN"}, "Award number"),
        ({"name": "x" * 161}, "Name"),
    ],
)
def test_each_mistake_is_told_with_its_row_and_column(client, office, change, column):
    an_award(an_agency(), number="TAKEN")
    run, page = upload_run(client, sheet(RIVERTOWN | change))
    [(number, act, _changes, errors)] = dry_run(run)
    assert (number, act) == (2, "error")
    assert column in [where for where, _message in errors]
    assert column in text_of(page)


def test_rows_that_contradict_each_other_are_errors(client, office):
    run, _page = upload_run(client, sheet(RIVERTOWN, RIVERTOWN | {"city": "Elsewhere", "number": "R-2"}, RIVERTOWN))
    acts = [act for _number, act, _changes, _errors in dry_run(run)]
    assert acts == ["new", "error", "error"]
    assert "Row 2 says otherwise." in dry_run(run)[1][3][0]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"email": "nobody"}, "Email"),
        ({"email": "a@example.org", "agency name": "Unknown"}, "Agency name"),
        ({"email": "a@example.org", "role": "king"}, "Role"),
        ({"email": "a@example.org", "coordinator": "perhaps"}, "Coordinator"),
        ({"email": "taken@example.org"}, "Email"),
        ({"email": "a@example.org", "coordinator": "yes"}, "Coordinator"),
    ],
)
def test_mistakes_about_people_are_told_too(client, office, row, column):
    agency = an_agency(name="Rivertown Police", state="TN")
    for _number in range(2):
        a_member(agency=agency, is_coordinator=True)
    a_member(email="taken@example.org")
    run, _page = upload_run(client, people(row), "people")
    assert [where for where, _message in dry_run(run)[0][3]] == [column]


# --- importing


def test_agencies_are_imported_with_awards_and_domains(client, office):
    second = {"name": "Rivertown Police", "state": "TN", "year": "FY22", "number": "R-0"}
    second |= {"starts on": "2022-10-01", "ends on": "2024-10-01"}
    run, _page = upload_run(client, sheet(RIVERTOWN, second))
    assert "2 rows imported" in text_of(apply(client, run))
    agency = Agency.objects.get()
    assert (agency.kind, agency.stage, agency.city) == ("municipal", "new", "Rivertown")
    assert set(agency.awards.values_list("number", "year")) == {("R-1", 2024), ("R-0", 2022)}
    assert agency.email_domains.get().domain == "rivertown.example.gov"
    assert "wagtail.create" in history(agency)
    assert history(run) == ["members.import"]
    again, _page = upload_run(client, sheet(RIVERTOWN, second))
    assert {act for _number, act, _changes, _errors in dry_run(again)} == {"unchanged"}


def test_empty_cells_leave_things_as_they_are(client, office):
    an_agency(name="Rivertown Police", city="Rivertown", stage="mature")
    run, _page = upload_run(client, sheet({"name": "Rivertown Police", "state": "TN", "size": ""}))
    assert dry_run(run)[0][1] == "unchanged"


def test_errors_block_everything_until_they_are_left_out(client, office):
    run, _page = upload_run(client, sheet(RIVERTOWN, {"name": "Bad", "state": "??"}))
    assert "Nothing was imported" in text_of(apply(client, run))
    assert not Agency.objects.exists()
    assert "1 row imported" in text_of(apply(client, run, leave_out_errors="on"))
    assert Agency.objects.get().name == "Rivertown Police"


def test_what_changed_since_the_dry_run_stops_everything(client, office):
    run, _page = upload_run(client, sheet(RIVERTOWN, {"name": "Other", "state": "OH"}))
    seen = importing.digest(importing.check(run))
    an_award(an_agency(), number="R-1")  # somebody enters the same award for another agency
    page = apply(client, run, seen=seen, leave_out_errors="on")
    assert "Something changed since you looked" in text_of(page)
    assert Agency.objects.count() == 1
    assert not ImportRun.objects.get().applied_at


def test_an_import_that_fails_half_way_leaves_nothing(client, office, monkeypatch):
    agency = an_agency(name="Rivertown Police", state="TN")
    run, _page = upload_run(client, people(*({"email": f"p{number}@example.org"} for number in range(5))), "people")
    real, calls = inviting.invite, []

    def failing(**facts):
        calls.append(facts["email"])
        if len(calls) == 4:
            # Somebody invites the same person at this very moment.
            real(agency=agency, by=office, email=facts["email"], send=False)
        return real(**facts)

    monkeypatch.setattr(inviting, "invite", failing)
    page = apply(client, run, send="on")
    assert "Nothing was imported" in text_of(page)
    assert not Invitation.objects.exists()
    assert not mail.outbox
    assert not ImportRun.objects.get().applied_at


def test_an_import_is_done_once(client, office):
    run, _page = upload_run(client, sheet(RIVERTOWN))
    seen = importing.digest(importing.check(run))
    apply(client, run, seen=seen)
    assert "somebody did it already" in text_of(apply(client, run, seen=seen))
    with pytest.raises(importing.AlreadyDone):  # another tab, with the run as it was read before
        importing.apply(run, by=office, seen=seen)
    assert Award.objects.count() == 1


def test_people_are_invited_in_their_language(client, office, django_capture_on_commit_callbacks):
    an_agency(name="Rivertown Police", state="TN")
    rows = [
        {"email": "Ann@Example.org", "first name": "Ann", "role": "Dispatcher", "coordinator": "yes", "language": "es"},
        {"email": "bob@example.org"},
    ]
    run, _page = upload_run(client, people(*rows), "people")
    with django_capture_on_commit_callbacks(execute=True):
        apply(client, run, send="on")
    ann = Invitation.objects.get(email="ann@example.org")
    assert (ann.role, ann.as_coordinator, ann.language, ann.invited_by) == ("dispatcher", True, "es", office)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ann@example.org", "bob@example.org"]


def test_invitations_can_wait(client, office, django_capture_on_commit_callbacks):
    an_agency(name="Rivertown Police", state="TN")
    run, _page = upload_run(client, people({"email": "ann@example.org"}), "people")
    with django_capture_on_commit_callbacks(execute=True):
        apply(client, run)
    assert not mail.outbox
    assert Invitation.objects.get().sent_at is None


def test_people_who_are_there_already_are_left_alone(client, office):
    agency = an_agency(name="Rivertown Police", state="TN")
    a_member(agency=agency, email="here@example.org")
    Invitation.objects.create(agency=agency, email="asked@example.org")
    run, _page = upload_run(client, people({"email": "here@example.org"}, {"email": "asked@example.org"}), "people")
    assert [act for _number, act, _changes, _errors in dry_run(run)] == ["unchanged", "unchanged"]


# --- a thousand rows


def thousand():
    for number in range(1000):
        row = {"name": f"Agency {number}", "state": "TN", "year": "2024", "number": f"N-{number}"}
        row |= {"starts on": "2024-10-01", "ends on": "2099-09-30", "domains": f"a{number}.example.gov"}
        yield row | ({"state": "??"} if number % 100 == 0 else {"ends on": "soon"} if number % 100 == 1 else {})


def test_a_thousand_rows_report_their_errors_and_leave_nothing_half_written(
    client, office, django_assert_max_num_queries
):
    run, page = upload_run(client, sheet(*thousand()))
    wrong = [(number, errors) for number, act, _changes, errors in dry_run(run) if act == "error"]
    assert [number for number, _errors in wrong] == [2 + n for n in range(1000) if n % 100 in (0, 1)]
    assert {errors[0][0] for _number, errors in wrong} == {"State", "Ends on"}
    assert all(f"Agency {number}" in text_of(page) for number in (0, 1, 900, 901))
    with django_assert_max_num_queries(5):
        importing.check(run)

    apply(client, run)
    assert not Agency.objects.exists()
    assert not Award.objects.exists()

    queries = []
    with connection.execute_wrapper(lambda execute, *call: (queries.append(call[0]), execute(*call))[1]):
        apply(client, run, leave_out_errors="on")
    assert Agency.objects.count() == Award.objects.count() == EmailDomain.objects.count() == 980
    assert len(queries) / 980 < 15, len(queries) / 980

    undo(client, run)
    assert not Agency.objects.exists()
    assert not Award.objects.exists()


# --- undoing


def test_undo_puts_back_what_was_there(client, office):
    agency = an_agency(awarded=False, name="Rivertown Police", city="Old town", stage="")
    an_award(agency, number="R-1", year=2023)
    before = Award.objects.values().get()
    run, _page = upload_run(client, sheet(RIVERTOWN, {"name": "New one", "state": "OH"}))
    apply(client, run)
    assert Agency.objects.get(pk=agency.pk).city == "Rivertown"
    assert "Everything is as it was" in text_of(undo(client, run))
    agency = Agency.objects.get()
    assert (agency.city, agency.stage) == ("Old town", "")
    assert Award.objects.values().get() == before
    assert not EmailDomain.objects.exists()
    assert "somebody did it already" in text_of(undo(client, run))


def test_undo_refuses_what_was_edited_or_used_since_and_says_which(client, office):
    names = ["Edited", "Joined", "Invited", "Asked", "Untouched"]
    run, _page = upload_run(client, sheet(*({"name": name, "state": "OH"} for name in names)))
    apply(client, run)
    made = {agency.name: agency for agency in Agency.objects.all()}
    Agency.objects.filter(name="Edited").update(name="Edited since")
    a_member(agency=made["Joined"])
    Invitation.objects.create(agency=made["Invited"], email="guest@example.org")
    a_request(made["Asked"])
    page = text_of(undo(client, run))
    assert "but for 4 changes" in page
    assert "It was edited since." in page
    assert "People joined it, or were invited, or asked for access." in page
    assert set(Agency.objects.values_list("name", flat=True)) == {"Edited since", "Joined", "Invited", "Asked"}
    assert AccessRequest.objects.get().agency == made["Asked"]


def test_undo_keeps_an_award_that_was_extended_and_the_agency_it_belongs_to(client, office):
    run, _page = upload_run(client, sheet(RIVERTOWN))
    apply(client, run)
    Award.objects.update(extended_to=date(2100, 1, 1))
    page = text_of(undo(client, run))
    assert "It was extended since." in page
    assert "an award or a domain that stays" in page
    assert Award.objects.count() == Agency.objects.count() == 1


def test_undo_withdraws_what_nobody_answered(client, office):
    an_agency(name="Rivertown Police", state="TN")
    run, _page = upload_run(client, people({"email": "open@example.org"}, {"email": "in@example.org"}), "people")
    apply(client, run)
    inviting.accept(Invitation.objects.get(email="in@example.org"), password="x", first_name="In", last_name="Side")
    page = text_of(undo(client, run))
    assert "The invitation was accepted since." in page
    assert Invitation.objects.get(email="open@example.org").withdrawn_at
    assert not Invitation.objects.get(email="in@example.org").withdrawn_at


def test_undo_keeps_the_award_by_which_people_have_access(client, office):
    run, _page = upload_run(client, sheet(RIVERTOWN))
    apply(client, run)
    person = a_member(agency=Agency.objects.get())
    assert "Without the award they would lose their access." in text_of(undo(client, run))
    assert is_member(User.objects.get(pk=person.pk))


def test_undo_notes_what_it_took_away_and_put_back(client, office):
    agency = an_agency(awarded=False, name="Rivertown Police", city="Old town", stage="")
    run, _page = upload_run(client, sheet(RIVERTOWN))
    apply(client, run)
    undo(client, run)
    entries = registry.get_logs_for_instance(agency).order_by("-pk")[:3]
    assert {entry.user for entry in entries} == {office}
    assert [entry.message for entry in reversed(entries)] == [
        "Undid the import of rivertown.example.gov",
        "Undid the import of FY24 award R-1",
        "Changed: City or county, Stage of the CIT program",
    ]


def test_undo_keeps_an_agency_of_which_anything_was_edited_since(client, office):
    run, _page = upload_run(client, sheet({"name": "Bare", "state": "OH"}, {"name": "Untouched", "state": "OH"}))
    apply(client, run)
    Agency.objects.filter(name="Bare").update(city="Known since")  # the file had said nothing about it
    assert "It was edited since." in text_of(undo(client, run))
    assert Agency.objects.get().city == "Known since"


def test_an_agency_made_by_several_rows_is_undone_as_one(client, office):
    more = {"name": "Rivertown Police", "state": "TN", "size": "small", "number": "R-2", "year": "2025"}
    more |= {"starts on": "10/01/2025", "ends on": "2099-09-30"}
    run, _page = upload_run(client, sheet(RIVERTOWN | {"city": ""}, more))
    apply(client, run)
    assert Agency.objects.get().size == "small"
    assert "Everything is as it was" in text_of(undo(client, run))
    assert not Agency.objects.exists()


def test_undo_keeps_an_invitation_by_which_a_request_was_approved(client, office):
    agency = an_agency(name="Rivertown Police", state="TN")
    run, _page = upload_run(client, people({"email": "asked@example.org"}), "people")
    apply(client, run)
    joining.approve(a_request(agency, email="asked@example.org"), by=office, agency=agency)
    assert "A request was approved with it since." in text_of(undo(client, run))
    assert Invitation.objects.get(email="asked@example.org").is_open


# --- rights


@pytest.mark.parametrize("role", ["Funder", "Editors", "Moderators"])
def test_nobody_else_imports(client, role):
    client.force_login(a_user(role))
    run = ImportRun.objects.create(
        kind="agencies", file_name="x.csv", rows=[{"row": 2, "name": "Secret", "state": "TN"}]
    )
    for address in (reverse("imports:index"), reverse("imports:add"), reverse("imports:run", args=[run.pk])):
        for answer in (client.get(address), client.post(address, {"undo": "1"})):
            assert answer.status_code == 302
    assert not ImportRun.objects.get().undone_at
