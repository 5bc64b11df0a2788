"""Recordings of meetings and webinars. They share three clips made for this site, and say so."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale

from citassist.demo import events, files, publications
from citassist.demo.clips import CLIPS
from citassist.demo.keys import key_of
from citassist.demo.meetings import MEETINGS, Meeting
from citassist.demo.sheets import Sheet
from citassist.demo.topics import topic
from library.captions import write_webvtt
from library.media import examine
from library.models import (
    CaptionTrack,
    Chapter,
    CitedPublication,
    Handout,
    RecordingPage,
    RecordingsPage,
    RecordingTopic,
    Speaker,
    Video,
)

__all__ = ["held_on", "make_videos", "sheets"]

NOTE = (
    "<p>This page is demonstration data: a short clip made for this site stands in for the full recording, "
    "and the speakers and their agencies are invented.</p>"
)


def make_videos(rendered: dict[str, Path], report: Callable[[str], None]) -> dict[str, Video]:
    """Store the videos that are missing, each a copy of a clip with captions of its own; by their recording's slug."""
    there = {video.title: video for video in Video.objects.filter(title__in=[meeting.title for meeting in MEETINGS])}
    videos, made = {}, 0
    for meeting in MEETINGS:
        video = there.get(meeting.title)
        if not video:
            clip = CLIPS[meeting.clip]
            video = Video(title=meeting.title)
            video.file = ContentFile(rendered[meeting.clip].read_bytes(), name=f"{meeting.slug}.mp4")
            video.captions = [_captions(meeting, language, clip.seconds) for language in meeting.languages]
            video.full_clean()
            video.save()
            examine(video)
            made += 1
        videos[meeting.slug] = video
    report(f"  {made} videos with captions")
    return videos


def _captions(meeting: Meeting, language: str, seconds: int) -> CaptionTrack:
    content = write_webvtt(meeting.lines(language, seconds))
    return CaptionTrack(language=language, file=ContentFile(content, name=f"{meeting.slug}.{language}.vtt"))


def held_on(meeting: Meeting) -> date:
    """The day of the event that was recorded, or so many days before today."""
    if meeting.event:
        return events.held_on(meeting.event)
    return timezone.localdate() - timedelta(days=meeting.days_ago)


def _rows(meeting: Meeting) -> dict:
    """What belongs to a recording, as rows of its page."""
    english, seconds = Locale.get_default(), CLIPS[meeting.clip].seconds
    return {
        "speaker_rows": [
            Speaker(name=name, agency=agency, sort_order=number) for number, (name, agency) in enumerate(meeting.names)
        ],
        "topic_rows": [RecordingTopic(topic=topic(key)) for key in meeting.topics.split()],
        "chapters": [
            Chapter(start=start, title=title, locale=english, translation_key=key_of(f"{meeting.slug}:{start}"))
            for start, title in meeting.starts(seconds)
        ],
        "cited_rows": [
            CitedPublication(publication=publications.find(key), sort_order=number)
            for number, key in enumerate(meeting.cites.split())
        ],
        "handouts": [Handout(document=files.document(key)) for key in meeting.handouts.split()],
    }


def sheets(videos: dict[str, Video]) -> list[Sheet]:
    """The list of recordings and the recordings, dated back from today."""
    return [
        Sheet(
            key="resource-center/recordings",
            model=RecordingsPage,
            title="Recordings",
            lead="Meetings of the Community of Practice and webinars, newest first, with captions and transcripts.",
            in_menu=True,
        )
    ] + [
        Sheet(
            key=f"resource-center/recordings/{meeting.slug}",
            model=RecordingPage,
            title=meeting.title,
            lead=meeting.lead,
            fields={
                "kind": meeting.kind,
                "held_on": held_on(meeting),
                "video": videos[meeting.slug],
                "about": meeting.about + NOTE,
            }
            | ({"event_id": f"page:events/{meeting.event}"} if meeting.event else {}),
            rows=_rows(meeting),
        )
        for meeting in MEETINGS
    ]
