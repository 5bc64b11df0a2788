"""What belongs to a recording, planted: speakers, chapters, handouts, what it cites, what somebody has watched."""

from library.models import Chapter, CitedPublication, Handout, Speaker, View, Watched

__all__ = ["plant_recordings"]


def plant_recordings(site, members: str, never: str) -> None:
    """Complete the planted site; `members` and `never` are the letters of markers."""
    page = site.recording
    names = {name: site.plant(members, f"recording: {name} of a speaker") for name in ("name", "role", "agency")}
    page.speaker_rows = [Speaker(**names)]
    page.chapters = [Chapter(start=0, title=site.plant(members, "recording: chapter"), locale=page.locale)]
    page.handouts = [Handout(document=site.documents[members])]
    page.cited_rows = [CitedPublication(publication=publication) for publication in site.publications]
    page.no_captions_reason = site.plant(never, "why there are no captions")
    page.save_revision().publish()
    site.recording = type(page).objects.get(pk=page.pk)
    neighbor = site.people["neighbor"]
    Watched.objects.create(user=neighbor, video=site.video, seconds=1, position=1)
    View.objects.create(user=neighbor, agency=neighbor.agency, video=site.video, day="2026-05-04", seconds=60)
