"""Business days: Monday to Friday, but for the holidays given, in the program's time zone."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta

from django.utils import timezone

__all__ = ["business_days_between", "is_business_day", "plus_business_days"]

SATURDAY = 5


def is_business_day(day: date, holidays: Container[date] = ()) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def _begin(moment: datetime, holidays: Container[date]) -> tuple[date, time]:
    """Day and hour at which work on something that came in at `moment` can begin."""
    local = timezone.localtime(moment)
    day, hour = local.date(), local.time()
    while not is_business_day(day, holidays):
        day, hour = day + timedelta(days=1), time.min
    return day, hour


def plus_business_days(moment: datetime, days: int, holidays: Container[date] = ()) -> datetime:
    """The moment that many business days later, at the same hour; `moment` and the answer are aware.

    What comes in on a free day counts as come in when the next business day begins.
    """
    day, hour = _begin(moment, holidays)
    while days:
        day += timedelta(days=1)
        days -= is_business_day(day, holidays)
    return timezone.make_aware(datetime.combine(day, hour))


def business_days_between(start: datetime, end: datetime, holidays: Container[date] = ()) -> int:
    """How many business days began after the one on which `start` came in, up to `end`; 0 on the same day.

    `plus_business_days(start, n)` lies n business days after `start` by this count.
    """
    day, _hour = _begin(start, holidays)
    last, days = timezone.localdate(end), 0
    while day < last:
        day += timedelta(days=1)
        days += is_business_day(day, holidays)
    return days
