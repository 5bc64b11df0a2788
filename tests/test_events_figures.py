"""Events in the program report and on the work list: every number is the rows behind it, and names are for staff."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from events import attending
from events.attending import Noted
from events.models import Attendance, EventPage, Ledger
from members.figures import sets_for
from members.work_list import work_of
from tests.builders import a_member, a_user, an_agency, know_the_rows
from tests.events_builders import a_registration, an_event, in_spanish

pytestmark = pytest.mark.django_db

EVENTS, ATTENDANCE = "/cms/reports/figures/events/", "/cms/reports/figures/attendance/"
SPAN = {"start": "2026-03-01", "end": "2026-03-31"}
NOWHERE = {"is_online": False, "join_url": ""}


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def note(event, *people):
    """People as (agency, was there, mode, minutes)."""
    noted = {}
    for agency, is_present, mode, minutes in people:
        member = a_member(agency=agency, first_name="Zanzibar")
        noted[a_registration(event, person=member).pk] = Noted(is_present, mode, minutes)
    attending.note(event, noted, by=a_user())


@pytest.fixture
def world(monkeypatch):
    """Events on and around the edges of March, of all kinds and ways, with people of three agencies and of none."""
    monkeypatch.setattr(timezone, "now", lambda: at("2026-04-20 12:00"))
    ohio, texas, other = an_agency(state="OH"), an_agency(state="TX"), an_agency(state="OH")
    first = an_event(starts_at=at("2026-03-01 00:00"), kind="meeting")
    in_spanish(first)
    both = an_event(starts_at=at("2026-03-10 10:00"), kind="workshop", venue="Hall")
    place = an_event(starts_at=at("2026-03-31 23:30"), kind="training", venue="Hall", **NOWHERE)
    second = an_event(starts_at=at("2026-03-12 10:00"), kind="meeting")
    bare = an_event(starts_at=at("2026-03-13 10:00"), kind="meeting")
    before, after = an_event(starts_at=at("2026-02-28 23:59")), an_event(starts_at=at("2026-04-01 00:00"))
    cancelled, draft = an_event(starts_at=at("2026-03-14 10:00")), an_event(starts_at=at("2026-03-15 10:00"))
    note(first, (ohio, True, "online", 60), (texas, True, "online", 45), (ohio, False, "online", 0))
    note(both, (ohio, True, "in_person", 500), (other, True, "online", 61), (texas, True, "in_person", 480))
    note(place, (texas, True, "in_person", 50))
    note(second, (ohio, False, "online", 0))
    attending.walk_in(both, name="Wanda", agency=None, mode="in_person", minutes=30, by=a_user())
    for left_out in (before, after, cancelled, draft):
        note(left_out, (ohio, True, "online", 1000))
    ledger = Ledger.of(cancelled)
    ledger.cancelled_at = timezone.now()
    ledger.save()
    draft.unpublish()
    return {"held": [first, both, place, second, bare], "bare": bare}


def report(client, address):
    context = client.get(address, SPAN).context
    numbers = {number.name: (value, url) for number, value, url in context["numbers"]}
    return numbers, {chart["breakdown"].name: chart["parts"] for chart in context["charts"]}


def check_rows(client, numbers, charts, whole):
    """Behind each number stand as many rows; behind an aggregate those that it is made of."""
    for name, (value, url) in numbers.items():
        rows = client.get(url).context["listing"].paginator.count
        assert rows == whole.get(name, value), name
    for name, parts in charts.items():
        for part, url in parts:
            assert client.get(url).context["listing"].paginator.count == part.count, (name, part.label)


def test_every_number_of_events_equals_an_independent_count_and_its_rows(client, world):
    client.force_login(a_user("Events staff"))
    numbers, charts = report(client, EVENTS)
    held = world["held"]
    noted = {event.pk for event in held} - {world["bare"].pk}
    assert {name: value for name, (value, _url) in numbers.items()} == {
        "held": len(held),
        "attended": len(noted),
        "unattended": 1,
    }
    counted = {name: {part.value: part.count for part, _url in parts} for name, parts in charts.items()}
    assert counted == {
        "kind": Counter(event.kind for event in held),
        "delivery": {"online": 3, "hybrid": 1, "in_person": 1},
    }
    check_rows(client, numbers, charts, {})


def test_every_number_of_attendance_equals_an_independent_count_and_its_rows(client, world):
    client.force_login(a_user("Events staff"))
    numbers, charts = report(client, ATTENDANCE)
    held = {event.pk for event in world["held"]}
    there = [row for row in Attendance.objects.all() if row.is_present and row.event_id in held]
    assert len(there) == 7
    assert {name: value for name, (value, _url) in numbers.items()} == {
        "attendees": len(there),
        "in_person": sum(row.mode == "in_person" for row in there),
        "online": sum(row.mode == "online" for row in there),
        "agencies": len({row.agency_id for row in there} - {None}),
        "hours": round(sum(row.minutes for row in there) / 60, 1),
    }
    counted = {name: {part.value: part.count for part, _url in parts} for name, parts in charts.items()}
    assert counted == {
        "kind": Counter(row.event.kind for row in there),
        "mode": Counter(row.mode for row in there),
        "event": Counter(row.event_id for row in there),
        "state": Counter(row.agency and row.agency.state for row in there),
        "agency": Counter(row.agency_id for row in there),
    }
    check_rows(client, numbers, charts, {"agencies": 6, "hours": 7})


def test_the_rows_of_an_event_say_who_was_there_in_numbers(client, world):
    client.force_login(a_user("Events staff"))
    rows = client.get(f"{EVENTS}rows/", SPAN | {"number": "held"}).context["rows"]
    counted = {url: cells[-3:] for url, cells in rows}
    first, both, place, _second, bare = (f"/cms/event_desk/{event.pk}/attendance/" for event in world["held"])
    assert [counted[url] for url in (first, both, place, bare)] == [[0, 2, 2], [3, 1, 3], [1, 0, 1], [0, 0, 0]]
    assert client.get(first).status_code == 200


@pytest.mark.parametrize("role", ["Funder", "Assistance staff", "Membership staff"])
def test_others_read_the_numbers_of_events_and_no_rows(client, world, role):
    client.force_login(a_user(role))
    for address in (EVENTS, ATTENDANCE):
        html = client.get(address, SPAN).content.decode()
        assert "/rows/" not in html
        assert client.get(f"{address}rows/?number=held&by=kind").status_code == 302
        text = client.get(address, SPAN | {"export": "csv"}).content.decode()
        assert not [name for name in ("Zanzibar", "Wanda") if name in html + text]


def test_the_names_behind_attendance_are_for_staff_of_events(client, world):
    client.force_login(a_user("Events staff"))
    text = client.get(f"{ATTENDANCE}rows/", SPAN | {"number": "attendees", "export": "csv"}).content.decode()
    assert "Wanda" in text
    assert text.count("Zanzibar") == 6


@pytest.mark.parametrize("role", ["Editors", "Forum moderators", "Members"])
def test_other_roles_read_no_figures_of_events(client, role):
    client.force_login(a_user(role))
    for address in (EVENTS, ATTENDANCE, f"{ATTENDANCE}rows/?number=attendees", f"{ATTENDANCE}?export=csv"):
        assert client.get(address).status_code == 302


def test_staff_of_events_read_the_figures_of_events_alone():
    assert [known.name for known in sets_for(a_user("Events staff"))] == ["events", "attendance"]


def test_the_report_of_events_opens_empty(client):
    client.force_login(a_user("Funder"))
    for address in (EVENTS, ATTENDANCE):
        response = client.get(address, SPAN)
        assert {value for _number, value, _url in response.context["numbers"]} == {0}
        assert "Nothing was counted between these days." in response.content.decode()


def test_the_reports_cost_the_same_with_one_event_and_with_many(client, django_assert_max_num_queries):
    client.force_login(a_user("Events staff"))
    span = {"start": date(2026, 1, 1), "end": timezone.localdate()}
    addresses = [EVENTS, ATTENDANCE, f"{EVENTS}rows/?number=held", f"{ATTENDANCE}rows/?number=attendees"]
    note(an_event(starts=timedelta(days=-1)), (an_agency(), True, "online", 60))
    know_the_rows()
    for address in addresses:
        client.get(address, span)
        with django_assert_max_num_queries(60) as few:
            client.get(address, span)
        note(an_event(starts=timedelta(days=-1)), *[(an_agency(), True, "online", 60) for _number in range(5)])
        know_the_rows()
        with django_assert_max_num_queries(len(few)):
            client.get(address, span)


# --- the work list


def test_past_events_without_attendance_wait_until_somebody_is_noted(client):
    staff = a_user("Events staff")
    client.force_login(staff)
    waiting = an_event(starts=timedelta(days=-2))
    in_spanish(waiting)
    done = an_event(starts=timedelta(days=-3))
    note(done, (an_agency(), False, "online", 0))
    an_event()
    an_event(starts=timedelta(days=-2)).unpublish()
    an_event(starts=timedelta(days=-400))
    cancelled = Ledger.of(an_event(starts=timedelta(days=-5)))
    cancelled.cancelled_at = timezone.now()
    cancelled.save()
    (work,) = work_of(staff)
    assert (work.count, work.text) == (1, "past event has no attendance yet")
    assert list(client.get(work.url).context["object_list"]) == [EventPage.objects.get(pk=waiting.pk)]
    attending.walk_in(waiting, name="Wanda", agency=None, mode="online", minutes=5, by=staff)
    assert not work_of(staff)
    assert not client.get(work.url).context["object_list"]


@pytest.mark.parametrize("role", ["Funder", "Assistance staff", "Membership staff", "Forum moderators", "Members"])
def test_attendance_is_nobody_elses_work(role):
    an_event(starts=timedelta(days=-2))
    assert not work_of(a_user(role))
