"""A video and what travels with it. Its readers are whoever may open a page that plays it."""

from dataclasses import dataclass

import webvtt
from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index
from webvtt.errors import MalformedCaptionError, MalformedFileError

from content.storage import private_storage
from library.probe import probe

__all__ = ["CaptionTrack", "Cue", "Video", "read_webvtt"]

LARGEST_VIDEO = 4 * 1024**3  # bytes
LARGEST_CAPTIONS = 4 * 1024**2  # bytes


@dataclass(frozen=True)
class Cue:
    """One caption: `start` and `end` in seconds, `text` without markup."""

    start: float
    end: float
    text: str


def read_webvtt(file: File) -> list[Cue]:
    """Read the cues of a WebVTT file (W3C WebVTT, UTF-8). Raises ValidationError saying what is wrong."""
    if file.size > LARGEST_CAPTIONS:
        raise ValidationError(_("Captions larger than 4 MB are not accepted."))
    file.seek(0)
    try:
        cues = [
            Cue(
                cue.start_time.in_milliseconds() / 1000,
                cue.end_time.in_milliseconds() / 1000,
                cue.text.strip(),
            )
            for cue in webvtt.from_string(file.read().decode("utf-8-sig"), strict=True)
        ]
    except UnicodeDecodeError as error:
        raise ValidationError(_("The captions must be saved as UTF-8 text.")) from error
    except (MalformedFileError, MalformedCaptionError) as error:
        raise ValidationError(_("This is not a WebVTT file: %(reason)s"), params={"reason": error}) from error
    if not cues:
        raise ValidationError(_("The file has no captions in it."))
    return cues


def validate_captions(file):
    read_webvtt(file)


def validate_size(file):
    if file.size > LARGEST_VIDEO:
        raise ValidationError(_("Videos larger than 4 GB are not accepted."))


class Video(index.Indexed, ClusterableModel):
    """A recording's video file. One video serves the pages of both languages."""

    title = models.CharField(_("title"), max_length=200, help_text=_("For finding it here; readers see the page's."))
    file = models.FileField(
        _("video"),
        upload_to="videos",
        storage=private_storage,
        validators=[FileExtensionValidator(["mp4", "webm"]), validate_size],
        help_text=_("An mp4 (H.264) or webm file, at most 4 GB. Only people who may open its page can watch it."),
    )
    poster = models.FileField(_("poster"), upload_to="posters", storage=private_storage, editable=False)
    duration = models.PositiveIntegerField(_("length in seconds"), editable=False, default=0)
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("file", widget=forms.FileInput),  # Django's usual one links to an address that private files lack
        InlinePanel("captions", label=_("Captions"), heading=_("Captions, one file per language")),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ["-created_at"]

    def __str__(self):
        return self.title

    def clean(self):
        """Look into a newly uploaded file; refuse what a browser could not play."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                self._facts = probe(self.file.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
            finally:
                self.file.seek(0)

    def save(self, *args, **kwargs):
        if self.file and not (self.file._committed and self.poster):
            facts = getattr(self, "_facts", None) or probe(self.file.file)
            self.file.seek(0)
            self.duration, self.width, self.height = facts.duration, facts.width, facts.height
            self.poster.save("poster.jpg", ContentFile(facts.poster), save=False)
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """The address of the file; it answers only those who may open a page with this video."""
        return reverse("library:video", args=[self.pk])

    @property
    def poster_url(self) -> str:
        return reverse("library:poster", args=[self.pk])

    @admin.display(description=_("Length"))
    def length(self) -> str:
        """Minutes and seconds, as players show them: 1:02:03 or 4:05."""
        minutes, seconds = divmod(self.duration, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @admin.display(description=_("Captions"))
    def caption_languages(self) -> str:
        return ", ".join(str(track.get_language_display()) for track in self.captions.all()) or _("none")

    @property
    def content_type(self) -> str:
        return "video/webm" if self.file.name.endswith(".webm") else "video/mp4"


class CaptionTrack(models.Model):
    """The captions of a video in one language, as a WebVTT file."""

    video = ParentalKey(Video, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    file = models.FileField(
        _("captions"),
        upload_to="captions",
        storage=private_storage,
        validators=[FileExtensionValidator(["vtt"]), validate_captions],
        help_text=_("A WebVTT file (.vtt) with the spoken words, in UTF-8."),
    )

    panels = [FieldPanel("language"), FieldPanel("file", widget=forms.FileInput)]

    class Meta:
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["video", "language"],
                name="one_caption_track_a_language",
                violation_error_message=_("This video has captions in that language already."),
            )
        ]

    def __str__(self):
        return f"{self.video} ({self.get_language_display()})"

    @property
    def url(self) -> str:
        return reverse("library:captions", args=[self.pk])

    @property
    def cues(self) -> list[Cue]:
        with self.file.open("rb") as file:
            return read_webvtt(file)
