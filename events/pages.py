"""The pages of events: one list of them, and one page for each, in every language."""

from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import Locale, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.blocks import BODY_BLOCKS, BodyBlock
from content.models import BasePage
from content.zones import ZONES
from events.blocks import AgendaBlock, HandoutsBlock, QuestionsBlock
from events.editing import EventForm
from events.ledger import Ledger
from events.panels import event_panels, events_panels
from events.routes import EventRoutes, EventsRoutes
from members.access import OpenTo, WithAudience, visible_to

__all__ = ["EventPage", "EventTopic", "EventsPage", "Kind"]

DOORS_OPEN = timedelta(minutes=15)  # before the start: from then on the join link shows
STILL_TO_COUNT = timedelta(days=183)  # after the end: half a year, for which the award is reported
# Said once, in English, for all languages.
SHARED = (
    "kind", "starts_at", "ends_at", "time_zone", "is_online", "join_url", "audience", "takes_registrations",
    "is_open_to_public", "capacity", "registration_opens_at", "registration_closes_at",
)  # fmt: skip


class Kind(models.TextChoices):
    """What sort of event it is. Each has its strand."""

    MEETING = "meeting", _("Community of Practice meeting")
    WORKSHOP = "workshop", _("Annual workshop")
    TRAINING = "training", _("Virtual training")


STRANDS = {Kind.MEETING: "law", Kind.WORKSHOP: "voice", Kind.TRAINING: "care"}


class EventsPage(EventsRoutes, RoutablePageMixin, BasePage):
    """All events: those for everybody to everybody, those for members to members."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1
    page_description = _("Lists meetings, workshops and trainings, coming ones first.")

    content_panels = events_panels(BasePage)

    class Meta:
        verbose_name = _("events list")
        verbose_name_plural = _("events lists")


class EventQuerySet(PageQuerySet):
    def here(self):
        """In the language of the page being made."""
        return self.filter(locale__language_code=get_language())

    def in_default_language(self):
        """The page that stands for each event."""
        return self.filter(locale=Locale.get_default(), alias_of=None)

    def upcoming(self, moment=None):
        """What has not ended at `moment` (now if left out), the next first."""
        return self.filter(ends_at__gt=moment or timezone.now()).order_by("starts_at", "pk")

    def past(self, moment=None):
        """What has ended, the last first."""
        return self.filter(ends_at__lte=moment or timezone.now()).order_by("-starts_at", "-pk")

    def with_ledger(self):
        """Each with `called_off_at`, the moment it was cancelled, and `sequence`."""
        rows = Ledger.objects.filter(key=OuterRef("translation_key"))
        return self.annotate(
            called_off_at=Subquery(rows.values("cancelled_at")[:1]), sequence=Subquery(rows.values("sequence")[:1])
        )

    def taking_place(self):
        """Without those that were cancelled."""
        return self.exclude(Exists(Ledger.objects.filter(key=OuterRef("translation_key"), cancelled_at__isnull=False)))

    def without_attendance(self):
        """What is over and still to be counted: nobody is noted, as there or as missing."""
        since = timezone.now() - STILL_TO_COUNT
        return self.live().in_default_language().taking_place().past().filter(ends_at__gte=since, attendances=None)

    def about(self, topic):
        """`topic` is the number of its English row."""
        return self.filter(Exists(EventTopic.objects.filter(event=OuterRef("pk"), topic=topic)))


class EventPage(WithAudience, EventRoutes, RoutablePageMixin, BasePage):
    """One event. It is upcoming, live or past by the clock; whether it was cancelled stands in its ledger."""

    parent_page_types = ["events.EventsPage"]
    subpage_types = []
    page_description = _("A meeting, workshop or training with its time, place, agenda and registration.")
    base_form_class = EventForm

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.MEETING, db_index=True)
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    starts_at.required_on_save = ends_at.required_on_save = True
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        choices=ZONES,
        default=settings.TIME_ZONE,
        help_text=_("All times on this screen are local times of this zone."),
    )
    venue = models.CharField(
        _("place"), max_length=300, blank=True, help_text=_("Name and address. Empty: the event is online only.")
    )
    is_online = models.BooleanField(_("can be joined online"), default=True)
    join_url = models.URLField(
        _("link to join"),
        max_length=500,
        blank=True,
        help_text=_("Shown to registered people only, from 15 minutes before the start until the end."),
    )
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
        help_text=_("Empty: no limit. Whoever comes later waits and is offered what becomes free."),
    )
    takes_registrations = models.BooleanField(_("people register here"), default=True)
    is_open_to_public = models.BooleanField(
        _("people without an account may register"),
        default=False,
        help_text=_("They confirm their email address. Only for events that everybody may open."),
    )
    registration_opens_at = models.DateTimeField(
        _("registration opens"), null=True, blank=True, help_text=_("Empty: at once.")
    )
    registration_closes_at = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("Empty: when the event starts.")
    )
    accommodations = models.TextField(
        _("accessibility"),
        max_length=600,
        blank=True,
        help_text=_("What is there for everybody to take part: interpreters, captions, ramps, whom to ask."),
    )
    agenda = StreamField(AgendaBlock(), verbose_name=_("agenda"), blank=True)
    handouts = StreamField(HandoutsBlock(), verbose_name=_("handouts"), blank=True)
    questions = StreamField(QuestionsBlock(), verbose_name=_("questions for those who register"), blank=True)
    body = StreamField(BodyBlock(BODY_BLOCKS), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(EventQuerySet)()

    edit_handler = event_panels(BasePage)
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("venue"),
        index.SearchField("agenda"),
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("audience"),
        index.FilterField("starts_at"),
    ]
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in SHARED]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="an_event_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            )
        ]

    def clean(self):
        super().clean()
        if self.is_open_to_public and self.audience == OpenTo.MEMBERS:
            words = _("An event for members cannot be open to people without an account.")
            raise ValidationError({"is_open_to_public": words})
        if not (self.venue or self.is_online):
            raise ValidationError({"venue": _("Say where it takes place, or that it can be joined online.")})
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and closes and closes <= opens:
            words = _("Registration must close after it opens.")
            raise ValidationError({"registration_closes_at": words})

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def strand(self) -> str:
        return STRANDS[Kind(self.kind)]

    @property
    def is_members_only(self) -> bool:
        return self.audience == OpenTo.MEMBERS

    @cached_property
    def source(self) -> "EventPage":
        """The page that stands for the event in all languages: to it belong registrations and attendance."""
        if self.alias_of_id and self.alias_of.specific.translation_key != self.translation_key:
            return self.alias_of.specific.source
        if self.locale_id == Locale.get_default().pk:
            return self
        found = EventPage.objects.filter(translation_key=self.translation_key, locale=Locale.get_default())
        return found.first() or self

    def in_language(self, code: str) -> "EventPage":
        """The published page in a language; this one where there is none."""
        found = EventPage.objects.live().filter(translation_key=self.translation_key, locale__language_code=code)
        return found.first() or self

    @cached_property
    def ledger(self) -> Ledger:
        """What is kept of the event beside its page, to read; nothing is written by looking."""
        return Ledger.objects.filter(key=self.translation_key).first() or Ledger(key=self.translation_key)

    def save(self, *args, **kwargs):
        with transaction.atomic():
            if not kwargs.get("update_fields"):  # a draft is kept without touching what is public
                self.agree_with_translations()
            super().save(*args, **kwargs)

    def agree_with_translations(self) -> None:
        """Let the English page say for all of them when and how it takes place, at once.

        Without this the other languages would name the old time until somebody updated the translation.
        """
        pages = EventPage.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        if self.locale_id == Locale.get_default().pk:
            pages.update(**{name: getattr(self, name) for name in SHARED})
        elif english := pages.filter(locale=Locale.get_default()).values(*SHARED).first():
            for name, value in english.items():
                setattr(self, name, value)

    @property
    def state(self) -> str:
        """ "cancelled", "past", "live" or "upcoming": past means ended."""
        now = timezone.now()
        cancelled_at = self.called_off_at if hasattr(self, "called_off_at") else self.ledger.cancelled_at
        if cancelled_at:
            return "cancelled"
        if self.ends_at <= now:
            return "past"
        return "live" if self.starts_at <= now else "upcoming"

    @property
    def is_cancelled(self) -> bool:
        return self.state == "cancelled"

    @property
    def agenda_days(self) -> list[tuple[int, date, list]]:
        """(number, day, agenda items) of the days that have any, in their order."""
        first = self.starts_at.astimezone(self.zone).date()
        items = sorted((block.value for block in self.agenda), key=lambda item: (item["day"], item["starts"]))
        return [
            (number, first + timedelta(days=number - 1), list(rows))
            for number, rows in groupby(items, key=lambda item: item["day"])
        ]

    @property
    def opens_later(self) -> bool:
        """Whether registration has not opened yet."""
        opens = self.registration_opens_at
        return bool(opens) and opens > timezone.now() and self.state == "upcoming"

    @property
    def last_moment(self):
        """Until when people may register."""
        return min(self.registration_closes_at or self.starts_at, self.ends_at)

    @property
    def doors_are_open(self) -> bool:
        """Whether the link to join shows now, to whoever is registered."""
        return self.starts_at - DOORS_OPEN <= timezone.now() < self.ends_at and not self.is_cancelled

    @property
    def modes(self) -> list[str]:
        """How one can take part: "in_person", "online", or both."""
        return [*(["in_person"] if self.venue else []), *(["online"] if self.is_online else [])]

    @classmethod
    def listed(cls, user, locale_code: str = "") -> EventQuerySet:
        """The events a person may open, in a language (that of the page being made if left out), with their ledger."""
        pages = cls.objects.filter(locale__language_code=locale_code or get_language())
        return visible_to(user, pages).with_ledger()


class EventTopic(models.Model):
    """That an event is about a topic; the topic's English row stands for it in every language."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="topic_rows")
    topic = models.ForeignKey("content.Topic", verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("event", "topic", name="one_row_per_event_and_topic")]

    def __str__(self):
        return str(self.topic)
