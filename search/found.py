"""What the index answered, and where it opens for whoever asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.http import HttpRequest

from members.findable import kinds
from search.engines.statement import FILTERS, NUMBER
from search.models import IndexedPassage

__all__ = ["Found", "addresses_of"]


class Found:
    """What the index answered to one way of asking."""

    def __init__(self, rows: list[tuple] = ()):
        self.totals, tops, self.lines = Counter(), [], defaultdict(list)
        self._counters: dict[str, Counter] = defaultdict(Counter)
        for what, name, answers, place, number in rows:
            if what == "top":
                tops.append(number)
            elif what == "line":
                self.lines[name].append((place, number))
            elif name in FILTERS:
                for answer in set((answers or "").split()):
                    self._counters[name][answer] += number
            else:
                self.totals[name] = number
        self.tops = [best % NUMBER for best in sorted(tops, reverse=True)]

    def count(self, name: str) -> Counter:
        """How many objects each answer to a filter would find, the other filters being as they are."""
        return self._counters[name]

    @property
    def total(self) -> int:
        return self.totals[""]

    @property
    def anything(self) -> bool:
        """Whether there is something to find, were no filter set."""
        return self.totals["any"] > 0


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
