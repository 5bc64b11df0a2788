"""Who comes to an event, who waits for a seat, and what they answered. Read by themselves and by staff of events."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from content.zones import ZONES
from members.access import Person, may_enter, may_open
from members.agencies import Agency

__all__ = ["Mode", "Registration", "Status", "may_take_part"]


def may_take_part(person: Person, event) -> bool:
    """Whether somebody may be on an event's list: who can open it, members alone unless it takes everybody."""
    return event.live and may_open(person, event) and (event.is_open_to_public or may_enter(person))


class Status(models.TextChoices):
    """Where a registration stands."""

    UNCONFIRMED = "unconfirmed", _("address not confirmed")
    REGISTERED = "registered", _("registered")
    WAITING = "waiting", _("waiting")
    OFFERED = "offered", _("seat offered")
    CANCELLED = "cancelled", _("cancelled")


class Mode(models.TextChoices):
    """How somebody takes part."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")


class RegistrationQuerySet(models.QuerySet):
    def of(self, event):
        """Those for an event, whatever the language of the page at hand."""
        return self.filter(event__translation_key=event.translation_key)

    def holding_a_seat(self):
        return self.filter(status__in=[Status.REGISTERED, Status.OFFERED])

    def in_line(self):
        """Who waits, in the order in which they came."""
        return self.filter(status=Status.WAITING).order_by("queued_at", "pk")

    def open(self):
        """Who comes or would like to."""
        return self.filter(status__in=[Status.REGISTERED, Status.WAITING, Status.OFFERED])


class Registration(models.Model):
    """One person at one event: a member by account, anybody else by a confirmed address."""

    SALT = "events.registration"
    CONFIRM_WITHIN = 3 * 24 * 60 * 60  # seconds

    # The page in the default language stands for the event in all of them.
    event = models.ForeignKey(
        "events.EventPage", verbose_name=_("event"), on_delete=models.PROTECT, related_name="registrations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="registrations",
    )
    email = models.EmailField(_("email address"), blank=True)  # of somebody without an account
    name = models.CharField(_("name"), max_length=160, blank=True)
    organization = models.CharField(_("organization"), max_length=160, blank=True)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    time_zone = models.CharField(_("time zone"), max_length=40, choices=ZONES, blank=True)
    mode = models.CharField(_("takes part"), max_length=9, choices=Mode.choices, default=Mode.ONLINE)
    answers = models.JSONField(_("answers"), default=dict)  # by the number of the question's block

    status = models.CharField(_("status"), max_length=11, choices=Status.choices, default=Status.UNCONFIRMED)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    queued_at = models.DateTimeField(_("in line since"), null=True, blank=True)
    registered_at = models.DateTimeField(_("registered"), null=True, blank=True)
    offered_until = models.DateTimeField(_("seat held until"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["queued_at", "pk"]
        permissions = [
            ("manage_events", "Can look after registrations and attendance"),
            ("view_figures", "Can read figures on events, without names"),
        ]
        constraints = [
            models.UniqueConstraint(
                "event", "person", condition=Q(person__isnull=False), name="one_registration_per_event_and_account"
            ),
            models.UniqueConstraint(
                "event", "email", condition=~Q(email=""), name="one_registration_per_event_and_address"
            ),
        ]
        indexes = [models.Index(fields=["event", "status", "queued_at"], name="registrations_in_line")]

    def __str__(self):
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.person.get_full_name() or self.person.email if self.person else self.name or self.email

    @property
    def address(self) -> str:
        """Where mail goes; empty once the person has left."""
        return self.person.email if self.person else self.email

    @property
    def may_come(self) -> bool:
        """Whether they may still be on the list; who may not is offered nothing and hears nothing new."""
        return may_take_part(self.person or AnonymousUser(), self.event)

    @property
    def reads(self) -> str:
        """The language of mail to them."""
        return self.person.language if self.person else self.language

    @property
    def zone_name(self) -> str:
        return (self.person.time_zone if self.person else self.time_zone) or settings.TIME_ZONE

    @property
    def token(self) -> str:
        return signing.Signer(salt=self.SALT).sign(str(self.pk))

    @property
    def manage_url(self) -> str:
        """The page on which somebody without an account looks after their registration, absolute."""
        with translation.override(self.reads):
            return settings.SITE_URL + reverse("event_registration", kwargs={"token": self.token})

    @classmethod
    def from_token(cls, token: str) -> "Registration | None":
        """The registration that a link from a mail stands for; None if it is not one of ours."""
        try:
            pk = signing.Signer(salt=cls.SALT).unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.filter(pk=pk, person=None).select_related("event").first()
