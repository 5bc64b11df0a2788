"""What a reader of the library's lists asks, and what they find: filters, counts, words, order.

An answer that no list offers is ignored. The number of queries depends on neither rows nor answers.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from content.topics import Topic
from library.documents import DocumentPage, fold, words_in
from library.filters import Chip, Choice, Facet, FilteredList
from library.publications import (
    Kind,
    Language,
    Publication,
    PublicationAudience,
    PublicationQuerySet,
    PublicationTopic,
    Reader,
)
from members.access import Person

__all__ = ["Choice", "Excerpt", "Facet", "Shelf", "newest", "topic_names"]

PER_PAGE = 20
LONGEST_QUESTION = 100  # characters
FEW = 1000  # records: so many found by words are named by number to the queries that follow
AROUND = 90  # characters of a page shown on each side of a word

ORDERS = {
    "newest": ["-year", F("published_on").desc(nulls_last=True), "title", "pk"],
    "title": ["title", "pk"],
}


def topic_names() -> dict[int, str]:
    """Topics in the reader's language by the number of their English row, in the order of their names."""
    here = Topic.objects.filter(locale__language_code=get_language(), translation_key=OuterRef("translation_key"))
    rows = Topic.objects.in_english().annotate(here=Subquery(here.values("name")[:1])).exclude(here=None)
    return dict(rows.order_by("here").values_list("pk", "here"))


def newest(user: Person) -> PublicationQuerySet:
    """The listed publications that a person may open, what came into the library last first."""
    listed = Publication.objects.visible_to(user).listed().defer("words").select_related("document", "cover")
    order = [F("first_published_at").desc(nulls_last=True), "-pk"]
    return listed.prefetch_related("cover__renditions").order_by(*order)


@dataclass(frozen=True)
class Excerpt:
    """Words found on a page of a file: the text around them in pieces, each with whether it was looked for."""

    page: int
    pieces: list[tuple[str, bool]]


class Shelf(FilteredList):
    """The publications of a list, as one reader asks for them."""

    def __init__(self, user: Person, data: Mapping[str, str]):
        self.publications = Publication.objects.visible_to(user).listed()
        self.topics = topic_names()
        self.words = self._clean(data.get("q"))
        self.sort = data.get("sort") if data.get("sort") in ORDERS else "newest"
        super().__init__(user, data)

    @staticmethod
    def _clean(question) -> str:
        kept = (char if unicodedata.category(char) not in ("Cc", "Cs") else " " for char in str(question or ""))
        return " ".join("".join(kept).split())[:LONGEST_QUESTION].strip()

    @cached_property
    def labels(self) -> dict[str, tuple[str, str]]:
        """What a filter is called, and its answer that asks for nothing."""
        return {
            "topic": (_("Topic"), _("All topics")),
            "kind": (_("Kind"), _("All kinds")),
            "audience": (_("Written for"), _("All readers")),
            "year": (_("Year"), _("All years")),
            "language": (pgettext("of a publication", "Language"), _("All languages")),
        }

    def _answer(self, name: str, value) -> str:
        """The answer, if it is one that can be given; otherwise nothing."""
        value = str(value or "")
        if name == "year":
            return value if re.fullmatch(r"(19|20)[0-9]{2}|2100", value) else ""
        if name == "topic":
            return value if value in map(str, self.topics) else ""
        return value if value in {"kind": Kind, "audience": Reader, "language": Language}[name].values else ""

    # --- what is found

    @staticmethod
    def _condition(name: str, value: str):
        if name == "topic":
            return Exists(PublicationTopic.objects.filter(publication=OuterRef("pk"), topic=value))
        if name == "audience":
            return Exists(PublicationAudience.objects.filter(publication=OuterRef("pk"), audience=value))
        return Q(**{name: value})

    @cached_property
    def _with_words(self) -> PublicationQuerySet:
        """The publications in which the words stand. Where these are few, the texts are looked through only once."""
        if not self.words:
            return self.publications
        found = self.publications.containing(self.words, self.user)
        numbers = list(found.order_by().values_list("pk", flat=True)[: FEW + 1])
        return found if len(numbers) > FEW else self.publications.filter(pk__in=numbers)

    @property
    def rows(self) -> PublicationQuerySet:
        return self._with_words

    @property
    def is_set(self) -> bool:
        return bool(self.words or self.answers)

    @cached_property
    def listing(self):
        """One page of what is found, each with the place in its file where the words stand."""
        order = ORDERS[self.sort]
        if not self.is_set and self.sort == "newest":
            order = ["-is_featured", *order]
        rows = self.found().order_by(*order).defer("words").select_related("document", "cover")
        listing = Paginator(rows.prefetch_related("cover__renditions"), PER_PAGE).get_page(self.number)
        listing.object_list = list(listing.object_list)
        if self.words:
            self._find_excerpts(listing.object_list)
        return listing

    def _find_excerpts(self, publications: list[Publication]) -> None:
        """Give each publication whose file holds the words an `excerpt` of its best page."""
        words = words_in(self.words)
        hits = [When(folded__contains=word, then=1) for word in words]
        score = sum((Case(hit, default=0, output_field=IntegerField()) for hit in hits), Value(0))
        together = Case(When(folded__contains=" ".join(words), then=1), default=0, output_field=IntegerField())
        pages = (
            DocumentPage.objects.open_to(self.user)
            .filter(document=OuterRef("document"))
            .annotate(score=score, together=together)
        )
        best = pages.filter(score__gt=0).order_by("-together", "-score", "number").values("pk")[:1]
        rows = Publication.objects.filter(pk__in=[row.pk for row in publications]).order_by()
        page_of = dict(rows.annotate(best=Subquery(best)).values_list("pk", "best"))
        texts = DocumentPage.objects.defer("folded").in_bulk([pk for pk in page_of.values() if pk])
        for publication in publications:
            if page := texts.get(page_of.get(publication.pk)):
                publication.excerpt = excerpt_of(page, words)

    # --- what else could be asked

    def _counts(self, name: str) -> dict[str, int]:
        found = self.found(without=name).order_by()
        if name in ("topic", "audience"):
            model = PublicationTopic if name == "topic" else PublicationAudience
            rows = model.objects.filter(publication__in=found.values("pk")).values_list(name)
        else:
            rows = found.values_list(name)
        return {str(value): count for value, count in rows.annotate(Count("pk")).order_by()}

    def _values(self, name: str, counts: dict[str, int]) -> list[tuple[str, str]]:
        if name == "topic":
            return [(str(pk), label) for pk, label in self.topics.items()]
        if name == "year":
            years = {*counts, *filter(None, [self.answers.get("year")])}
            return [(year, year) for year in sorted(years, reverse=True)]
        return {"kind": Kind, "audience": Reader, "language": Language}[name].choices

    @property
    def asked(self) -> dict[str, str]:
        return {"q": self.words, **self.answers, "sort": self.sort_asked}

    @property
    def sort_asked(self) -> str:
        """The order, where it is not the usual one."""
        return self.sort if self.sort != "newest" else ""

    @cached_property
    def chips(self) -> list[Chip]:
        words = [Chip(_("Words"), self.words, self.address(q=""))] if self.words else []
        return words + super().chips

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        labels = {"newest": _("Newest first"), "title": _("By title")}
        return [(value, labels[value], value == self.sort) for value in ORDERS]


def excerpt_of(page: DocumentPage, words: list[str]) -> Excerpt:
    """The text of a page around the first of the words that stands there, every word marked."""
    text = " ".join(page.text.split())
    places, folded = [], []
    for place, char in enumerate(text):
        plain = fold(char)
        folded.append(plain)
        places += [place] * len(plain)
    places.append(len(text))
    plain = "".join(folded)
    phrase = r"\s+".join(map(re.escape, words))
    single = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    first = re.search(phrase, plain) or re.search(single, plain)
    if not first:
        return Excerpt(page.number, [(text[: 2 * AROUND], False)])
    start, end = max(places[first.start()] - AROUND, 0), min(places[first.end()] + AROUND, len(text))
    if start:
        start = text.find(" ", start, places[first.start()]) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", 0, end), places[first.end()])
    pieces, done = [], start
    for hit in re.finditer(f"{phrase}|{single}", plain):
        begin, stop = places[hit.start()], places[hit.end() - 1] + 1
        if begin < done or stop > end:
            continue
        pieces += [(text[done:begin], False), (text[begin:stop], True)]
        done = stop
    pieces.append((text[done:end], False))
    if start:
        pieces.insert(0, ("… ", False))
    if end < len(text):
        pieces.append((" …", False))
    return Excerpt(page.number, [piece for piece in pieces if piece[0]])
