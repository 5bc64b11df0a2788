"""Small makers of recordings and what belongs to them."""

import io
import math
from array import array
from fractions import Fraction

import av
from django.core.files.base import ContentFile
from PIL import Image

from library.models import CaptionTrack, CitedPublication, Cue, RecordingTopic, Speaker, Video
from tests.builders import a_recording

__all__ = ["a_meeting", "a_sound", "a_talking_clip", "a_track", "an_embed", "many_cues"]


def a_track(video, language="en", content="WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n", name="captions.vtt"):
    """Captions saved from a file, as an editor does."""
    track = CaptionTrack(video=video, language=language)
    track.file = ContentFile(content if isinstance(content, bytes) else content.encode(), name)
    track.full_clean()
    track.save()
    return track


def a_meeting(parent, *, topics=(), speakers=(), cites=(), **fields):
    """A published recording with rows of its own; `speakers` are names."""
    page = a_recording(parent, **fields)
    RecordingTopic.objects.bulk_create(RecordingTopic(page=page, topic=topic) for topic in topics)
    Speaker.objects.bulk_create(Speaker(page=page, name=name) for name in speakers)
    CitedPublication.objects.bulk_create(CitedPublication(page=page, publication=publication) for publication in cites)
    return type(page).objects.get(pk=page.pk)


def many_cues(track, count: int) -> None:
    """Lines for a track without a file of that size, each of a second."""
    Cue.objects.filter(track=track).delete()
    Cue.objects.bulk_create(
        (
            Cue(track=track, number=n, start=n * 1000, end=n * 1000 + 900, text=f"Line {n} of what was said that day.")
            for n in range(count)
        ),
        batch_size=2000,
    )


def _tone(container, stream, seconds: int):
    samples = array("h", (int(8000 * math.sin(n / 8)) for n in range(1024)))
    for number in range(seconds * 24_000 // 1024):
        frame = av.AudioFrame(format="s16", layout="mono", samples=1024)
        frame.planes[0].update(samples.tobytes())
        frame.sample_rate, frame.pts, frame.time_base = 24_000, number * 1024, Fraction(1, 24_000)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def a_talking_clip(seconds=2) -> bytes:
    """A real, small mp4 file with AAC sound."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        picture = container.add_stream("libx264", rate=10)
        picture.width, picture.height, picture.pix_fmt = 64, 36, "yuv420p"
        sound = container.add_stream("aac", rate=24_000, layout="mono")
        for number in range(seconds * 10):
            container.mux(picture.encode(av.VideoFrame.from_image(Image.new("RGB", (64, 36), (number * 9, 60, 90)))))
        container.mux(picture.encode(None))
        _tone(container, sound, seconds)
    return buffer.getvalue()


def a_sound(seconds=2, kind="mp3") -> bytes:
    """A real, small mp3 file."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=kind) as container:
        _tone(container, container.add_stream("libmp3lame", rate=24_000, layout="mono"), seconds)
    return buffer.getvalue()


def an_embed(**fields):
    """A video that plays elsewhere."""
    fields = {"title": "Elsewhere", "embed_url": "https://www.youtube.com/watch?v=abcdefghijk"} | fields
    video = Video(**fields)
    video.full_clean()
    video.save()
    return video
