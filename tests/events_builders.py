"""Small makers of events and what belongs to them."""

from datetime import timedelta
from itertools import count

from django.utils import timezone
from wagtail.models import Locale

from events.models import EventPage, EventsPage, Registration
from tests.builders import a_member, a_page, home

__all__ = ["a_registration", "an_event", "an_events_list", "in_spanish", "questions"]

_numbers = count(1)


def an_events_list(language="en", **fields):
    """The list of events in a language, made once."""
    there = EventsPage.objects.filter(locale__language_code=language).first()
    return there or a_page(EventsPage, home(language), **{"title": "Events", "slug": "events"} | fields)


def an_event(parent=None, starts=timedelta(days=30), hours=1, **fields):
    """A published event for everybody that starts in a month, unless told otherwise; it lasts an hour."""
    starts_at = fields.pop("starts_at", None) or timezone.now().replace(microsecond=0) + starts
    fields = {
        "title": f"Event {next(_numbers)}",
        "starts_at": starts_at,
        "ends_at": fields.pop("ends_at", None) or starts_at + timedelta(hours=hours),
        "join_url": "https://meet.example/secret-room",
    } | fields
    event = a_page(EventPage, parent or an_events_list(), **fields)
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def in_spanish(event, **fields):
    """The event's page in Spanish, published."""
    spanish = Locale.objects.get(language_code="es")
    other = event.copy_for_translation(spanish, copy_parents=True).specific
    for name, value in ({"title": f"{event.title} (es)"} | fields).items():
        setattr(other, name, value)
    other.live = True
    other.save_revision().publish()
    parent = other.get_parent()
    if not parent.live:
        parent.specific.save_revision().publish()
    return EventPage.objects.get(pk=other.pk)


def a_registration(event, status="registered", **fields):
    """A member's registration, made without letters, unless told otherwise."""
    now = timezone.now()
    if "email" not in fields:
        fields.setdefault("person", None)
        fields["person"] = fields["person"] or a_member()
        fields.setdefault("agency", fields["person"].agency)
    fields = {"queued_at": now, "registered_at": now - timedelta(days=20)} | fields
    return Registration.objects.create(event=event, status=status, **fields)


def questions(*rows):
    """The value of an event's questions: (kind, question, extra facts) of each."""
    return [
        (kind, {"question": words, "hint": "", "is_required": False, "recipients": "", **facts})
        for kind, words, facts in rows
    ]
