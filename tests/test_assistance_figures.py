"""Every number of the report equals an independent count, opens its rows, and leaves as a file."""

import csv
import io
from collections import Counter
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assistance import acts
from assistance.models import Case, Survey
from library.publications import Download
from members.desk.figures import half_year
from members.figures import Span, sets_for
from tests.assistance_builders import a_case, a_colleague, a_draft, at, case_at
from tests.builders import a_member, a_user, an_agency, know_the_rows
from tests.publications import a_publication

pytestmark = pytest.mark.django_db

SPAN = {"start": "2026-03-01", "end": "2026-03-31"}
REPORT = "/cms/reports/figures/assistance/"


@pytest.fixture
def world(monkeypatch):
    """Cases of all kinds, in and around a March, some of them late."""
    desk = a_colleague()

    def turn_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    turn_to(at("2026-02-01 09:00"))
    people = [a_member(agency=an_agency(state=state)) for state in ("TN", "TN", "OH", "CA")]
    people.append(a_member(agency=an_agency(state="OH", name=people[2].agency.name + " II")))
    kinds = ["call", "training", "visit", "peer"]
    begins = ["2026-02-28 23:59", "2026-03-01 00:00", "2026-03-06 15:00", "2026-03-17 09:00", "2026-03-31 23:59",
              "2026-04-01 00:00"]  # fmt: skip
    number = 0
    for begin in begins:
        for status in ("new", "assigned", "waiting", "in_progress", "delivered", "closed"):
            number += 1
            sent = turn_to(at(begin))
            case = a_case(people[number % 5], kind=kinds[number % 4])
            turn_to(sent + timedelta(days=number % 4))
            words = {"by": desk, "text": "Words."}
            if status != "new":
                acts.claim(case, by=desk, version=case.version)
            if status == "waiting":
                acts.ask_agency(case, version=case.version, **words)
            if status in ("in_progress", "delivered", "closed"):
                turn_to(sent + timedelta(days=max(number % 4, number % 23)))
                acts.match(case, version=case.version, matched_with="Alba", **words)
                acts.add_milestone(case, by=desk, name="Call", due_on=None)
                acts.add_time(case, by=desk, minutes=number, spent_on=date(2026, 3, 5))
            if status in ("delivered", "closed"):
                acts.reach_milestone(case, by=desk, milestone=case.milestones.get().pk)
                acts.deliver(case, version=case.version, **words)
            if status == "closed":
                outcome = ["met", "partly", "referred"][number % 3]
                acts.close(case, version=case.version, outcome=outcome, **words)
                answers = {"rating": 1 + number % 5, "is_need_met": "yes", "has_learned": bool(number % 4)}
                acts.answer_survey(case, by=case.requester, **answers)
    turn_to(at("2026-06-01 09:00"))
    acts.record_missed()
    a_draft(people[0])
    return desk


def in_march():
    """The cases of the span, found without the report's own code."""
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    sent = [case for case in Case.objects.all() if case.submitted_at]
    return [case for case in sent if first <= timezone.localdate(case.submitted_at) <= last]


def counted_by_hand():
    """What each number has to be, counted in Python over the rows themselves."""
    cases = in_march()
    surveys = {survey.case_id: survey for survey in Survey.objects.all()}
    theirs = [surveys[case.pk] for case in cases if case.pk in surveys]
    answered = [case for case in cases if case.answered_at]
    matched = [case for case in cases if case.matched_at]

    def average(values):
        return round(sum(values) / len(values), 1) if values else None

    return {
        "received": len(cases),
        "open": len([case for case in cases if case.status not in ("draft", "closed")]),
        "closed": len([case for case in cases if case.status == "closed"]),
        "answered": len(answered),
        "answered_in_time": len([case for case in answered if case.answered_at <= case.answer_due_at]),
        "answer_missed": len([
            case for case in cases
            if (case.answered_at or timezone.now()) > case.answer_due_at
        ]),
        "answer_days": average([case.answer_days for case in answered]),
        "matched": len(matched),
        "matched_in_time": len([case for case in matched if case.matched_at <= case.match_due_at]),
        "match_missed": len([
            case for case in cases
            if (case.matched_at or timezone.now()) > case.match_due_at and (case.matched_at or case.status != "waiting")
        ]),
        "match_days": average([case.match_days for case in matched]),
        "milestones": sum(row.reached_on is not None for case in cases for row in case.milestones.all()),
        "minutes": sum(row.minutes for case in cases for row in case.time_spent.all()),
        "surveys": len(theirs),
        "satisfied": len([survey for survey in theirs if survey.rating in (4, 5)]),
        "learned": len([survey for survey in theirs if survey.has_learned]),
    }  # fmt: skip


def test_every_number_equals_an_independent_count_and_its_rows(client, world):
    client.force_login(world)
    context = client.get(REPORT, SPAN).context
    numbers = {number.name: (value, url) for number, value, url in context["numbers"]}
    by_hand = counted_by_hand()
    assert by_hand["received"] == 24
    assert min(value for value in by_hand.values()) > 0  # nothing is right by being nothing
    assert {name: value for name, (value, _url) in numbers.items()} == by_hand
    for name, (value, url) in numbers.items():
        rows = client.get(url).context["listing"].paginator.count
        if name in ("answer_days", "match_days"):
            value = by_hand["answered" if name == "answer_days" else "matched"]
        if name in ("milestones", "minutes"):
            value = by_hand["received"]
        assert rows == value, name


def test_every_part_of_every_breakdown_equals_an_independent_count_and_its_rows(client, world):
    client.force_login(world)
    charts = client.get(REPORT, SPAN).context["charts"]
    cases = in_march()
    by_hand = {
        "kind": Counter(case.kind for case in cases),
        "outcome": Counter(case.outcome for case in cases),
        "state": Counter(case.agency.state for case in cases),
        "agency": Counter(case.agency_id for case in cases),
        "answer": Counter(case.answer_days for case in cases),
        "match": Counter(case.match_days for case in cases),
    }
    assert {chart["breakdown"].name for chart in charts} == set(by_hand)
    for chart in charts:
        name = chart["breakdown"].name
        assert {part.value: part.count for part, _url in chart["parts"]} == by_hand[name], name
        for part, url in chart["parts"]:
            assert client.get(url).context["listing"].paginator.count == part.count, (name, part.label)


def test_two_agencies_of_nearly_one_name_stay_two(client, world):
    client.force_login(world)
    charts = client.get(REPORT, SPAN).context["charts"]
    agencies = next(chart for chart in charts if chart["breakdown"].name == "agency")
    assert len({part.label for part, _url in agencies["parts"]}) == len(agencies["parts"]) == 5


def test_both_files_hold_the_numbers_of_the_screen(client, world):
    client.force_login(world)
    by_hand = counted_by_hand()
    text = client.get(REPORT, SPAN | {"export": "csv"}).content.decode("utf-8-sig")
    lines = {line[0]: line[1] for line in csv.reader(io.StringIO(text)) if len(line) == 2}
    assert int(lines["Requests received"]) == by_hand["received"]
    assert float(lines["Business days to match, on average"]) == by_hand["match_days"]
    data = client.get(REPORT, SPAN | {"export": "xlsx"}).content
    sheet = load_workbook(io.BytesIO(data)).active
    cells = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row and row[0]}
    assert cells["Requests received"] == by_hand["received"]
    assert cells["Ohio"] == len([case for case in in_march() if case.agency.state == "OH"])
    rows = client.get(f"{REPORT}rows/", SPAN | {"number": "received", "export": "xlsx"}).content
    assert load_workbook(io.BytesIO(rows)).active.max_row == 1 + by_hand["received"]


def test_a_formula_in_a_name_stays_a_text_in_both_files(client):
    desk = a_colleague()
    case_at("closed", desk, a_member(agency=an_agency(name="=HYPERLINK(1)")))
    client.force_login(desk)
    for address, query in [(REPORT, {}), (f"{REPORT}rows/", {"number": "received"})]:
        text = client.get(address, query | {"export": "csv"}).content.decode("utf-8-sig")
        assert "'=HYPERLINK(1)" in text
        data = client.get(address, query | {"export": "xlsx"}).content
        sheet = load_workbook(io.BytesIO(data)).active
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_each_chart_is_named_and_described_by_its_table(client, world):
    client.force_login(world)
    html = client.get(REPORT, SPAN).content.decode()
    for name in ("kind", "outcome", "state", "agency", "answer", "match"):
        assert f'aria-labelledby="by-{name}" aria-describedby="table-{name}"' in html
        assert f'id="table-{name}"' in html


# --- who may


def test_the_funder_reads_the_numbers_and_no_rows(client):
    case = case_at("closed", requester=a_member(first_name="Zanzibar"), subject="Quokka")
    funder = a_user("Funder")
    client.force_login(funder)
    html = client.get("/cms/reports/figures/").content.decode()
    assert "Requests received" in html
    assert str(case.agency) in html
    assert "/rows/" not in html
    assert client.get(f"{REPORT}rows/?number=received").status_code == 302
    assert {known.name for known in sets_for(funder)} == {"assistance", "events", "attendance", "downloads", "views"}
    assert "Zanzibar" not in html
    assert "Quokka" not in html


@pytest.mark.parametrize("role", ["Editors", "Forum moderators", "Members"])
def test_other_roles_read_no_figures(client, role):
    a_case()
    client.force_login(a_user(role))
    for address in ("/cms/reports/figures/", REPORT, f"{REPORT}rows/?number=received", f"{REPORT}?export=csv"):
        assert client.get(address).status_code == 302


def test_the_rows_name_no_person_and_not_what_was_asked(client):
    desk = a_colleague()
    case_at("closed", desk, a_member(first_name="Zanzibar"), subject="Quokka")
    client.force_login(desk)
    html = client.get(f"{REPORT}rows/?number=received").content.decode()
    assert "Zanzibar" not in html
    assert "Quokka" not in html


# --- bad questions


@pytest.mark.parametrize(
    "query",
    [
        {"start": "x"},
        {"start": "2026-04-01", "end": "2026-03-01"},
        {"start": "1000-01-01", "end": "9999-12-31"},
        {"start": "0001-01-01", "end": "0001-01-01"},
        {"start": "9999-12-31", "end": "9999-12-31"},
        {"start": "", "end": ""},
    ],
)
def test_a_span_that_is_none_gets_a_word(client, query):
    client.force_login(a_colleague())
    response = client.get(REPORT, query)
    assert response.status_code == 200
    assert "numbers" not in response.context
    assert "w-field__errors" in response.content.decode()
    assert client.get(f"{REPORT}rows/", query | {"number": "received"}).status_code == 404
    for kind in ("csv", "xlsx"):
        response = client.get(REPORT, query | {"export": kind})
        assert response.status_code == 200
        assert "w-field__errors" in response.content.decode()
        assert client.get(f"{REPORT}rows/", query | {"number": "received", "export": kind}).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["", "number=nonsense", "by=nonsense&value=x", "by=kind&value=nonsense", "by=agency&value=99999999999999999999"],
)
def test_a_number_that_does_not_exist_is_not_found(client, query):
    case_at("closed")
    client.force_login(a_colleague())
    assert client.get(f"{REPORT}rows/?{query}").status_code == 404
    assert client.get("/cms/reports/figures/nonsense/").status_code == 404


def test_the_report_costs_the_same_with_one_case_and_with_fifty(client, django_assert_max_num_queries):
    desk = a_colleague()
    case = case_at("closed", desk)
    client.force_login(desk)
    know_the_rows()
    client.get(REPORT)
    with django_assert_max_num_queries(80) as few:
        client.get(REPORT)
    now = timezone.now()
    facts = {"requester": case.requester, "submitted_at": now, "status": "new", "answer_due_at": now, "language": "en"}
    Case.objects.bulk_create(Case(agency=an_agency(), kind="call", **facts) for _number in range(49))
    know_the_rows()
    with django_assert_max_num_queries(len(few)):
        client.get(REPORT)


# --- downloads join by one class


def test_downloads_are_counted_as_they_were_noted(client):
    agency, day = an_agency(state="OH"), date(2026, 3, 5)
    guide, brief = a_publication(kind="guide"), a_publication(kind="brief")
    for publication, whose, when, count in [
        (guide, agency, day, 3),
        (guide, None, day, 4),
        (brief, agency, date(2026, 3, 31), 5),
        (brief, agency, date(2026, 4, 1), 100),
    ]:
        Download.objects.create(publication=publication, agency=whose, day=when, count=count)
    client.force_login(a_user("Funder"))
    context = client.get("/cms/reports/figures/downloads/", SPAN).context
    assert [value for _number, value, _url in context["numbers"]] == [12, 8, 4]
    parts = {c["breakdown"].name: {p.label: p.count for p, _url in c["parts"]} for c in context["charts"]}
    assert parts["kind"] == {"Guide": 7, "Brief": 5}
    assert parts["state"] == {"Ohio": 8, "Without an agency": 4}
    rows = client.get(context["numbers"][1][2]).context["listing"]
    assert sum(row.count for row in rows) == 8


@pytest.mark.parametrize(
    ("day", "span"),
    [
        (date(2026, 6, 30), Span(date(2026, 1, 1), date(2026, 6, 30))),
        (date(2026, 7, 1), Span(date(2026, 7, 1), date(2026, 12, 31))),
    ],
)
def test_a_half_year_is_what_the_funder_calls_one(day, span):
    assert half_year(day) == span


def test_a_day_of_the_span_ends_at_midnight_in_the_programs_zone(world):
    first, after = Span(date(2026, 3, 8), date(2026, 3, 8)).moments()  # the day on which the clocks go forward
    assert after.timestamp() - first.timestamp() == timedelta(hours=23).total_seconds()
    assert reverse("figures") == "/cms/reports/figures/"
