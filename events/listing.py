"""What a reader of the list of events asks, and what they find: as a list, as an agenda, or month by month."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.topics import Topic
from members.access import visible_to
from members.directory import Filter

__all__ = ["Day", "EventFilter", "Listing", "coming"]

PER_PAGE = 20
MOST_IN_A_MONTH = 200
VIEWS = {"list": gettext_lazy("List"), "agenda": gettext_lazy("Agenda"), "month": gettext_lazy("Month")}
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


class EventFilter(Filter):
    """Which events a reader looks for."""

    when = forms.ChoiceField(label=gettext_lazy("When"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)

    def __init__(self, data, kinds):
        self.kinds = kinds
        super().__init__(data)

    def full_clean(self):
        self.fields["when"].choices = [("", _("Coming up")), ("past", _("Past"))]
        self.fields["kind"].choices = [("", _("All kinds")), *self.kinds]
        topics = [(str(key), name) for key, name in Topic.objects.named().items()]
        self.fields["topic"].choices = [("", _("All topics")), *topics]
        super().full_clean()


@dataclass(frozen=True)
class Day:
    """One day of a month's table; `is_outside` where it belongs to the month before or after."""

    day: date
    events: list
    is_outside: bool
    is_today: bool


class Listing:
    """The events of a list, as one reader asks for them. `data` is the query of the list's address.

    The number of queries depends on neither rows nor answers.
    """

    def __init__(self, model, user, data):
        self.model, self.user, self.data = model, user, data
        self.form = EventFilter(data, model._meta.get_field("kind").choices)
        self.view = data.get("view") if data.get("view") in VIEWS else "list"
        self.answers = self.form.answers

    @property
    def is_past(self) -> bool:
        return self.answers.get("when") == "past"

    @property
    def view_asked(self) -> str:
        """The way to look at it, where it is not the usual one."""
        return self.view if self.view != "list" else ""

    @property
    def is_set(self) -> bool:
        return self.form.is_set or bool(self.view_asked)

    @cached_property
    def found(self):
        """All events that the answers find, whenever they are."""
        events = self.model.listed(self.user)
        if self.form.errors:
            return events.none()
        if kind := self.answers.get("kind"):
            events = events.filter(kind=kind)
        if topic := self.answers.get("topic"):
            rows = self.model.topic_rows.rel.related_model.objects
            events = events.filter(Exists(rows.filter(event=OuterRef("pk"), topic__translation_key=topic)))
        return events

    @cached_property
    def listing(self):
        """One page of what is coming up, or is past."""
        events = self.found.past() if self.is_past else self.found.upcoming()
        page = Paginator(events, PER_PAGE).get_page(self.data.get("page"))
        page.object_list = list(page.object_list)
        if self.is_past:
            self._find_recordings(page.object_list)
        return page

    def _find_recordings(self, events: list) -> None:
        """Give each event `recording`, the first one of it that the reader may open."""
        model = self.model.recordings.rel.related_model
        keys = [event.translation_key for event in events]
        rows = model.newest(self.user).filter(event__translation_key__in=keys).select_related("event")
        by_key = {row.event.translation_key: row for row in rows}
        for event in events:
            event.recording = by_key.get(event.translation_key)

    @property
    def months(self) -> list[tuple[date, list]]:
        """The events of this page of the list by the month in which they begin."""

        def month_of(event):
            return event.starts_at.astimezone(event.zone).date().replace(day=1)

        return [(month, list(events)) for month, events in groupby(self.listing.object_list, month_of)]

    # --- month by month

    @cached_property
    def month(self) -> date:
        """The first day of the month asked for; of this one where that is no month."""
        if match := MONTH.fullmatch(str(self.data.get("month", ""))):
            return date(int(match[1]), int(match[2]), 1)
        return timezone.localdate().replace(day=1)

    @cached_property
    def weeks(self) -> list[list[Day]]:
        """The month as weeks that begin on Sunday. Each event stands on every day it lasts, in its own zone."""
        weeks = calendar.Calendar(firstweekday=6).monthdatescalendar(self.month.year, self.month.month)
        first, last = weeks[0][0], weeks[-1][-1]
        around = self.found.filter(
            starts_at__date__lte=last + timedelta(days=1), ends_at__date__gte=first - timedelta(days=1)
        )
        on_day = {}
        for event in around.order_by("starts_at", "pk")[:MOST_IN_A_MONTH]:
            day = event.starts_at.astimezone(event.zone).date()
            # What ends at midnight does not reach into the next day.
            end = (event.ends_at - timedelta(microseconds=1)).astimezone(event.zone).date()
            while day <= min(end, last):
                on_day.setdefault(day, []).append(event)
                day += timedelta(days=1)
        today = timezone.localdate()
        return [
            [Day(day, on_day.get(day, []), day.month != self.month.month, day == today) for day in week]
            for week in weeks
        ]

    @property
    def is_empty_month(self) -> bool:
        return not any(day.events for week in self.weeks for day in week if not day.is_outside)

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """(name, short name) of the days of the week from Sunday on."""
        return [(WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in (6, 0, 1, 2, 3, 4, 5)]

    # --- addresses

    def address(self, **changes) -> str:
        """The query of this list with other answers; empty ones are left out. It starts on the first page."""
        asked = {**self.answers, "view": self.view_asked, "month": self.data.get("month", "")}
        query = urlencode({name: value for name, value in (asked | changes).items() if value})
        return f"?{query}" if query else "?"

    @property
    def views(self) -> list[tuple[str, str, bool]]:
        """(label, address, whether it is this one) of the ways to look at the list."""
        return [
            (label, self.address(view=name if name != "list" else "", month=""), name == self.view)
            for name, label in VIEWS.items()
        ]

    def _to(self, month: date) -> tuple[str, str]:
        """Name and address of a month; nothing outside of this century."""
        if not 2000 <= month.year < 2100:
            return "", ""
        return date_format(month, "YEAR_MONTH_FORMAT"), self.address(month=f"{month:%Y-%m}")

    @property
    def neighbors(self) -> list[tuple[str, str]]:
        """The month before and the month after."""
        return [self._to(self.month - timedelta(days=1)), self._to(self.month + timedelta(days=31))]

    @property
    def nearest(self) -> tuple[str, str]:
        """From a month without an event, the month of the next one, else of the last before."""
        events = self.found.order_by("starts_at")
        event = events.filter(starts_at__date__gte=self.month).first() or events.last()
        return self._to(event.starts_at.astimezone(event.zone).date()) if event else ("", "")


def coming(model, user, *, limit: int, kind: str = ""):
    """The next events that a person may open and that take place."""
    events = visible_to(user, model.objects.here()).upcoming().taking_place().with_ledger()
    return (events.filter(kind=kind) if kind else events)[:limit]
