"""What every page has in common. No page types live here."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from content.holidays import Holiday
from content.media import SiteDocument, SiteImage, SiteRendition
from content.notices import Alert, EditorialSnippet, SiteText
from content.settings import ProgramSettings
from content.topics import Topic

__all__ = [
    "Alert",
    "BasePage",
    "EditorialSnippet",
    "Holiday",
    "ProgramSettings",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteText",
    "Topic",
]


class BasePage(Page):
    """A page with a lead and a picture for links to it."""

    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences under the title. Lists and link previews use them too."),
    )
    share_image = models.ForeignKey(
        "content.SiteImage",
        verbose_name=_("picture for links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where a link to this page is shared. Empty: a drawing made for this page."),
    )

    # Only what holds on every way in: "any signed-in account" and shared passwords do not.
    private_page_options = ["groups"]

    content_panels = [TitleFieldPanel("title"), FieldPanel("lead")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("share_image"),
            ],
            heading=_("For search engines and shared links"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For the site's menus")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """One or two sentences about the page, for lists, search engines and shared links."""
        return self.search_description or self.lead
