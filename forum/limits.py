"""How much one person may write within a time, and whether they may write at all."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.boards import MODERATE, Board
from forum.moderation import PostingSuspension, Report
from forum.posts import Post
from forum.topics import Status, Topic

__all__ = ["Refusal", "ask_to_hide", "ask_to_post", "ask_to_report", "is_new_here", "suspension_of"]

# (within, at most); wide for somebody in a conversation, narrow for a machine
POSTS = [(timedelta(minutes=1), 4), (timedelta(hours=1), 30), (timedelta(days=1), 120)]
REPORTS = [(timedelta(hours=1), 10)]
TRUSTED_AFTER = 1  # published posts


class Refusal(Exception):
    """Something was not done: why, in words for the person, and the status of the answer."""

    def __init__(self, words: str, status: int = 403):
        super().__init__(words)
        self.words, self.status = words, status


def _written_by(person):
    return Post.objects.filter(Post.objects.owned_by(person))


def suspension_of(person) -> PostingSuspension | None:
    return PostingSuspension.objects.current().filter(person=person.pk).first()


def is_new_here(person) -> bool:
    """Whether fewer of the person's posts were published than it takes to be trusted."""
    return _written_by(person).filter(status=Status.PUBLISHED)[:TRUSTED_AFTER].count() < TRUSTED_AFTER


def _count(rows, limits, words: str) -> None:
    now = timezone.now()
    for within, most in limits:
        if rows.filter(created_at__gt=now - within)[:most].count() >= most:
            raise Refusal(words, 429)


def ask_to_post(person, board: Board, topic: Topic | None = None) -> None:
    """Raise Refusal where the person may not write here now."""
    if not Board.objects.open_to(person).filter(pk=board.pk).exists():
        archived = _("This board is archived. It can be read, but nobody writes here any more.")
        raise Refusal(archived if board.is_archived else _("You can read this board, but not write in it."))
    moderates = Board.objects.moderated_by(person).filter(pk=board.pk).exists()
    if topic and topic.status != Status.PUBLISHED:
        raise Refusal(_("This topic is not open, so nobody can reply to it."), 409)
    if topic and topic.is_locked and not moderates:
        raise Refusal(_("A moderator has locked this topic meanwhile. Your text is kept as a draft."), 409)
    if suspension_of(person):
        raise Refusal(_("You cannot write in the forum at present. The message we sent you says why and until when."))
    if person.has_perm(MODERATE):
        return
    words = _("You wrote a lot in a short time. Your text is kept as a draft: wait a little, then send it.")
    _count(_written_by(person), POSTS, words)


def ask_to_hide(board: Board) -> None:
    """Raise Refusal where nobody writes anonymously now: nobody's name appears because a board changed meanwhile."""
    if not board.allows_anonymous:
        raise Refusal(_("This board does not take anonymous posts any more. Nothing was posted."), 409)


def ask_to_report(person) -> None:
    words = _("You reported a lot in a short time. Wait a little, then send this again.")
    _count(Report.objects.filter(Q(reporter=person)), REPORTS, words)
