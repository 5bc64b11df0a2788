"""Recordings of meetings and webinars. They share three clips made for this site, and say so."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from citassist.demo.clips import CLIPS
from citassist.demo.sheets import Sheet
from library.models import CaptionTrack, RecordingPage, RecordingsPage, Video

__all__ = ["make_videos", "sheets"]

MEETING, WEBINAR = RecordingPage.Kind.MEETING, RecordingPage.Kind.WEBINAR
NOTE = (
    "<p>This page is demonstration data: a short clip made for this site stands in for the full recording, "
    "and the speakers and their agencies are invented.</p>"
)


def make_videos(rendered: dict[str, Path], report: Callable[[str], None]) -> dict[str, Video]:
    """Store the clips that are missing, with their captions."""
    videos, made = {}, 0
    for key, clip in CLIPS.items():
        video = Video.objects.filter(title=clip.title).first()
        if not video:
            video = Video(title=clip.title)
            video.file = ContentFile(rendered[key].read_bytes(), name=clip.file_name)
            video.captions = [
                CaptionTrack(
                    language=language,
                    file=ContentFile(clip.captions(language).read_bytes(), name=clip.captions(language).name),
                )
                for language in clip.languages
            ]
            video.full_clean()
            video.save()
            made += 1
        videos[key] = video
    report(f"  {made} videos with captions")
    return videos


# slug, title, lead, kind, days ago, clip, speakers, about
RECORDINGS = [
    (
        "steering-committees",
        "Steering committees that still meet after the first year",
        "How agencies keep a committee alive when the energy of the start is gone.",
        MEETING, 40, "around-one-person",
        "Lt. Kathleen Moriarty, Port Wendell Police Department; Gloria Hutchins, Families Beside the Call",
        "<p>A committee is easy to found and hard to keep. Two members tell what changed when they gave "
        "every meeting one decision to make, and moved the reports into a page that people read "
        "beforehand.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>Who should sit on the committee, and who should not chair it</li>"
        "<li>How often to meet in the second year</li>"
        "<li>What to do when a partner stops coming</li></ul>",
    ),
    (
        "working-with-988",
        "Working with your 988 center",
        "What changes when 911 and 988 agree on which calls go where.",
        WEBINAR, 68, "one-call-three-answers",
        "Marisol Vega, Tri-Rivers Regional Dispatch; Dr. Priya Raman, Lakeshore Community Mental Health",
        "<p>Some calls that reach 911 need a counselor and not a patrol car. A dispatch director and a "
        "clinician walk through the protocol they wrote together: which calls are transferred, who stays on "
        "the line, and what happens when the situation changes.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>Questions that help a call taker decide</li>"
        "<li>A warm transfer, step by step</li>"
        "<li>The monthly look at calls that went both ways</li></ul>",
    ),
    (
        "early-diversion",
        "Early diversion: before there is a charge",
        "How officers bring a person to care instead of to booking, and what must be in place first.",
        WEBINAR, 103, "one-call-three-answers",
        "Yolanda Price, Bayou City Crisis Stabilization Center; Sheriff Andre Baptiste, St. Odile Parish",
        "<p>Diversion works when the other door opens quickly. The speakers describe a center that takes a "
        "person from an officer in minutes, and the agreement that made officers trust it.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>What a no-refusal agreement says</li>"
        "<li>Which offenses are left out, and why</li>"
        "<li>How to tell the prosecutor early</li></ul>",
    ),
    (
        "first-year-of-a-team",
        "The first year of a team",
        "From three phone calls to a working partnership, month by month.",
        MEETING, 131, "a-year-of-a-team",
        "Chief Denise Okafor, Harlan Ridge Police Department; Samuel Greenleaf, High Plains Behavioral "
        "Health",
        "<p>A chief and a clinician look back on their first twelve months. They show the calendar they "
        "would use today, and the two months they would rather forget.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>What to do before you book a course</li>"
        "<li>How to choose among volunteers</li>"
        "<li>The first review, and why nobody was blamed</li></ul>",
    ),
    (
        "responding-to-suicidal-subjects",
        "Responding to a person who is thinking of suicide",
        "First words, distance and time, from an officer, a clinician and a peer.",
        WEBINAR, 166, "one-call-three-answers",
        "Benjamin Ortiz, Second Morning Peer Network; Owen Castellano, Green Valley Crisis Network",
        "<p>This session speaks openly about suicide. It begins with what a person in that moment can hear "
        "and what they cannot, told by a peer who has been there.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>Asking directly, and why it does no harm</li>"
        "<li>Promises to avoid</li>"
        "<li>Handing over to a clinician without starting again</li>"
        "<li>Looking after yourself afterward</li></ul>",
    ),
    (
        "rural-and-tribal-response",
        "When the nearest hospital is ninety minutes away",
        "Rural and tribal agencies share what they do with distance, weather and few people.",
        MEETING, 222, "around-one-person",
        "Capt. Raymond Tsosie, Cedar Mesa Tribal Police; Samuel Greenleaf, High Plains Behavioral Health",
        "<p>Most advice is written for cities. Here agencies with large areas and small shifts compare how "
        "they reach a clinician by video, who drives whom, and how neighbors cover for each other.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>Video calls with a clinician from the patrol car</li>"
        "<li>Agreements between county and nation</li>"
        "<li>Transport without handcuffs</li></ul>",
    ),
    (
        "deflection",
        "Deflection: help before anything has happened",
        "Ways for officers to connect people with care when there is no crime and no crisis yet.",
        WEBINAR, 257, "around-one-person",
        "Harriet Lindqvist, Open Door Disability Alliance; Benjamin Ortiz, Second Morning Peer Network",
        "<p>Officers often see trouble coming long before anyone calls. The speakers describe simple ways to "
        "offer help early, and how to do it so that people say yes.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>A card, a name and a follow-up within two days</li>"
        "<li>What peers can do that officers cannot</li>"
        "<li>Counting what did not happen</li></ul>",
    ),
    (
        "keeping-a-team-going",
        "Keeping a team going when people leave",
        "How mature teams pass on the coordinator’s work, the agreements and the reasons behind them.",
        MEETING, 313, "a-year-of-a-team",
        "Lt. Kathleen Moriarty, Port Wendell Police Department; Dr. Priya Raman, Lakeshore Community Mental "
        "Health",
        "<p>Teams are often built on two or three people. This meeting looks at what happened in agencies "
        "where those people retired, and at what would have helped.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>A year of shared coordination</li>"
        "<li>A folder that the next person can use</li>"
        "<li>Keeping new volunteers</li></ul>",
    ),
]  # fmt: skip


def sheets(videos: dict[str, Video]) -> list[Sheet]:
    """The list of recordings and the recordings, dated back from today."""
    today = timezone.localdate()
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
            key=f"resource-center/recordings/{slug}",
            model=RecordingPage,
            title=title,
            lead=lead,
            fields={
                "kind": kind,
                "held_on": today - timedelta(days=days_ago),
                "speakers": speakers,
                "video": videos[clip],
                "about": about + NOTE,
            },
        )
        for slug, title, lead, kind, days_ago, clip, speakers, about in RECORDINGS
    ]
