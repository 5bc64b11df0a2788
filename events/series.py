"""The next event made from the last: everything that stays the same is there already, as a draft."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page

from events.pages import EventPage
from events.times import instant, is_skipped, wall

__all__ = ["QUARTER", "copy_event"]

QUARTER = timedelta(weeks=13)  # later on the same day of the week
MOMENTS = ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at")


def _later(event: EventPage, moment: datetime, by: timedelta) -> datetime:
    """The moment at which clocks show the same, `by` later, on whatever side of a change of clocks."""
    local = wall(moment, event.zone).replace(fold=0) + by
    return instant(local + timedelta(hours=is_skipped(local, event.zone)), event.zone)


def _free_slug(parent: Page, wanted: str) -> str:
    stem = slugify(wanted)[:200].strip("-") or "event"
    taken = set(parent.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@transaction.atomic
def copy_event(event: EventPage, *, by, later: timedelta = QUARTER) -> EventPage:
    """A draft of the same event, some time later; what belongs to the one that was stays with it.

    Handouts, publications, recordings, registrations and the link to join are not taken along.
    """
    event = event.source
    moments = {name: moment and _later(event, moment, later) for name in MOMENTS if (moment := getattr(event, name))}
    day = moments["starts_at"].astimezone(event.zone)
    copy = event.copy(
        update_attrs=moments | {"slug": _free_slug(event.get_parent(), f"{event.title} {day:%Y-%m}"), "join_url": ""},
        exclude_fields=["handouts", "publication_rows", "ledger", "source"],
        copy_revisions=False,
        keep_live=False,
        user=by,
    ).specific
    log(copy, "events.copy", user=by, data={"title": event.title})
    return copy
