"""What happened to a case, and what was said about it: nothing here is ever changed or deleted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.cases import Case, Status
from content.storage import private_storage

__all__ = ["Attachment", "Event", "EventKind", "Message"]


class Message(models.Model):
    """Words to the other side, or, internal, a note that only the desk reads."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_desk = models.BooleanField(default=False)  # in which part: somebody may be a member and work at the desk
    is_internal = models.BooleanField(default=False)
    text = models.TextField(_("message"), max_length=10_000)
    created_at = models.DateTimeField(auto_now_add=True)
    submission = models.UUIDField(null=True, unique=True, editable=False)  # of the form; the same form writes once

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]
        indexes = [models.Index(fields=["case", "is_internal"])]

    def __str__(self):
        return f"{self.case}: {self.text[:40]}"


class EventKind(models.TextChoices):
    """What can happen. The words are those of the timeline."""

    SUBMIT = "submit", _("Request sent")
    CLAIM = "claim", _("Taken over by %(who)s")
    ASSIGN = "assign", _("Given to %(owner)s")
    RELEASE = "release", _("Put back into the queue")
    ASK = "ask", _("Question to the agency")
    RESUME = "resume", _("The agency answered")
    MATCH = "match", _("Matched with: %(matched_with)s")
    DELIVER = "deliver", _("Help delivered")
    CLOSE = "close", _("Closed: %(outcome)s")
    REOPEN = "reopen", _("Opened again")
    MESSAGE = "message", _("Message from %(who)s")
    NOTE = "note", _("Internal note by %(who)s")
    PLAN = "plan", _("Next step: %(next_step)s")
    SETTLE = "settle", _("Kind of help and priority: %(kind)s, %(priority)s")
    MILESTONE = "milestone", _("Milestone: %(name)s")
    REACHED = "reached", _("Milestone reached: %(name)s")
    SEND = "send", _("Sent: %(title)s")
    TIME = "time", _("%(minutes)s minutes of work noted")
    MEASURE = "measure", _("Measures noted")
    SURVEY = "survey", _("Survey answered")
    ANSWER_LATE = "answer_late", _("The first answer is late")
    MATCH_LATE = "match_late", _("The match is late")


# What the agency does not see of the work at the desk.
OF_THE_DESK = {EventKind.NOTE, EventKind.SETTLE, EventKind.TIME, EventKind.MEASURE}


class EventQuerySet(models.QuerySet):
    def for_agency(self):
        return self.exclude(kind__in=OF_THE_DESK)


class Event(models.Model):
    """One act on a case: who, when, from which status to which. `by` is empty where a clock ran out."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=11, choices=EventKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_desk = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    from_status = models.CharField(max_length=11, choices=Status.choices)
    to_status = models.CharField(max_length=11, choices=Status.choices)
    message = models.OneToOneField(Message, null=True, on_delete=models.PROTECT, related_name="event")
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["happened_at", "pk"]
        indexes = [models.Index(fields=["case", "happened_at"])]

    def __str__(self):
        return f"{self.case}: {self.kind}"

    @property
    def is_internal(self) -> bool:
        return self.kind in OF_THE_DESK


class Attachment(models.Model):
    """A file of a case. With a message it is as internal as that is; without one it came with the request."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="attachments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_support_letter = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    file = models.FileField(storage=private_storage, upload_to="assistance/", max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]

    def __str__(self):
        return self.name
