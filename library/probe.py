"""Looks into a video or sound file that nobody has looked at before. A program of its own: a hostile file ends it, not
the site.

Called by `library.media` as `python probe.py FILE FOLDER`; writes facts.json, poster.jpg and sound.m4a into the
folder, the last two where there is something to make them of. Takes little time and memory, whatever the file asks
for, calls no outside program, and knows neither Django nor the database.
"""

import contextlib
import json
import resource
import sys
from pathlib import Path

import av

__all__ = ["CPU_SECONDS", "extract_sound", "probe"]

CPU_SECONDS = 120  # reading through a file of 4 GB takes a minute
MAX_MEMORY = 2 * 1024**3  # bytes
MAX_RESULT = 512 * 1024**2  # bytes; the sound of ten hours
POSTER_WIDTH = 1280  # pixels, at most
LARGEST_FRAME = 8192 * 4320  # pixels; anything larger is no recording and would fill the memory

PICTURE_CODECS = {"h264", "vp8", "vp9", "av1"}
SOUND_CODECS = {"aac", "mp3", "mp3float", "opus", "vorbis"}


def hold_back():
    """Take no more than was granted, even where the libraries' own limits fail."""
    for kind, most in [
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_FSIZE, MAX_RESULT),
    ]:
        with contextlib.suppress(ValueError, OSError):  # macOS does not know all of them
            resource.setrlimit(kind, (most, most))


def draw_poster(container, stream, seconds: float, path: Path):
    """A picture from the first tenth, at most ten seconds in, as a JPEG."""
    stream.thread_count = 1
    container.seek(int(min(seconds / 10, 10) * av.time_base))
    picture = next(container.decode(stream)).to_image()
    picture.thumbnail((POSTER_WIDTH, POSTER_WIDTH))
    picture.convert("RGB").save(path, "JPEG", quality=82)


def probe(file, poster: Path) -> dict:
    """What a file says of itself: duration in whole seconds, size in pixels, and what would trouble its viewers.

    The outcome is a value of Video.State.
    """
    try:
        with av.open(file, metadata_errors="ignore") as container:
            names = set(container.format.name.split(","))
            picture = next((stream for stream in container.streams.video if not is_cover(stream)), None)
            sound = next(iter(container.streams.audio), None)
            if not {"mp4", "webm", "mp3"} & names or not (picture or sound) or ("mp3" not in names and not picture):
                return {"outcome": "unplayable"}
            if picture and (
                picture.codec_context.name.removeprefix("lib").split("-")[0] not in PICTURE_CODECS | {"dav1d", "vpx"}
                or picture.width * picture.height > LARGEST_FRAME
            ):
                return {"outcome": "unplayable"}
            seconds = (container.duration or 0) / av.time_base
            facts = {
                "outcome": "read",
                "duration": round(seconds),
                "width": picture.width if picture else 0,
                "height": picture.height if picture else 0,
                "has_sound": bool(sound) and sound.codec_context.name in SOUND_CODECS,
            }
            if picture:
                draw_poster(container, picture, seconds, poster)
    except MemoryError:
        return {"outcome": "too_large"}
    except (av.FFmpegError, StopIteration, ValueError, OSError):
        return {"outcome": "broken"}
    return facts


def is_cover(stream) -> bool:
    """Whether a "video" is only the picture that comes with a piece of music."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def extract_sound(file, path: Path) -> bool:
    """Copy the sound out of an mp4, as it is, into a file of its own; False where it is no AAC."""
    with av.open(file, metadata_errors="ignore") as source:
        stream = next(iter(source.streams.audio), None)
        if not source.streams.video or not stream or stream.codec_context.name != "aac":
            return False
        with av.open(str(path), "w", format="ipod", options={"movflags": "+faststart"}) as target:
            copy = target.add_stream_from_template(stream)
            for packet in source.demux(stream):
                if packet.dts is not None:
                    packet.stream = copy
                    target.mux(packet)
    return True


def main(file: str, folder: str):
    hold_back()
    poster, sound, facts = (Path(folder, name) for name in ("poster.jpg", "sound.m4a", "facts.json"))
    found = probe(file, poster)
    if found["outcome"] == "read":
        try:
            extract_sound(file, sound)
        except (av.FFmpegError, MemoryError, OSError):  # the recording plays without it
            sound.unlink(missing_ok=True)
    facts.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
