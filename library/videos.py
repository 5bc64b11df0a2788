"""A video or sound, and what travels with it. Its readers are whoever may open a page that plays it."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.art import seed_of
from content.embeds import player_of
from content.storage import private_storage
from library.captions import Line, read_captions, write_webvtt
from library.moments import clock

__all__ = ["CaptionTrack", "Cue", "Video"]

LARGEST_VIDEO = 4 * 1024**3  # bytes
CONTENT_TYPES = {"mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg"}
BATCH = 1_000  # cues written at once


def validate_captions(file):
    file.seek(0)
    read_captions(file.read())


def validate_size(file):
    if file.size > LARGEST_VIDEO:
        raise ValidationError(_("Videos larger than 4 GB are not accepted."))


def validate_beginning(file):
    """Refuse at once what is plainly something else; the whole file is looked into later."""
    file.seek(0)
    start = file.read(12)
    file.seek(0)
    is_mp3 = start.startswith(b"ID3") or (start[:1] == b"\xff" and len(start) > 1 and start[1] & 0xE6 == 0xE2)
    if not (start[4:8] == b"ftyp" or start.startswith(b"\x1aE\xdf\xa3") or is_mp3):
        raise ValidationError(_("This is not an mp4, webm or mp3 file."))


class Video(index.Indexed, ClusterableModel):
    """A recording's video or sound: a file of ours, or a player elsewhere. It serves the pages of both languages."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being looked into")
        READ = "read", _("Ready")
        BROKEN = "broken", _("Damaged or cut short")
        UNPLAYABLE = "unplayable", _("Browsers cannot play it")
        TOO_LARGE = "too_large", _("Too complicated to look into")

    title = models.CharField(_("title"), max_length=200, help_text=_("For finding it here; readers see the page's."))
    file = models.FileField(
        _("video or sound"),
        upload_to="videos",
        storage=private_storage,
        blank=True,
        validators=[FileExtensionValidator(list(CONTENT_TYPES)), validate_size],
        help_text=_("An mp4 (H.264), webm or mp3 file, at most 4 GB. Only people who may open its page can watch it."),
    )
    embed_url = models.URLField(
        _("or: address elsewhere"),
        max_length=300,
        blank=True,
        help_text=_("Of a video on YouTube or Vimeo. Whoever has that address can watch it; prefer a file."),
    )
    poster = models.FileField(_("poster"), upload_to="posters", storage=private_storage, editable=False, blank=True)
    sound = models.FileField(_("sound alone"), upload_to="sounds", storage=private_storage, editable=False, blank=True)
    duration = models.PositiveIntegerField(_("length in seconds"), editable=False, default=0)
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    has_sound = models.BooleanField(editable=False, default=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING, editable=False)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ["-created_at"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if bool(self.file) == bool(self.embed_url):
            raise ValidationError({"file": _("Choose a file, or give an address elsewhere; one of the two.")})
        if self.embed_url and not player_of(self.embed_url):
            raise ValidationError({"embed_url": _("Only videos on YouTube and Vimeo can be shown.")})
        if self.file and not self.file._committed:
            try:
                validate_beginning(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error

    def save(self, *args, **kwargs):
        """A new file is looked into after it is saved, see `library.media`."""
        if self.file and not self.file._committed:
            self.state = self.State.WAITING
        elif self.embed_url:
            self.state = self.State.READ
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """The address of the file; it answers only those who may open a page with this video."""
        return reverse("library:video", args=[self.pk])

    @property
    def sound_url(self) -> str:
        return reverse("library:sound", args=[self.pk])

    @property
    def poster_url(self) -> str:
        """Its picture; where it has none, a drawing."""
        return reverse("library:poster", args=[self.pk]) if self.poster else reverse("art", args=[seed_of(self.title)])

    @property
    def provider(self) -> str:
        """Where it plays, if that is elsewhere."""
        return "Vimeo" if "vimeo" in (urlsplit(self.embed_url).hostname or "") else "YouTube"

    @admin.display(description=_("Length"))
    def length(self) -> str:
        return clock(self.duration)

    @admin.display(description=_("Captions"))
    def caption_languages(self) -> str:
        return ", ".join(str(track.get_language_display()) for track in self.captions.all()) or _("none")

    @property
    def is_playable(self) -> bool:
        """Whether nothing is known that would keep it from playing."""
        return self.state in (self.State.READ, self.State.WAITING)

    @property
    def is_sound(self) -> bool:
        return self.file.name.endswith(".mp3")

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES.get(self.file.name.rpartition(".")[2].lower(), "application/octet-stream")


class CaptionTrack(models.Model):
    """The captions of a video in one language: a WebVTT file, and every line of it in a row of its own."""

    video = ParentalKey(Video, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    file = models.FileField(
        _("captions"),
        upload_to="captions",
        storage=private_storage,
        validators=[FileExtensionValidator(["vtt", "srt"]), validate_captions],
        help_text=_("A WebVTT (.vtt) or SRT (.srt) file with the spoken words. The transcript is made from it."),
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

    def save(self, *args, **kwargs):
        """Save a new file as plain WebVTT, and its lines with it: all of it, or nothing."""
        lines = None
        if self.file and (not self.file._committed or self._state.adding):
            self.file.open("rb")
            lines = read_captions(self.file.read())
        if lines and not self.file._committed:
            name = f"{self.file.name.rpartition('/')[2].rpartition('.')[0] or 'captions'}.vtt"
            self.file = ContentFile(write_webvtt(lines), name)
        with transaction.atomic():
            super().save(*args, **kwargs)
            if lines is not None:
                self.replace_cues(lines)

    def replace_cues(self, lines: list[Line]) -> None:
        self.cues.all().delete()
        Cue.objects.bulk_create(
            (
                Cue(track=self, number=number, start=line.start, end=line.end, text=line.text, voice=line.voice)
                for number, line in enumerate(lines, start=1)
            ),
            batch_size=BATCH,
        )
        if self.video.embed_url:  # nobody else tells how long it is
            self.video.duration = max(line.end for line in lines) // 1000 + 1
            Video.objects.filter(pk=self.video_id).update(duration=self.video.duration)

    @property
    def url(self) -> str:
        return reverse("library:captions", args=[self.pk])

    @property
    def transcript_url(self) -> str:
        return reverse("library:transcript", args=[self.pk])


class Cue(models.Model):
    """One caption: what is said, without markup, and when. Read by whoever may open a page that plays the video."""

    track = models.ForeignKey(CaptionTrack, on_delete=models.CASCADE, related_name="cues")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()  # milliseconds
    end = models.PositiveIntegerField()
    text = models.TextField()
    voice = models.CharField(max_length=100, blank=True)  # who speaks, where the file says so

    class Meta:
        ordering = ["track", "number"]
        constraints = [models.UniqueConstraint("track", "number", name="one_row_per_caption_track_and_number")]

    def __str__(self):
        return f"{clock(self.start / 1000)} {self.text}"
