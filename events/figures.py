"""What the program report says of events: those that took place, and who was there.

Both count an event on the day on which it starts. Cancelled events and those that are not published are left out.
"""

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from events.attendance import Attendance
from events.pages import EventPage, Kind
from events.registrations import Mode
from members.figures import BY_AGENCY, BY_STATE, Breakdown, FigureSet, Number, Span, figures

__all__ = ["VIEW_FIGURES", "AttendanceFigures", "EventFigures"]

VIEW_FIGURES = "events.view_figures"
MANAGE = "events.manage_events"

DELIVERY = {"in_person": _("In person"), "online": _("Online"), "hybrid": _("In person and online")}


def held(span: Span) -> QuerySet[EventPage]:
    """The events that took place in a span: one page each, in the default language."""
    first, after = span.moments()
    events = EventPage.objects.live().in_default_language().taking_place().past()
    return events.filter(starts_at__gte=first, starts_at__lt=after)


def _there(number: Count, **facts):
    """A number of those who were at an event, beside the event."""
    rows = Attendance.objects.filter(event=OuterRef("pk"), is_present=True, **facts).order_by().values("event")
    return Coalesce(Subquery(rows.annotate(number=number).values("number")), 0)


def _day(event) -> str:
    return date_format(timezone.localtime(event.starts_at), "SHORT_DATE_FORMAT")


@figures
class EventFigures(FigureSet):
    """Events, by what they were and how one could take part."""

    name = "events"
    heading = _("Events")
    introduction = _(
        "Events that started between these days and are over, without those that were cancelled. Each counts once, "
        "whatever its languages and days."
    )
    right = VIEW_FIGURES
    rows_right = MANAGE
    numbers = [
        Number("held", _("Events held")),
        Number("attended", _("With attendance noted"), Q(is_noted=True)),
        Number("unattended", _("Without attendance yet"), Q(is_noted=False)),
    ]
    breakdowns = [
        Breakdown("kind", _("Kind of event"), "kind", lambda values: dict(Kind.choices)),
        Breakdown("delivery", _("How one could take part"), "delivery", lambda values: DELIVERY),
    ]
    columns = [
        (_("Event"), str),
        (_("Day"), _day),
        (_("Kind of event"), EventPage.get_kind_display),
        (_("How one could take part"), lambda event: DELIVERY[event.delivery]),
        (_("Attendees in person"), lambda event: event.in_person),
        (_("Attendees online"), lambda event: event.online),
        (_("Agencies"), lambda event: event.agencies),
    ]

    def rows(self, span):
        return held(span).annotate(
            is_noted=Exists(Attendance.objects.filter(event=OuterRef("pk"))),
            delivery=Case(
                When(venue="", then=Value("online")),
                When(is_online=True, then=Value("hybrid")),
                default=Value("in_person"),
            ),
            in_person=_there(Count("pk"), mode=Mode.IN_PERSON),
            online=_there(Count("pk"), mode=Mode.ONLINE),
            agencies=_there(Count("agency", distinct=True)),
        )

    def url_of(self, row):
        return reverse("event_desk:attendance", args=[row.pk])


@figures
class AttendanceFigures(FigureSet):
    """People's part in events. Whoever came to two events counts twice."""

    name = "attendance"
    heading = _("Attendance at events")
    introduction = _(
        "People who were at the events that started between these days, as it was noted afterwards. Whoever came to "
        "two events counts twice. Attendees online are the live views of the program’s meetings and trainings."
    )
    right = VIEW_FIGURES
    rows_right = MANAGE
    numbers = [
        Number("attendees", _("Attendees")),
        Number("in_person", _("Attendees in person"), Q(mode=Mode.IN_PERSON)),
        Number("online", _("Attendees online"), Q(mode=Mode.ONLINE)),
        Number("agencies", _("Agencies"), Q(agency__isnull=False), Count("agency", distinct=True)),
        Number("hours", _("Hours attended, all together"), aggregate=Sum("minutes", default=0) / 60.0, digits=1),
    ]
    breakdowns = [
        Breakdown("kind", _("Kind of event"), "event__kind", lambda values: dict(Kind.choices)),
        Breakdown("mode", _("Took part"), "mode", lambda values: dict(Mode.choices)),
        Breakdown("event", _("Event"), "event", EventPage.objects.in_bulk),
        BY_STATE,
        BY_AGENCY,
    ]
    columns = [
        (_("Person"), lambda row: row.display_name),
        (_("Event"), lambda row: str(row.event)),
        (_("Day"), lambda row: _day(row.event)),
        (_("Agency"), lambda row: str(row.agency or "")),
        (_("Took part"), Attendance.get_mode_display),
        (_("Minutes"), lambda row: row.minutes),
    ]

    def rows(self, span):
        there = Attendance.objects.filter(is_present=True, event__in=held(span).order_by().values("pk"))
        return there.select_related("event", "person", "agency").order_by("-event__starts_at", "event", "pk")

    def url_of(self, row):
        return reverse("event_desk:attendance", args=[row.event_id])
