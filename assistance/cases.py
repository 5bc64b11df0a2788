"""Requests for technical assistance. One is called a case: "request" means something else to a website."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case as DbCase
from django.db.models import F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.kinds import Kind, Outcome, Priority, Urgency
from members.access import Person, is_member
from members.agencies import Agency

__all__ = ["LOOK_AFTER", "OPEN", "VIEW_FIGURES", "Case", "CaseQuerySet", "Status", "looks_after"]

LOOK_AFTER = "assistance.look_after_cases"
VIEW_FIGURES = "assistance.view_figures"


class Status(models.TextChoices):
    """Where a case stands. Which way it may go from there is written in assistance/acts.py."""

    DRAFT = "draft", _("Draft")
    NEW = "new", pgettext_lazy("request", "New")
    ASSIGNED = "assigned", _("Assigned")
    WAITING = "waiting", _("Waiting for the agency")
    IN_PROGRESS = "in_progress", _("In progress")
    DELIVERED = "delivered", _("Delivered")
    CLOSED = "closed", _("Closed")


OPEN = (Status.NEW, Status.ASSIGNED, Status.WAITING, Status.IN_PROGRESS, Status.DELIVERED)


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: Person):
        """The cases a person may open: their own, their agency's for its coordinator, all that were sent for the desk.

        The only way to a case, its messages and its files. A draft is its writer's alone.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        sent = ~Q(status=Status.DRAFT)
        if looks_after(user):
            mine = Q(requester=user) if is_member(user) else Q(pk=None)
            return self.filter(mine | sent)
        return self.of(user)

    def of(self, user: Person):
        """A member's own business: what they asked, and what their agency asks if they coordinate it."""
        if not is_member(user):
            return self.none()
        own = Q(requester=user)
        if user.is_coordinator and user.agency_id:
            own |= ~Q(status=Status.DRAFT) & Q(agency=user.agency_id)
        return self.filter(own)

    def sent(self):
        return self.exclude(status=Status.DRAFT)

    def open(self):
        """Sent and not closed."""
        return self.filter(status__in=OPEN)

    def unclaimed(self):
        """Open cases that nobody has, or somebody who does not look after assistance any more."""
        return self.open().exclude(owner__in=get_user_model().objects.with_perm(LOOK_AFTER))

    def late(self, now=None):
        """Open cases of which a promise is broken, by the answer, the match, or the day promised last."""
        now = now or timezone.now()
        return self.open().filter(Q(due_at__lt=now) | Q(promised_on__lt=timezone.localdate(now)))

    def with_unrecorded_breach(self, now):
        """Open cases of which a promise is broken and the breach not recorded yet."""
        answer = Q(answered_at=None, answer_missed_at=None, answer_due_at__lt=now)
        match = Q(matched_at=None, match_missed_at=None, match_due_at__lt=now) & ~Q(status=Status.WAITING)
        return self.open().filter(answer | match)

    def with_due_day(self):
        """Annotate `due_on`: the day of the nearest promise that a clock keeps, else the day promised last."""
        return self.annotate(due_on=Coalesce(TruncDate("due_at"), "promised_on"))

    def most_pressing_first(self):
        """What is about to be late comes first, or was late longest; then what the desk thinks important."""
        dues = [F(name).asc(nulls_last=True) for name in ("due_on", "due_at")]
        return self.with_due_day().order_by(*dues, "-priority", "pk")

    def with_news(self):
        """Annotate `has_news`: whether the last words to the other side were the agency's."""
        messages = self.model._meta.get_field("messages").related_model.objects
        newest = messages.filter(case=OuterRef("pk"), is_internal=False).order_by("-pk")
        last_by_desk = Subquery(newest.values("by_desk")[:1])
        return self.annotate(last_by_desk=last_by_desk).annotate(
            has_news=DbCase(When(last_by_desk=False, then=True), default=False, output_field=models.BooleanField())
        )


def looks_after(user: Person) -> bool:
    return user.is_authenticated and user.is_active and user.has_perm(LOOK_AFTER)


class Case(models.Model):
    """One request for help, from its draft to its outcome. Confidential: never a snippet, never in a search index.

    `version` grows with every act, so that a screen opened before is told from a fresh one.
    """

    wagtail_reference_index_ignore = True

    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="cases"
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, on_delete=models.PROTECT, related_name="cases"
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)

    # --- what is asked
    subject = models.CharField(_("in one line"), max_length=120, blank=True)
    topic = models.ForeignKey(
        "content.Topic", verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stage = models.CharField(_("stage of your CIT program"), max_length=8, choices=Agency.Stage.choices, blank=True)
    need = models.TextField(_("what you need"), max_length=5000, blank=True)
    tried = models.TextField(_("what you have tried"), max_length=5000, blank=True)
    kind = models.CharField(_("kind of help"), max_length=8, choices=Kind.choices, blank=True)
    urgency = models.CharField(_("urgency"), max_length=6, choices=Urgency.choices, blank=True)
    needed_on = models.DateField(_("needed by"), null=True, blank=True)
    good_times = models.CharField(_("good days and times"), max_length=300, blank=True)

    # --- where it stands
    status = models.CharField(_("status"), max_length=11, choices=Status.choices, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked after by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.NORMAL)
    matched_with = models.CharField(_("who helps"), max_length=200, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    promised_on = models.DateField(_("promised for"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome.choices, blank=True)
    measures = models.JSONField(_("measures"), default=dict, blank=True)

    # --- when
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("received"), null=True, blank=True)
    answered_at = models.DateTimeField(_("first answer"), null=True, blank=True)
    matched_at = models.DateTimeField(_("matched"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    # --- the promises; assistance/clocks.py keeps them
    answer_due_at = models.DateTimeField(_("answer due"), null=True, blank=True)
    match_due_at = models.DateTimeField(_("match due"), null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)  # the match clock, since then
    paused_days = models.PositiveSmallIntegerField(default=0)  # business days it stood still before
    due_at = models.DateTimeField(_("due"), null=True, blank=True)  # the nearest promise that still runs
    answer_missed_at = models.DateTimeField(_("answer was due"), null=True, blank=True)
    match_missed_at = models.DateTimeField(_("match was due"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("business days to first answer"), null=True, blank=True)
    match_days = models.PositiveSmallIntegerField(_("business days to match"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("assistance request")
        verbose_name_plural = _("assistance requests")
        ordering = ["-pk"]
        permissions = [
            ("look_after_cases", "Can look after assistance requests"),
            ("view_figures", "Can read figures on assistance, without names"),
        ]
        indexes = [
            models.Index(fields=["status", "due_at"]),
            models.Index(fields=["submitted_at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(status="closed") | ~Q(outcome=""), name="a_closed_case_has_an_outcome"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(submitted_at__isnull=False), name="a_sent_case_has_its_moment"
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_late(self) -> bool:
        """Whether a promise is broken at this moment."""
        now = timezone.now()
        by_clock = self.due_at is not None and self.due_at < now
        by_day = self.promised_on is not None and self.promised_on < timezone.localdate(now)
        return self.is_open and (by_clock or by_day)

    @property
    def topic_name(self) -> str:
        """The topic in the language of the page being made."""
        return self.topic.localized.name if self.topic else ""
