"""`make bench`: the search beside the database's own best query on the same rows, in a database that is thrown away.

Raw is what the engine answers by itself: match, rank, the best ten rows with their texts. Ours is the whole search for
one reader: what they may see, the same match, one result an object, counts for every filter, the words marked, the
lines within, and what is shown asked for once more. Pages of HTML are timed apart.
"""

import random
import statistics
import sys
import time
from itertools import cycle, islice

from tests.bench_library import prepare  # first: it wakes Django

# isort: split

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from wagtail.models import Collection

from content.models import SiteDocument, Topic
from library.models import DocumentPage, Publication
from search.engines import engine
from search.engines.postgresql import SUGGESTED, tsquery
from search.engines.sqlite import match
from search.engines.statement import Asked, Sight
from search.indexing import rebuild
from search.models import IndexedPassage
from search.questions import Question
from search.results import Search
from search.suggestions import suggestions
from tests.builders import a_member
from tests.publications import a_library

SIZES = [10_000, 100_000]
PAGES_EACH = 9  # of a publication's file: with the record itself ten passages
WORDS_A_PAGE = 120
VOCABULARY = 6_000
ROUNDS = 3
COMMON = ["crisis", "officer", "clinician", "training", "county"]  # in about one page of ten
RARE = ["beacon", "harbor", "lantern", "meadow", "orchard", "pelican", "quarry", "ribbon"]  # in one of a hundred


def _vocabulary() -> list[str]:
    chance = random.Random(7)  # noqa: S311
    syllables = ["ba", "co", "den", "fir", "gol", "hu", "ka", "lim", "mo", "ner", "pas", "ru", "sal", "ti", "vo", "wen"]
    words = {"".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(VOCABULARY * 2)}
    return sorted(words)[:VOCABULARY]


def _page(chance: random.Random, words: list[str], weights: list[float]) -> str:
    text = chance.choices(words, cum_weights=weights, k=WORDS_A_PAGE)
    text += [word for word in RARE if chance.random() < 0.01] + [word for word in COMMON if chance.random() < 0.1]
    chance.shuffle(text)
    return " ".join(text)


def grow(passages: int) -> float:
    """Publications with files until there are so many passages; the seconds it took to index them."""
    number = passages // (PAGES_EACH + 1)
    call_command("seed_publications", number - Publication.objects.count(), yes=True, verbosity=0)
    words = _vocabulary()
    weights, total = [], 0.0
    for place in range(len(words)):
        total += 1 / (place + 10)
        weights.append(total)
    bare = list(Publication.objects.filter(document=None))
    root = Collection.get_first_root_node()
    documents = SiteDocument.objects.bulk_create(
        [SiteDocument(title=row.title, file=f"documents/{row.slug}.pdf", collection=root) for row in bare], 1000
    )
    chance = random.Random(number)  # noqa: S311
    for row, document in zip(bare, documents, strict=True):
        row.document = document
        row.title = f"{chance.choice(RARE + COMMON).capitalize()} {row.title}"
    Publication.objects.bulk_update(bare, ["document", "title"], 500)
    rows = (
        DocumentPage(document=document, number=place, text=(text := _page(chance, words, weights)), folded=text)
        for document in documents
        for place in range(1, PAGES_EACH + 1)
    )
    while some := list(islice(rows, 2000)):
        DocumentPage.objects.bulk_create(some)
    start = time.perf_counter()
    rebuild(lambda *progress: None, ["publication"])
    took = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return took


QUESTIONS = {
    "one word": [*RARE, *COMMON[:1]],
    "two words": [*(f"{word} {other}" for word, other in zip(RARE, COMMON * 2, strict=False)), "crisis officer"],
    "suggestions": ["bea", "harb", "lan", "mead", "orch", "peli", "qua", "rib", "cri"],
}


def raw(what: str, words: str) -> int:
    """The engine's own best query."""
    with connection.cursor() as cursor:
        if what == "suggestions":
            term = Question(words).beginnings("en")[-1]
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"SELECT id, title, ts_rank({SUGGESTED}, %s::tsquery) AS rank FROM search_indexedpassage p "  # noqa: S608
                    f"WHERE names <> '' AND {SUGGESTED} @@ %s::tsquery ORDER BY rank DESC LIMIT 7",
                    [f"'{term}':*", f"'{term}':*"],
                )
            else:
                cursor.execute(
                    "SELECT rowid, names FROM search_names WHERE search_names MATCH %s ORDER BY rank LIMIT 7",
                    [f'"{term}"*'],
                )
        else:
            query = Question(words).in_language("en")
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT id, title, text, ts_rank(vector, %s::tsquery) AS rank FROM search_indexedpassage "
                    "WHERE vector @@ %s::tsquery ORDER BY rank DESC LIMIT 10",
                    [tsquery(query)] * 2,
                )
            else:
                cursor.execute(
                    "SELECT p.id, p.title, p.text FROM search_terms "
                    "JOIN search_indexedpassage p ON p.id = search_terms.rowid "
                    "WHERE search_terms MATCH %s ORDER BY rank LIMIT 10",
                    [match(query)],
                )
        return len(cursor.fetchall())


def ours(what: str, words: str, user) -> int:
    request = RequestFactory().get("/search/", SERVER_NAME="localhost")
    request.user = type(user).objects.get(pk=user.pk) if user.pk else AnonymousUser()
    if what == "suggestions":
        return len(suggestions(request, words))
    search = Search(request, {"q": words})
    _ = search.facets, search.total
    return len(search.results)


def statement(what: str, words: str) -> int:
    """The one statement of ours that matches, trims, ranks and counts, for a visitor; without what shows it."""
    sight, question = Sight(AnonymousUser()), Question(words)
    if what == "suggestions":
        return len(engine().suggest({"en": question.beginnings("en")}, "en", sight, 7))
    return len(engine().find(Asked([question.in_language("en")], "en", {}, 10), sight))


def timed(ask, questions) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, each question asked a few times."""
    times = []
    for question in islice(cycle(questions), len(questions) * (ROUNDS + 1)):
        start = time.perf_counter()
        assert ask(question), question
        times.append((time.perf_counter() - start) * 1000)
    times = times[len(questions) :]  # the first round warms up
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main(sizes: list[int]) -> None:
    if not Topic.objects.exists():
        call_command("seed_publications", 0, yes=True, verbosity=0)
    a_library()
    readers = {"visitor": AnonymousUser(), "member": a_member()}
    print(f"\n{connection.vendor}: milliseconds, median / 95th percentile, and how many times raw (95th percentile)\n")
    for size in sizes:
        took = grow(size)
        print(f"{IndexedPassage.objects.count():,} passages, indexed at {size / took:,.0f} a second")
        for what, questions in QUESTIONS.items():
            middle, slow = timed(lambda words, what=what: raw(what, words), questions)
            cells = [f"raw {middle:7.1f} /{slow:7.1f}"]
            median, p95 = timed(lambda words, what=what: statement(what, words), questions)
            cells.append(f"statement {median:7.1f} /{p95:7.1f} ({p95 / slow:4.1f} x)")
            for name, user in readers.items():
                median, p95 = timed(lambda words, what=what, user=user: ours(what, words, user), questions)
                cells.append(f"{name} {median:7.1f} /{p95:7.1f} ({p95 / slow:4.1f} x)")
            print(f"  {what:<12} " + "   ".join(cells), flush=True)
        client = Client()
        median, p95 = timed(
            lambda words, client=client: client.get("/search/", {"q": words}).status_code == 200, QUESTIONS["one word"]
        )
        print(f"  {'whole page':<12} visitor {median:7.1f} /{p95:7.1f}\n", flush=True)


if __name__ == "__main__":
    prepare()
    try:
        main([int(size) for size in sys.argv[1:]] or SIZES)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
