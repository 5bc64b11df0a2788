"""Messages of staff to people on an event's list: the same words that were looked at, once to each, and logged."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from events.ledger import Ledger
from events.messages import Message, To
from events.registrations import Registration, Status
from events.telling import tell

__all__ = ["recipients", "send", "tells_the_link"]

TWICE_WITHIN = timedelta(minutes=5)


def recipients(event, to: str) -> QuerySet[Registration]:
    """Who gets a message."""
    rows = Registration.objects.of(event).select_related("person", "event")
    if to == To.WAITING:
        return rows.filter(status__in=[Status.WAITING, Status.OFFERED])
    registered = rows.filter(status=Status.REGISTERED)
    return registered.exclude(attendance__is_present=True) if to == To.ABSENT else registered


def tells_the_link(event, *texts: str) -> bool:
    """Whether one of the texts holds the link to join, in whatever letters."""
    link = event.source.join_url.casefold().partition("://")[2].rstrip("/")
    return bool(link) and any(link in text.casefold() for text in texts)


@transaction.atomic
def send(event, *, by, to: str, subject: str, body: str) -> Message:
    """Write to everybody who is meant now, and note it; pressed twice, it is one message.

    Raises ValueError where the words hold the link to join.
    """
    if tells_the_link(event, subject, body):
        raise ValueError(subject)
    Ledger.locked(event)
    lately = timezone.now() - TWICE_WITHIN
    same = Message.objects.filter(event=event.source, to=to, subject=subject, body=body, sent_by=by)
    if message := same.filter(sent_at__gt=lately).first():
        return message
    message = Message.objects.create(event=event.source, to=to, subject=subject, body=body, sent_by=by)
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    message.count = sum(
        tell(row, "message", f"message:{message.pk}", subject=subject, lines=lines) for row in recipients(event, to)
    )
    message.save(update_fields=["count"])
    log(event.source, "events.message", user=by, data={"count": message.count, "subject": subject})
    return message
