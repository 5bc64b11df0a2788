"""Putting what can be found into the index, and taking it out. Safe at any time, and twice."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.models import QuerySet

from members.findable import Kind, Passage, kinds
from search.cluster import note
from search.models import Gram, IndexedPassage, Word
from search.words import flat, spelled, terms

__all__ = [
    "BATCH",
    "forget",
    "forget_lost",
    "forget_unused_words",
    "grams_of",
    "rebuild",
    "refresh",
    "refresh_places",
    "words_of",
]

BATCH = 200  # objects read, and replaced in the index, at once
ROWS = 500  # rows written at once
MOST_TERMS = 200_000  # characters of terms in one passage; PostgreSQL's limit for a vector lies beyond
LETTERS = re.compile(r"[^\W\d_]{3,30}")
LOCK = 410_217  # PostgreSQL: whoever writes the index waits for whoever writes it already


def _row(kind: Kind, instance, passage: Passage) -> IndexedPassage:
    language, itself = passage.language, passage.locator is None
    return IndexedPassage(
        kind=kind.name,
        object_id=instance.pk,
        family=kind.family(instance),
        language=language,
        access=passage.access,
        document_id=passage.document,
        locator=-1 if itself else passage.locator,
        title=passage.title,
        lead=passage.lead,
        text=passage.text,
        dated_on=passage.dated_on,
        year=passage.dated_on.year if passage.dated_on else 0,
        topics="".join(f" {topic} " for topic in sorted(passage.topics)),
        audiences="".join(f" {audience} " for audience in sorted(passage.audiences)),
        names=" ".join(spelled(passage.title, language)) if itself else "",
        title_terms=terms(passage.title, language) if itself else "",
        lead_terms=terms(passage.lead if itself else f"{passage.title}\n{passage.lead}", language),
        text_terms=terms(f"{passage.text}\n{passage.more}", language)[:MOST_TERMS],
    )


def _lock() -> None:
    """Read only after whoever is writing has finished, or something older would overwrite something newer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@transaction.atomic
def _drop(passages: QuerySet) -> None:
    """Delete without reading: nothing refers to passages, and nobody else is to be told."""
    note(passages.values_list("pk", flat=True))
    passages._raw_delete(passages.db)


def refresh(kind: Kind, numbers: Iterable[int]) -> int:
    """Read objects again and replace their passages, in one transaction; what is no more to be found goes."""
    numbers = set(numbers)
    if not numbers:
        return 0
    objects = IndexedPassage.objects.filter(kind=kind.name, object_id__in=numbers)
    instances = kind.rows().filter(pk__in=numbers)
    return _replace(objects, (_row(kind, each, part) for each in instances for part in kind.passages(each)))


def refresh_places(kind: Kind, number: int, locators: Collection[int]) -> int:
    """The same for some places of one object."""
    places = IndexedPassage.objects.filter(kind=kind.name, object_id=number, locator__in=locators)
    instances = kind.rows().filter(pk=number).prefetch_related(None)
    rows = (_row(kind, each, part) for each in instances for part in kind.passages_at(each, locators))
    return _replace(places, rows)


def _replace(old: QuerySet, new: Iterator[IndexedPassage]) -> int:
    """`new` is not read before nobody else writes."""
    with transaction.atomic():
        _lock()
        _drop(old)
        rows = list(new)
        IndexedPassage.objects.bulk_create(rows, batch_size=ROWS)
        note(row.pk for row in rows)
        _learn(rows)
    return len(rows)


def forget(kind: Kind, number: int) -> None:
    """Take an object out, in the transaction that goes on."""
    _drop(IndexedPassage.objects.filter(kind=kind.name, object_id=number))


# --- words, to guess what was meant


def words_of(rows: Iterable[IndexedPassage]) -> dict[tuple[str, str], str]:
    """The words of passages by language, flat, each as it is written first."""
    words: dict[tuple[str, str], str] = {}
    for row in rows:
        for word in LETTERS.findall(f"{row.title}\n{row.lead}\n{row.text}"):
            words.setdefault((row.language, flat(word)), word.lower())
    return words


def grams_of(word: str) -> set[str]:
    """Three letters each, with the beginning and the end of the word among them."""
    framed = f"^{word}$"
    return {framed[place : place + 3] for place in range(len(framed) - 2)}


def _learn(rows: Iterable[IndexedPassage]) -> None:
    words = words_of(rows)
    for language in {language for language, _word in words}:
        own = {word: shown for (spoken, word), shown in words.items() if spoken == language and word.isascii()}
        new = iter(own.keys() - _known(language, own))
        while some := list(islice(new, ROWS)):
            Word.objects.bulk_create(
                [Word(language=language, word=word, shown=own[word]) for word in some], ignore_conflicts=True
            )
            numbers = Word.objects.filter(language=language, word__in=some, grams=None).values_list("pk", "word")
            Gram.objects.bulk_create(
                [Gram(word_id=pk, gram=gram) for pk, word in numbers for gram in grams_of(word)], batch_size=ROWS
            )


def _known(language: str, words: Iterable[str]) -> set[str]:
    known, rest = set(), iter(words)
    while some := list(islice(rest, ROWS)):
        known |= set(Word.objects.filter(language=language, word__in=some).values_list("word", flat=True))
    return known


def forget_unused_words() -> int:
    """Count how often each word stands in the index; forget those that stand nowhere any more."""
    counts: dict[tuple[str, str], int] = {}
    for row in IndexedPassage.objects.only("language", "title", "lead", "text").iterator(chunk_size=ROWS):
        for word in {flat(word) for word in LETTERS.findall(f"{row.title}\n{row.lead}\n{row.text}")}:
            counts[row.language, word] = counts.get((row.language, word), 0) + 1
    gone, changed = [], []
    for word in Word.objects.iterator(chunk_size=ROWS):
        count = counts.get((word.language, word.word), 0)
        if not count:
            gone.append(word.pk)
        elif count != word.count:
            word.count = count
            changed.append(word)
    Word.objects.bulk_update(changed, ["count"], batch_size=ROWS)
    for place in range(0, len(gone), ROWS):
        Word.objects.filter(pk__in=gone[place : place + ROWS]).delete()
    return len(gone)


# --- everything


def forget_lost(kind: Kind) -> int:
    """Take out what stands in the index but is no more to be found."""
    indexed = set(IndexedPassage.objects.filter(kind=kind.name).values_list("object_id", flat=True).distinct())
    lost = list(indexed - set(kind.rows().order_by().values_list("pk", flat=True)))
    for place in range(0, len(lost), ROWS):
        _drop(IndexedPassage.objects.filter(kind=kind.name, object_id__in=lost[place : place + ROWS]))
    return len(lost)


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, BATCH)):
        yield some


def rebuild(report: Callable[[str, int, int], None], names: Iterable[str] = ()) -> int:
    """Read everything again, some objects at a time, each replaced at once: readers find all of it meanwhile.

    `report` is called with the name of a kind, how many of its objects are done, and of how many.
    """
    _drop(IndexedPassage.objects.exclude(kind__in=kinds()))
    total = 0
    for kind in kinds().values():
        if names and kind.name not in names:
            continue
        numbers = list(kind.rows().order_by("pk").values_list("pk", flat=True))
        done = 0
        report(kind.name, 0, len(numbers))
        for some in _batches(numbers):
            total += refresh(kind, some)
            done += len(some)
            report(kind.name, done, len(numbers))
        forget_lost(kind)
    forget_unused_words()
    return total
