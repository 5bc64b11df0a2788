"""What a reader finds: one page of results, how many there are of each kind, and what else could be asked.

Everything starts from what this reader may see: the index is trimmed before it ranks and counts, and what is shown
has been asked for once more where it is kept.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from library.filters import Chip, Choice
from library.publications import Reader
from library.shelf import topic_names
from members.findable import LANGUAGES, Kind, kinds
from search.engines import engine
from search.engines.statement import Asked, Sight
from search.excerpts import Excerpt, Marker
from search.found import Found, addresses_of
from search.guesses import meant
from search.models import IndexedPassage
from search.promotions import promoted
from search.questions import Question
from search.synonyms import synonyms

__all__ = ["Facet", "Line", "Result", "Search"]

PER_PAGE = 10
MOST_PAGES = 100
MOST_LINES = 3
SHOWN = ["pk", "kind", "object_id", "family", "language", "access", "locator", "dated_on", "title", "lead", "text"]


@dataclass(frozen=True)
class Line:
    """A passage within a result: what its place is called, where it opens, and its words."""

    place: str
    url: str
    excerpt: Excerpt


@dataclass(frozen=True)
class Result:
    kind: Kind
    title: Excerpt
    name: str
    url: str
    language: str
    is_foreign: bool  # in another language than the reader's
    dated_on: date | None
    is_private: bool
    excerpt: Excerpt | None
    lines: list[Line] = field(default_factory=list)

    @property
    def language_name(self) -> str:
        return str(dict(settings.LANGUAGES)[self.language])


@dataclass(frozen=True)
class Facet:
    """One filter with the answers that find something now."""

    name: str
    label: str
    everything: str
    without: str
    choices: list[Choice]
    is_set: bool


class Search:
    """One reader's search. `data` is the query of the page's address; what no filter offers is ignored."""

    def __init__(self, request: HttpRequest, data: Mapping[str, str]):
        self.request, self.language = request, get_language()
        self.asked = Question(data.get("q", ""), synonyms() if data.get("q") else {})
        self.question, self.is_partial = self.asked, False
        self.exactly = bool(data.get("exactly"))
        number = str(data.get("page") or "")
        self.number = min(int(number), MOST_PAGES) if re.fullmatch(r"[1-9][0-9]{0,17}", number) else 1
        self.filters = {name: value for name in self.labels if (value := self._answer(name, data.get(name)))}

    @cached_property
    def labels(self) -> dict[str, tuple[str, str]]:
        """What a filter is called, and its answer that asks for nothing."""
        return {
            "kind": (_("Kind"), _("Everything")),
            "topic": (_("Topic"), _("All topics")),
            "audience": (_("Written for"), _("All readers")),
            "year": (_("Year"), _("All years")),
            "language": (pgettext("of a publication", "Language"), _("All languages")),
        }

    @cached_property
    def topics(self) -> dict[str, str]:
        return {str(pk): name for pk, name in topic_names().items()}

    def _answer(self, name: str, value) -> str:
        value = str(value or "")
        if name == "year":
            return value if re.fullmatch(r"(19|20)[0-9]{2}", value) else ""
        if not value:
            return ""
        offered = {"kind": kinds, "topic": lambda: self.topics, "audience": lambda: Reader.values}
        return value if value in offered.get(name, lambda: LANGUAGES)() else ""

    # --- asking

    @cached_property
    def sight(self) -> Sight:
        return Sight(self.request.user)

    def _ask(self, question: Question, any_word: bool = False) -> Found:
        asked = Asked(
            queries=[question.in_language(language) for language in LANGUAGES],
            prefers=self.filters.get("language", self.language),
            filters=self.filters,
            limit=PER_PAGE,
            offset=(self.number - 1) * PER_PAGE,
            any_word=any_word,
        )
        return Found(engine().find(asked, self.sight))

    @cached_property
    def found(self) -> Found:
        """What is found: by the words as they are; else by what was meant; else by some of the words."""
        if not self.asked:
            return Found()
        found = self._ask(self.asked)
        if found.anything:
            return found
        if not self.exactly and (text := meant(self.asked, self.sight, self.language)):
            guess = Question(text, self.asked.synonyms)
            if (better := self._ask(guess)).anything:
                self.question = guess
                return better
        if len(self.asked.in_language(self.language).clauses) > 1:
            some = self._ask(self.asked, any_word=True)
            self.is_partial = some.anything
            return some
        return found

    @property
    def is_corrected(self) -> bool:
        """Whether the results are those of what was probably meant."""
        return bool(self.found) and self.question is not self.asked

    @property
    def is_set(self) -> bool:
        return bool(self.asked)

    @property
    def total(self) -> int:
        return self.found.total

    # --- showing

    @cached_property
    def results(self) -> list[Result]:
        numbers = [*self.found.tops, *(pk for lines in self.found.lines.values() for _place, pk in lines)]
        rows = IndexedPassage.objects.filter(pk__in=numbers).values_list(*SHOWN, named=True)
        rows = {row.pk: row for row in rows}
        tops = [rows[pk] for pk in self.found.tops if pk in rows]
        addresses = addresses_of(self.request, tops)
        markers = {language: Marker(self.question.in_language(language)) for language in LANGUAGES}
        return [
            self._result(row, url, markers[row.language], rows)
            for row in tops
            if (url := addresses.get((row.kind, row.object_id, row.language)))
        ]

    def _result(self, row: IndexedPassage, url: str, marker: Marker, rows) -> Result:
        kind = kinds()[row.kind]
        excerpt = None
        if row.locator < 0 and not (excerpt := marker.excerpt(row.lead)):
            excerpt = marker.excerpt(row.text) or excerpt
        return Result(
            kind=kind,
            title=marker.whole(row.title),
            name=row.title,
            url=url,
            language=row.language,
            is_foreign=row.language != self.language,
            dated_on=row.dated_on,
            is_private=row.access != "public",
            excerpt=excerpt,
            lines=self._lines(kind, row, url, marker, rows),
        )

    def _lines(self, kind: Kind, best: IndexedPassage, url: str, marker: Marker, rows) -> list[Line]:
        """The best passages within, in their order; of two that overlap, the better one."""
        lines, texts = {}, []
        for _place, pk in sorted(self.found.lines.get(best.family, [])):
            row = rows.get(pk)
            if len(lines) == MOST_LINES:
                break
            if row is None or row.language != best.language or row.object_id != best.object_id:
                continue
            if any(row.lead and row.lead in (before, after) for before, after in texts):
                continue
            if excerpt := marker.excerpt(f"{row.lead} {row.text}".strip()):
                lines[row.locator] = Line(kind.place(row.locator), kind.address_within(url, row.locator), excerpt)
                texts.append((row.lead, row.text))
        return [lines[locator] for locator in sorted(lines)]

    @cached_property
    def promoted(self) -> list:
        return promoted(self.request, self.asked.text) if self.asked and self.number == 1 else []

    @cached_property
    def listing(self):
        """The page of the list, for its links."""
        return Paginator(range(min(self.total, PER_PAGE * MOST_PAGES)), PER_PAGE).get_page(self.number)

    # --- asking on

    def _values(self, name: str, counts: Counter) -> list[tuple[str, str]]:
        if name == "kind":
            return [(kind.name, str(kind.heading)) for kind in kinds().values()]
        if name == "topic":
            return list(self.topics.items())
        if name == "year":
            years = {*counts, *filter(None, [self.filters.get("year")])}
            return [(year, year) for year in sorted(years, reverse=True)]
        return [(value, str(label)) for value, label in (Reader.choices if name == "audience" else settings.LANGUAGES)]

    @cached_property
    def facets(self) -> list[Facet]:
        facets = []
        for name, (label, everything) in self.labels.items():
            counts, chosen = self.found.count(name), self.filters.get(name, "")
            choices = [
                Choice(value, text, counts[value], value == chosen, self.address(**{name: value}))
                for value, text in self._values(name, counts)
                if counts[value] or value == chosen
            ]
            if len(choices) > 1 or chosen:
                facets.append(Facet(name, label, everything, self.address(**{name: ""}), choices, bool(chosen)))
        return facets

    def address(self, **changes) -> str:
        """The query of this search with other answers, from its first page on."""
        asked = {"q": self.asked.text, **self.filters, "exactly": self.exactly_asked} | changes
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    @property
    def exactly_asked(self) -> str:
        return "1" if self.exactly else ""

    @property
    def without_filters(self) -> str:
        return self.address(**dict.fromkeys(self.filters, ""))

    @property
    def without_guess(self) -> str:
        return self.address(exactly="1")

    @cached_property
    def chips(self) -> list[Chip]:
        labels = {name: dict(self._values(name, Counter())) for name in self.filters}
        return [
            Chip(self.labels[name][0], labels[name][value], self.address(**{name: ""}))
            for name, value in self.filters.items()
        ]
