"""`make bench`: how long the library's list takes with many publications, in a database that is thrown away."""

import statistics
import sys
import time

import django

from tests import conftest  # noqa: F401 (the environment in which tests run, with files in a folder of its own)

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings, setup_test_environment
from wagtail.models import Collection, Locale

from content.models import SiteDocument, Topic
from library.models import DocumentPage, Publication
from tests.publications import a_library

SIZES = [1_000, 10_000, 100_000]
ROUNDS = 7
PAGES_EACH = 2  # pages of text in a file; every tenth publication has one
TOPICS = ["Dispatch", "Policy", "Youth", "Rural", "Suicide", "Co-response", "988", "Data and evaluation"]


def prepare() -> None:
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    override_settings(STORAGES=settings.STORAGES | plain).enable()
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    setup_test_environment(debug=False)
    if connection.vendor == "sqlite":  # in a file, as it would be; not in memory
        connection.settings_dict["TEST"]["NAME"] = str(settings.VAR / "bench.sqlite3")
    connection.creation.create_test_db(verbosity=0, autoclobber=True)


def grow(number: int) -> None:
    """Add publications up to a number, every tenth with a file of which the text is known."""
    call_command("seed_publications", number - Publication.objects.count(), yes=True, verbosity=0)
    bare = list(Publication.objects.filter(document=None, pk__in=Publication.objects.filter(slug__endswith="0")))
    root = Collection.get_first_root_node()
    documents = SiteDocument.objects.bulk_create(
        [SiteDocument(title=row.title, file=f"documents/{row.slug}.pdf", collection=root) for row in bare], 1000
    )
    for row, document in zip(bare, documents, strict=True):
        row.document = document
    Publication.objects.bulk_update(bare, ["document"], 500)
    text = "The dispatcher hears first that somebody is in crisis, and sends the team that is trained for it. " * 20
    pages = (
        DocumentPage(document=document, number=page, text=text, folded=f"{text.lower()} {document.title.lower()}")
        for document in documents
        for page in range(1, PAGES_EACH + 1)
    )
    DocumentPage.objects.bulk_create(pages, 1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(client: Client, path: str) -> tuple[float, int]:
    """The median of a few answers in milliseconds, and the number of queries of one."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        assert client.get(path).status_code == 200
        times.append((time.perf_counter() - start) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return statistics.median(times), len(queries)


def main(sizes: list[int]) -> None:
    prepare()
    try:
        topics = Topic.objects.bulk_create(Topic(name=name, locale=Locale.get_default()) for name in TOPICS)
        a_library()
        paths = {
            "list": "/library/",
            "page 40": "/library/?page=40",
            "by title": "/library/?sort=title",
            "four filters": f"/library/?topic={topics[0].pk}&kind=guide&audience=patrol&language=en",
            "rare words": "/library/?q=demonstration+777",
            "common words": "/library/?q=dispatcher+trained",
            "words, filters": f"/library/?q=crisis&topic={topics[0].pk}&kind=guide",
        }
        print(f"{connection.vendor}: median of {ROUNDS} answers in milliseconds (queries)\n")
        print(f"{'publications':>12}  " + "  ".join(f"{name:>14}" for name in paths), flush=True)
        for size in sizes:
            grow(size)
            cells = [measure(Client(), path) for path in paths.values()]
            print(f"{size:>12,}  " + "  ".join(f"{ms:>8.0f} ({queries:>2}) " for ms, queries in cells), flush=True)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
