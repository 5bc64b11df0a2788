"""What assistance adds to the work list."""

from django.urls import reverse
from django.utils.translation import ngettext

from assistance.cases import LOOK_AFTER, Case
from members.work_list import Work, waits

__all__ = []


def _queue(query: str) -> str:
    return f"{reverse('assistance_cases:index')}?{query}"


@waits(order=12, right=LOOK_AFTER, is_mailed=True)
def _unclaimed(user):
    count = Case.objects.unclaimed().count()
    return Work(
        count,
        ngettext("assistance request waits for somebody", "assistance requests wait for somebody", count),
        _queue("owner=nobody"),
        "help",
        claim_url=reverse("assistance_cases:claim_next"),
    )


@waits(order=14, right=LOOK_AFTER, is_mailed=True)
def _mine_with_news(user):
    count = Case.objects.open().filter(owner=user).with_news().filter(has_news=True).count()
    return Work(
        count,
        ngettext(
            "assistance request of yours has a new message", "assistance requests of yours have new messages", count
        ),
        _queue("owner=me&news=yes"),
        "mail",
    )


@waits(order=16, right=LOOK_AFTER, is_mailed=True)
def _mine_late(user):
    count = Case.objects.late().filter(owner=user).count()
    return Work(
        count,
        ngettext("assistance request of yours is late", "assistance requests of yours are late", count),
        _queue("owner=me&late=yes"),
        "warning",
    )


@waits(order=18, right=LOOK_AFTER)
def _mine(user):
    count = Case.objects.open().filter(owner=user).count()
    return Work(
        count,
        ngettext("open assistance request is yours", "open assistance requests are yours", count),
        _queue("owner=me"),
        "user",
    )
