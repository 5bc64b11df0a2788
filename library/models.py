"""What the library keeps: publications, recordings, and what is known of their files and readers."""

from library.documents import DocumentPage, DocumentReport
from library.pages import LibraryPage, MembersLibraryPage, RecordingsPage
from library.publications import (
    Download,
    EventPublication,
    Publication,
    PublicationAudience,
    PublicationTopic,
    RelatedPublication,
)
from library.recordings import Chapter, CitedPublication, Handout, RecordingPage, RecordingTopic, Speaker
from library.videos import CaptionTrack, Cue, Video
from library.watching import View, Watched

__all__ = [
    "CaptionTrack",
    "Chapter",
    "CitedPublication",
    "Cue",
    "DocumentPage",
    "DocumentReport",
    "Download",
    "EventPublication",
    "Handout",
    "LibraryPage",
    "MembersLibraryPage",
    "Publication",
    "PublicationAudience",
    "PublicationTopic",
    "RecordingPage",
    "RecordingTopic",
    "RecordingsPage",
    "RelatedPublication",
    "Speaker",
    "Video",
    "View",
    "Watched",
]
