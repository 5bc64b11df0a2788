"""Invitations: from a coordinator, the office or an import, for one address to one agency."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.agencies import Agency
from members.profiles import Role

__all__ = ["Invitation"]


class InvitationQuerySet(models.QuerySet):
    def unanswered(self):
        """Neither accepted nor withdrawn, expired or not."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """A place at an agency, held for one address. Read by the office and the agency's coordinators."""

    VALID_FOR = timedelta(days=14)
    SALT = "members.invitation"

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email address"))
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, blank=True)
    as_coordinator = models.BooleanField(_("as coordinator"), default=False)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)

    request = models.OneToOneField(
        "members.AccessRequest",
        verbose_name=_("access request"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitation",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("invited"), auto_now_add=True)
    sent_at = models.DateTimeField(_("last sent"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                "email",
                "agency",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_unanswered_invitation_per_address_and_agency",
                violation_error_message=_("This address has an invitation already."),
            )
        ]

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        if not self.expires_at:
            self.expires_at = timezone.now() + self.VALID_FOR
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_open(self) -> bool:
        """Whether it can be accepted now."""
        return not self.accepted_at and not self.withdrawn_at and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.accepted_at:
            return str(_("accepted"))
        if self.withdrawn_at:
            return str(_("withdrawn"))
        return str(_("waiting for an answer")) if self.is_open else str(_("expired"))

    @property
    def url(self) -> str:
        """Path of the page that accepts it, in the language being spoken; stays the same when it is sent again."""
        return reverse("invitation", kwargs={"token": signing.Signer(salt=self.SALT).sign(self.pk)})

    @classmethod
    def from_token(cls, token: str) -> "Invitation | None":
        """The invitation that a link stands for; None if it is not one of ours. It may be used up or expired."""
        try:
            pk = signing.Signer(salt=cls.SALT).unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.select_related("agency").filter(pk=pk).first()
