"""Events as calendars know them (RFC 5545): files, feeds, and links to calendars on the web."""

from collections.abc import Iterable
from datetime import UTC
from urllib.parse import urlencode, urlsplit

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from events.ledger import Ledger

__all__ = ["calendar_of", "google_url", "outlook_url", "uid_of"]

PRODUCT = "-//CIT ASSIST//Events//EN"


def uid_of(event) -> str:
    """The same for an event in every language, file and feed, and after every change."""
    return f"{event.translation_key}@{urlsplit(settings.SITE_URL).hostname}"


def _place(event) -> str:
    return event.venue or _("Online")


def _description(event) -> str:
    """What it is about and where to read on. How to join is told on the page, to whoever is registered."""
    parts = [event.lead, event.get_full_url() or ""]
    if event.is_online and event.takes_registrations:
        parts.insert(1, _("Registered people find the link to join on this page, from 15 minutes before the start:"))
    return "\n\n".join(filter(None, parts))


def _entry(event, ledger: Ledger | None, is_off: bool) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", uid_of(event))
    entry.add("dtstamp", (ledger.changed_at if ledger else event.last_published_at or event.starts_at).astimezone(UTC))
    entry.add("sequence", ledger.sequence if ledger else 0)
    entry.add("dtstart", event.starts_at.astimezone(event.zone))
    entry.add("dtend", event.ends_at.astimezone(event.zone))
    entry.add("summary", event.title)
    entry.add("location", _place(event))
    entry.add("description", _description(event))
    if address := event.get_full_url():
        entry.add("url", address)
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return entry


def calendar_of(events: Iterable, *, name: str = "", is_off: bool = False) -> bytes:
    """An iCalendar file of events, with the time zones they use. `is_off` tells that its reader does not come."""
    events = list(events)
    ledgers = {row.key: row for row in Ledger.objects.filter(key__in=[event.translation_key for event in events])}
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
    for event in events:
        ledger = ledgers.get(event.translation_key)
        calendar.add_component(_entry(event, ledger, is_off or bool(ledger and ledger.cancelled_at)))
    if events:
        calendar.add_missing_timezones(
            first_date=min(event.starts_at for event in events).date().replace(month=1, day=1),
            last_date=max(event.ends_at for event in events).date().replace(month=12, day=31),
        )
    return calendar.to_ical()


def google_url(event) -> str:
    """Google Calendar's form for a new entry, filled in."""
    stamp = "%Y%m%dT%H%M%SZ"
    moments = [moment.astimezone(UTC).strftime(stamp) for moment in (event.starts_at, event.ends_at)]
    query = {
        "action": "TEMPLATE",
        "text": event.title,
        "dates": "/".join(moments),
        "ctz": event.time_zone,
        "location": _place(event),
        "details": _description(event),
    }
    return f"https://calendar.google.com/calendar/render?{urlencode(query)}"


def outlook_url(event) -> str:
    """Outlook's form on the web for a new entry, filled in."""
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": event.title,
        "startdt": event.starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "enddt": event.ends_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "location": _place(event),
        "body": _description(event),
    }
    return f"https://outlook.office.com/calendar/0/deeplink/compose?{urlencode(query)}"
