"""A list with filters: what a reader asks in its address, what that finds, and what else could be asked.

An answer that no list offers is ignored. The number of queries depends on neither rows nor answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from members.access import Person

__all__ = ["Chip", "Choice", "Facet", "FilteredList"]


@dataclass(frozen=True)
class Choice:
    """One answer to a filter: `count` records are found by choosing it now."""

    value: str
    label: str
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True)
class Facet:
    """One filter with the answers that find something now, and the one chosen."""

    name: str
    label: str
    everything: str
    choices: list[Choice]
    is_set: bool


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address of the list without it."""

    label: str
    answer: str
    url: str


class FilteredList:
    """What one reader asks of a list.

    `data` is the query of the list's address. A list says what its filters are called (`labels`), which answers can
    be given (`_answer`, `_values`), what they find (`rows`, `_condition`) and how often (`_counts`).
    """

    labels: dict[str, tuple[str, str]]  # what a filter is called, and its answer that asks for nothing
    rows: QuerySet  # everything the list may hold
    listing = None  # the page of the list that is shown

    def __init__(self, user: Person, data: Mapping[str, str]):
        self.user = user
        self.number = data.get("page")
        self.answers = {name: value for name in self.labels if (value := self._answer(name, data.get(name)))}

    def _answer(self, name: str, value) -> str:
        """The answer, if it is one that can be given; otherwise nothing."""
        raise NotImplementedError

    def _condition(self, name: str, value: str):
        return Q(**{name: value})

    def _counts(self, name: str) -> dict[str, int]:
        raise NotImplementedError

    def _values(self, name: str, counts: dict[str, int]) -> list[tuple[str, str]]:
        raise NotImplementedError

    def found(self, without: str = "") -> QuerySet:
        """The rows that the answers find, one filter left out if it is named."""
        conditions = [self._condition(*answer) for answer in self.answers.items() if answer[0] != without]
        return self.rows.filter(*conditions)

    @property
    def is_set(self) -> bool:
        return bool(self.answers)

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters with the number of records that each answer would find, the other answers being as they are."""
        facets = []
        for name, (label, everything) in self.labels.items():
            counts, chosen = self._counts(name), self.answers.get(name, "")
            choices = [
                Choice(value, text, counts.get(value, 0), value == chosen, self.address(**{name: value}))
                for value, text in self._values(name, counts)
                if counts.get(value) or value == chosen
            ]
            facets.append(Facet(name, label, everything, choices, bool(chosen)))
        return facets

    @property
    def asked(self) -> dict[str, str]:
        """Everything that was asked, by its name in the address."""
        return self.answers

    def address(self, **changes) -> str:
        """The query of this list with other answers; empty ones are left out. It starts on the first page."""
        query = urlencode({name: value for name, value in (self.asked | changes).items() if value})
        return f"?{query}" if query else "?"

    @property
    def here(self) -> str:
        """The query of this very page of the list."""
        return self.address(page=self.listing.number if self.listing.number > 1 else "")

    @cached_property
    def chips(self) -> list[Chip]:
        labels = {facet.name: choice.label for facet in self.facets for choice in facet.choices if choice.is_chosen}
        return [Chip(self.labels[name][0], labels[name], self.address(**{name: ""})) for name in self.answers]
