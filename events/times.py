"""Local times and instants: what clocks show in a zone, and which moment that is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

__all__ = ["day_in_words", "instant", "is_repeated", "is_skipped", "span", "span_sentences", "wall"]


NO_BREAK = "\N{NO-BREAK SPACE}"


def _with(local: datetime, zone: ZoneInfo, fold: int = 0) -> datetime:
    return local.replace(tzinfo=zone, fold=fold)


def is_skipped(local: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks in the zone jump over this time when daylight saving time begins. `local` is naive."""
    back = _with(local, zone).astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None, fold=0) != local.replace(fold=0)


def is_repeated(local: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks in the zone show this time twice, because daylight saving time ends. `local` is naive."""
    offsets = {_with(local, zone, fold).utcoffset() for fold in (0, 1)}
    return len(offsets) == 2 and not is_skipped(local, zone)


def instant(local: datetime, zone: ZoneInfo, fold: int = 0) -> datetime:
    """The moment, in UTC, at which clocks in the zone show `local`; the second such moment where `fold` is 1.

    Raises ValueError where they never show it.
    """
    if is_skipped(local, zone):
        raise ValueError(local)
    return _with(local, zone, fold).astimezone(UTC)


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """What clocks in the zone show at a moment: naive, with `fold` set at the second of two."""
    return moment.astimezone(zone).replace(tzinfo=None)


def day_in_words(day: date) -> str:
    """A day with its name, in the language of the page or letter being made."""
    return f"{date_format(day, 'l')}, {date_format(day, 'DATE_FORMAT')}"


def _clock(moment: datetime) -> str:
    """A time of day that no line breaks: “2:30” never stands at the end of one, and “p.m.” on the next."""
    return time_format(moment, "TIME_FORMAT").replace(" ", NO_BREAK)


def span_sentences() -> tuple[str, str]:
    """How `span` says from when to when, on one day and over several; the reader's browser says it likewise."""
    return (
        _("%(day)s, %(begins)s to %(ends)s %(zone)s"),
        _("%(day)s, %(begins)s %(first_zone)s to %(last_day)s, %(ends)s %(zone)s"),
    )


def span(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """From when to when, in words that say which zone, in the language of the page or letter being made."""
    start, end = timezone.localtime(starts_at, zone), timezone.localtime(ends_at, zone)
    day, begins = day_in_words(start), _clock(start)
    ends = _clock(end)
    one_day, more_days = span_sentences()
    if start.date() == end.date():
        first = "" if start.tzname() == end.tzname() else f" {start:%Z}"
        return one_day % {"day": day, "begins": begins + first, "ends": ends, "zone": end.tzname()}
    return more_days % {
        "day": day,
        "begins": begins,
        "first_zone": start.tzname(),
        "last_day": day_in_words(end),
        "ends": ends,
        "zone": end.tzname(),
    }
