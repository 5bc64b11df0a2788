"""What the forum adds to the work list."""

from django.urls import reverse
from django.utils.translation import ngettext

from forum.boards import MODERATE
from forum.moderation import Review
from members.work_list import Work, waits

__all__ = []


def _unclaimed(kind: str) -> int:
    return Review.objects.unclaimed().filter(kind=kind).count()


def _queue(query: str) -> str:
    return f"{reverse('forum_queue:index')}?{query}"


def _claim(kind: str) -> str:
    return f"{reverse('forum_queue:claim_next')}?kind={kind}"


@waits(order=11, right=MODERATE, is_mailed=True)
def _reports(user):
    kind = Review.Kind.REPORT
    count = _unclaimed(kind)
    return Work(
        count,
        ngettext("reported post waits for a decision", "reported posts wait for a decision", count),
        _queue(f"claimed=nobody&kind={kind}"),
        "warning",
        claim_url=_claim(kind),
    )


@waits(order=13, right=MODERATE, is_mailed=True)
def _held(user):
    kind = Review.Kind.HELD
    count = _unclaimed(kind)
    return Work(
        count,
        ngettext("held post waits to be published", "held posts wait to be published", count),
        _queue(f"claimed=nobody&kind={kind}"),
        "comment",
        claim_url=_claim(kind),
    )


@waits(order=15, right=MODERATE, is_mailed=True)
def _mine(user):
    count = Review.objects.open().filter(claimed_by=user).count()
    return Work(
        count,
        ngettext("post that you claimed is not decided yet", "posts that you claimed are not decided yet", count),
        _queue("claimed=me"),
        "user",
    )
