"""All that a recording's own page tells, for one reader: nothing here names what the reader may not open."""

from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from content.embeds import player_of
from library.moments import clock, read_moment
from library.publications import Publication
from library.shelf import topic_names
from library.videos import CaptionTrack
from library.watching import Watched, ticket
from members.access import visible_to
from members.carriers import may_have

__all__ = ["Screening"]

ALMOST_OVER = 15  # seconds before the end, from which nobody wants to go on


class Screening:
    """A recording as the person who asks may see it."""

    def __init__(self, page, request: HttpRequest):
        self.page, self.request, self.user = page, request, request.user
        self.video = page.video

    # --- what plays

    @cached_property
    def watched(self) -> Watched | None:
        if not (self.video and self.user.is_authenticated):
            return None
        watched = Watched.objects.filter(user=self.user, video=self.video).first()
        if watched:
            watched.video = self.video
        return watched

    @cached_property
    def asked_for(self) -> int | None:
        """The moment named in the address, in seconds."""
        return read_moment(self.request.GET.get("t"))

    @cached_property
    def resumes_at(self) -> int:
        """Where this person stopped, on whatever device; 0 where they begin, or have seen the end."""
        at = self.watched.position if self.watched else 0
        return at if self.video and 0 < at < self.video.duration - ALMOST_OVER else 0

    @property
    def start(self) -> int:
        return self.resumes_at if self.asked_for is None else self.asked_for

    @property
    def fragment(self) -> str:
        """The moment to begin at, as browsers understand it without a script (W3C Media Fragments)."""
        return f"#t={self.start}" if self.start else ""

    @property
    def listens(self) -> bool:
        """Whether only the sound is wanted."""
        return bool(self.video.sound) and "sound" in self.request.GET

    @property
    def source_url(self) -> str:
        return (self.video.sound_url if self.listens else self.video.url) + self.fragment

    @property
    def content_type(self) -> str:
        return "audio/mp4" if self.listens else self.video.content_type

    @property
    def player_url(self) -> str:
        """The address of the player elsewhere, from the moment to begin at."""
        return player_of(self.video.embed_url, self.start) or ""

    @property
    def speeds(self) -> list[tuple[str, str]]:
        """What the player offers: a rate, and how it is written."""
        return [(rate, f"{rate}×") for rate in ("0.75", "1", "1.25", "1.5", "1.75", "2")]

    @property
    def ticket(self) -> str:
        return ticket(self.user, self.video)

    # --- what is said

    @cached_property
    def tracks(self) -> list[CaptionTrack]:
        return self.page.caption_tracks

    @cached_property
    def transcript(self) -> CaptionTrack | None:
        """The captions to read along: in the language asked for, else in the reader's, else in any."""
        wanted = self.request.GET.get("words")
        return next((track for track in self.tracks if track.language == wanted), self.page.transcript)

    def words(self, language: str) -> str:
        """The query of this page with the transcript in another language, at the same moment."""
        start = f"&t={self.asked_for}" if self.asked_for else ""
        return f"?words={language}{start}"

    @property
    def languages(self) -> list[tuple[str, str, str, bool]]:
        """(language, its name, query, whether it is shown) of every transcript, where there are several."""
        if len(self.tracks) < 2:
            return []
        return [
            (track.language, track.get_language_display(), self.words(track.language), track == self.transcript)
            for track in sorted(self.tracks, key=lambda track: track.language)
        ]

    @cached_property
    def lines(self) -> SafeString:
        """The transcript as items of a list, each with a link to its moment.

        Put together by hand: a template would take two seconds for a long day's 20,000 lines.
        """
        keep = f"words={self.transcript.language}&amp;" if self.request.GET.get("words") else ""
        pieces, speaks = [], ""
        rows = self.transcript.cues.order_by("number").values_list("start", "end", "text", "voice")
        for start, end, text, voice in rows.iterator(chunk_size=5_000):
            name = f"<b>{escape(voice)}:</b> " if voice and voice != speaks else ""
            speaks = voice
            second = start // 1000
            pieces.append(
                f'<li data-start="{start}" data-end="{end}"><a href="?{keep}t={second}">{clock(second)}</a>'
                f"<p>{name}{escape(text)}</p></li>"
            )
        return mark_safe("".join(pieces))  # noqa: S308 (numbers, and words escaped right here)

    # --- what belongs to it

    @cached_property
    def speakers(self) -> list:
        return list(self.page.speaker_rows.all())

    @cached_property
    def chapters(self) -> list:
        return sorted(self.page.chapters.all(), key=lambda chapter: chapter.start)

    @cached_property
    def topics(self) -> list[tuple[int, str]]:
        own = {row.topic_id for row in self.page.topic_rows.all()}
        return [(pk, name) for pk, name in topic_names().items() if pk in own] if own else []

    @cached_property
    def handouts(self) -> list:
        """The files that the reader may have."""
        rows = self.page.handouts.all()
        return [row.document for row in rows if self._may_have(row.document)]

    def _may_have(self, document) -> bool:
        return getattr(self.request, "is_preview", False) or may_have(self.user, document)

    @cached_property
    def publications(self) -> list[Publication]:
        """The publications cited that the reader may open, in the reader's language, in the order they are named."""
        keys = [row.publication.translation_key for row in self.page.cited_rows.all()]
        if not keys:
            return []
        found = Publication.objects.visible_to(self.user).filter(translation_key__in=keys).defer("words")
        found = found.select_related("document", "cover").prefetch_related("cover__renditions")
        return sorted(found, key=lambda publication: keys.index(publication.translation_key))

    @cached_property
    def event(self):
        """The event that was recorded, in the reader's language, if the reader may open it."""
        event = self.page.event
        if not event:
            return None
        pages = type(event).objects.filter(translation_key=event.translation_key, locale__language_code=get_language())
        return visible_to(self.user, pages).first()

    @cached_property
    def list_url(self) -> str:
        parent = self.page.get_parent() if self.page.path else None
        return parent.get_url(self.request) if parent else ""

    @property
    def watched_url(self) -> str:
        return reverse("library:watched", args=[self.video.pk])
