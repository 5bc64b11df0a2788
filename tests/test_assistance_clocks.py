"""What was promised falls due on business days, pauses where it was said to, and once broken stays on record."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from assistance import acts
from assistance.models import Case, Event, EventKind
from content.holidays import Holiday, federal_holidays, holidays
from members.letters import Letter
from tests.assistance_builders import a_case, a_colleague, at
from tests.builders import a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Call it with a moment to make it that late."""

    def turn_to(moment):
        moment = at(moment) if isinstance(moment, str) else moment
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return turn_to


def sent_at(clock, moment, **fields):
    clock(moment)
    return a_case(a_member(), **fields)


@pytest.mark.parametrize(
    ("sent", "answer", "match"),
    [
        ("2026-03-02 10:00", "2026-03-04 10:00", "2026-03-16 10:00"),  # Monday; ten days later it is summer time
        ("2026-03-06 15:00", "2026-03-10 15:00", "2026-03-20 15:00"),  # Friday before the clocks go forward
        ("2026-03-07 11:00", "2026-03-11 00:00", "2026-03-23 00:00"),  # Saturday counts as Monday's first minute
        ("2026-10-30 16:00", "2026-11-03 16:00", "2026-11-16 16:00"),  # Friday before they go back; Veterans Day
        ("2026-11-24 09:00", "2026-11-27 09:00", "2026-12-09 09:00"),  # Thanksgiving lies between
        ("2026-12-24 12:00", "2026-12-29 12:00", "2027-01-11 12:00"),  # Christmas and New Year's Day
        ("2026-07-02 12:00", "2026-07-07 12:00", "2026-07-17 12:00"),  # July 4, a Saturday, is kept on Friday
        ("2027-06-17 08:00", "2027-06-22 08:00", "2027-07-02 08:00"),  # June 19, a Saturday
    ],
)
def test_the_promises_leave_out_weekends_and_holidays(clock, sent, answer, match):
    case = sent_at(clock, sent)
    assert (case.answer_due_at, case.match_due_at) == (at(answer), at(match))
    assert case.due_at == at(answer)


@pytest.mark.parametrize(
    ("zone", "hour", "due"),
    [
        ("Pacific/Honolulu", 20, "2026-03-11 00:00"),  # Friday evening there is Saturday here
        ("America/New_York", 20, "2026-03-10 20:00"),
        ("Pacific/Guam", 8, "2026-03-09 17:00"),  # Friday morning there is still Thursday here
    ],
)
def test_the_programs_own_time_zone_decides_wherever_somebody_asks(clock, zone, hour, due):
    case = sent_at(clock, datetime(2026, 3, 6, hour, tzinfo=ZoneInfo(zone)))
    assert case.answer_due_at == at(due)


def test_a_holiday_that_staff_add_counts_from_then_on(clock):
    Holiday.objects.create(day=date(2026, 3, 3), name="Snow")
    assert sent_at(clock, "2026-03-02 10:00").answer_due_at == at("2026-03-05 10:00")


def test_a_federal_holiday_on_which_the_office_works_is_a_day_like_any_other(clock):
    Holiday.objects.create(day=date(2026, 11, 26), name="Thanksgiving", is_workday=True)
    assert sent_at(clock, "2026-11-24 09:00").answer_due_at == at("2026-11-26 09:00")


@pytest.mark.parametrize("year", [1, 2024, 2026, 2031, 2032, 2050, 9999])
def test_eleven_federal_holidays_a_year_are_known(year):
    assert len({day for day, _name in federal_holidays(year)}) == 11
    assert all(day in holidays() for day, _name in federal_holidays(year))


@pytest.mark.parametrize(
    "day",
    ["2026-01-19", "2026-02-16", "2026-05-25", "2026-07-03", "2026-09-07", "2026-10-12", "2026-11-26", "2027-12-24",
     "2032-12-24", "2032-12-31", "2033-01-17", "2040-11-12"],
)  # fmt: skip
def test_federal_holidays_are_those_of_the_calendar(day):
    assert date.fromisoformat(day) in holidays()


@pytest.mark.parametrize("day", ["2026-07-04", "2026-11-27", "2033-01-01", "2033-01-03", "2026-12-24"])
def test_other_days_are_none(day):
    assert date.fromisoformat(day) not in holidays()


def test_the_match_waits_while_the_agency_is_asked_and_the_answer_does_not(clock):
    desk = a_colleague()
    case = sent_at(clock, "2026-03-02 10:00")  # Monday
    acts.claim(case, by=desk, version=case.version)
    clock("2026-03-03 09:00")
    acts.ask_agency(case, by=desk, version=case.version, text="Which shift?")
    assert (case.answered_at, case.answer_days) == (at("2026-03-03 09:00"), 1)
    assert case.due_at is None
    clock("2026-04-01 09:00")  # long past the day of the match
    assert acts.record_missed() == 0
    clock("2026-04-02 11:00")
    acts.write(case, by=case.requester, by_desk=False, text="The night shift.")
    waited = 22  # business days from March 3 to April 2
    assert case.match_due_at == at("2026-04-15 10:00")
    assert case.paused_days == waited
    clock("2026-04-03 12:00")
    acts.match(case, by=desk, version=case.version, matched_with="Sergeant Alba", text="She calls you.")
    assert case.match_days == 24 - waited
    assert case.match_missed_at is None


def test_asked_and_answered_on_one_day_the_match_is_due_as_before(clock):
    desk = a_colleague()
    case = sent_at(clock, "2026-03-02 10:00")
    acts.claim(case, by=desk, version=case.version)
    acts.ask_agency(case, by=desk, version=case.version, text="Which shift?")
    clock("2026-03-02 16:00")
    acts.write(case, by=case.requester, by_desk=False, text="Nights.")
    assert case.match_due_at == at("2026-03-16 10:00")


def test_a_broken_promise_is_recorded_once_by_the_job_and_told_to_the_desk(clock):
    desk = a_colleague()
    case = sent_at(clock, "2026-03-02 10:00")
    clock("2026-03-04 10:00")
    assert acts.record_missed() == 0  # due is not late yet
    clock(at("2026-03-04 10:00") + timedelta(seconds=1))
    assert acts.record_missed() == 1
    assert acts.record_missed() == 0
    case.refresh_from_db()
    assert case.answer_missed_at == at("2026-03-04 10:00")
    assert Case.objects.late().get() == case
    event = Event.objects.get(kind=EventKind.ANSWER_LATE)
    assert event.by is None
    assert Letter.objects.filter(template="assistance/desk_late", to=desk.email).count() == 1


def test_an_act_that_comes_late_records_the_breach_itself_and_hides_nothing(clock):
    desk = a_colleague()
    case = sent_at(clock, "2026-03-02 10:00")
    clock("2026-03-20 10:00")
    acts.claim(case, by=desk, version=case.version)
    acts.match(case, by=desk, version=case.version, matched_with="Sergeant Alba", text="At last.")
    assert case.answer_missed_at == at("2026-03-04 10:00")
    assert case.match_missed_at == at("2026-03-16 10:00")
    assert (case.answer_days, case.match_days) == (14, 14)
    acts.close(case, by=desk, version=case.version, outcome="met", text="Done.")
    acts.reopen(case, by=case.requester, by_desk=False, version=case.version, text="Not quite.")
    assert case.answer_missed_at == at("2026-03-04 10:00")
    kinds = list(case.events.filter(by=None).values_list("kind", flat=True))
    assert sorted(kinds) == [EventKind.ANSWER_LATE, EventKind.MATCH_LATE]


def test_an_unanswered_request_that_is_opened_again_is_promised_an_answer_anew(clock):
    case = sent_at(clock, "2026-03-02 10:00")
    acts.withdraw(case, by=case.requester, version=case.version, outcome="withdrawn")
    assert case.due_at is None
    clock("2026-03-09 10:00")
    assert acts.record_missed() == 0  # closed in time
    acts.reopen(case, by=case.requester, by_desk=False, version=case.version, text="We need it after all.")
    assert case.answer_due_at == at("2026-03-11 10:00")
    assert case.status == "new"


def test_what_is_about_to_be_late_comes_first(clock):
    desk = a_colleague()
    answered = sent_at(clock, "2026-03-02 10:00")
    acts.claim(answered, by=desk, version=answered.version)
    acts.write(answered, by=desk, by_desk=True, text="We look into it.")
    newer = sent_at(clock, "2026-03-05 10:00")
    newest = sent_at(clock, "2026-03-06 10:00")
    done = sent_at(clock, "2026-02-02 10:00")
    acts.withdraw(done, by=done.requester, version=done.version, outcome="met")
    order = list(Case.objects.open().most_pressing_first())
    assert order == [newer, newest, answered]
    Case.objects.filter(pk=answered.pk).update(due_at=None, promised_on=at("2026-03-06 10:00").date())
    assert list(Case.objects.open().most_pressing_first()) == [answered, newer, newest]
    Case.objects.filter(pk=answered.pk).update(promised_on=at("2026-03-09 10:00").date())
    assert list(Case.objects.open().most_pressing_first()) == [newer, answered, newest]


def test_a_moment_in_another_zone_is_the_same_moment(clock):
    clock(datetime(2026, 3, 7, 3, tzinfo=UTC))  # Friday evening in Eastern Time
    assert a_case(a_member()).answer_due_at == at("2026-03-10 22:00")
