"""What waits for whom at work: on the admin's first screen, and once a day by mail.

A room adds a kind of work with a function and `@waits(...)`, in a module that its `ready()` imports.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from content.holidays import holidays
from content.workdays import is_business_day
from content.zones import zone
from members.desk.rights import people_of_the_admin
from members.letters import post

__all__ = ["Work", "send_work_lists", "waits", "work_of"]

FROM, UNTIL = 7, 12  # o'clock, in the person's own zone: a run that comes too late leaves it for the next day


@dataclass(frozen=True)
class Work:
    """Something to do: how often, in words, and the screen on which it is done.

    `claim_url` takes over the most pressing of it by POST, and leads to its very screen.
    """

    count: int
    text: str
    url: str
    icon: str
    claim_url: str = ""


@dataclass(frozen=True)
class _Check:
    look: Callable
    right: str | None
    order: int
    is_mailed: bool


_checks: list[_Check] = []


def waits(*, order: int, right: str | None = None, is_mailed: bool = False):
    """Register a function that is given a person and returns their `Work`.

    `right` is the permission that makes it the person's business, None where it is everybody's. A small `order` is
    more urgent. What is mailed waits for somebody in particular; the rest is seen whenever they come by.
    """

    def register(look: Callable) -> Callable:
        _checks.append(_Check(look, right, order, is_mailed))
        return look

    return register


def work_of(user, *, only_mailed: bool = False) -> list[Work]:
    """What waits for this person, in the order of urgency; nothing that counts zero."""
    checks = sorted(_checks, key=lambda check: check.order)
    theirs = (check for check in checks if check.right is None or user.has_perm(check.right))
    found = (check.look(user) for check in theirs if check.is_mailed or not only_mailed)
    return [work for work in found if work.count]


def _may_be_told(person, free: Container[date]) -> date | None:
    """The person's day, if it is a business day's morning where they are."""
    now = timezone.localtime(timezone.now(), zone(person.time_zone))
    return now.date() if is_business_day(now.date(), free) and FROM <= now.hour < UNTIL else None


def send_work_lists() -> int:
    """Write to people at work what waits for them: once a business day, from 7:00 where they are.

    Nothing where nothing waits. Returns the number of letters.
    """
    count, free = 0, holidays()
    for person in people_of_the_admin().filter(is_active=True).order_by("pk"):
        day = _may_be_told(person, free)
        if not day:
            continue
        with translation.override(person.language):
            work = [{"count": str(row.count), "text": str(row.text)} for row in work_of(person, only_mailed=True)]
        if work:
            url = f"{settings.SITE_URL}{reverse('wagtailadmin_home')}"
            facts = {"name": person.first_name, "work": work, "url": url}
            key = f"{person.pk}:{day.isoformat()}"
            count += post("work_list", key=key, to=person.email, language=person.language, **facts)
    return count
