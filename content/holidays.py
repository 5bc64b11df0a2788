"""The days on which the program's office is closed: the federal holidays, by rule, and what staff say otherwise."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["Holiday", "federal_holidays", "holidays"]

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


class Holiday(models.Model):
    """A day on which the office is closed though it is no federal holiday, or at work though it is one."""

    day = models.DateField(_("day"), unique=True, error_messages={"unique": _("This day is on the list already.")})
    name = models.CharField(_("name"), max_length=80)
    is_workday = models.BooleanField(
        _("we work on this day"),
        default=False,
        help_text=_("Tick it to make a federal holiday a business day like any other."),
    )

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["-day"]

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class FreeDays(Container):
    """What staff have on their list; of all other days the rule decides."""

    rows: dict[date, bool]  # whether the office works on the day

    def __contains__(self, day: date) -> bool:
        is_workday = self.rows.get(day)
        return _is_federal(day) if is_workday is None else not is_workday


def holidays() -> FreeDays:
    """Every day on which the office is closed, for content.workdays."""
    return FreeDays(dict(Holiday.objects.values_list("day", "is_workday")))


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    """The nth such weekday of a month; the last one for n = -1."""
    if n < 0:
        day = date(year, month + 1, 1) - timedelta(days=1)
        return day - timedelta(days=(day.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _observed(day: date) -> date:
    """A Saturday's holiday is kept on Friday, a Sunday's on Monday (5 U.S.C. 6103(b), Executive Order 11582)."""
    return day + timedelta(days={SATURDAY: -1, SUNDAY: 1}.get(day.weekday(), 0))


# The federal holidays of 5 U.S.C. 6103(a): (name, day of a year).
FEDERAL = [
    ("New Year’s Day", lambda year: _observed(date(year, 1, 1))),
    ("Birthday of Martin Luther King, Jr.", lambda year: _nth(year, 1, MONDAY, 3)),
    ("Washington’s Birthday", lambda year: _nth(year, 2, MONDAY, 3)),
    ("Memorial Day", lambda year: _nth(year, 5, MONDAY, -1)),
    ("Juneteenth National Independence Day", lambda year: _observed(date(year, 6, 19))),
    ("Independence Day", lambda year: _observed(date(year, 7, 4))),
    ("Labor Day", lambda year: _nth(year, 9, MONDAY, 1)),
    ("Columbus Day", lambda year: _nth(year, 10, MONDAY, 2)),
    ("Veterans Day", lambda year: _observed(date(year, 11, 11))),
    ("Thanksgiving Day", lambda year: _nth(year, 11, THURSDAY, 4)),
    ("Christmas Day", lambda year: _observed(date(year, 12, 25))),
]


@cache
def federal_holidays(year: int) -> list[tuple[date, str]]:
    """The days on which federal offices keep a year's holidays; New Year's may lie in the year before."""
    return [(day_of(year), name) for name, day_of in FEDERAL]


def _is_federal(day: date) -> bool:
    years = {day.year, min(day.year + 1, MAXYEAR)}
    return any(day == kept for year in years for kept, _name in federal_holidays(year))
