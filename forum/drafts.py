"""What somebody was writing, kept with their account until it is posted."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forum.boards import Board
from forum.posts import LONGEST
from forum.topics import Topic

__all__ = ["Draft", "draft_of", "forget_draft", "keep_draft", "move_drafts"]


class Draft(models.Model):
    """A reply to a topic, or a new topic of a board. One each."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, null=True, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=160, blank=True)
    body = models.TextField(max_length=LONGEST, blank=True)
    is_anonymous = models.BooleanField(null=True)  # empty where there was nothing to choose
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "board"], name="one_draft_per_board"),
            models.UniqueConstraint(fields=["person", "topic"], name="one_draft_per_topic"),
            models.CheckConstraint(
                condition=Q(board=None, topic__isnull=False) | Q(board__isnull=False, topic=None),
                name="a_draft_has_one_place",
            ),
        ]

    def __str__(self):
        return self.title or self.body[:40]


def draft_of(person, *, board: Board | None = None, topic: Topic | None = None) -> Draft | None:
    return Draft.objects.filter(person=person, board=board, topic=topic).first()


@transaction.atomic
def keep_draft(
    person,
    *,
    board: Board | None = None,
    topic: Topic | None = None,
    title: str = "",
    body: str = "",
    is_anonymous: bool | None = None,
):
    """Keep the words; nothing at all forgets the draft. Too long is cut, so that something is always kept.

    What was chosen before stays chosen where `is_anonymous` is None: the form had nothing to choose.
    """
    title, body = (text.replace("\0", "") for text in (title, body))  # not every database takes it
    if not (title.strip() or body.strip()):
        return forget_draft(person, board=board, topic=topic)
    words = {"title": title[:160], "body": body[:LONGEST]}
    if is_anonymous is not None:
        words["is_anonymous"] = is_anonymous
    return Draft.objects.update_or_create(person=person, board=board, topic=topic, defaults=words)[0]


def forget_draft(person, *, board: Board | None = None, topic: Topic | None = None) -> None:
    Draft.objects.filter(person=person, board=board, topic=topic).delete()


def move_drafts(topic: Topic, into: Topic) -> None:
    """Let the replies begun to a topic go on in another, below what the same person has begun there.

    One that was to be anonymous makes the two so.
    """
    begun = {draft.person_id: draft for draft in Draft.objects.filter(topic=into)}
    for draft in Draft.objects.filter(topic=topic):
        if other := begun.get(draft.person_id):
            draft.body = f"{other.body}\n\n{draft.body}"
            draft.is_anonymous = other.is_anonymous or draft.is_anonymous
            if len(draft.body) > LONGEST:
                continue  # both stay under “My drafts”
            other.delete()
        draft.topic = into
        draft.save(update_fields=["topic", "body", "is_anonymous"])
