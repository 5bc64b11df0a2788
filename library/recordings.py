"""Recordings: pages with a video, what was said in it, and what belongs to it. For members only."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.models import BasePage
from library.moments import MomentField
from library.publications import Publication
from library.recording_panels import RecordingForm, recording_panels
from library.screening import Screening
from library.videos import CaptionTrack, Video
from members.access import MembersOnly, visible_to

__all__ = ["Chapter", "CitedPublication", "Handout", "RecordingPage", "RecordingTopic", "Speaker"]


class RecordingPage(MembersOnly, BasePage):
    """One recording of a meeting or webinar, to watch and to read along."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Community of Practice meeting")
        WEBINAR = "webinar", _("Webinar")

    parent_page_types = ["library.RecordingsPage"]
    subpage_types = []
    page_description = _("A recorded meeting or webinar, with captions and a transcript beside the picture.")
    base_form_class = RecordingForm

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.MEETING)
    held_on = models.DateField(_("held on"), default=timezone.localdate)
    video = models.ForeignKey(Video, verbose_name=_("video"), null=True, on_delete=models.PROTECT, related_name="pages")
    video.required_on_save = True
    no_captions_reason = models.TextField(
        _("why it has no captions"),
        max_length=500,
        blank=True,
        help_text=_("Without captions nobody who cannot hear can follow. Say why this one is published all the same."),
    )
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

    edit_handler = recording_panels
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("about"),
        index.RelatedFields("speaker_rows", [index.SearchField("name"), index.SearchField("agency")]),
        index.FilterField("held_on"),
        index.FilterField("kind"),
    ]
    override_translatable_fields = [
        SynchronizedField("video", overridable=False),
        SynchronizedField("event", overridable=False),
        SynchronizedField("no_captions_reason", overridable=False),
    ]
    is_being_drafted = False  # while a draft is saved, which may be unfinished

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        permissions = [("waive_captions", _("Can publish a recording without captions"))]
        indexes = [models.Index(fields=["-held_on"], name="recordings_newest")]

    @classmethod
    def newest(cls, user):
        """The recordings a person may open, in the language of the page being made, newest first."""
        pages = visible_to(user, cls.objects.filter(locale__language_code=get_language()))
        return pages.select_related("video").order_by("-held_on", "-pk")

    def clean(self):
        """Whatever is published, by whatever button, plays and has captions, or a reason why not."""
        super().clean()
        if self.is_being_drafted or not self.video_id:
            return
        if not self.video.is_playable:
            raise ValidationError({"video": _("This video cannot be played. See its own screen under “Videos”.")})
        if not self.no_captions_reason.strip() and not self.video.captions.exists():
            raise ValidationError(
                {
                    "video": _(
                        "This video has no captions yet. Add them under “Videos”, or ask an administrator to give a "
                        "reason for publishing without."
                    )
                }
            )

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"shown": Screening(self, request)}

    @property
    def caption_tracks(self) -> list[CaptionTrack]:
        """The video's captions, the reader's language first."""
        tracks = self.video.captions.all() if self.video else []
        return sorted(tracks, key=lambda track: track.language != get_language())

    @property
    def transcript(self) -> CaptionTrack | None:
        """The captions to read along, in the reader's language where there are any."""
        return next(iter(self.caption_tracks), None)


class Speaker(models.Model):
    """Somebody who is heard in a recording."""

    page = ParentalKey(RecordingPage, on_delete=models.CASCADE, related_name="speaker_rows")
    name = models.CharField(
        _("name"), max_length=100, db_index=True, help_text=_("With rank or title, if there is one.")
    )
    role = models.CharField(_("role"), max_length=100, blank=True)
    agency = models.CharField(_("agency or organization"), max_length=150, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("speaker")

    def __str__(self):
        return ", ".join(filter(None, [self.name, self.role, self.agency]))


class RecordingTopic(models.Model):
    """That a recording is about a topic; the topic's English row stands for it in every language."""

    page = ParentalKey(RecordingPage, on_delete=models.CASCADE, related_name="topic_rows")
    topic = models.ForeignKey("content.Topic", verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("page", "topic", name="one_row_per_recording_and_topic")]

    def __str__(self):
        return str(self.topic)


class Chapter(TranslatableMixin, models.Model):
    """Where a part of a recording begins, and what it is about."""

    page = ParentalKey(RecordingPage, on_delete=models.CASCADE, related_name="chapters")
    start = MomentField(_("begins at"), help_text=_("As the player shows it, such as 12:34."))
    title = models.CharField(_("title"), max_length=120)

    translatable_fields = [TranslatableField("title")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["start"]
        verbose_name = _("chapter")

    def __str__(self):
        return self.title


class Handout(models.Model):
    """A file that was handed out: slides, a worksheet."""

    page = ParentalKey(RecordingPage, on_delete=models.CASCADE, related_name="handouts")
    document = models.ForeignKey(
        "content.SiteDocument", verbose_name=_("file"), on_delete=models.CASCADE, related_name="+"
    )
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("handout")

    def __str__(self):
        return str(self.document)


class CitedPublication(models.Model):
    """That a publication is cited in a recording."""

    page = ParentalKey(RecordingPage, on_delete=models.CASCADE, related_name="cited_rows")
    publication = models.ForeignKey(
        Publication, verbose_name=_("publication"), on_delete=models.CASCADE, related_name="citing_rows"
    )
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("publication cited")

    def __str__(self):
        return str(self.publication)
