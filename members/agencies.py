"""Agencies and the awards they hold. Membership of the Community of Practice follows an award."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Greatest, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from content.places import STATES

__all__ = ["Agency", "Award", "EmailDomain"]

# Where anybody gets an address: belonging to one of these says nothing about belonging to an agency.
PUBLIC_MAIL = {
    "aol.com", "comcast.net", "gmail.com", "gmx.com", "hotmail.com", "icloud.com", "live.com", "mail.com", "me.com",
    "msn.com", "outlook.com", "proton.me", "protonmail.com", "verizon.net", "yahoo.com", "ymail.com", "zoho.com",
}  # fmt: skip


class AwardQuerySet(models.QuerySet):
    def current(self, day=None):
        """Awards that give access on `day` (today if left out); over on the very day they close."""
        day = day or timezone.localdate()
        return self.filter(Q(starts_on__lte=day) & (Q(ends_on__gt=day) | Q(extended_to__gt=day)))


class AgencyQuerySet(models.QuerySet):
    def with_access_end(self):
        """Annotate `access_ends_on`: the day the last award closes, None where there never was one."""
        closes = Greatest("awards__ends_on", Coalesce("awards__extended_to", "awards__ends_on"))
        return self.annotate(access_ends_on=Max(closes))

    def holding_an_award(self, day=None):
        """Agencies whose people have access on `day` (today if left out)."""
        return self.filter(pk__in=Award.objects.current(day).values("agency"))

    def matching_domain(self, email: str):
        """Agencies that use the domain of an email address, or one above it. A match proposes, it never grants."""
        labels = email.lower().rpartition("@")[2].split(".")
        above = [".".join(labels[start:]) for start in range(len(labels) - 1)]
        return self.filter(email_domains__domain__in=above).distinct()


class Agency(index.Indexed, ClusterableModel):
    """A law enforcement agency or tribal nation's department in the program.

    That it takes part, its state and its award years are public, as the awards are; its people and how to
    reach them are for members.
    """

    class Kind(models.TextChoices):
        MUNICIPAL = "municipal", _("Municipal police")
        SHERIFF = "sheriff", _("Sheriff’s office")
        STATE = "state", _("State agency")
        CAMPUS = "campus", _("Campus police")
        TRIBAL = "tribal", _("Tribal police")
        OTHER = "other", _("Other agency")

    class Size(models.TextChoices):
        SMALL = "small", _("Up to 24 sworn officers")
        MEDIUM = "medium", _("25 to 99 sworn officers")
        LARGE = "large", _("100 to 499 sworn officers")
        VERY_LARGE = "very_large", _("500 sworn officers or more")

    class Stage(models.TextChoices):
        PLANNING = "planning", _("Planning a program")
        NEW = "new", _("New program")
        MATURE = "mature", _("Mature program")

    class Model(models.TextChoices):
        CIT = "cit", _("CIT (Memphis model)")
        CO_RESPONSE = "co_response", _("Co-response")
        EMBEDDED = "embedded", _("Embedded clinician")
        MOBILE = "mobile", _("Mobile crisis team")
        DEFLECTION = "deflection", _("Deflection")
        MIXED = "mixed", _("Several models")

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.MUNICIPAL)
    city = models.CharField(_("city or county"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=2, choices=STATES)
    tribal_nation = models.CharField(
        _("tribal nation"), max_length=120, blank=True, help_text=_("The nation’s own name, for tribal police.")
    )
    size = models.CharField(_("size"), max_length=10, choices=Size.choices, blank=True)
    stage = models.CharField(_("stage of the CIT program"), max_length=8, choices=Stage.choices, blank=True)
    model = models.CharField(_("model"), max_length=12, choices=Model.choices, blank=True)
    is_demonstration = models.BooleanField(
        _("demonstration data"),
        default=False,
        help_text=_("Invented, to show how the site works. Labeled wherever it shows."),
    )

    objects = AgencyQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("size")]),
        FieldRowPanel([FieldPanel("city"), FieldPanel("state")]),
        FieldPanel("tribal_nation"),
        FieldRowPanel([FieldPanel("stage"), FieldPanel("model")], heading=_("CIT program")),
        MultiFieldPanel(
            [InlinePanel("awards", label=_("Award"))],
            heading=_("Awards"),
            help_text=_("The agency’s people have access while an award is current."),
        ),
        MultiFieldPanel(
            [InlinePanel("email_domains", label=_("Domain"))],
            heading=_("Email domains"),
            help_text=_(
                "A matching address proposes this agency to whoever decides. It never grants access by itself."
            ),
        ),
        FieldPanel("is_demonstration"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("city"),
        index.SearchField("tribal_nation"),
        index.FilterField("kind"),
        index.FilterField("state"),
        index.FilterField("stage"),
    ]

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name", "state"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "state",
                name="one_agency_per_name_and_state",
                violation_error_message=_("This state has an agency of that name already."),
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.state}"

    def clean(self):
        super().clean()
        self.name = " ".join(self.name.split())
        if self.kind == self.Kind.TRIBAL and not self.tribal_nation.strip():
            raise ValidationError({"tribal_nation": _("Name the nation whose police this is.")})

    @property
    def place(self) -> str:
        return self.tribal_nation or ", ".join(filter(None, [self.city, str(self.get_state_display())]))


class Award(models.Model):
    """A COPS Office award to an agency. Access closes on the day it ends, or on the day it was extended to."""

    agency = ParentalKey(Agency, on_delete=models.CASCADE, related_name="awards", verbose_name=_("agency"))
    year = models.PositiveSmallIntegerField(
        _("fiscal year"), validators=[MinValueValidator(2000), MaxValueValidator(2099)], help_text=_("Such as 2024.")
    )
    number = models.CharField(
        _("award number"),
        max_length=40,
        unique=True,
        error_messages={"unique": _("Another award has this number already.")},
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), help_text=_("On this day access ends."))
    extended_to = models.DateField(
        _("access extended to"),
        null=True,
        blank=True,
        help_text=_("Access goes on until this day, though the award has ended. Empty: no extension."),
    )

    objects = AwardQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("year"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("extended_to")]),
    ]

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-ends_on", "-pk"]
        indexes = [models.Index(fields=["agency", "ends_on"])]

    def __str__(self):
        return _("FY%(year)s award %(number)s") % {"year": f"{self.year % 100:02}", "number": self.number}

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on <= self.starts_on:
            raise ValidationError({"ends_on": _("The award must end after it starts.")})
        if self.ends_on and self.extended_to and self.extended_to <= self.ends_on:
            raise ValidationError({"extended_to": _("An extension must go beyond the end of the award.")})

    @property
    def closes_on(self):
        """The day access by this award ends."""
        return self.extended_to or self.ends_on


class EmailDomain(models.Model):
    """A domain that an agency's people have their addresses at."""

    agency = ParentalKey(Agency, on_delete=models.CASCADE, related_name="email_domains")
    domain = models.CharField(
        _("domain"),
        max_length=120,
        validators=[
            RegexValidator(
                r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$",
                _("Enter only the domain, such as “police.example.gov”."),
            )
        ],
        help_text=_("What stands after the @, in small letters."),
    )

    panels = [FieldPanel("domain")]

    class Meta:
        verbose_name = _("email domain")
        verbose_name_plural = _("email domains")
        ordering = ["domain"]
        constraints = [models.UniqueConstraint("agency", "domain", name="one_row_per_agency_and_domain")]

    def __str__(self):
        return self.domain

    def clean(self):
        super().clean()
        if self.domain in PUBLIC_MAIL:
            raise ValidationError(
                {"domain": _("Anybody can get an address there, so it says nothing about an agency.")}
            )
