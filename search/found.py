"""What the index answered, and where it opens for whoever asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.http import HttpRequest

from members.findable import kinds
from search.engines.statement import NUMBER
from search.models import IndexedPassage

__all__ = ["Found", "addresses_of"]


class Found:
    """What the index answered to one way of asking."""

    def __init__(self, rows: list[tuple], filters: dict[str, str]):
        self.counts, self.tops, self.lines = [], [], defaultdict(list)
        for what, *rest in rows:
            if what == "count":
                self.counts.append(rest)
            elif what == "top":
                self.tops.append(rest[-1])
            else:
                self.lines[rest[0]].append((rest[1], rest[-1]))
        self.tops = [best % NUMBER for best in sorted(self.tops, reverse=True)]
        self.filters = filters

    @staticmethod
    def _answers(name: str, row) -> set[str]:
        kind, year, topics, audiences, one, other, _count = row
        if name == "topic":
            return set(topics.split())
        if name == "audience":
            return set(audiences.split())
        if name == "language":
            return {one, other}
        return {kind} if name == "kind" else {str(year)} if year else set()

    def count(self, name: str = "") -> Counter:
        """How many objects each answer to a filter would find, the other filters being as they are."""
        asked = [(other, value) for other, value in self.filters.items() if other != name]
        counter: Counter = Counter()
        for row in self.counts:
            if all(value in self._answers(other, row) for other, value in asked):
                for answer in self._answers(name, row) if name else [""]:
                    counter[answer] += row[-1]
        return counter

    @cached_property
    def total(self) -> int:
        return self.count()[""]

    @property
    def anything(self) -> bool:
        return bool(self.counts)


def addresses_of(request: HttpRequest, rows: Iterable[IndexedPassage]) -> dict[tuple[str, int, str], str]:
    """Where the objects open, by kind, number and language; only of those that the person may open now."""
    wanted = defaultdict(list)
    for row in rows:
        wanted[row.kind].append((row.object_id, row.language))
    return {
        (name, *found): url
        for name, some in wanted.items()
        for found, url in kinds()[name].addresses(request, some).items()
    }
