"""Words that stand around every page, one set per language: drafted, previewed and translated like pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

__all__ = ["Alert", "EditorialSnippet", "SiteText"]

SHORT_FEATURES = ["bold", "link"]


class EditorialQuerySet(models.QuerySet):
    def shown(self):
        """Published rows in the language of the page being made."""
        return self.filter(live=True, locale__language_code=get_language())


class EditorialSnippet(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    models.Model,
):
    """A snippet that is drafted, approved, previewed and translated. Its readers are the public, unless it says no."""

    is_members_only = False

    objects = EditorialQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def copy_for_translation(self, locale, exclude_fields=None):
        """A new translation starts as a draft, so that untranslated words never show."""
        translation = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        translation.live = False
        return translation


class SiteText(EditorialSnippet):
    """The crisis line, the funding acknowledgement and the disclaimer. One row per language."""

    crisis_notice = RichTextField(
        _("crisis line"),
        features=SHORT_FEATURES,
        help_text=_("Stands on top of every page: how to reach 988, in this language. Keep it to one line."),
    )
    powered_by = models.CharField(
        _("powered by"),
        max_length=120,
        help_text=_("The line that names the organization managing the program."),
    )
    funding_acknowledgement = RichTextField(
        _("funding acknowledgement"),
        features=SHORT_FEATURES,
        help_text=_("Who funds the program. The agreement number from the settings is added after it."),
    )
    disclaimer = RichTextField(
        _("disclaimer"),
        features=SHORT_FEATURES,
        help_text=_("Whose opinions the site's contents are, and are not."),
    )

    panels = [
        FieldPanel("crisis_notice"),
        FieldPanel("powered_by"),
        FieldPanel("funding_acknowledgement"),
        FieldPanel("disclaimer"),
    ]

    class Meta(EditorialSnippet.Meta):
        verbose_name = _("site text")
        verbose_name_plural = _("site texts")

    def __str__(self):
        return f"{self._meta.verbose_name} ({self.locale})"

    def clean(self):
        super().clean()
        if SiteText.objects.filter(locale=self.locale).exclude(pk=self.pk).exists():
            raise ValidationError(_("This language has its site text already; edit that one."))

    def get_preview_template(self, request, mode_name):
        return "content/previews/site_text.html"


class AlertQuerySet(EditorialQuerySet):
    def current(self, moment=None):
        """Alerts to show at `moment` (an aware datetime; now if left out)."""
        moment = moment or timezone.now()
        return self.shown().filter(Q(starts_at__lte=moment) & (Q(ends_at__gt=moment) | Q(ends_at=None)))


class Alert(EditorialSnippet):
    """A message across the top of every page, from one moment to another."""

    title = models.CharField(_("title"), max_length=80)
    message = RichTextField(_("message"), features=SHORT_FEATURES)
    starts_at = models.DateTimeField(_("shown from"), default=timezone.now, help_text=_("Eastern Time."))
    ends_at = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Eastern Time. Empty: until you unpublish it.")
    )

    objects = AlertQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("message"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("When it is shown")),
        PublishingPanel(),
    ]

    class Meta(EditorialSnippet.Meta):
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-starts_at"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must come after the start.")})

    def get_preview_template(self, request, mode_name):
        return "content/previews/alert.html"
