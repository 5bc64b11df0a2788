"""The days on which the program's office is closed. Staff keep them; the federal ones come with the site."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["FEDERAL", "Holiday", "federal_holidays", "holidays"]

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


class Holiday(models.Model):
    """A day that is no business day."""

    day = models.DateField(_("day"), unique=True, error_messages={"unique": _("This day is a holiday already.")})
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["-day"]

    def __str__(self):
        return self.name


def holidays() -> set[date]:
    """Every holiday on record, for content.workdays."""
    return set(Holiday.objects.values_list("day", flat=True))


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


def federal_holidays(year: int) -> list[tuple[date, str]]:
    """The days on which federal offices keep a year's holidays; New Year's may lie in the year before."""
    return [(day_of(year), name) for name, day_of in FEDERAL]
