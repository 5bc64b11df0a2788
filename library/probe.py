"""What a video file says of itself, read with PyAV: no outside program is called."""

import io
from dataclasses import dataclass
from typing import BinaryIO

import av
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

__all__ = ["VideoFacts", "probe"]

POSTER_WIDTH = 1280  # pixels, at most
LARGEST_FRAME = 8192 * 4320  # pixels; anything larger is no recording and would fill the memory


@dataclass(frozen=True)
class VideoFacts:
    """Duration in whole seconds, width and height in pixels, and a JPEG of an early frame."""

    duration: int
    width: int
    height: int
    poster: bytes


def probe(file: BinaryIO) -> VideoFacts:
    """Read the facts of an mp4 or webm file. Raises ValidationError where a browser could not play it."""
    try:
        with av.open(file, metadata_errors="ignore") as container:
            if not {"mp4", "webm"} & set(container.format.name.split(",")) or not container.streams.video:
                raise ValidationError(_("This is not an mp4 or webm video."))
            stream = container.streams.video[0]
            if stream.width * stream.height > LARGEST_FRAME:
                raise ValidationError(_("The picture of this video is too large to play."))
            duration = (container.duration or 0) / av.time_base
            container.seek(int(min(duration / 10, 10) * av.time_base))
            frame = next(container.decode(stream)).to_image()
    except (av.FFmpegError, StopIteration, ValueError) as error:
        raise ValidationError(_("The video cannot be read. It may be damaged or cut short.")) from error
    frame.thumbnail((POSTER_WIDTH, POSTER_WIDTH))
    poster = io.BytesIO()
    frame.convert("RGB").save(poster, "JPEG", quality=82)
    return VideoFacts(round(duration), stream.width, stream.height, poster.getvalue())
