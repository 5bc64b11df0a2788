"""Registering: seats are given away one at a time, under the event's lock, in the order in which people came."""

from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.ledger import Ledger
from events.questions import tell_recipients
from events.registrations import Registration, Status, may_take_part
from events.telling import tell
from members.letters import has_had_enough
from members.models import User

__all__ = ["Refused", "accept", "ask", "cancel", "confirm", "offer_free_seats", "refusal_of", "register"]

OFFER_HOLDS = timedelta(hours=24)


class Refused(Exception):
    """Nothing was done; the message tells a person why."""


def refusal_of(event) -> str:
    """Why nobody can register now; empty where people can."""
    now = timezone.now()
    if event.is_cancelled:
        return _("This event was cancelled.")
    if event.ends_at <= now:
        return _("This event is over.")
    if not event.takes_registrations:
        return _("No registration is needed.")
    if event.registration_opens_at and event.registration_opens_at > now:
        return _("Registration has not opened yet.")
    if event.last_moment <= now:
        return _("Registration is closed.")
    return ""


def _fresh(event):
    """The page that stands for the event, as it is now."""
    return type(event).objects.get(pk=event.source.pk)


def has_free_seat(event) -> bool:
    """Whether a seat is free and nobody in line has a claim to it. Ask with the ledger locked."""
    registrations = Registration.objects.of(event)
    if event.capacity is None:
        return True
    in_line = registrations.in_line().select_related("person", "event")
    return registrations.holding_a_seat().count() < event.capacity and not any(row.may_come for row in in_line)


def _seat(registration: Registration) -> None:
    now = timezone.now()
    registration.status, registration.registered_at, registration.offered_until = Status.REGISTERED, now, None
    registration.save()
    tell(registration, "registered", now, event_status="confirmed")
    tell_recipients(registration, now)


def _place(registration: Registration, event) -> Registration:
    """Give a seat, or the last place in line. The ledger is locked."""
    now = timezone.now()
    registration.queued_at = registration.confirmed_at = now
    registration.cancelled_at = registration.offered_until = None
    if has_free_seat(event):
        _seat(registration)
    else:
        registration.status = Status.WAITING
        registration.save()
        tell(registration, "waiting", now)
    return registration


@transaction.atomic
def register(event, *, person: User, answers: dict | None = None, mode: str = "") -> Registration:
    """Register a person with an account, or put them in line; whoever is there already stays as they are.

    Raises Refused.
    """
    Ledger.locked(event)
    event = _fresh(event)
    if why := refusal_of(event):
        raise Refused(why)
    if not may_take_part(person, event):
        raise Refused(_("This event is for members."))
    row = Registration.objects.filter(event=event, person=person).first()
    if row and row.status in (Status.REGISTERED, Status.WAITING, Status.OFFERED):
        return row
    # Who confirmed an address before they had an account keeps one place.
    row = row or Registration.objects.filter(event=event, email=person.email).first() or Registration(event=event)
    was_open = row.status in (Status.REGISTERED, Status.WAITING, Status.OFFERED)
    row.person, row.email, row.agency = person, "", person.agency
    row.name = row.organization = ""
    row.answers, row.mode = answers or {}, mode or event.modes[0]
    if was_open:
        row.save()
        return row
    return _place(row, event)


@transaction.atomic
def ask(event, *, email: str, language: str, answers: dict | None = None, mode: str = "", **fields) -> None:
    """Note a registration by address and write to it; nothing tells whether the address was known. Raises Refused.

    `fields` are name, organization and time_zone.
    """
    Ledger.locked(event)
    event = _fresh(event)
    if why := refusal_of(event):
        raise Refused(why)
    if not event.is_open_to_public:
        raise Refused(_("This event is for members."))
    email = email.lower()
    if has_had_enough(email, "events/confirm", "events/already"):
        return
    registrations = Registration.objects.filter(event=event)
    row = registrations.filter(email=email).first()
    now = timezone.now()
    theirs = registrations.open().filter(person__email=email).first()
    if theirs or (row and row.status in (Status.REGISTERED, Status.WAITING, Status.OFFERED)):
        tell(theirs or row, "already", now)
        return
    row = row or Registration(event=event, email=email)
    row.status, row.language = Status.UNCONFIRMED, language
    row.answers, row.mode = answers or {}, mode or event.modes[0]
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    Registration.objects.filter(pk=row.pk).update(created_at=now)
    tell(row, "confirm", now)


@transaction.atomic
def confirm(registration: Registration) -> Registration:
    """The owner of the address has clicked: give a seat or a place in line, once. Raises Refused."""
    event = registration.event
    Ledger.locked(event)
    event = _fresh(event)
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if row.status != Status.UNCONFIRMED:
        return row
    if why := refusal_of(event):
        raise Refused(why)
    if not event.is_open_to_public:
        raise Refused(_("This event is for members."))
    account = User.objects.filter(email=row.email, is_active=True).first()
    if account:
        if twin := Registration.objects.filter(event=event, person=account).first():
            row.delete()
            return twin if twin.status != Status.CANCELLED else _place(twin, event)
        row.person, row.email, row.agency = account, "", account.agency
        row.name = row.organization = ""
    return _place(row, event)


@transaction.atomic
def cancel(registration: Registration, *, by_staff: bool = False) -> bool:
    """Give a seat or a place in line back, and offer it to who is next; False where that was done before."""
    Ledger.locked(registration.event)
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if row.status == Status.CANCELLED:
        return False
    was_open = row.status != Status.UNCONFIRMED
    row.status, row.cancelled_at, row.offered_until = Status.CANCELLED, timezone.now(), None
    row.save()
    if was_open:
        tell(row, "unregistered", row.cancelled_at, event_status="cancelled", by_staff=by_staff)
    _offer(_fresh(row.event))
    return True


@transaction.atomic
def accept(registration: Registration) -> bool:
    """Take the seat that was offered; False where the offer has ended."""
    Ledger.locked(registration.event)
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if row.status == Status.REGISTERED:
        return True
    is_over = _fresh(row.event).is_cancelled or not row.may_come
    if row.status != Status.OFFERED or row.offered_until <= timezone.now() or is_over:
        return False
    _seat(row)
    return True


@transaction.atomic
def offer_free_seats(event) -> int:
    """End offers whose time is over, and offer what is free to who is next; returns how many were offered."""
    Ledger.locked(event)
    return _offer(_fresh(event))


def _offer(event) -> int:
    """The ledger is locked."""
    now = timezone.now()
    registrations = Registration.objects.filter(event=event)
    for row in registrations.filter(status=Status.OFFERED, offered_until__lte=now):
        row.status, row.cancelled_at = Status.CANCELLED, now
        row.save()
        tell(row, "offer_over", row.offered_until)
    if event.starts_at <= now or event.is_cancelled or not event.live:
        return 0
    free = None if event.capacity is None else max(event.capacity - registrations.holding_a_seat().count(), 0)
    in_line = registrations.in_line().select_related("person", "event")
    rows = list(islice((row for row in in_line if row.may_come), free))
    for row in rows:
        row.status = Status.OFFERED
        # Close to the start, half of what is left: the next in line needs time too.
        row.offered_until = now + min(OFFER_HOLDS, (event.starts_at - now) / 2)
        row.save()
        tell(row, "offer", row.offered_until, offered_until_at=row.offered_until.isoformat())
    return len(rows)
