"""Renders three short clips: strands rise and meet under a circle. What is said over them is in meetings/.

Made with Pillow and PyAV from nothing but this file, and kept in var/ for the next run.
"""

import array
import math
import os
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import font_hanken_grotesk
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from content.art import INK, PAPER, STRANDS

__all__ = ["CLIPS", "Clip", "render_missing"]

FONTS = Path(font_hanken_grotesk.__file__).parent / "files"
VERSION = 1  # goes up when the drawing changes, so that old clips are not taken for new ones

WIDTH, HEIGHT = 640, 360
FRAMES_PER_SECOND = 12
SAMPLES_PER_SECOND = 24_000
GROWING = 3.5  # seconds in which the strands rise
CIRCLE = ((468, 118), 44)
STRAND_WIDTH = 42
SOFT = "#c9d6e2"  # paper, dimmed on ink


@dataclass(frozen=True)
class Clip:
    """A clip of `seconds`, with scenes as (second in which it starts, words on the picture)."""

    key: str
    title: str
    seconds: int
    scenes: list[tuple[float, str]]

    @property
    def file_name(self) -> str:
        return f"{self.key}.mp4"


CLIPS = {
    clip.key: clip
    for clip in [
        Clip(
            "around-one-person",
            "Three partners around one person",
            40,
            [
                (0, "Three partners"),
                (8, "Law enforcement"),
                (16, "Mental health"),
                (24, "Advocacy"),
                (32, "One person"),
            ],
        ),
        Clip(
            "one-call-three-answers",
            "One call, from the first ring to the week after",
            36,
            [(0, "The call comes in"), (9, "On the scene"), (18, "A place to go"), (27, "The week after")],
        ),
        Clip(
            "a-year-of-a-team",
            "The first year of a team",
            32,
            [
                (0, "Find your partners"),
                (8, "Train together"),
                (16, "Review the calls"),
                (24, "Keep it going"),
            ],
        ),
    ]
}


def render_missing(report: Callable[[str], None]) -> dict[str, Path]:
    """Render the clips that var/ does not hold yet; return where each lies."""
    folder = settings.VAR / "demo" / f"clips-{VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    paths = {key: folder / clip.file_name for key, clip in CLIPS.items()}
    missing = [key for key, path in paths.items() if not path.exists()]

    def make(key: str) -> None:
        unfinished = paths[key].with_suffix(f".{os.getpid()}.part")  # somebody else may be making it too
        render(CLIPS[key], unfinished)
        unfinished.replace(paths[key])

    with ThreadPoolExecutor() as pool:  # drawing and encoding go on outside of Python
        for key, _done in zip(missing, pool.map(make, missing), strict=True):
            report(f"  rendered “{CLIPS[key].title}” ({CLIPS[key].seconds} seconds)")
    return paths


def render(clip: Clip, path: Path) -> None:
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        video = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.options = {"crf": "26", "preset": "veryfast", "g": str(FRAMES_PER_SECOND)}
        audio = container.add_stream("aac", rate=SAMPLES_PER_SECOND, layout="mono")
        audio.bit_rate = 48_000
        for number, picture in enumerate(pictures(clip)):
            frame = av.VideoFrame.from_image(picture)
            frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_SECOND)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for number, samples in enumerate(sounds(clip)):
            frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples))
            frame.planes[0].update(samples.tobytes())
            frame.sample_rate = SAMPLES_PER_SECOND
            frame.pts, frame.time_base = number * SAMPLES_PER_SECOND, Fraction(1, SAMPLES_PER_SECOND)
            container.mux(audio.encode(frame))
        container.mux(audio.encode(None))


def pictures(clip: Clip):
    """Every frame of a clip. A scene that stands still gives the same picture again and again."""
    starts = [start for start, _words in clip.scenes] + [clip.seconds]
    for scene, (start, words) in enumerate(clip.scenes):
        frames = round((starts[scene + 1] - start) * FRAMES_PER_SECOND)
        picture = None
        for number in range(frames):
            grown = min(number / FRAMES_PER_SECOND / GROWING, 1)
            if picture is None or grown < 1 or number - 1 < GROWING * FRAMES_PER_SECOND:
                picture = draw(scene, words, clip.title, grown)
            yield picture


def strand(index: int, scene: int, t: float) -> tuple[float, float]:
    """The point at `t` (0 to 1) of a strand, leaning a little differently in every scene."""
    (x, y), radius = CIRCLE
    angle = math.radians((158, 90, 22)[index])  # where it ends, under the circle
    reach = radius + STRAND_WIDTH * 0.75
    end = (x + math.cos(angle) * reach, y + math.sin(angle) * reach)
    foot = (x + (-190, 0, 150)[index] + 12 * math.sin(scene + index), HEIGHT + STRAND_WIDTH)
    lean = 26 * math.sin(scene * 1.7 + index * 2)
    bend = (x + (-190, 0, 150)[index] * 0.96 + lean, y + 118)
    return tuple((1 - t) ** 2 * a + 2 * (1 - t) * t * b + t**2 * c for a, b, c in zip(foot, bend, end, strict=True))


def draw(scene: int, words: str, title: str, grown: float) -> Image.Image:
    scale = 2  # drawn twice as large and reduced, for smooth edges
    image = Image.new("RGB", (WIDTH * scale, HEIGHT * scale), INK)
    pen = ImageDraw.Draw(image)

    def disc(point, radius, color):
        x, y = point[0] * scale, point[1] * scale
        pen.ellipse([x - radius * scale, y - radius * scale, x + radius * scale, y + radius * scale], fill=color)

    eased = 1 - (1 - grown) ** 3
    for index, color in enumerate(STRANDS.values()):
        for step in range(round(120 * eased) + 1):
            disc(strand(index, scene, step / 120), STRAND_WIDTH / 2, color)
    disc(CIRCLE[0], CIRCLE[1] + 9, INK)
    disc(CIRCLE[0], CIRCLE[1], PAPER)
    bold = ImageFont.truetype(FONTS / "HankenGrotesk-Bold.otf", 34 * scale)
    plain = ImageFont.truetype(FONTS / "HankenGrotesk-Regular.otf", 15 * scale)
    rows = textwrap.wrap(words, 13)  # characters; more would run into the strands
    pen.text((36 * scale, 28 * scale), title, SOFT, plain)
    pen.multiline_text((36 * scale, 120 * scale), "\n".join(rows), PAPER, bold, spacing=8 * scale)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)


def sounds(clip: Clip):
    """A second of quiet chords at a time; the root changes with the scene."""
    roots = [196.0, 220.0, 174.6, 246.9, 196.0]
    for second in range(clip.seconds):
        scene = max(index for index, (start, _words) in enumerate(clip.scenes) if start <= second)
        tones = [roots[scene % len(roots)] * ratio for ratio in (1, 1.25, 1.5)]
        samples = array.array("h", bytes(2 * SAMPLES_PER_SECOND))
        for index in range(SAMPLES_PER_SECOND):
            t = index / SAMPLES_PER_SECOND
            swell = math.sin(math.pi * t) ** 2
            samples[index] = round(650 * swell * sum(math.sin(math.tau * tone * t) for tone in tones))
        yield samples
