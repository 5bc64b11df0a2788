"""What a reader asks, taken apart: words, "phrases", -exclusions. Whatever they type is a question, never an error.

A question is put to each language in its own terms. A `Clause` is one of the things that must be found, in any of
several ways; each way is a sequence of terms that follow each other.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.words import MARK, STOP_WORDS, flat, spelled, stem, stop_terms, tokens

__all__ = ["LONGEST", "Clause", "Query", "Question", "clean"]

LONGEST = 200  # characters of a question; the rest is left out
MOST_WORDS = 12
PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
QUOTES = str.maketrans(dict.fromkeys("“”„«»″", '"'))

Way = tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """One thing to find, in any of its ways; `word` is how the reader wrote it, where it is one plain word."""

    ways: tuple[Way, ...]
    word: str = ""


@dataclass(frozen=True)
class Query:
    """A question in the terms of one language."""

    language: str
    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Way, ...] = ()

    @property
    def terms(self) -> set[str]:
        return {term for clause in self.clauses for way in clause.ways for term in way}


def clean(text) -> str:
    """A question without control characters, of bearable length."""
    kept = (char if unicodedata.category(char) not in ("Cc", "Cs", "Cn", "Co") else " " for char in str(text)[:2000])
    return " ".join("".join(kept).translate(QUOTES).split())[:LONGEST].strip()


@dataclass(frozen=True)
class Piece:
    words: Sequence[tuple[list[str], str]]
    is_phrase: bool
    is_excluded: bool


@dataclass
class Question:
    """A reader's words. `synonyms` are, by language, groups of sequences of terms that mean the same."""

    text: str
    synonyms: dict[str, list[list[Way]]] = field(default_factory=dict)

    def __post_init__(self):
        self.text = clean(self.text)
        self.pieces: list[Piece] = []
        left = MOST_WORDS
        for found in PIECE.finditer(self.text):
            words = list(tokens(found["word"] if found["phrase"] is None else found["phrase"]))[:left]
            left -= len(words)
            if words:
                self.pieces.append(Piece(words, found["phrase"] is not None, bool(found["minus"])))

    def __bool__(self) -> bool:
        return any(not piece.is_excluded for piece in self.pieces)

    @property
    def words(self) -> list[str]:
        """The plain words that are looked for, flat, in their order."""
        return [
            part for piece in self.pieces if not (piece.is_excluded or piece.is_phrase) for parts, _ in piece.words
            for part in parts
        ]  # fmt: skip

    def in_language(self, language: str) -> Query:
        wanted = [piece for piece in self.pieces if not piece.is_excluded]
        stop_words = STOP_WORDS.get(language, frozenset())
        plain = [word for piece in wanted if not piece.is_phrase for word in piece.words]
        matters = [word for word in plain if word[1] or word[0][0] not in stop_words]
        only_stop_words = not matters and not any(piece.is_phrase for piece in wanted)
        run: list[tuple[list[str], str]] = []
        clauses: list[Clause] = []
        for piece in wanted:
            if piece.is_phrase:
                clauses += self._with_synonyms(run, language)
                run = []
                if way := _way((part for parts, _whole in piece.words for part in parts), language):
                    clauses.append(Clause((way,)))
            else:
                run += [word for word in piece.words if only_stop_words or word in matters]
        clauses += self._with_synonyms(run, language)
        excluded = [
            _way((part for parts, _whole in piece.words for part in parts), language)
            for piece in self.pieces
            if piece.is_excluded
        ]
        return Query(language, tuple(clauses), tuple(filter(None, excluded)))

    def _with_synonyms(self, words: list[tuple[list[str], str]], language: str) -> list[Clause]:
        """A clause for each word, or for each sequence of words that has synonyms, the longest first."""
        own = [_ways_of(word, language) for word in words]
        groups = self.synonyms.get(language, [])
        clauses, place = [], 0
        while place < len(words):
            taken, ways = 1, own[place]
            for group in groups:
                for member in group:
                    told = tuple(term for term in member if term not in stop_terms(language)) or member
                    length = _matches(own[place:], told)
                    if length and length >= taken:
                        taken, ways = length, [*group, *(own[place] if length == 1 else [])]
            parts, whole = words[place]
            word = parts[0] if taken == 1 and not whole else ""
            if ways:
                clauses.append(Clause(tuple(dict.fromkeys(ways)), word))
            place += taken
        return clauses

    def beginnings(self, language: str) -> list[str]:
        """The words as they are spelled, the last of which may not be whole yet."""
        return spelled(" ".join(MARK.findall(flat(self.text))), language)[:MOST_WORDS]


def _way(parts: Iterable[str], language: str) -> Way:
    return tuple(term for part in parts if (term := stem(part, language)))


def _ways_of(word: tuple[list[str], str], language: str) -> list[Way]:
    """ "co-responder" is found as two words that follow each other, or as one."""
    parts, whole = word
    ways = [_way(parts, language), _way([whole], language) if whole else ()]
    return [way for way in ways if way]


def _matches(own: list[list[Way]], member: Way) -> int:
    """How many words, from the first on, say what a synonym says; 0: they do not."""
    if not own:
        return 0
    if member in own[0]:
        return 1
    said: list[str] = []
    for number, ways in enumerate(own, start=1):
        said += ways[0] if ways else []
        if tuple(said) == member:
            return number
        if len(said) >= len(member):
            return 0
    return 0
