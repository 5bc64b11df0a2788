"""What the index answered, and where it opens for whoever asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.http import HttpRequest

from members.findable import kinds
from search.engines.statement import NUMBER
from search.models import IndexedPassage

__all__ = ["Found", "addresses_of"]


FILTERS = ["kind", "topic", "audience", "year", "language"]


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

    @cached_property
    def _counters(self) -> dict[str, Counter]:
        """By filter, how many objects each answer to it would find, the other filters being as they are; "" is all."""
        counters: dict[str, Counter] = {
            name: Counter() for name in ("", "kind", "year", "topic", "audience", "language")
        }
        for kind, year, topics, audiences, one, other, number in self.counts:
            answers = {
                "": ("",),
                "kind": (kind,),
                "year": (str(year),) if year else (),
                "topic": topics.split(),
                "audience": audiences.split(),
                "language": {one, other},
            }
            missed = [name for name, value in self.filters.items() if value not in answers[name]]
            if len(missed) < 2:
                for name in missed or answers:
                    for answer in answers[name]:
                        counters[name][answer] += number
        return counters

    def count(self, name: str) -> Counter:
        """How many objects each answer to a filter would find, the other filters being as they are."""
        return self._counters[name]

    @property
    def total(self) -> int:
        return self._counters[""][""]

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
