"""The list of recordings, as one member asks for it, and what a member has begun and not finished."""

from collections.abc import Mapping
from functools import cached_property

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library.filters import FilteredList
from library.recordings import RecordingPage, RecordingTopic, Speaker
from library.shelf import topic_names
from library.videos import CaptionTrack
from library.watching import NEARLY_ALL, Watched

__all__ = ["RecordingList", "unfinished"]

PER_PAGE = 12
LONGEST_NAME = 100  # characters
STATES = {"no": gettext_lazy("Not yet"), "begun": gettext_lazy("Begun"), "yes": gettext_lazy("To the end")}


def _watched(user):
    """The rows that say what the person watched of a recording's video."""
    rows = Watched.objects.filter(video=OuterRef("video"), user=user.pk, seconds__gt=0)
    finished = rows.alias(hundredfold=F("seconds") * 100).filter(hundredfold__gte=F("video__duration") * NEARLY_ALL)
    return rows, finished


def with_progress(recordings: list[RecordingPage], user) -> list[RecordingPage]:
    """The recordings, each with what the person has `watched` of it, in one query."""
    videos = [recording.video_id for recording in recordings]
    rows = {row.video_id: row for row in Watched.objects.filter(user=user.pk, video__in=videos, seconds__gt=0)}
    for recording in recordings:
        recording.watched = rows.get(recording.video_id)
        if recording.watched:
            recording.watched.video = recording.video
    return recordings


def unfinished(user, limit: int = 3) -> list[RecordingPage]:
    """What the person has begun to watch, may still open, and has not finished; the latest first."""
    if not user.is_authenticated:  # the editor's preview
        return []
    rows, finished = _watched(user)
    found = RecordingPage.newest(user).filter(Exists(rows), ~Exists(finished))
    last = rows.order_by().values("last_at")[:1]
    return with_progress(list(found.annotate(last=last).order_by("-last")[:limit]), user)


class RecordingList(FilteredList):
    """The recordings of a list, newest first."""

    def __init__(self, user, data: Mapping[str, str], page):
        self.rows = RecordingPage.newest(user).child_of(page).order_by()
        self.topics = topic_names()
        super().__init__(user, data)

    @cached_property
    def labels(self) -> dict[str, tuple[str, str]]:
        return {
            "kind": (_("Kind"), _("All kinds")),
            "topic": (_("Topic"), _("All topics")),
            "speaker": (_("Speaker"), _("All speakers")),
            "year": (_("Year"), _("All years")),
            "captions": (_("Captions"), _("All recordings")),
            "watched": (_("Watched"), _("All recordings")),
        }

    @cached_property
    def speakers(self) -> set[str]:
        rows = Speaker.objects.filter(page__in=self.rows.values("pk"))
        return set(rows.order_by().values_list("name", flat=True).distinct())

    def _answer(self, name: str, value) -> str:
        value = str(value or "")[:LONGEST_NAME]
        if name == "year":
            return value if value.isascii() and value.isdecimal() and 1900 <= int(value) <= 2100 else ""
        offered = {
            "kind": RecordingPage.Kind.values,
            "topic": map(str, self.topics),
            "speaker": self.speakers if value else (),
            "captions": dict(settings.LANGUAGES),
            "watched": STATES,
        }
        return value if value in offered[name] else ""

    def _condition(self, name: str, value: str):
        here = OuterRef("pk")
        match name:
            case "kind":
                return Q(kind=value)
            case "topic":
                return Exists(RecordingTopic.objects.filter(page=here, topic=value))
            case "speaker":
                return Exists(Speaker.objects.filter(page=here, name=value))
            case "year":
                return Q(held_on__year=value)
            case "captions":
                return Exists(CaptionTrack.objects.filter(video=OuterRef("video"), language=value))
        begun, finished = (Exists(rows) for rows in _watched(self.user))
        return {"no": ~Q(begun), "begun": Q(begun) & ~Q(finished), "yes": Q(finished)}[value]

    @cached_property
    def listing(self):
        """One page of what is found, with topics and progress."""
        speakers = Prefetch("speaker_rows", Speaker.objects.order_by("sort_order", "pk"))
        rows = self.found().order_by("-held_on", "-pk").prefetch_related("video__captions", speakers)
        listing = Paginator(rows, PER_PAGE).get_page(self.number)
        listing.object_list = with_progress(list(listing.object_list), self.user)
        return listing

    def _counts(self, name: str) -> dict[str, int]:
        found = self.found(without=name)
        if name == "watched":
            begun, finished = (Exists(rows) for rows in _watched(self.user))
            counts = found.aggregate(
                all=Count("pk"), begun=Count("pk", filter=Q(begun)), yes=Count("pk", filter=Q(finished))
            )
            return {
                "no": counts["all"] - counts["begun"],
                "begun": counts["begun"] - counts["yes"],
                "yes": counts["yes"],
            }
        if name in ("topic", "speaker"):
            model, column = (RecordingTopic, "topic") if name == "topic" else (Speaker, "name")
            rows = model.objects.filter(page__in=found.values("pk")).values_list(column)
            return {str(value): count for value, count in rows.annotate(Count("page", distinct=True)).order_by()}
        column = {"kind": "kind", "year": "year", "captions": "video__captions__language"}[name]
        rows = found.annotate(year=ExtractYear("held_on")) if name == "year" else found
        return {str(value): count for value, count in rows.values_list(column).annotate(Count("pk")) if value}

    def _values(self, name: str, counts: dict[str, int]) -> list[tuple[str, str]]:
        match name:
            case "topic":
                return [(str(pk), label) for pk, label in self.topics.items()]
            case "speaker":
                return [(speaker, speaker) for speaker in sorted(self.speakers | {*counts})]
            case "year":
                years = {*counts, *filter(None, [self.answers.get("year")])}
                return [(year, year) for year in sorted(years, reverse=True)]
            case "captions":
                return settings.LANGUAGES
            case "watched":
                return list(STATES.items())
        return RecordingPage.Kind.choices
