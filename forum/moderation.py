"""What moderators work with: reports, the queue, the log of their acts, suspensions from posting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.boards import Board
from forum.posts import Post
from forum.topics import Topic

__all__ = ["Act", "PostingSuspension", "Report", "Review"]

PERSON = {"on_delete": models.SET_NULL, "null": True, "related_name": "+"}


class ReviewQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decided_at=None)

    def unclaimed(self):
        """What waits for somebody, the longest wait first."""
        return self.open().filter(claimed_by=None).order_by("created_at", "pk")


class Review(models.Model):
    """Something in the queue: a held post, or a published one that was reported, however often."""

    class Kind(models.TextChoices):
        HELD = "held", _("Held post")
        REPORT = "report", _("Report")

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        KEPT = "kept", _("Left as it is")
        EDITED = "edited", _("Edited")
        DELETED = "deleted", _("Deleted")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reviews")
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("claimed by"), **PERSON)
    claimed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("decided by"), **PERSON)
    decided_at = models.DateTimeField(_("decided"), null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("item in the queue")
        verbose_name_plural = _("items in the queue")
        constraints = [
            models.UniqueConstraint(fields=["post", "kind"], condition=Q(decided_at=None), name="one_open_review_each")
        ]

    def __str__(self):
        return self.post.topic.title

    @property
    def is_open(self) -> bool:
        return self.decided_at is None


class Report(models.Model):
    """Somebody pointed at a post."""

    class Why(models.TextChoices):
        PERSONAL = "personal", _("It tells personal or case data")
        UNKIND = "unkind", _("It is unkind or disrespectful")
        WRONG = "wrong", _("It is dangerous or wrong advice")
        SPAM = "spam", _("It is advertising, or does not belong here")
        OTHER = "other", _("Something else")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    why = models.CharField(_("why"), max_length=10, choices=Why.choices)
    words = models.TextField(_("in your words"), max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [models.UniqueConstraint(fields=["review", "reporter"], name="one_report_each")]
        ordering = ["pk"]

    def __str__(self):
        return self.get_why_display()


class ActQuerySet(models.QuerySet):
    """Rows are added and read. Nothing here changes or deletes one."""

    def _refuse(self, *args, **kwargs):
        raise TypeError("The log of moderators’ acts is only added to.")

    update = delete = bulk_update = update_or_create = _refuse


class Act(models.Model):
    """One act of a moderator: who, what, on what, why. Append-only."""

    class What(models.TextChoices):
        CLAIM = "claim", _("Claimed")
        APPROVE = "approve", _("Approved a post")
        REJECT = "reject", _("Rejected a post")
        KEEP = "keep", _("Left a reported post as it is")
        EDIT = "edit", _("Edited a post")
        DELETE = "delete", _("Deleted a post")
        RESTORE = "restore", _("Restored a post")
        PIN = "pin", _("Pinned a topic")
        UNPIN = "unpin", _("Unpinned a topic")
        LOCK = "lock", _("Locked a topic")
        UNLOCK = "unlock", _("Unlocked a topic")
        MOVE = "move", _("Moved a topic")
        MERGE = "merge", _("Merged topics")
        SPLIT = "split", _("Split a topic")
        REVEAL = "reveal", _("Revealed an anonymous author")
        SUSPEND = "suspend", _("Suspended somebody from posting")
        LIFT = "lift", _("Ended a suspension")

    what = models.CharField(_("act"), max_length=10, choices=What.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), **PERSON)
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    # Numbers and not only rows, so that nothing that is deleted could change the log.
    post = models.ForeignKey(Post, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    board = models.ForeignKey(Board, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("about"),
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    detail = models.CharField(_("detail"), max_length=300, blank=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("moderator’s act")
        verbose_name_plural = _("moderators’ acts")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.get_what_display()

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("The log of moderators’ acts is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The log of moderators’ acts is only added to.")


class SuspensionQuerySet(models.QuerySet):
    def current(self):
        now = timezone.now()
        return self.filter(Q(until_at=None) | Q(until_at__gt=now), lifted_at=None)


class PostingSuspension(models.Model):
    """Somebody reads but does not write, for a time or until it is lifted."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    until_at = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: until a moderator ends it."))
    reason = models.CharField(_("reason"), max_length=500, help_text=_("The person reads it."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), **PERSON)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    lifted_at = models.DateTimeField(_("ended"), null=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspension from posting")
        verbose_name_plural = _("suspensions from posting")
        ordering = ["-created_at"]

    def __str__(self):
        return str(self.person)

    @property
    def is_current(self) -> bool:
        return self.lifted_at is None and (self.until_at is None or self.until_at > timezone.now())
