"""What the award asks to be counted: events by kind, attendees, agencies and hours, by mode and agency.

A period runs from the day `since` up to and without the day `until`, by the days on which events start (Eastern Time).
Only those who were there count; all of these are querysets that a report can narrow further.
"""

from datetime import date, datetime, time

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from events.attendance import Attendance
from events.pages import EventPage

__all__ = ["attended", "by_agency", "by_event", "by_mode", "held", "totals"]


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def held(since: date, until: date) -> QuerySet[EventPage]:
    """The events that took place in a period: one page each, in the default language."""
    events = EventPage.objects.live().in_default_language().taking_place().past()
    return events.filter(starts_at__gte=_start_of(since), starts_at__lt=_start_of(until))


def attended(since: date, until: date) -> QuerySet[Attendance]:
    """Everybody's part in the events of a period."""
    return Attendance.objects.filter(is_present=True, event__in=held(since, until).order_by().values("pk"))


def totals(since: date, until: date) -> dict:
    """Events, `attendances` (somebody who came twice counts twice), agencies and minutes of a period."""
    rows = attended(since, until)
    counts = rows.aggregate(attendances=Count("pk"), agencies=Count("agency", distinct=True), minutes=Sum("minutes"))
    return {"events": held(since, until).count(), **counts, "minutes": counts["minutes"] or 0}


def by_agency(since: date, until: date) -> QuerySet:
    """For each agency and mode: `agency`, `agency__name`, `mode`, `attendances`, `events`, `minutes`."""
    rows = attended(since, until).order_by().values("agency", "agency__name", "mode")
    sums = {"attendances": Count("pk"), "events": Count("event", distinct=True), "minutes": Sum("minutes")}
    return rows.annotate(**sums).order_by(F("agency__name").asc(nulls_last=True), "mode")


def by_mode(since: date, until: date) -> QuerySet:
    """For each kind of event and mode: `event__kind`, `mode`, `events`, `attendances`, `minutes`."""
    rows = attended(since, until).order_by().values("event__kind", "mode")
    sums = {"events": Count("event", distinct=True), "attendances": Count("pk"), "minutes": Sum("minutes")}
    return rows.annotate(**sums).order_by("event__kind", "mode")


def by_event(since: date, until: date) -> QuerySet[EventPage]:
    """The events of a period, each with `in_person`, `online`, `agencies` and `minutes`."""
    there = Q(attendances__is_present=True)
    return held(since, until).annotate(
        in_person=Count("attendances", filter=there & Q(attendances__mode="in_person"), distinct=True),
        online=Count("attendances", filter=there & Q(attendances__mode="online"), distinct=True),
        agencies=Count("attendances__agency", filter=there, distinct=True),
        minutes=Sum("attendances__minutes", filter=there),
    )
