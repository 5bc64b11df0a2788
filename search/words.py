"""Text as words that are compared: accents folded, each language stemmed, codes found whole and in parts.

Both databases are given the same words, so both find the same. Before each term stands its language, which keeps
the languages apart within one index: "enintervent" is English, "esintervencion" Spanish.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import snowballstemmer
from anyascii import anyascii

__all__ = ["MARK", "STOP_WORDS", "WORD", "Token", "flat", "spelled", "stem", "stop_terms", "terms", "tokens"]

LONGEST = 40  # letters of a word; what is longer is none
WORD = re.compile(r"[^\W_]+(?:[-/.&][^\W_]+)*")
MARK = re.compile(r"[^\W_]+")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
STEMMERS = {"en": "english", "es": "spanish"}

# Words that say nothing of the subject, by language. In a question they count only within quotation marks.
STOP_WORDS = {
    "en": frozenset(
        "a about an and are as at be been but by can could did do does for from had has have how i if in into is it "  # noqa: SIM905
        "its me my not of on or our she should so such than that the their them then there these they this to us was "
        "we were what when where which who whom why will with would you your".split()
    ),
    "es": frozenset(
        "a al algo ante como con cual cuando de del desde donde e el ella ellas ellos en entre era es esa ese eso "  # noqa: SIM905
        "esta este esto fue ha hay la las le les lo los mas me mi muy no nos o para pero por que quien se ser si sin "
        "sobre son su sus tambien te tu u un una uno y ya yo".split()
    ),
}


class _Folds(dict):
    """Each letter without its accents, in one place."""

    def __missing__(self, code):
        letter = chr(code)
        if letter in "’‘ʼ":
            self[code] = "'"
            return "'"
        plain = "".join(char for char in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(char))
        plain = plain.casefold()
        self[code] = plain if len(plain) == 1 else letter
        return self[code]


_folds = _Folds()


def flat(text: str) -> str:
    """Small letters without accents, each in its place: as many as there were."""
    small = text.lower()
    if len(small) != len(text):
        return text.translate(_folds)
    return FOREIGN.sub(lambda found: found[0].translate(_folds), small)


@cache
def _stemmer(language: str):
    return snowballstemmer.stemmer(STEMMERS[language]) if language in STEMMERS else None


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The term of a flat word; empty where nothing of it can be written in Latin letters and figures."""
    if not word.isascii():
        word = re.sub(r"[^a-z0-9]", "", anyascii(word).lower())
    stemmer = _stemmer(language)
    term = stemmer.stemWord(word) if stemmer else word
    return language + term if term and len(term) <= LONGEST else ""


@cache
def stop_terms(language: str) -> frozenset[str]:
    """The terms of a language's stop words."""
    return frozenset(stem(word, language) for word in STOP_WORDS.get(language, ()))


Token = tuple[list[str], str]  # the parts of a word, and the word in one where it has several


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, flat: "co-responder" is (["co", "responder"], "coresponder")."""
    for word in WORD.findall(flat(text).replace("'", "")):
        parts = MARK.findall(word)
        yield parts, "".join(parts) if len(parts) > 1 else ""


def terms(text: str, language: str) -> str:
    """What of a text is put into the index: its terms in their order, then compounds in one word."""
    found, compounds = [], {}
    for parts, whole in tokens(text):
        found += [term for part in parts if (term := stem(part, language))]
        if whole and (term := stem(whole, language)):
            compounds[term] = None
    return " ".join([*found, *compounds])


def spelled(text: str, language: str) -> list[str]:
    """The words of a text as they are spelled, to be found by how they begin."""
    words = []
    for parts, whole in tokens(text):
        for part in [*parts, *filter(None, [whole])]:
            plain = part if part.isascii() else re.sub(r"[^a-z0-9]", "", anyascii(part).lower())
            if plain and len(plain) <= LONGEST:
                words.append(language + plain)
    return words
