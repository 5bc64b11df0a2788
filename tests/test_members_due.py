"""What falls due by itself is done once, and late runs say what is true when they run."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from citassist.management.commands import hourly
from content.models import Holiday
from members.due import forget_ended_sessions, forget_unconfirmed, remind_deciders, warn_of_ending_access
from members.letters import Letter, post, send_what_is_left
from members.models import AccessRequest
from tests.builders import a_member, a_request, a_user, an_agency, an_award

pytestmark = pytest.mark.django_db
EASTERN = ZoneInfo("America/New_York")


def an_agency_ending(days):
    agency = an_agency(awarded=False)
    an_award(agency, ends=days)
    return agency


def warned():
    return sorted(Letter.objects.filter(template="access_ends").values_list("to", flat=True))


@pytest.mark.parametrize("days", [60, 30, 7, 45, 3, 1])
def test_people_are_warned_once_in_each_span_before_access_ends(days):
    person = a_member(agency=an_agency_ending(days))
    warn_of_ending_access()
    assert warned() == [person.email]
    assert warn_of_ending_access() == 0


@pytest.mark.parametrize("days", [61, 0, -1])
def test_nobody_is_warned_too_early_or_too_late(days):
    a_member(agency=an_agency_ending(days))
    assert warn_of_ending_access() == 0


def test_a_person_gets_three_warnings_on_the_way_to_the_end(monkeypatch):
    a_member(agency=an_agency_ending(61))
    today = timezone.localdate()
    counts = {}
    for days in range(62):
        monkeypatch.setattr(timezone, "localdate", lambda days=days: today + timedelta(days=days))
        if warn_of_ending_access():
            counts[61 - days] = warned()
    assert list(counts) == [60, 30, 7]


def test_whoever_has_more_time_of_their_own_is_not_warned():
    agency = an_agency_ending(7)
    a_member(agency=agency, access_extended_to=timezone.localdate() + timedelta(days=100))
    a_user(agency=agency)  # not approved
    assert warn_of_ending_access() == 0


def test_an_extension_or_a_newer_award_ends_the_warnings():
    agency = an_agency_ending(7)
    a_member(agency=agency)
    an_award(agency, starts=5, ends=400)
    assert warn_of_ending_access() == 0


def test_the_office_is_told_of_each_agency_that_ends():
    staff = a_user("Membership staff")
    a_member(agency=an_agency_ending(7))
    warn_of_ending_access()
    assert Letter.objects.filter(template="agency_ends", to=staff.email).count() == 1


def test_the_office_is_reminded_after_one_business_day_and_only_once(monkeypatch):
    staff = a_user("Membership staff")
    friday = datetime(2026, 11, 20, 15, tzinfo=EASTERN)
    a_request(confirmed_at=friday)
    for now, count in [
        (friday + timedelta(days=2), 0),  # Sunday
        (friday + timedelta(days=3, minutes=-1), 0),
        (friday + timedelta(days=3), 1),  # Monday at the same hour
        (friday + timedelta(days=4), 0),
    ]:
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        assert remind_deciders() == count
    assert Letter.objects.filter(template="request_still_waiting").values_list("to", flat=True).get() == staff.email


@pytest.mark.parametrize(("is_workday", "day"), [(False, 30), (True, 26)])
def test_a_holiday_is_no_business_day_for_a_reminder_unless_the_office_works(monkeypatch, is_workday, day):
    a_user("Membership staff")
    Holiday.objects.create(day="2026-11-27", name="The day after")
    if is_workday:
        Holiday.objects.create(day="2026-11-26", name="Thanksgiving", is_workday=True)
    wednesday = datetime(2026, 11, 25, 15, tzinfo=EASTERN)
    a_request(confirmed_at=wednesday)
    for now in range(25, 31):
        monkeypatch.setattr(timezone, "now", lambda now=now: wednesday.replace(day=now))
        assert remind_deciders() == (now == day), now


def test_decided_and_unconfirmed_requests_are_nobodys_reminder():
    long_ago = timezone.now() - timedelta(days=30)
    for status in ("unconfirmed", "approved", "refused"):
        a_request(status=status, confirmed_at=long_ago)
    assert remind_deciders() == 0


def test_requests_that_nobody_confirms_are_forgotten_after_three_days():
    kept, old, waiting = a_request(status="unconfirmed"), a_request(status="unconfirmed"), a_request()
    long_ago = timezone.now() - timedelta(days=3, minutes=1)
    AccessRequest.objects.filter(pk__in=[old.pk, waiting.pk]).update(created_at=long_ago)
    assert forget_unconfirmed() == 1
    assert set(AccessRequest.objects.all()) == {kept, waiting}


def test_what_was_noted_of_a_session_goes_with_the_session(client):
    person = a_user()
    client.force_login(person)
    client.get("/accounts/sessions/")
    assert UserSession.objects.filter(user=person).count() == 1
    assert forget_ended_sessions() == 0
    Session.objects.update(expire_date=timezone.now())
    assert forget_ended_sessions() == 1
    assert not Session.objects.exists()


def test_mail_that_could_not_be_sent_goes_with_a_later_run(django_capture_on_commit_callbacks, settings, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    facts = {"key": "1", "to": "a@example.org", "language": "en", "reason": "x", "name": "Ada"}
    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        post("refused", **facts)
    assert not mail.outbox
    assert send_what_is_left() == 0  # the first sender may still be at it
    Letter.objects.update(
        created_at=timezone.now() - timedelta(hours=1), claimed_at=timezone.now() - timedelta(hours=1)
    )
    assert send_what_is_left() == 1
    assert send_what_is_left() == 0
    assert [message.to for message in mail.outbox] == [["a@example.org"]]
    assert Letter.objects.get().context == {}


def test_the_hourly_command_does_everything_and_one_failure_does_not_keep_the_rest(monkeypatch, capsys):
    call_command("hourly")
    done = []

    def fails():
        raise RuntimeError

    monkeypatch.setattr(hourly.Command, "jobs", [fails, lambda: done.append(1)])
    with pytest.raises(CommandError, match="fails"):
        call_command("hourly")
    assert done
