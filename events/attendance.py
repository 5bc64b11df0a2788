"""Who was there, how, and for how long: what the award asks to be counted."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.registrations import Mode, Registration
from members.agencies import Agency

__all__ = ["Attendance"]

LONGEST = 14 * 24 * 60  # minutes


class Attendance(models.Model):
    """One person's part in one event: of somebody registered, or of somebody who walked in."""

    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.PROTECT, related_name="attendances"
    )
    registration = models.OneToOneField(
        Registration,
        verbose_name=_("registration"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="attendance",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="attendances"
    )
    name = models.CharField(_("name"), max_length=160, blank=True)
    email = models.EmailField(_("email address"), blank=True)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.SET_NULL, related_name="attendances"
    )
    is_present = models.BooleanField(_("was there"), default=True)
    mode = models.CharField(_("took part"), max_length=9, choices=Mode.choices, default=Mode.ONLINE)
    minutes = models.PositiveIntegerField(_("minutes"), default=0, validators=[MaxValueValidator(LONGEST)])
    noted_at = models.DateTimeField(_("noted"), auto_now=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                "event", "person", condition=Q(person__isnull=False), name="one_attendance_per_event_and_account"
            )
        ]
        indexes = [models.Index(fields=["event", "is_present"], name="attendances_present")]

    def __str__(self):
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.person.get_full_name() or self.person.email if self.person else self.name or self.email
