"""Pieces of a text around what was found in it. They are plain text, each with whether it was looked for; the
template escapes them.
"""

import re
from dataclasses import dataclass

from search.questions import Query
from search.words import flat, stem, stop_terms

__all__ = ["Excerpt", "Marker"]

AROUND = 110  # characters shown on each side
LONGEST = 260  # characters of an excerpt

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Excerpt:
    pieces: Pieces
    hits: int

    def __bool__(self) -> bool:
        return self.hits > 0


class Marker:
    """Finds the terms of a query in texts of its language."""

    def __init__(self, query: Query):
        self.language = query.language
        # “and” in a synonym such as “Suicide and Crisis Lifeline” is no find, unless nothing else is looked for.
        self.terms = query.terms - stop_terms(self.language) or query.terms
        # A stem is how its words begin, but for its last letter ("policies" is "polici", "police" is "polic").
        beginnings = {term[len(self.language) :] for term in self.terms}
        beginnings = {re.escape(begin[:-1] if len(begin) > 3 else begin) for begin in beginnings}
        self.candidates = re.compile(rf"(?:{'|'.join(sorted(beginnings))})[^\W_]*") if beginnings else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the terms stand."""
        if not self.candidates:
            return []
        level = flat(text)
        return [
            found.span()
            for found in self.candidates.finditer(level)
            if not level[found.start() - 1 : found.start()].isalnum()  # looked at here, as it is slow in the pattern
            and stem(found[0].replace("'", ""), self.language) in self.terms
        ]

    def whole(self, text: str) -> Excerpt:
        """The whole text, marked."""
        return self._cut(text, self.spans(text), 0, len(text))

    def excerpt(self, text: str) -> Excerpt:
        """The part of a text where most of the terms stand close together; its beginning where none does."""
        text = " ".join(text.split())
        spans = self.spans(text)
        if not spans:
            end = len(text) if len(text) <= LONGEST else max(text.rfind(" ", 0, LONGEST), LONGEST // 2)
            return self._cut(text, [], 0, end)
        best, most = 0, 0
        for number, (start, _end) in enumerate(spans):
            near = [span for span in spans[number : number + 12] if span[1] <= start + LONGEST - AROUND]
            different = len({stem(flat(text[a:b]), self.language) for a, b in near}) * 100 + len(near)
            if different > most:
                best, most = number, different
        first = spans[best][0]
        begin = max(first - AROUND, 0)
        if begin:
            begin = text.find(" ", begin, first) + 1 or begin
        end = min(begin + LONGEST, len(text))
        if end < len(text):
            end = max(text.rfind(" ", begin, end), spans[best][1])
        return self._cut(text, spans, begin, end)

    @staticmethod
    def _cut(text: str, spans, begin: int, end: int) -> Excerpt:
        pieces: Pieces = [("… ", False)] if begin else []
        done, hits = begin, 0
        for start, stop in spans:
            if start < done or stop > end:
                continue
            pieces += [(text[done:start], False), (text[start:stop], True)]
            done, hits = stop, hits + 1
        pieces += [(text[done:end], False), (" …" if end < len(text) else "", False)]
        return Excerpt([piece for piece in pieces if piece[0]], hits)
