"""Recordings: pages with a video, its captions and its transcript. For members only."""

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from content.models import BasePage
from library.documents import DocumentPage, DocumentReport
from library.pages import LibraryPage, MembersLibraryPage
from library.publications import (
    Download,
    EventPublication,
    Publication,
    PublicationAudience,
    PublicationTopic,
    RelatedPublication,
)
from library.videos import CaptionTrack, Video
from members.access import MembersOnly, visible_to

__all__ = [
    "CaptionTrack",
    "DocumentPage",
    "DocumentReport",
    "Download",
    "EventPublication",
    "LibraryPage",
    "MembersLibraryPage",
    "Publication",
    "PublicationAudience",
    "PublicationTopic",
    "RecordingPage",
    "RecordingsPage",
    "RelatedPublication",
    "Video",
]


class RecordingsPage(MembersOnly, BasePage):
    """All recordings, newest first."""

    PER_PAGE = 12

    parent_page_types = ["home.ResourceCenterPage"]
    subpage_types = ["library.RecordingPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("recordings list")
        verbose_name_plural = _("recordings lists")

    def get_context(self, request, *args, **kwargs):
        kind = request.GET.get("kind", "")
        recordings = RecordingPage.newest(request.user).child_of(self)
        if kind in RecordingPage.Kind.values:
            recordings = recordings.filter(kind=kind)
        return super().get_context(request, *args, **kwargs) | {
            "listing": Paginator(recordings, self.PER_PAGE).get_page(request.GET.get("page")),
            "kind": kind,
            "kinds": RecordingPage.Kind.choices,
        }


class RecordingPage(MembersOnly, BasePage):
    """One recording of a meeting or webinar, to watch and to read along."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Community of Practice meeting")
        WEBINAR = "webinar", _("Webinar")

    parent_page_types = ["library.RecordingsPage"]
    subpage_types = []

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.MEETING)
    held_on = models.DateField(_("held on"), default=timezone.localdate)
    speakers = models.CharField(
        _("speakers"),
        max_length=300,
        blank=True,
        help_text=_("Names with their agency, separated by semicolons."),
    )
    video = models.ForeignKey(Video, verbose_name=_("video"), null=True, on_delete=models.PROTECT, related_name="pages")
    video.required_on_save = True
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="recordings",
        help_text=_("The meeting or training that was recorded."),
    )
    about = RichTextField(
        _("about"), blank=True, features=["h2", "h3", "bold", "italic", "link", "document-link", "ul", "ol"]
    )

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("held_on")]),
        FieldPanel("speakers"),
        FieldPanel("video"),
        FieldPanel("event"),
        FieldPanel("about"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("speakers"),
        index.SearchField("about"),
        index.FilterField("held_on"),
        index.FilterField("kind"),
    ]
    override_translatable_fields = [
        SynchronizedField("video", overridable=False),
        SynchronizedField("speakers"),
    ]

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    @classmethod
    def newest(cls, user):
        """The recordings a person may open, in the language of the page being made, newest first."""
        pages = visible_to(user, cls.objects.filter(locale__language_code=get_language()))
        return pages.select_related("video").order_by("-held_on", "-pk")

    @property
    def caption_tracks(self) -> list[CaptionTrack]:
        """The video's captions, the reader's language first."""
        tracks = self.video.captions.all() if self.video else []
        return sorted(tracks, key=lambda track: track.language != get_language())

    @property
    def transcript(self) -> CaptionTrack | None:
        """The captions to read along, in the reader's language where there are any."""
        return next(iter(self.caption_tracks), None)
