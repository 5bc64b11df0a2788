"""Partners and advisory board members: translatable, previewable, approved like pages."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from content.models import EditorialSnippet
from content.notices import EditorialQuerySet
from content.places import REGION_OF_STATE, STATES, Region

__all__ = ["BoardMember", "Partner"]


class Partner(index.Indexed, EditorialSnippet):
    """An organization that funds, manages, guides or supports the program."""

    class Role(models.TextChoices):
        FUNDER = "funder", _("Funder")
        MANAGER = "manager", _("Program manager")
        GUIDANCE = "guidance", _("Guidance")
        PARTNER = "partner", _("Partner")

    name = models.CharField(_("name"), max_length=160)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.PARTNER)
    summary = models.TextField(
        _("what they do here"),
        max_length=500,
        help_text=_("One to three sentences on their part in the program."),
    )
    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "content.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the name is set in type."),
    )
    logo_alt = models.CharField(
        _("alt text of the logo"),
        max_length=160,
        blank=True,
        help_text=_("What the logo shows, usually the organization's name. Required with a logo."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers come first."))

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("summary"),
        FieldPanel("url"),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_alt")], heading=_("Logo")),
        FieldPanel("sort_order"),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("role"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.logo_id and not self.logo_alt.strip():
            raise ValidationError({"logo_alt": _("Describe the logo for people who cannot see it.")})

    def get_preview_template(self, request, mode_name):
        return "home/previews/partner.html"


class BoardMemberQuerySet(EditorialQuerySet):
    def serving(self, day=None):
        """Members whose term has begun and not ended on `day` (today if left out); gone on the day it ends."""
        day = day or timezone.localdate()
        return self.filter(Q(term_starts_on__lte=day) & (Q(term_ends_on__gt=day) | Q(term_ends_on=None)))

    def balance(self) -> dict[str, list[tuple[str, int]]]:
        """How many members serve per sector and per region, named and counted, none left out."""
        rows = list(self.values_list("sector", "state"))
        sectors = Counter(sector for sector, _state in rows)
        regions = Counter(REGION_OF_STATE.get(state, Region.OTHER) for _sector, state in rows)
        return {
            "sectors": [(label, sectors[value]) for value, label in BoardMember.Sector.choices],
            "regions": [(label, regions[value]) for value, label in Region.choices],
        }


class BalancePanel(HelpPanel):
    """Shows the board's balance by sector and region while somebody edits it."""

    def __init__(self, template="home/admin/board_balance.html", heading="", **kwargs):
        super().__init__(template=template, heading=heading or _("Balance of the board today"), **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            locale = self.instance.locale_id and self.instance.locale
            members = BoardMember.objects.filter(live=True, locale=locale) if locale else BoardMember.objects.shown()
            return context | {"balance": members.serving().balance()}


class BoardMember(index.Indexed, EditorialSnippet):
    """A member of the National Advisory Board, for a term."""

    class Sector(models.TextChoices):
        LAW = "law", _("Law enforcement")
        CARE = "care", _("Mental health")
        VOICE = "voice", _("Advocacy and lived experience")

    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("rank or title"), max_length=120, blank=True, help_text=_("Rank, degree or office."))
    sector = models.CharField(_("sector"), max_length=8, choices=Sector.choices)
    organization = models.CharField(_("organization"), max_length=160)
    city = models.CharField(_("city"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=2, choices=STATES)
    biography = models.TextField(_("biography"), max_length=900, help_text=_("Three or four sentences."))
    photo = models.ForeignKey(
        "content.SiteImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Square works best. Empty: a tile with the initials in the sector's color."),
    )
    term_starts_on = models.DateField(_("term starts on"))
    term_ends_on = models.DateField(
        _("term ends on"),
        null=True,
        blank=True,
        help_text=_("On this day the member leaves the public page. Empty: no end is set."),
    )

    objects = BoardMemberQuerySet.as_manager()

    panels = [
        BalancePanel(),
        FieldRowPanel([FieldPanel("name"), FieldPanel("title")]),
        FieldPanel("sector"),
        FieldPanel("organization"),
        FieldRowPanel([FieldPanel("city"), FieldPanel("state")]),
        FieldPanel("biography"),
        FieldPanel("photo"),
        FieldRowPanel([FieldPanel("term_starts_on"), FieldPanel("term_ends_on")], heading=_("Term")),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("organization"),
        index.FilterField("sector"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("board member")
        verbose_name_plural = _("board members")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.term_starts_on and self.term_ends_on and self.term_ends_on <= self.term_starts_on:
            raise ValidationError({"term_ends_on": _("The term must end after it starts.")})

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()

    @property
    def place(self) -> str:
        return ", ".join(filter(None, [self.city, str(self.get_state_display())]))

    def get_preview_template(self, request, mode_name):
        return "home/previews/board_member.html"
