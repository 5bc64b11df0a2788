"""A member's own calendar, at a secret address that programs ask: it opens that calendar and nothing else."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

__all__ = ["CalendarAddress"]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarAddress(models.Model):
    """That somebody has such an address. Its secret is kept nowhere but with its owner."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of 128 random bits
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    used_on = models.DateField(_("last asked"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self):
        return str(self.person)

    @classmethod
    def renew(cls, person) -> str:
        """Give the person a new address, absolute; the old one stops working. It cannot be shown a second time."""
        token = secrets.token_urlsafe(16)
        cls.objects.filter(person=person).delete()
        cls.objects.create(person=person, digest=_digest(token))
        return settings.SITE_URL + reverse("personal_calendar", kwargs={"token": token})

    @classmethod
    def of_token(cls, token: str) -> "CalendarAddress | None":
        return cls.objects.filter(digest=_digest(token)).select_related("person").first()
