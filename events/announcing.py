"""What changed, and what does not take place: calendars count it, people are told."""

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.signals import page_published

from events.ledger import Ledger
from events.pages import EventPage
from events.registering import offer_free_seats
from events.registrations import Registration
from events.telling import tell

__all__ = ["call_off", "note_changes"]

MOVED = ("starts_at", "ends_at", "time_zone", "venue", "is_online")


def shown_of(event: EventPage) -> dict:
    """What calendars show of an event, in all its published languages."""
    source = event.source
    facts = {
        "starts_at": source.starts_at.isoformat(),
        "ends_at": source.ends_at.isoformat(),
        "time_zone": source.time_zone,
        "is_online": source.is_online,
        "venue": source.venue,
    }
    pages = EventPage.objects.live().filter(translation_key=event.translation_key).order_by("locale__language_code")
    words = pages.values_list("locale__language_code", "title", "venue", "lead")
    return facts | {"words": [list(row) for row in words]}


@transaction.atomic
def note_changes(event: EventPage) -> int:
    """Raise the sequence where calendars would show something else, and tell people of a new time or place.

    Returns the letters written.
    """
    ledger = Ledger.locked(event)
    event = EventPage.objects.get(pk=event.source.pk)
    before, shown = ledger.shown, shown_of(event)
    if before == shown:
        return 0
    ledger.shown, ledger.changed_at = shown, timezone.now()
    ledger.sequence += bool(before)
    ledger.save()
    has_moved = bool(before) and any(before.get(name) != shown[name] for name in MOVED)
    if not has_moved or event.ends_at <= timezone.now() or ledger.cancelled_at:
        return 0
    people = Registration.objects.of(event).open().select_related("person", "event")
    return sum(tell(row, "changed", str(ledger.sequence)) for row in people)


@receiver(page_published, sender=EventPage)
def published(sender, instance, **kwargs):
    note_changes(instance)
    offer_free_seats(instance)  # there may be more seats than before


@transaction.atomic
def call_off(event: EventPage, *, by, reason: str) -> bool:
    """Cancel an event and tell everybody who comes or waits; False where that was done before."""
    ledger = Ledger.locked(event)
    if ledger.cancelled_at:
        return False
    ledger.cancelled_at = ledger.changed_at = timezone.now()
    ledger.cancelled_by, ledger.cancellation_reason = by, reason
    ledger.sequence += 1
    ledger.save()
    log(event.source, "events.cancel", user=by, data={"reason": reason})
    for row in Registration.objects.of(event).open().select_related("person", "event"):
        tell(row, "event_cancelled", str(ledger.sequence), reason=reason)
    return True
