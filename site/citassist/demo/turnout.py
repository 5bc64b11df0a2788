"""Who registered for the demonstration's events, who waits, and who was there."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from django.utils import timezone

from citassist.demo.events import WITH_A_LINE
from events.models import Attendance, EventPage, RecipientList, Registration
from members.access import members_now

__all__ = ["make"]

WAITING = 5


def make(pages: list, report: Callable[[str], None]) -> None:
    """Fill the events made now; of those that are past, note who was there."""
    RecipientList.objects.get_or_create(
        name="Interpreters and accessibility", defaults={"addresses": "accessibility@example.org"}
    )
    events = [page for page in pages if isinstance(page, EventPage)]
    people = list(members_now().filter(agency__is_demonstration=True).select_related("agency").order_by("pk"))
    rows = [row for event in events for row in _registrations(event, people)]
    Registration.objects.bulk_create(rows)
    there = [attendance for row in rows if (attendance := _attendance(row))]
    Attendance.objects.bulk_create(there)
    report(f"  {len(rows)} registrations, {len(there)} attendances")


def _registrations(event: EventPage, people: list) -> list[Registration]:
    chance = Random(event.title)  # noqa: S311 (a turnout, not a secret)
    now, is_past = timezone.now(), event.ends_at <= timezone.now()
    wanted = chance.randint(28, 60) if is_past else chance.randint(9, 24)
    if event.capacity and not is_past:
        wanted = min(wanted, event.capacity // 4)
    if event.slug == WITH_A_LINE:
        wanted = event.capacity + WAITING
    seats = event.capacity or len(people)
    chosen = chance.sample(people, min(wanted, len(people)))
    minutes = sorted((chance.randint(9 * 1440, 30 * 1440) for _person in chosen), reverse=True)
    rows = []
    for number, (person, before) in enumerate(zip(chosen, minutes, strict=True)):
        asked_at = min(event.starts_at, now) - timedelta(minutes=before)
        rows.append(
            Registration(
                event=event,
                person=person,
                agency=person.agency,
                mode=chance.choice(event.modes),
                status="registered" if number < seats else "waiting",
                queued_at=asked_at,
                confirmed_at=asked_at,
                registered_at=asked_at if number < seats else None,
                answers={block.id: "1" for block in event.questions if block.block_type == "choice"},
            )
        )
    return rows


def _attendance(row: Registration) -> Attendance | None:
    event = row.event
    if event.ends_at > timezone.now():
        return None
    chance = Random(f"{event.title} {row.person_id}")  # noqa: S311 (as above)
    length = min(int((event.ends_at - event.starts_at).total_seconds() / 60), 18 * 60)
    is_present = chance.random() < 0.82
    return Attendance(
        event=event,
        registration=row,
        person=row.person,
        agency=row.agency,
        is_present=is_present,
        mode=row.mode,
        minutes=round(length * chance.uniform(0.6, 1)) if is_present else 0,
    )
