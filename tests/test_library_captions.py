"""Caption files, good and bad: imported whole, or refused with the right line and what stands there."""

import codecs
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st

from library.captions import Line, read_captions, write_webvtt
from library.models import CaptionTrack, Cue
from tests.builders import a_clip, a_video
from tests.recordings import a_track

HEAD = "WEBVTT\n\n"
CUE = "00:01.000 --> 00:02.000\nFirst.\n\n"


def srt(*cues):
    return "\n\n".join(f"{number}\n{cue}" for number, cue in enumerate(cues, start=1)) + "\n"


# What is in the file → (start, end, text) of every cue in milliseconds.
GOOD = {
    "plain": (HEAD + CUE, [(1000, 2000, "First.")]),
    "a byte order mark": ("\ufeff" + HEAD + CUE, [(1000, 2000, "First.")]),
    "line ends of Windows": ((HEAD + CUE).replace("\n", "\r\n"), [(1000, 2000, "First.")]),
    "line ends of old Macs": ((HEAD + CUE).replace("\n", "\r"), [(1000, 2000, "First.")]),
    "UTF-16 that says so": ((HEAD + CUE).encode("utf-16"), [(1000, 2000, "First.")]),
    "no empty line at the end": (HEAD + CUE.strip(), [(1000, 2000, "First.")]),
    "hours and settings": (
        HEAD + "12:00:01.000 --> 12:00:02.500 align:start line:0 evil:<b>\nLate.\n",
        [(43201000, 43202500, "Late.")],
    ),
    "names, numbers, notes and styles": (
        "WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE what\nthis is\n\n"
        "intro\n" + CUE + "NOTE\n\n7\n00:03.000 --> 00:04.000\nTwo\nlines.\n",
        [(1000, 2000, "First."), (3000, 4000, "Two lines.")],
    ),
    "no empty line after the head": ("WEBVTT\n" + CUE, [(1000, 2000, "First.")]),
    "two who speak at once": (
        HEAD + CUE + "00:01.500 --> 00:03.000\nMe too.\n",
        [(1000, 2000, "First."), (1500, 3000, "Me too.")],
    ),
    "markup": (
        HEAD
        + "00:01.000 --> 00:02.000\n<v.loud Ana &amp; Bo><i>We</i> <c.x>saw</c> <00:01.500>5 &lt; 6 &amp; AT&amp;T\n",
        [(1000, 2000, "We saw 5 < 6 & AT&T")],
    ),
    "a script, which is only words": (
        HEAD + "00:01.000 --> 00:02.000\n<script>alert(1)</script><img src=x onerror=alert(2)>\n",
        [(1000, 2000, "alert(1)")],
    ),
    "captions that say nothing": (HEAD + "00:00.000 --> 00:01.000\n\n" + CUE, [(1000, 2000, "First.")]),
    "SRT": (
        srt("00:00:01,000 --> 00:00:02,000\nFirst.", "00:00:03,250 --> 00:00:04,000\n¿Y ahora?"),
        [(1000, 2000, "First."), (3250, 4000, "¿Y ahora?")],
    ),
    "SRT with points, places, fonts and signs": (
        srt('00:00:01.000 --> 00:00:02.000 X1:40 X2:600\n{\\an8}<font color="red">Cuts & <I>bruises</I></font> < 5'),
        [(1000, 2000, "Cuts & bruises < 5")],
    ),
    "SRT without numbers": ("00:00:01,000 --> 00:00:02,000\nFirst.\n", [(1000, 2000, "First.")]),
    "SRT, Windows, byte order mark": (
        "\ufeff" + srt("00:00:01,000 --> 00:00:02,000\nFirst.").replace("\n", "\r\n"),
        [(1000, 2000, "First.")],
    ),
}

# What is in the file → the number of the line that is wrong, what stands there, and part of the reason.
BAD = {
    "letters for times": (HEAD + CUE + "00:03.000 --> soon\nx\n", 6, "00:03.000 --> soon", "two times"),
    "sixty seconds": (HEAD + "00:01.000 --> 00:60.000\nx\n", 3, "00:60.000", "two times"),
    "sixty minutes": (HEAD + "00:60:00.000 --> 00:61:00.000\nx\n", 3, "00:60:00.000", "two times"),
    "hundreds of hours": (HEAD + "000:01.000 --> 99999:00:02.000\nx\n", 3, "99999:00:02.000", "two times"),
    "digits of another alphabet": (HEAD + "٠٠:٠١.000 --> 00:02.000\nx\n", 3, "٠٠:٠١.000", "two times"),
    "two digits of a second": (HEAD + "00:01.00 --> 00:02.000\nx\n", 3, "00:01.00", "two times"),
    "no space for the second time": (HEAD + "00:01.000 -->\nx\n", 3, "00:01.000 -->", "two times"),
    "the end before the beginning": (HEAD + "00:03.000 --> 00:02.000\nx\n", 3, "00:03.000 -->", "ends before"),
    "no time at all": (HEAD + "00:03.000 --> 00:03.000\nx\n", 3, "00:03.000 -->", "ends before"),
    "a leap back": (HEAD + CUE + "two\n00:00.500 --> 00:04.000\nx\n", 7, "00:00.500 -->", "begins before the one"),
    "words without times": (HEAD + CUE + "Lost words.\nMore.\n", 6, "Lost words.", "belong to no caption"),
    "an empty line inside a caption": (
        HEAD + "00:01.000 --> 00:02.000\nOne\n\ntwo\n\n00:03.000 --> 00:04.000\nx\n", 6, "two", "belong to no caption",
    ),
    "no empty line between captions": (
        HEAD + "00:01.000 --> 00:02.000\nOne\n00:03.000 --> 00:04.000\nTwo\n", 5, "00:03.000 -->", "without an empty",
    ),
    "styles after captions": (HEAD + CUE + "STYLE\n::cue{}\n", 6, "STYLE", "belong to no caption"),
    "another format": ("[Script Info]\nTitle: x\n", 1, "[Script Info]", "neither WebVTT"),
    "WEBVTTX": ("WEBVTTX\n\n" + CUE, 1, "WEBVTTX", "neither WebVTT"),
    "an empty file": ("", 1, "", "neither WebVTT"),
    "Latin-1": ((HEAD + CUE + "00:03.000 --> 00:04.000\nS\xed, se\xf1or\n").encode("latin-1"), 7, "S\ufffd", "UTF-8"),
    "half a letter": ((HEAD + "00:01.000 --> 00:02.000\nSí").encode()[:-1], 4, "S\ufffd", "UTF-8"),
    "NUL": (HEAD + "00:01.000 --> 00:02.000\na\x00b\n", 4, "a\ufffdb", "no text has"),
    "a film": (b"\x1aE\xdf\xa3\x01\x00", 1, "\ufffd", "no text has"),
    "a caption as long as a book": (HEAD + "00:01.000 --> 00:02.000\n" + "x" * 2001, 4, "xxx", "2,000 characters"),
    "SRT: words for times": (
        srt("00:00:01,000 --> 00:00:02,000\nx", "sometime --> never\ny"), 6, "sometime", "two times",
    ),
    "SRT: a leap back": (
        srt("00:00:05,000 --> 00:00:06,000\nx", "00:00:01,000 --> 00:00:02,000\ny"), 6, "00:00:01,000", "begins before",
    ),
    "SRT: no empty line": (
        "1\n00:00:01,000 --> 00:00:02,000\nx\n2\n00:00:03,000 --> 00:00:04,000\ny\n", 5, "00:00:03,000", "without an",
    ),
}  # fmt: skip


def data(content):
    return content if isinstance(content, bytes) else content.encode()


@pytest.mark.parametrize("name", GOOD)
def test_good_captions_are_read_whole(name):
    content, expected = GOOD[name]
    cues = read_captions(data(content))
    assert [(cue.start, cue.end, cue.text) for cue in cues] == expected


@pytest.mark.parametrize("name", GOOD)
def test_what_is_written_anew_is_webvtt_and_says_the_same(name):
    content, _expected = GOOD[name]
    cues = read_captions(data(content))
    written = write_webvtt(cues)
    assert written.startswith(b"WEBVTT\n\n")
    again = read_captions(written)
    assert [(c.start, c.end, c.text, c.voice, c.settings) for c in again] == [
        (c.start, c.end, c.text, c.voice, c.settings) for c in cues
    ]


@pytest.mark.parametrize("name", BAD)
def test_bad_captions_are_refused_naming_the_line_and_what_stands_there(name):
    content, number, words, reason = BAD[name]
    with pytest.raises(ValidationError) as refused:
        read_captions(data(content))
    (message,) = refused.value.messages[:1]
    assert message.startswith(f"Line {number}: "), message
    assert words in message.partition("It reads: ")[2]
    assert reason in message


def test_every_fault_is_named_up_to_five():
    wrong = "".join(f"00:0{n}.000 --> never\nx\n\n" for n in range(9))
    with pytest.raises(ValidationError) as refused:
        read_captions((HEAD + wrong).encode())
    assert [message.split(":")[0] for message in refused.value.messages] == [f"Line {n}" for n in (3, 6, 9, 12, 15)]


def test_a_voice_is_told_from_the_words():
    (cue,) = read_captions((HEAD + "00:01.000 --> 00:02.000\n<v Marisol Vega>Hello.</v>\n").encode())
    assert (cue.voice, cue.text) == ("Marisol Vega", "Hello.")


def test_captions_too_large_or_too_many_are_refused():
    with pytest.raises(ValidationError, match="4 MB"):
        read_captions(b"WEBVTT\n\n" + b"x" * 4 * 1024**2)
    many = "".join(f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000 --> 99:00:00.000\nx\n\n" for n in range(50_001))
    with pytest.raises(ValidationError, match="50,000"):
        read_captions((HEAD + many).encode())
    with pytest.raises(ValidationError, match="no captions"):
        read_captions(b"WEBVTT\n\nNOTE nothing here\n")


WORDS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), blacklist_characters="\u200e\u200f"),
    min_size=1,
    max_size=30,
)


@given(st.lists(st.tuples(st.integers(0, 3_000_000), st.integers(1, 60_000), WORDS), min_size=1, max_size=20))
@settings(derandomize=True, database=None, deadline=None, max_examples=150)
def test_whatever_was_said_comes_back_as_it_was(spoken):
    cues = [Line(start, start + length, text.strip() or "x") for start, length, text in sorted(spoken)]
    again = read_captions(write_webvtt(cues))
    assert [(c.start, c.end, c.text) for c in again] == [(c.start, c.end, c.text) for c in cues]


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
@settings(derandomize=True, database=None, deadline=None, max_examples=300)
def test_no_file_does_anything_but_be_read_or_refused(content):
    for head in (b"", b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\n"):
        try:
            cues = read_captions(head + content)
        except ValidationError:
            continue
        assert all(cue.start < cue.end and cue.text for cue in cues)
        assert not any("\x00" in cue.text for cue in cues)


# --- in the database


@pytest.fixture(scope="module")
def clip():
    return a_clip()


def twenty_thousand():
    stamps = (f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}" for n in range(20_001))
    stamps = list(stamps)
    return HEAD + "".join(f"{stamps[n]}.000 --> {stamps[n]}.900\nLine {n}.\n\n" for n in range(20_000))


@pytest.mark.django_db
def test_twenty_thousand_captions_are_kept_line_by_line_in_seconds(clip):
    video = a_video(captions=(), data=clip)
    begun = time.perf_counter()
    track = a_track(video, content=twenty_thousand())
    assert time.perf_counter() - begun < 20
    assert Cue.objects.filter(track=track).count() == 20_000
    last = track.cues.last()
    assert (last.number, last.start, last.text) == (20_000, 19_999_000, "Line 19999.")


@pytest.mark.django_db
def test_srt_becomes_webvtt_and_new_captions_take_the_place_of_old_ones(clip):
    video = a_video(captions=(), data=clip)
    track = a_track(video, content=srt("00:00:01,000 --> 00:00:02,000\n<b>Old</b> & done"), name="talk.srt")
    assert track.file.name.endswith(".vtt")
    with track.file.open("rb") as file:
        assert file.read() == b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<b>Old</b> &amp; done\n"
    assert [cue.text for cue in track.cues.all()] == ["Old & done"]
    track.file = ContentFile((HEAD + CUE).encode(), "new.vtt")
    track.full_clean()
    track.save()
    assert [cue.text for cue in track.cues.all()] == ["First."]
    track.language = "es"
    track.save()  # nothing about the file
    assert track.cues.count() == 1


@pytest.mark.django_db
def test_bad_captions_leave_nothing_behind(clip):
    video = a_video(captions=(), data=clip)
    for content in ("WEBVTT\n\nLost.\n", "x"):
        track = CaptionTrack(video=video, language="en")
        track.file = ContentFile(content.encode(), "x.vtt")
        with pytest.raises(ValidationError):
            track.full_clean()
        with pytest.raises(ValidationError):
            track.save()
    assert not CaptionTrack.objects.exists()
    assert not Cue.objects.exists()


def test_a_line_of_blanks_takes_no_time_and_a_mark_at_the_beginning_moves_no_line_number():
    blanks = f"WEBVTT\n\n00:00.000 --> 00:01.000{' ' * 1_000_000}x\nWords.\n"
    assert len(read_captions(blanks.encode())) == 1  # would take hours if blanks were tried in every way
    wrong = codecs.BOM_UTF8 + b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n\xff wrong\n"
    with pytest.raises(ValidationError, match="Line 5"):
        read_captions(wrong)
