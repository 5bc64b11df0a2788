"""What people are written about their registrations. The link to join is in none of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from events.calendars import calendar_of
from events.registrations import Registration, Status
from events.times import span
from members.letters import finishes, post

__all__ = ["facts_of", "tell", "where"]

WITH_CALENDAR = ["events/registered", "events/unregistered", "events/changed", "events/event_cancelled"]

FOR_WHO_MAY_COME = {"changed", "message", "offer", "reminder"}


def where(event) -> str:
    """The place in words, in the language of the page or letter being made."""
    if event.venue and event.is_online:
        return _("%(place)s, or online") % {"place": event.venue}
    return event.venue or _("Online")


def facts_of(registration: Registration) -> dict:
    """What every letter about a registration says, in the language of its reader."""
    language = registration.reads
    event = registration.event.in_language(language)
    with translation.override(language):
        address = event.get_full_url() or settings.SITE_URL
        reader = ZoneInfo(registration.zone_name)
        return {
            "name": registration.person.first_name if registration.person else registration.name,
            "title": event.title,
            "starts_at": event.starts_at.isoformat(),
            "time_zone": registration.zone_name,
            "event_time": span(event.starts_at, event.ends_at, event.zone),
            "is_elsewhere": event.starts_at.astimezone(reader).utcoffset()
            != event.starts_at.astimezone(event.zone).utcoffset(),
            "where": where(event),
            "is_online": registration.mode == "online",
            "event_url": address,
            "manage_url": f"{address}register/" if registration.person_id else registration.manage_url,
            "event": registration.event_id,
            "registration": registration.pk,
        }


def tell(registration: Registration, about: str, moment: datetime | str, **facts) -> bool:
    """Write a letter to somebody, once about the same moment; nothing where their address is gone.

    Who can no longer open the event hears nothing new of it.
    """
    if not registration.address or (about in FOR_WHO_MAY_COME and not registration.may_come):
        return False
    when = moment.isoformat() if isinstance(moment, datetime) else moment
    return post(
        f"events/{about}",
        key=f"{registration.pk}:{when}",
        to=registration.address,
        language=registration.reads,
        **facts_of(registration),
        **facts,
    )


@finishes(*WITH_CALENDAR)
def attach_calendar(letter, mail):
    """The event as a file that calendars understand; for whoever does not come any more, as cancelled."""
    found = Registration.objects.filter(pk=letter.context.get("registration")).select_related("event").first()
    if not found:
        return
    event = found.event.in_language(letter.language)
    is_off = found.status == Status.CANCELLED or event.is_cancelled
    mail.attach("event.ics", calendar_of([event], is_off=is_off), "text/calendar")
