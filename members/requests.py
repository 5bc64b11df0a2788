"""Requests for access: from anybody, answered by the agency's coordinator or the office."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.places import STATES
from members.agencies import Agency
from members.profiles import Role

__all__ = ["AccessRequest"]


class AccessRequestQuerySet(models.QuerySet):
    def open(self):
        """Not decided yet, confirmed or not."""
        return self.filter(status__in=AccessRequest.OPEN)

    def waiting(self):
        """Confirmed by their owner, waiting for a decision, the longest wait first."""
        return self.filter(status=AccessRequest.Status.WAITING).order_by("confirmed_at")


class AccessRequest(models.Model):
    """Somebody asks to become a member. Read by the office and by the coordinators of the agency it names."""

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Address not confirmed")
        WAITING = "waiting", _("Waiting for a decision")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    OPEN = (Status.UNCONFIRMED, Status.WAITING)
    CONFIRM_WITHIN = 3 * 24 * 60 * 60  # seconds
    SALT = "members.request"

    email = models.EmailField(_("work email"))
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    agency = models.ForeignKey(
        Agency,
        verbose_name=_("agency"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="requests",
    )
    agency_name = models.CharField(_("agency as written"), max_length=160)
    state = models.CharField(_("state"), max_length=2, choices=STATES, blank=True)
    reason = models.TextField(_("why"), max_length=2000)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)

    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.UNCONFIRMED)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("staff reminded"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    refusal = models.TextField(_("reason of the refusal"), max_length=1000, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("access request")
        verbose_name_plural = _("access requests")
        ordering = ["-created_at"]
        permissions = [("decide_accessrequest", "Can decide about access requests")]
        constraints = [
            # A second request from an address meets the first, however fast it comes.
            models.UniqueConstraint(
                "email", condition=Q(status__in=["unconfirmed", "waiting"]), name="one_open_request_per_address"
            )
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def confirmation_url(self) -> str:
        """Address of the page that confirms the email address, absolute, in the language of the request."""
        return reverse("confirm_request", kwargs={"token": signing.dumps(self.pk, salt=self.SALT)})

    @classmethod
    def from_token(cls, token: str) -> "AccessRequest | None":
        """The request that a link from a mail stands for; None if it is not one of ours or too old."""
        try:
            pk = signing.loads(token, salt=cls.SALT, max_age=cls.CONFIRM_WITHIN)
        except signing.BadSignature:
            return None
        return cls.objects.filter(pk=pk).first()
