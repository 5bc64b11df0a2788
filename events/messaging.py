"""Messages of staff to people on an event's list: the same words that were looked at, once to each, and logged."""

from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log

from events.messages import Message, To
from events.registrations import Registration, Status
from events.telling import tell

__all__ = ["recipients", "send"]


def recipients(event, to: str) -> QuerySet[Registration]:
    """Who gets a message."""
    rows = Registration.objects.of(event).select_related("person", "event")
    if to == To.WAITING:
        return rows.filter(status__in=[Status.WAITING, Status.OFFERED])
    registered = rows.filter(status=Status.REGISTERED)
    return registered.exclude(attendance__is_present=True) if to == To.ABSENT else registered


@transaction.atomic
def send(event, *, by, to: str, subject: str, body: str) -> Message:
    """Write to everybody who is meant now, and note it."""
    message = Message.objects.create(event=event.source, to=to, subject=subject, body=body, sent_by=by)
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    message.count = sum(
        tell(row, "message", f"message:{message.pk}", subject=subject, lines=lines) for row in recipients(event, to)
    )
    message.save(update_fields=["count"])
    log(event.source, "events.message", user=by, data={"count": message.count, "subject": subject})
    return message
