"""Caption files: WebVTT (W3C) and SRT, read strictly, so that nothing that was said is lost without a word.

Whatever is wrong is told with the number of its line and the text that stands there. What is right is written anew as
plain WebVTT: the cues with their times, places and simple markup, nothing else.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

__all__ = ["Line", "read_captions", "write_webvtt"]

LARGEST = 4 * 1024**2  # bytes
MOST_CUES = 50_000
LONGEST_CUE = 2_000  # characters
MOST_COMPLAINTS = 5
SHOWN = 60  # characters of an offending line

ARROW = "-->"
TIME = r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[.,](\d{3})"
TIMES = re.compile(rf"\s*{TIME}\s*{ARROW}\s*{TIME}(?:\s(.*))?", re.ASCII)
SETTING = re.compile(r"(?:vertical|line|position|size|align):[\w.,%-]{1,40}", re.ASCII)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
TAG = re.compile(r"<[^<>]*>")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]{1,100})>")
# What SRT players understand, and what remains of it in WebVTT.
SRT_TAG = re.compile(r"(</?[biu]>)|</?font\b[^<>]*>|\{\\[^{}]*\}", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One cue: `start` and `end` in milliseconds, what is said in plain text and by whom, and its words in WebVTT."""

    start: int
    end: int
    text: str
    voice: str = ""
    settings: str = ""
    markup: str = ""


class _Wrong(Exception):
    """Something that is wrong in one line, counted from 1."""

    def __init__(self, number: int, line: str, reason):
        self.complaint = ValidationError(
            _("Line %(number)d: %(reason)s It reads: “%(line)s”"),
            params={"number": number, "reason": reason, "line": _shown(line)},
            code="captions",
        )


def _shown(line: str) -> str:
    line = " ".join(CONTROL.sub("\ufffd", line).split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def _decode(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 that says so. Raises _Wrong at the first letter that cannot be read."""
    data = data.removeprefix(codecs.BOM_UTF8)
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        number = len(_lines(before + "x"))
        line = _lines(data.decode(encoding, "replace"))[number - 1 : number]
        reason = _("this letter is not in UTF-8. Save the captions as UTF-8 text.")
        raise _Wrong(number, "".join(line), reason) from error


def _lines(text: str) -> list[str]:
    """A text cut at the ends of lines of all systems, and nowhere else."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines, each with the number of its first line."""
    block = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _milliseconds(hours, minutes, seconds, rest) -> int | None:
    if int(minutes) > 59 or int(seconds) > 59:
        return None
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)


def _times(number: int, line: str) -> tuple[int, int, str]:
    """Start, end and settings from the line of times."""
    match = TIMES.fullmatch(line)
    start = _milliseconds(*match.groups()[:4]) if match else None
    end = _milliseconds(*match.groups()[4:8]) if match else None
    if start is None or end is None:
        raise _Wrong(number, line, _("these are not two times such as 00:01:02.000 --> 00:01:05.500."))
    if end <= start:
        raise _Wrong(number, line, _("this caption ends before it begins."))
    settings = [part for part in (match[9] or "").split() if SETTING.fullmatch(part)]
    return start, end, " ".join(settings)


def _webvtt_of(words: str) -> str:
    """The words of an SRT cue as WebVTT has them."""
    pieces, done = [], 0
    for tag in SRT_TAG.finditer(words):
        pieces += [escape(words[done : tag.start()], quote=False), (tag[1] or "").lower()]
        done = tag.end()
    return "".join([*pieces, escape(words[done:], quote=False)])


def _plain(markup: str) -> str:
    """What a cue says, without markup, in one line."""
    return " ".join(unescape(TAG.sub("", markup)).replace("\u200e", "").replace("\u200f", "").split())


def _cue(number: int, block: list[str], is_srt: bool) -> Line | None:
    """The cue in a block; None where it says nothing."""
    at = 0 if ARROW in block[0] else 1
    if len(block) <= at or ARROW not in block[at]:
        reason = _("these words belong to no caption. Times are missing above them, or an empty line is too much.")
        raise _Wrong(number, block[0], reason)
    start, end, settings = _times(number + at, block[at])
    for offset, line in enumerate(block[at + 1 :], start=at + 1):
        if ARROW in line:
            raise _Wrong(number + offset, line, _("a new caption begins here without an empty line above it."))
    words = "\n".join(line.strip() for line in block[at + 1 :])
    if len(words) > LONGEST_CUE:
        raise _Wrong(number + at + 1, words, _("this caption is longer than 2,000 characters."))
    markup = _webvtt_of(words) if is_srt else words
    voice = VOICE.search(markup)
    text = _plain(markup)
    name = _plain(voice[1])[:100] if voice else ""
    return Line(start, end, text, name, "" if is_srt else settings, markup) if text else None


def _is_srt(lines: list[str]) -> bool:
    """Whether these are the lines of SRT. Raises _Wrong where they are those of neither format."""
    filled = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    number, first = next(filled, (1, ""))
    if re.fullmatch(r"WEBVTT(?:[ \t].*)?", first):
        return False
    if first and (ARROW in first or (first.strip().isdecimal() and ARROW in next(filled, (0, ""))[1])):
        return True
    raise _Wrong(number, first, _("neither WebVTT, which begins with the word WEBVTT, nor SRT begins like this."))


def _cues(lines: list[str]) -> Iterator[Line | _Wrong]:
    """Every cue, and everything that is wrong, in the order of the lines."""
    is_srt = _is_srt(lines)
    latest, has_cues = -1, False
    for index, (number, block) in enumerate(_blocks(lines)):
        if not is_srt and index == 0 and not any(ARROW in line for line in block[1:]):
            continue  # the head
        if not is_srt and index == 0:
            number, block = number + 1, block[1:]
        is_note = re.match(r"NOTE(\s|$)", block[0]) or (not has_cues and re.fullmatch(r"(STYLE|REGION)\s*", block[0]))
        if not is_srt and ARROW not in block[0] and is_note:
            continue
        try:
            cue = _cue(number, block, is_srt)
        except _Wrong as wrong:
            yield wrong
            continue
        has_cues = True
        if cue and cue.start < latest:
            at = 0 if ARROW in block[0] else 1
            yield _Wrong(number + at, block[at], _("this caption begins before the one above it."))
        elif cue:
            latest = cue.start
            yield cue


def read_captions(data: bytes) -> list[Line]:
    """The cues of a WebVTT or SRT file. Raises ValidationError with the first five things that are wrong."""
    if len(data) > LARGEST:
        raise ValidationError(_("Captions larger than 4 MB are not accepted."))
    try:
        lines = _lines(_decode(data))
        for number, line in enumerate(lines, start=1):
            if CONTROL.search(line):
                raise _Wrong(number, line, _("a character stands here that no text has."))
        complaints, cues = [], []
        for found in _cues(lines):
            if isinstance(found, _Wrong):
                complaints.append(found.complaint)
            else:
                cues.append(found)
            if len(complaints) == MOST_COMPLAINTS:
                break
    except _Wrong as wrong:
        raise ValidationError([wrong.complaint]) from wrong
    if complaints:
        raise ValidationError(complaints)
    if not cues:
        raise ValidationError(_("The file has no captions in it."))
    if len(cues) > MOST_CUES:
        raise ValidationError(_("The file has more than 50,000 captions. Divide the recording."))
    return cues


def _stamp(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"


def write_webvtt(cues: list[Line]) -> bytes:
    """The cues as a WebVTT file."""
    blocks = ["WEBVTT\n"]
    for cue in cues:
        times = f"{_stamp(cue.start)} {ARROW} {_stamp(cue.end)} {cue.settings}".rstrip()
        blocks.append(f"{times}\n{cue.markup or escape(cue.text, quote=False)}\n")
    return "\n".join(blocks).encode()
