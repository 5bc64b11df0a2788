"""Messages from staff to those registered, waiting or absent, kept as a log."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["Message", "To"]


class To(models.TextChoices):
    """Who gets a message."""

    REGISTERED = "registered", _("everybody registered")
    WAITING = "waiting", _("everybody waiting")
    ABSENT = "absent", _("registered people who were not there")


class Message(models.Model):
    """What was written to whom. Read by those who look after registrations."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="messages"
    )
    to = models.CharField(_("to"), max_length=10, choices=To.choices)
    subject = models.CharField(_("subject"), max_length=120)
    body = models.TextField(_("message"), max_length=5000)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    count = models.PositiveIntegerField(_("people"), default=0)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-sent_at"]

    def __str__(self):
        return self.subject
