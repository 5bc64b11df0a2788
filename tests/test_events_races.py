"""Many people at once: never more seats than there are, nobody lost, a line in order.

Real threads with connections of their own, on a copy of the test database, as in test_members_races. The same is
done a second time without the lock, to show that the test would notice.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from events import registering
from events.due import move_waiting_lists
from events.ledger import Ledger
from events.models import EventPage, Registration
from events.registering import accept, cancel, offer_free_seats, register
from members.access import MEMBERS_GROUP
from members.letters import Letter
from members.models import User
from tests.builders import an_agency
from tests.events_builders import an_event
from tests.races import Meeting, at_once, copy, db  # noqa: F401 (fixtures)

PEOPLE, SEATS, AT_ONCE = 200, 20, 25


def members(number):
    """So many members of one agency, quickly."""
    agency = an_agency()
    start = User.objects.count()
    people = User.objects.bulk_create(
        User(email=f"racer{start + n}@example.org", agency=agency, password="!") for n in range(number)
    )
    group = Group.objects.get(name=MEMBERS_GROUP)
    User.groups.through.objects.bulk_create(User.groups.through(user=person, group=group) for person in people)
    return people


@pytest.fixture
def event(db, monkeypatch):  # noqa: F811
    monkeypatch.setattr(registering, "tell", lambda *args, **kwargs: True)  # letters are not what is raced for here
    return an_event(capacity=SEATS)


def rush(event, people):
    """Everybody registers, as many at the same time as connections allow."""
    start = threading.Barrier(AT_ONCE)

    def run(mine):
        try:
            start.wait(20)
            for person in mine:
                register(EventPage.objects.get(pk=event.pk), person=person)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(run, [people[n::AT_ONCE] for n in range(AT_ONCE)]))


def count(event, *statuses):
    return Registration.objects.filter(event=event, status__in=statuses).count()


def test_two_hundred_people_for_twenty_seats_leave_twenty_and_a_line_in_order(event):
    rush(event, members(PEOPLE))
    assert count(event, "registered") == SEATS
    line = list(Registration.objects.filter(event=event).in_line())
    assert len(line) == PEOPLE - SEATS
    assert [row.queued_at for row in line] == sorted(row.queued_at for row in line)
    last_seat = Registration.objects.filter(event=event, status="registered").latest("queued_at")
    assert last_seat.queued_at <= line[0].queued_at


def without_the_lock(monkeypatch, seats_seen):
    """What careless code would do: look, then write, with nothing held in between."""
    monkeypatch.setattr(registering.Ledger, "locked", classmethod(lambda cls, event: Ledger.of(event)))
    monkeypatch.setattr(registering, "has_free_seat", seats_seen.after(registering.has_free_seat))


def test_without_the_lock_one_seat_would_be_given_away_twice(event, monkeypatch):
    EventPage.objects.filter(pk=event.pk).update(capacity=1)
    without_the_lock(monkeypatch, Meeting())
    careless = register.__wrapped__
    at_once(*[lambda person=person: careless(event, person=person) for person in members(2)])
    assert count(event, "registered") == 2


def test_the_last_seat_is_given_away_once(event, monkeypatch):
    EventPage.objects.filter(pk=event.pk).update(capacity=1)
    monkeypatch.setattr(registering, "has_free_seat", Meeting().after(registering.has_free_seat))
    at_once(*[lambda person=person: register(event, person=person) for person in members(2)])
    assert (count(event, "registered"), count(event, "waiting")) == (1, 1)


def test_one_person_who_clicks_twice_has_one_registration(event):
    (person,) = members(1)
    at_once(*[lambda: register(event, person=User.objects.get(pk=person.pk))] * 4)
    assert Registration.objects.filter(event=event).count() == 1


def test_seats_given_back_while_others_come_are_never_given_twice(event):
    people = members(SEATS + 15)
    rows = [register(event, person=person) for person in people[: SEATS + 5]]
    at_once(
        *[lambda row=row: cancel(row) for row in rows[:8]],
        *[lambda person=person: register(event, person=person) for person in people[SEATS + 5 :]],
    )
    assert count(event, "registered", "offered") == SEATS
    assert count(event, "offered") == 8
    assert offer_free_seats(event) == 0


def test_an_offer_that_ends_while_it_is_accepted_ends_one_way(event):
    EventPage.objects.filter(pk=event.pk).update(capacity=1)
    first, second, third = [register(event, person=person) for person in members(3)]
    cancel(first)
    Registration.objects.filter(pk=second.pk).update(offered_until=timezone.now() + timedelta(milliseconds=30))
    at_once(lambda: accept(second), lambda: accept(second), move_waiting_lists, move_waiting_lists)
    move_waiting_lists()
    assert count(event, "registered", "offered") == 1
    assert not Letter.objects.filter(template="events/offer", to=third.person.email).exists()
