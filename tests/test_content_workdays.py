"""Business days leave out weekends and holidays, in the program's own time zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content.workdays import business_days_between, is_business_day, plus_business_days

EASTERN = ZoneInfo("America/New_York")


def eastern(*parts):
    return datetime(*parts, tzinfo=EASTERN)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (eastern(2026, 11, 23, 15), 1, eastern(2026, 11, 24, 15)),  # Monday to Tuesday
        (eastern(2026, 11, 20, 15), 1, eastern(2026, 11, 23, 15)),  # Friday to Monday
        (eastern(2026, 11, 21, 15), 1, eastern(2026, 11, 24, 0)),  # Saturday counts as Monday's first minute
        (eastern(2026, 11, 22, 23), 0, eastern(2026, 11, 23, 0)),
        (eastern(2026, 11, 16, 9), 10, eastern(2026, 11, 30, 9)),
        (eastern(2026, 10, 30, 9), 1, eastern(2026, 11, 2, 9)),  # across the end of daylight saving time
    ],
)
def test_a_business_day_later_is_at_the_same_hour_of_the_next_one(start, days, end):
    assert plus_business_days(start, days) == end


def test_holidays_are_left_out():
    thanksgiving = date(2026, 11, 26)
    assert not is_business_day(thanksgiving, {thanksgiving})
    assert plus_business_days(eastern(2026, 11, 25, 9), 1, {thanksgiving}) == eastern(2026, 11, 27, 9)


def test_the_programs_own_day_counts_wherever_the_moment_was_written_down():
    late_on_friday = datetime(2026, 11, 21, 3, tzinfo=UTC)  # still Friday evening in Eastern Time
    assert plus_business_days(late_on_friday, 1) == eastern(2026, 11, 23, 22)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (eastern(2026, 11, 23, 15), eastern(2026, 11, 23, 23, 59), 0),
        (eastern(2026, 11, 23, 15), eastern(2026, 11, 24, 0), 1),
        (eastern(2026, 11, 20, 15), eastern(2026, 11, 23, 9), 1),  # Friday to Monday
        (eastern(2026, 11, 21, 15), eastern(2026, 11, 22, 15), 0),  # within a weekend
        (eastern(2026, 11, 21, 15), eastern(2026, 11, 23, 15), 0),  # it came in as Monday began
        (eastern(2026, 11, 21, 15), eastern(2026, 11, 24, 15), 1),
        (eastern(2026, 10, 30, 9), eastern(2026, 11, 13, 9), 10),  # across the end of daylight saving time
        (eastern(2026, 11, 24, 9), eastern(2026, 11, 23, 9), 0),  # the wrong way round
    ],
)
def test_business_days_between_two_moments_are_counted_as_they_are_added(start, end, days):
    assert business_days_between(start, end) == days


def test_adding_and_counting_business_days_agree_on_every_day_of_a_year():
    holidays = {date(2026, 1, 1), date(2026, 7, 3), date(2026, 11, 26)}
    for number in range(365):
        start = eastern(2026, 1, 1, 13) + timedelta(days=number)
        for days in (0, 1, 2, 10):
            end = plus_business_days(start, days, holidays)
            assert business_days_between(start, end, holidays) == days
            assert is_business_day(end.date(), holidays)
