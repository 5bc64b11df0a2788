"""Facts about the program that every page may need and that no language changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

__all__ = ["ProgramSettings"]


class SocialLinkBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=40, help_text=_("For example “LinkedIn”."))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "site"
        label = _("Profile")


@register_setting(icon="mail")
class ProgramSettings(BaseSiteSetting):
    """Contact, agreement number and profiles: the same in every language."""

    agreement_number = models.CharField(
        _("agreement number"),
        max_length=60,
        blank=True,
        help_text=_("The cooperative agreement's number, shown with the funding acknowledgement on every page."),
    )
    contact_email = models.EmailField(_("contact email"), blank=True, help_text=_("Shown in the footer."))
    contact_phone = models.CharField(
        _("contact phone"),
        max_length=40,
        blank=True,
        help_text=_("With area code, for example 301-555-0100."),
    )
    address = models.TextField(_("postal address"), blank=True, help_text=_("One line per line."))
    profiles = StreamField(
        [("profile", SocialLinkBlock())],
        verbose_name=_("profiles elsewhere"),
        blank=True,
        help_text=_("Where else the program can be found. Shown in the footer and told to search engines."),
    )

    panels = [
        FieldPanel("agreement_number"),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_phone"), FieldPanel("address")],
            heading=_("Contact"),
        ),
        FieldPanel("profiles"),
    ]

    class Meta:
        verbose_name = _("program contact and agreement")
        verbose_name_plural = _("program contact and agreement")
