"""Topics: a question, discussion or announcement, and what is known about its posts without reading them."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.boards import MODERATE, Board
from members.access import may_enter

__all__ = ["Status", "Topic", "TopicQuerySet"]


class Status(models.TextChoices):
    """Where a post stands, and a topic with its first post. Only PUBLISHED is read by other members."""

    PUBLISHED = "published", _("Published")
    HELD = "held", _("Waits for a moderator")
    REJECTED = "rejected", _("Not published")
    DELETED = "deleted", _("Deleted")


class TopicQuerySet(models.QuerySet):
    def owned_by(self, user) -> Q:
        """A condition: the person opened the topic, under their name or anonymously."""
        hidden = AnonymousAuthor.objects.filter(post__topic=OuterRef("pk"), post__position=1, person=user.pk)
        return Q(author=user.pk) | Exists(hidden)

    def visible_to(self, user):
        """The topics the person may open: published ones, their own, and all of the boards they moderate."""
        if not may_enter(user):
            return self.none()
        topics = self.filter(board__in=Board.objects.readable_by(user).values("pk"))
        if user.has_perm(MODERATE):
            return topics
        moderated = Board.objects.moderated_by(user).values("pk")
        return topics.filter(Q(status=Status.PUBLISHED) | Q(board__in=moderated) | self.owned_by(user))

    def published(self):
        return self.filter(status=Status.PUBLISHED)


class Topic(models.Model):
    """What is asked or told. The last columns are kept by whatever changes a post, in the same transaction."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        DISCUSSION = "discussion", _("Discussion")
        ANNOUNCEMENT = "announcement", _("Announcement")

    board = models.ForeignKey(Board, verbose_name=_("board"), on_delete=models.PROTECT, related_name="topics")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.QUESTION)
    title = models.CharField(_("title"), max_length=160)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    # Empty where the topic was opened anonymously; see AnonymousAuthor.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="forum_topics"
    )
    is_anonymous = models.BooleanField(default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PUBLISHED)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    is_locked = models.BooleanField(_("locked"), default=False)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("opened"), auto_now_add=True)
    answer = models.ForeignKey("forum.Post", null=True, on_delete=models.SET_NULL, related_name="+")
    last_position = models.PositiveIntegerField(default=0)  # the last given to any post
    last_visible_position = models.PositiveIntegerField(default=0)  # the last of a published post
    reply_count = models.PositiveIntegerField(_("replies"), default=0)
    last_post = models.ForeignKey("forum.Post", null=True, on_delete=models.SET_NULL, related_name="+")
    last_post_at = models.DateTimeField(_("last post"), null=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [
            models.Index(fields=["board", "-last_post_at", "-id"], name="forum_topics_newest"),
            models.Index(fields=["-last_post_at"], condition=Q(status="published"), name="forum_topics_everywhere"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("forum_topic", args=[self.pk])

    @property
    def is_answered(self) -> bool:
        return self.answer_id is not None


class AnonymousAuthor(models.Model):
    """Who wrote an anonymous post. Apart from the post, so that no question about a post's author is answered by it.

    Read only to let people find their own posts again, to count for limits, and by a moderator's act that is logged.
    """

    post = models.OneToOneField("forum.Post", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("anonymous author")
        verbose_name_plural = _("anonymous authors")

    def __str__(self):
        return str(self.pk)
