"""Three strands that meet under a circle, drawn differently for every name: the site's own pictures.

The same name always gives the same drawing. As SVG for pages, as PNG for links shared elsewhere.
"""

import io
import operator
import random
import zlib
from dataclasses import dataclass

from PIL import Image, ImageDraw

__all__ = ["HEIGHT", "SEEDS", "WIDTH", "Drawing", "seed_of"]

WIDTH, HEIGHT = 1200, 630  # units of the drawing, and pixels of the PNG (Open Graph's usual size)
SEEDS = 4096  # how many different drawings there are
INK, PAPER = "#0e2238", "#ffffff"
STRANDS = {"law": "#3478cc", "voice": "#e8a33d", "care": "#14978d"}  # as they stand on ink

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]


def seed_of(name: str) -> int:
    """The number of the drawing that belongs to a name: 0 to SEEDS - 1, the same on every machine."""
    return zlib.crc32(name.encode()) % SEEDS


@dataclass(frozen=True)
class Drawing:
    """One drawing, in units of a 1200 × 630 field."""

    center: Point
    radius: float
    width: float
    strands: dict[str, Curve]

    @classmethod
    def from_seed(cls, seed: int) -> "Drawing":
        """Compose the drawing with a number; any integer will do."""
        rng = random.Random(seed % SEEDS)  # noqa: S311 (a drawing, not a secret)
        radius = rng.uniform(84, 108)
        width = radius * rng.uniform(0.84, 1.04)
        x, y = rng.uniform(0.42, 0.6) * WIDTH, rng.uniform(0.29, 0.35) * HEIGHT
        meeting = (x, y + radius)  # under the circle, where its margin hides the ends

        def arch(side: int, farthest: float) -> Curve:
            """From the ground beside the circle, over a shoulder, level to the meeting point."""
            start = (x + side * rng.uniform(370, farthest), HEIGHT + 170)
            shoulder = (meeting[0] + side * rng.uniform(230, 400), meeting[1] + rng.uniform(-12, 48))
            rise = (start[0] - side * rng.uniform(40, 190), rng.uniform(0.62, 0.86) * HEIGHT)
            return start, rise, shoulder, meeting

        def stem() -> Curve:
            """From the ground below the circle, swaying a little, straight up."""
            start = (x + rng.uniform(-210, 210), HEIGHT + 170)
            sway = (start[0] + rng.uniform(-60, 60), HEIGHT - 60)
            return start, sway, (x + rng.uniform(-30, 30), meeting[1] + 210), meeting

        def reach() -> Curve:
            """From far out on the right, in a long wave."""
            start = (WIDTH * 2, rng.uniform(0.5, 0.84) * HEIGHT)
            crest = (x + rng.uniform(560, 680), start[1] - rng.uniform(-190, 60))
            shoulder = (meeting[0] + rng.uniform(250, 360), meeting[1] + rng.uniform(0, 40))
            return start, crest, shoulder, meeting

        # The left strand rises inside the field, so that words may stand beside the drawing.
        left, right, middle = rng.sample(list(STRANDS), 3)
        end = reach() if rng.random() < 0.3 else arch(1, 760)
        return cls((x, y), radius, width, {left: arch(-1, x - 110), right: end, middle: stem()})

    @property
    def gap(self) -> float:
        """The radius of the margin around the circle, in which no strand shows."""
        return self.radius + self.width * 0.28

    def paths(self) -> dict[str, str]:
        """The strands as SVG path data, by the name of their color."""
        return {
            name: "M{} {}C{} {} {} {} {} {}".format(*(round(value) for point in curve for value in point))
            for name, curve in self.strands.items()
        }

    def png(self) -> bytes:
        """The drawing on dark ink as a PNG of WIDTH × HEIGHT pixels."""
        scale = 2  # drawn twice as large and reduced, for smooth edges
        image = Image.new("RGB", (WIDTH * scale, HEIGHT * scale), INK)
        pen = ImageDraw.Draw(image)

        def disc(point: Point, radius: float, color: str) -> None:
            x, y, reach = point[0] * scale, point[1] * scale, radius * scale
            pen.ellipse([x - reach, y - reach, x + reach, y + reach], fill=color)

        for name, curve in self.strands.items():
            for step in range(401):
                disc(_point_on(curve, step / 400), self.width / 2, STRANDS[name])
        disc(self.center, self.gap, INK)
        disc(self.center, self.radius, PAPER)
        output = io.BytesIO()
        image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(output, "PNG", optimize=True)
        return output.getvalue()


def _point_on(curve: Curve, t: float) -> Point:
    """The point at `t` (0 to 1) of a cubic Bézier curve."""
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    x, y = (sum(map(operator.mul, weights, values)) for values in zip(*curve, strict=True))
    return x, y
