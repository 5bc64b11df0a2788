"""Reminders, changes and cancellations: told once, to the right people, in their language and zone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import due
from events.announcing import call_off
from events.due import remind
from events.models import EventPage
from events.registering import register
from members.letters import Letter
from tests.builders import a_member, a_user
from tests.events_builders import a_registration, an_event, in_spanish

pytestmark = pytest.mark.django_db


def reminders():
    return Letter.objects.filter(template="events/reminder")


@pytest.mark.parametrize(
    ("starts", "kind"),
    [
        (timedelta(days=6, hours=23), "week"),
        (timedelta(days=2), "week"),  # the job came late
        (timedelta(hours=23), "day"),
        (timedelta(minutes=59), "hour"),
        (timedelta(minutes=2), "hour"),
    ],
)
def test_people_are_reminded_once_of_what_is_nearest(starts, kind):
    rows = [a_registration(an_event(starts=starts)) for _number in range(2)]
    assert remind() == 2
    assert remind() == 0
    letter = reminders().get(to=rows[0].person.email)
    assert letter.context["kind"] == kind


@pytest.mark.parametrize("starts", [timedelta(days=8), timedelta(minutes=-1)])
def test_nobody_is_reminded_too_early_or_after_the_start(starts):
    a_registration(an_event(starts=starts))
    assert remind() == 0


def test_killed_midway_the_next_run_sends_the_rest_and_nothing_twice(monkeypatch):
    event = an_event(starts=timedelta(hours=20))
    for _number in range(6):
        a_registration(event)
    whole, count = due.tell, iter(range(100))

    def dies_at_the_third(*args, **kwargs):
        if next(count) == 2:
            raise KeyboardInterrupt
        return whole(*args, **kwargs)

    monkeypatch.setattr(due, "tell", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        remind()
    assert reminders().count() == 2
    monkeypatch.setattr(due, "tell", whole)
    assert remind() == 4
    assert remind() == 0
    assert reminders().values("to").distinct().count() == reminders().count() == 6


def test_the_three_reminders_come_one_after_the_other(monkeypatch):
    event = an_event(starts=timedelta(days=10))
    a_registration(event, registered_at=timezone.now() - timedelta(days=1))
    counts = []
    for left in (timedelta(days=7), timedelta(days=1), timedelta(hours=1)):
        moment = event.starts_at - left + timedelta(minutes=4)
        monkeypatch.setattr(due.timezone, "now", lambda moment=moment: moment)
        counts.append((remind(), remind()))
    assert counts == [(1, 0)] * 3
    assert sorted(letter.context["kind"] for letter in reminders()) == ["day", "hour", "week"]


@pytest.mark.parametrize("status", ["waiting", "offered", "cancelled", "unconfirmed"])
def test_only_who_has_a_seat_is_reminded(status):
    a_registration(an_event(starts=timedelta(hours=5)), status)
    assert remind() == 0


def test_whoever_registered_a_moment_ago_is_not_reminded_of_it():
    event = an_event(starts=timedelta(hours=5))
    register(event, person=a_member())
    assert remind() == 0


def test_nobody_is_reminded_of_what_was_cancelled_or_unpublished():
    off, hidden = an_event(starts=timedelta(hours=5)), an_event(starts=timedelta(hours=5))
    a_registration(off)
    a_registration(hidden)
    call_off(off, by=a_user(), reason="Snow.")
    hidden.unpublish()
    assert remind() == 0


def test_a_letter_speaks_its_readers_language_and_zone_and_has_no_link_to_join():
    event = an_event(title="Meeting", starts=timedelta(hours=20), time_zone="America/New_York")
    in_spanish(event, title="Reunión")
    person = a_member(language="es", time_zone="America/Los_Angeles")
    a_registration(event, person=person)
    remind()
    body = reminders().get(to=person.email).message()
    assert "Reunión" in body.subject
    assert "Meeting" not in body.subject + body.body
    assert "/es/" in body.body
    assert {"PST", "PDT"} & set(body.body.split())
    assert {"EST", "EDT"} & set(body.body.split())
    assert "secret-room" not in body.body


def test_a_new_time_is_told_once_and_reminds_anew():
    event = an_event(starts=timedelta(hours=20))
    row = a_registration(event)
    a_registration(event, "cancelled")
    remind()
    event.starts_at += timedelta(hours=2)
    event.ends_at += timedelta(hours=2)
    event.save_revision().publish()
    event.save_revision().publish()
    told = Letter.objects.filter(template="events/changed")
    assert [letter.to for letter in told] == [row.person.email]
    assert remind() == 1


def test_a_change_of_words_disturbs_nobody():
    event = an_event()
    a_registration(event)
    event.title = "Another title"
    event.save_revision().publish()
    assert not Letter.objects.filter(template="events/changed").exists()


def test_cancelling_tells_everybody_once_with_the_reason_and_a_file_that_removes_it():
    event = an_event()
    rows = [a_registration(event), a_registration(event, "waiting")]
    assert call_off(event, by=a_user(), reason="The room is flooded.")
    assert not call_off(event, by=a_user(), reason="Again.")
    letters = Letter.objects.filter(template="events/event_cancelled")
    assert {letter.to for letter in letters} == {row.person.email for row in rows}
    mail = letters.first().message()
    assert "The room is flooded." in mail.body
    (name, data, kind) = mail.attachments[0]
    assert (name, kind) == ("event.ics", "text/calendar")
    assert "STATUS:CANCELLED" in (data if isinstance(data, str) else data.decode())


def test_a_confirmation_carries_the_event_as_a_file():
    person = a_member()
    register(an_event(), person=person)
    mail = Letter.objects.get(to=person.email).message()
    assert [name for name, _data, _kind in mail.attachments] == ["event.ics"]


def test_the_page_turns_itself_from_coming_to_live_to_past():
    assert an_event(starts=timedelta(hours=1)).state == "upcoming"
    assert an_event(starts=timedelta(minutes=-10)).state == "live"
    assert an_event(starts=timedelta(hours=-2)).state == "past"
    assert EventPage.objects.past().count() == 1
