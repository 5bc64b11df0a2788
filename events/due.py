"""What falls due by itself: reminders, offers that end, addresses nobody confirmed. Safe at any time, twice too."""

from datetime import timedelta

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from events.pages import EventPage
from events.registering import offer_free_seats
from events.registrations import Registration, Status
from events.telling import tell
from members.models import Letter

__all__ = ["forget_unconfirmed_registrations", "move_waiting_lists", "remind"]

# How long before the start people are reminded. A run that comes late sends only the nearest that is due.
REMINDERS = {"week": timedelta(days=7), "day": timedelta(days=1), "hour": timedelta(hours=1)}


def remind() -> int:
    """Write to who comes: a week, a day and an hour before the start; returns the letters written."""
    now = timezone.now()
    soon = EventPage.objects.live().in_default_language().taking_place()
    soon = soon.filter(starts_at__gt=now, starts_at__lte=now + max(REMINDERS.values()))
    return sum(_remind_of(event, now) for event in soon)


def _remind_of(event: EventPage, now) -> int:
    kind, lead = min(
        ((name, lead) for name, lead in REMINDERS.items() if event.starts_at <= now + lead), key=lambda pair: pair[1]
    )
    # Moved to another time, it is announced anew.
    mark = f"{kind}:{event.starts_at.isoformat()}"
    key = Concat(Value("events/reminder:"), Cast(OuterRef("pk"), CharField()), Value(f":{mark}"))
    people = Registration.objects.filter(event=event, status=Status.REGISTERED)
    # Whoever registered later than that has just been told.
    people = people.filter(registered_at__lte=event.starts_at - lead).exclude(Exists(Letter.objects.filter(key=key)))
    return sum(tell(row, "reminder", mark, kind=kind) for row in people.select_related("person", "event"))


def move_waiting_lists() -> int:
    """Offer what became free, and what nobody took in time, to who is next; returns how many were offered a seat."""
    now = timezone.now()
    late = Registration.objects.filter(status=Status.OFFERED, offered_until__lte=now)
    waiting = Registration.objects.filter(status=Status.WAITING, event__starts_at__gt=now)
    events = EventPage.objects.filter(
        pk__in={*late.values_list("event", flat=True), *waiting.values_list("event", flat=True)}
    )
    return sum(offer_free_seats(event) for event in events)


def forget_unconfirmed_registrations() -> int:
    """Delete what was not confirmed within three days; returns how many there were."""
    limit = timezone.now() - timedelta(seconds=Registration.CONFIRM_WITHIN)
    old = Registration.objects.filter(status=Status.UNCONFIRMED, created_at__lt=limit)
    return old.delete()[0]
