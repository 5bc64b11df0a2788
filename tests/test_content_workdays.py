"""Business days leave out weekends and holidays, in the program's own time zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from content.workdays import is_business_day, plus_business_days

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
