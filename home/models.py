"""The front door: home, program, partners, advisory board, news, contact and the Resource Center."""

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from assistance.models import AssistancePage
from content.blocks import BodyBlock, LinkBlock
from content.models import BasePage
from events.listing import coming
from events.models import EventPage
from forum.models import ForumPage
from forum.reading import topics_with_new_replies
from home.blocks import EVENT_TIMES, PAGE_BLOCKS
from home.forms import ContactFormPage, FormField
from home.member_home import agency_of, needs_of, requests_of
from home.publishing import FinishedWhileWaitingForm
from home.snippets import BalancePanel, BoardMember, Partner
from library.models import MembersLibraryPage, RecordingPage, RecordingsPage
from library.recording_list import unfinished
from library.shelf import newest
from members.access import MembersOnly, visible_to

__all__ = [
    "AdvisoryBoardPage",
    "ArticleIndexPage",
    "ArticlePage",
    "BoardMember",
    "ContactFormPage",
    "FormField",
    "HomePage",
    "Partner",
    "PartnersPage",
    "ProgramPage",
    "ResourceCenterPage",
]


class BodyPage(BasePage):
    """A page with a body of blocks."""

    base_form_class = FinishedWhileWaitingForm

    body = StreamField(BodyBlock(PAGE_BLOCKS), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    @property
    def scripts(self) -> list[str]:
        """The modules its blocks need in the browser, each once."""
        return sorted({child.block.meta.script for child in self.body if hasattr(child.block.meta, "script")})


class HomePage(BodyPage):
    """The first page of a language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ProgramPage",
        "home.PartnersPage",
        "home.AdvisoryBoardPage",
        "home.ArticleIndexPage",
        "library.LibraryPage",
        "events.EventsPage",
        "home.ContactFormPage",
        "home.ResourceCenterPage",
    ]

    headline = models.CharField(
        _("headline"), max_length=80, help_text=_("The large words on top of the home page. Short and plain.")
    )
    actions = StreamField(
        [("link", LinkBlock())],
        verbose_name=_("buttons"),
        blank=True,
        max_num=2,
        help_text=_("One or two buttons under the headline. The first one is amber."),
    )

    content_panels = [
        TitleFieldPanel("title", help_text=_("The program's name. Shown in the browser's tab, not on the page.")),
        MultiFieldPanel([FieldPanel("headline"), FieldPanel("lead"), FieldPanel("actions")], heading=_("Opening")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class ProgramPage(BodyPage):
    """Program information. Pages may lie under pages, as deep as the subject needs."""

    parent_page_types = ["home.HomePage", "home.ProgramPage"]
    subpage_types = ["home.ProgramPage"]
    page_description = _("Information about the program or the model, as deep as the subject needs.")

    class Meta:
        verbose_name = _("program page")
        verbose_name_plural = _("program pages")


class PartnersPage(BodyPage):
    """The partners, grouped by what they do for the program."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("Lists the partners by role. The partners themselves are kept under “Partners” in the menu.")

    class Meta:
        verbose_name = _("partners page")
        verbose_name_plural = _("partners pages")

    @property
    def partners_by_role(self):
        """(role's name, partners) in the order of the roles, empty roles left out."""
        partners = list(Partner.objects.shown().prefetch_related("logo__renditions"))
        groups = ((label, [p for p in partners if p.role == role]) for role, label in Partner.Role.choices)
        return [(label, rows) for label, rows in groups if rows]


class AdvisoryBoardPage(BodyPage):
    """The National Advisory Board, grouped by sector; a member leaves on the day the term ends."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("Lists the board by sector. Its members are kept under “Board members” in the menu.")

    content_panels = [*BodyPage.content_panels, BalancePanel()]

    class Meta:
        verbose_name = _("advisory board page")
        verbose_name_plural = _("advisory board pages")

    @property
    def members_by_sector(self):
        """(sector, its name, members) in the order of the sectors, empty sectors left out."""
        people = list(BoardMember.objects.shown().serving().prefetch_related("photo__renditions"))
        groups = ((s, label, [p for p in people if p.sector == s]) for s, label in BoardMember.Sector.choices)
        return [(sector, label, rows) for sector, label, rows in groups if rows]


class ArticleIndexPage(BasePage):
    """News and notices, newest first."""

    PER_PAGE = 10

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ArticlePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request, *args, **kwargs):
        articles = ArticlePage.newest(request.user).child_of(self)
        listing = Paginator(articles, self.PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"listing": listing}


class ArticlePage(BodyPage):
    """One piece of news or one notice."""

    parent_page_types = ["home.ArticleIndexPage"]
    subpage_types = []

    published_on = models.DateField(_("date"), default=timezone.localdate, help_text=_("The day shown to readers."))

    content_panels = [*BasePage.content_panels, FieldPanel("published_on"), FieldPanel("body")]
    search_fields = [*BodyPage.search_fields, index.FilterField("published_on")]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["-published_on"])]

    @classmethod
    def newest(cls, user):
        """The articles a person may open, in the language of the page being made, newest first."""
        return visible_to(user, cls.objects.filter(locale__language_code=get_language())).order_by(
            "-published_on", "-pk"
        )


class ResourceCenterPage(MembersOnly, BodyPage):
    """The members' home: what the Community of Practice keeps for itself."""

    NEWEST = 4

    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "library.RecordingsPage",
        "library.MembersLibraryPage",
        "forum.ForumPage",
        "assistance.AssistancePage",
        "members.DirectoryPage",
    ]
    max_count_per_parent = 1

    content_panels = [
        HelpPanel(
            content=_("This page and everything under it is open to members and staff only, whatever its privacy says.")
        ),
        *BodyPage.content_panels,
    ]

    class Meta:
        verbose_name = _("Resource Center")
        verbose_name_plural = _("Resource Centers")

    @property
    def scripts(self):
        """Its own list has the next event, besides what its blocks show."""
        return sorted({EVENT_TIMES, *super().scripts})

    def get_context(self, request, *args, **kwargs):
        agency = agency_of(request.user)
        return super().get_context(request, *args, **kwargs) | {
            "agency": agency,
            "needs": needs_of(request.user, agency),
            "next_event": coming(EventPage, request.user, limit=1).first(),
            "requests": requests_of(request.user),
            "assistance_page": visible_to(request.user, AssistancePage.objects.child_of(self)).first(),
            "sections": visible_to(request.user, self.get_children()).order_by("path").specific(),
            "unfinished": unfinished(request.user),
            "recordings_page": visible_to(request.user, RecordingsPage.objects.child_of(self)).first(),
            "recordings": RecordingPage.newest(request.user)[: self.NEWEST],
            "library_page": visible_to(request.user, MembersLibraryPage.objects.child_of(self)).first(),
            "publications": newest(request.user)[: self.NEWEST],
            "forum_page": (forum_page := visible_to(request.user, ForumPage.objects.child_of(self)).first()),
            "topics": topics_with_new_replies(request.user)[: self.NEWEST] if forum_page else [],
        }
