"""What a person has read: one row for each topic they opened, and one for each board they declared read.

Kept with the account and not in the browser, so that all devices agree.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.boards import Board
from forum.following import TopicFollow
from forum.topics import Topic

__all__ = [
    "BoardRead",
    "ReadMarker",
    "mark_all_read",
    "mark_read",
    "position_read",
    "topics_with_new_replies",
    "unread_topics",
    "with_unread",
]

OLDEST = timedelta(days=90)  # what is older is not called new any more, whoever has read it


class ReadMarker(models.Model):
    """Up to where a person has read a topic."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("read marker")
        verbose_name_plural = _("read markers")
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="one_marker_per_topic")]

    def __str__(self):
        return str(self.position)


class BoardRead(models.Model):
    """When a person declared all of a board read."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("board read")
        verbose_name_plural = _("boards read")
        constraints = [models.UniqueConstraint(fields=["person", "board"], name="one_moment_per_board")]

    def __str__(self):
        return str(self.read_at)


def with_unread(topics: QuerySet, user) -> QuerySet:
    """The topics, each with `is_unread` and `was_opened`, for this person."""
    markers = ReadMarker.objects.filter(person=user.pk, topic=OuterRef("pk"))
    read = markers.filter(position__gte=OuterRef("last_visible_position"))
    boards = BoardRead.objects.filter(person=user.pk, board=OuterRef("board"), read_at__gte=OuterRef("last_post_at"))
    is_new = models.Q(last_post_at__gt=max(timezone.now() - OLDEST, user.date_joined))
    unread = models.Case(models.When(is_new & ~Exists(read) & ~Exists(boards), then=True), default=False)
    return topics.annotate(is_unread=unread, was_opened=Exists(markers))


def unread_topics(user) -> QuerySet[Topic]:
    """Published topics the person may read, with posts they have not read."""
    return with_unread(Topic.objects.visible_to(user).published(), user).filter(is_unread=True)


def topics_with_new_replies(user) -> QuerySet[Topic]:
    """The topics the person follows or has opened in which something is new, the newest first."""
    if not user.is_authenticated:
        return Topic.objects.none()
    follows = Exists(TopicFollow.objects.filter(person=user.pk, topic=OuterRef("pk")))
    topics = unread_topics(user).filter(models.Q(was_opened=True) | models.Q(follows))
    return topics.select_related("board").order_by("-last_post_at", "-pk")


def position_read(user, topic: Topic) -> int:
    """The position of the last post read; 0 where the topic was never opened."""
    marker = ReadMarker.objects.filter(person=user.pk, topic=topic).first()
    return marker.position if marker else 0


def mark_read(user, topic: Topic, position: int) -> None:
    """Move the marker on to `position`, never back: the device that read further wins."""
    mine = ReadMarker.objects.filter(person=user.pk, topic=topic)
    if mine.filter(position__lt=position).update(position=position) or mine.exists():
        return
    ReadMarker.objects.bulk_create([ReadMarker(person=user, topic=topic, position=position)], ignore_conflicts=True)
    mine.filter(position__lt=position).update(position=position)  # another device may just have made it


def mark_all_read(user, boards: QuerySet[Board]) -> None:
    now = timezone.now()
    rows = [BoardRead(person=user, board=board, read_at=now) for board in boards]
    BoardRead.objects.bulk_create(
        rows, update_conflicts=True, update_fields=["read_at"], unique_fields=["person", "board"]
    )
