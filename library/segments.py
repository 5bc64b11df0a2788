"""Stretches of a recording, as pairs of milliseconds [start, end): what was played, without counting twice."""

from collections.abc import Iterable

__all__ = ["Segment", "clean", "length", "take", "unite"]

Segment = tuple[int, int]

MOST = 500  # stretches kept of one recording; whoever jumps more often loses the shortest ones


def unite(segments: Iterable[Segment]) -> list[Segment]:
    """The same moments as sorted stretches that neither touch nor overlap."""
    united = []
    for start, end in sorted(segments):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        elif start < end:
            united.append((start, end))
    if len(united) > MOST:
        longest = sorted(united, key=lambda segment: segment[0] - segment[1])[:MOST]
        united = sorted(longest)
    return united


def length(segments: Iterable[Segment]) -> int:
    """Milliseconds in stretches that do not overlap."""
    return sum(end - start for start, end in segments)


def clean(segments: Iterable[Segment], duration: int) -> list[Segment]:
    """What lies within a recording of `duration` milliseconds, united."""
    return unite((max(start, 0), min(end, duration)) for start, end in segments)


def take(segments: Iterable[Segment], most: int) -> list[Segment]:
    """The first `most` milliseconds of stretches that do not overlap."""
    taken, left = [], max(most, 0)
    for start, end in segments:
        if left <= 0:
            break
        taken.append((start, min(end, start + left)))
        left -= taken[-1][1] - start
    return taken
