"""What a recording of the demonstration world is, before it is a page."""

from dataclasses import dataclass

from library.captions import Line
from library.recordings import RecordingPage

__all__ = ["MEETING", "WEBINAR", "Meeting"]

MEETING, WEBINAR = RecordingPage.Kind.MEETING, RecordingPage.Kind.WEBINAR
PAUSE = 250  # milliseconds between two lines


@dataclass(frozen=True)
class Meeting:
    """A recording: `said` has a line for each caption, begun with A or B for the first or second of the `speakers`.

    Topics, publications and the event are named by their keys, speakers as "name, agency". Without `said_in_spanish`
    it has English captions alone.
    """

    slug: str
    kind: RecordingPage.Kind
    days_ago: int
    clip: str
    title: str
    lead: str
    about: str
    speakers: tuple[str, ...]
    topics: str
    chapters: tuple[str, ...]
    said: str
    said_in_spanish: str = ""
    cites: str = ""
    handouts: str = ""
    event: str = ""  # the last part of the key of the event that was recorded

    @property
    def names(self) -> list[tuple[str, str]]:
        """(name, agency) of the speakers."""
        return [(name, agency) for name, _comma, agency in (speaker.partition(", ") for speaker in self.speakers)]

    @property
    def languages(self) -> list[str]:
        return ["en", "es"] if self.said_in_spanish else ["en"]

    def starts(self, seconds: int) -> list[tuple[int, str]]:
        """(second in which it starts, title) of the chapters, in a clip of so many seconds."""
        return [(seconds * number // len(self.chapters), title) for number, title in enumerate(self.chapters)]

    def lines(self, language: str, seconds: int) -> list[Line]:
        """The captions in a language, spread over a clip of so many seconds."""
        said = (self.said_in_spanish if language == "es" else self.said).strip().splitlines()
        step = seconds * 1000 // len(said)
        voices = {letter: name for letter, (name, _agency) in zip("AB", self.names, strict=False)}
        cues = []
        for number, line in enumerate(said):
            letter, _space, text = line.strip().partition(" ")
            voice = voices[letter]
            start = number * step + PAUSE
            cues.append(Line(start, (number + 1) * step, text, voice, markup=f"<v {voice}>{text}</v>"))
        return cues
