"""What was meant: for a word that stands nowhere the reader may look, the nearest word that does."""

from django.db.models import Count

from members.findable import LANGUAGES
from search.engines import engine
from search.engines.statement import Sight
from search.indexing import grams_of, words_of
from search.models import Gram, IndexedPassage, Word
from search.questions import Clause, Query, Question
from search.words import MARK, flat, stem

__all__ = ["distance", "meant"]

CANDIDATES = 60  # words that share letters, compared one by one
TRIES = 6  # of the nearest, asked for whether the reader may know them
READ = 20  # passages read for how it is spelled where the reader may look
SHORTEST = 4  # letters; shorter words are too like each other


def distance(one: str, other: str, limit: int) -> int:
    """How many letters to add, drop, change or swap (Damerau-Levenshtein, neighbors only); at most limit + 1."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, match in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == match:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _limit(word: str) -> int:
    """How many letters may be wrong in it."""
    return 1 if len(word) < 6 else 2


def _near(word: str, language: str) -> list[Word]:
    """Known words that are written almost like it, the nearest first; the commoner of two that are as near."""
    limit = _limit(word)
    shared = Gram.objects.filter(gram__in=grams_of(word), word__language=language).values_list("word")
    best = shared.annotate(Count("pk")).order_by("-pk__count", "word")[:CANDIDATES]
    words = Word.objects.in_bulk([pk for pk, _count in best]).values()
    near = {known: steps for known in words if 0 < (steps := distance(word, known.word, limit)) <= limit}
    return sorted(near, key=lambda known: (near[known], -known.count, known.word))[:TRIES]


def _is_known(word: str, sight: Sight, languages: list[str]) -> bool:
    terms = [(language, stem(word, language)) for language in languages]
    return any(term and engine().seen(_single(language, term), sight) for language, term in terms)


def _single(language: str, term: str) -> Query:
    return Query(language, (Clause(((term,),)),))


def _as_seen(word: str, known: Word, sight: Sight) -> str:
    """The form of a known word that is nearest to a word, as it is written where the reader may look."""
    language, limit = known.language, _limit(word)
    term = stem(known.word, language)
    rows = IndexedPassage.objects.filter(pk__in=engine().seen(_single(language, term), sight, READ))
    forms = {form: shown for (_, form), shown in words_of(rows.only("language", "title", "lead", "text")).items()}
    steps = {form: distance(word, form, limit) for form in forms if stem(form, language) == term}
    nearest = min(steps, key=lambda form: (steps[form], form != known.word, form), default="")
    return forms[nearest] if nearest and steps[nearest] <= limit else ""


def meant(question: Question, sight: Sight, prefers: str) -> str:
    """The question with each unknown word replaced by a known one; empty where nothing is unknown or nothing near."""
    languages = [prefers, *(language for language in LANGUAGES if language != prefers)]
    corrections: dict[str, str] = {}
    for word in dict.fromkeys(question.words):
        if len(word) < SHORTEST or not word.isalpha() or _is_known(word, sight, languages):
            continue
        for language in languages:
            if found := next(filter(None, (_as_seen(word, known, sight) for known in _near(word, language))), ""):
                corrections[word] = found
                break
    if not corrections:
        return ""

    def corrected(found) -> str:
        return corrections.get(flat(found[0]).replace("'", ""), found[0])

    text = MARK.sub(corrected, question.text)
    return text if text != question.text else ""
