"""What is kept of an event beside its page, once for all languages: drafts and translations must not undo it."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["Ledger"]


class Ledger(models.Model):
    """One row an event. Whoever gives away seats locks it; calendars count their changes in it."""

    key = models.UUIDField(unique=True)  # the translation key of the event's pages
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545, 3.8.7.4
    shown = models.JSONField(default=dict, encoder=DjangoJSONEncoder)  # what calendars were told last
    changed_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    cancellation_reason = models.TextField(_("reason"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("ledger")
        verbose_name_plural = _("ledgers")

    def __str__(self):
        return str(self.key)

    @classmethod
    def of(cls, event) -> "Ledger":
        return cls.objects.get_or_create(key=event.translation_key)[0]

    @classmethod
    def locked(cls, event) -> "Ledger":
        """The event's row, locked until the transaction ends."""
        cls.of(event)
        return cls.objects.select_for_update().get(key=event.translation_key)
