"""The way to a search cluster: Wagtail's own back-end for OpenSearch or Elasticsearch, as passages want it.

Used where `SEARCH_URL` names a cluster (see the settings), and by nothing but the passages: Wagtail's own search in the
admin stays with the database, where editors find a page in the very moment in which it is saved.
"""

import logging
from collections.abc import Callable
from functools import cache
from time import monotonic
from typing import NamedTuple, TypeVar

from django.conf import settings
from modelsearch.backends.elasticsearchbase import Field
from wagtail.search.backends import get_search_backend, import_backend
from wagtail.search.query import Phrase, PlainText

__all__ = ["PATIENTLY", "Hit", "SearchBackend", "Unavailable", "ask", "connect", "forget_connections", "is_configured"]

NAME = "passages"
WEIGHTS = {"title_terms": 10, "lead_terms": 4, "text_terms": 1}
PAUSE = 30  # seconds in which a cluster that failed is left alone
QUICKLY, PATIENTLY = 2, 10  # seconds to wait for an answer: a reader, and whoever writes

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class AcrossFields:
    """Questions whose words may stand in different fields, and the excluded ones in none of them.

    Wagtail's compiler asks each field for the whole question: "crisis -night" would find a page about nights whose
    title says "crisis". Here each word is looked for in all fields, and counts where it stands best.
    """

    def _remap_fields(self, fields):
        return [Field(name, weight) for name, weight in WEIGHTS.items()]

    def _join_and_compile_queries(self, query, fields, boost=1.0):
        return self._compile_query(query, fields, boost)

    def _compile_query(self, query, field, boost=1.0):
        if isinstance(query, PlainText):
            return self._compile_plaintext_query(query, field, boost)
        if isinstance(query, Phrase):
            return self._compile_phrase_query(query, field)
        return super()._compile_query(query, field, boost)


class Hit(NamedTuple):
    """A passage that the cluster found, by its number."""

    pk: int


class InOneRequest:
    """Hits as numbers, the best first. Wagtail's results ask once for each hundred, and the database for each row."""

    def _do_search(self):
        answer = self._backend_do_search(
            self._get_es_body(),
            index=self.backend.get_index_for_model(self.query_compiler.queryset.model).name,
            size=self.stop,
            _source=False,
            allow_partial_search_results=False,  # half an answer would look like a whole one
            filter_path="took,hits.hits._id",
        )
        if "took" not in answer:  # it stands in every answer, in one without hits too
            raise ValueError("This is no answer.")
        return [Hit(int(hit["_id"])) for hit in answer.get("hits", {}).get("hits", [])]


def _discreet(bulk):
    """The clients' own error quotes the documents, and their words belong into no log."""

    def tell(*args, **options) -> None:
        _done, failed = bulk(*args, raise_on_error=False, **options)
        if refused := [item for item in failed if item.get("delete", {}).get("status") != 404]:  # it was gone already
            raise ValueError(f"{len(refused)} passages were refused.")

    return tell


def SearchBackend(params):
    """Wagtail's back-end of the `KIND` that is configured."""
    search_backend = import_backend(f"wagtail.search.backends.{params.pop('KIND')}")
    longest = {"settings": {"analysis": {"filter": {"edgengram": {"max_gram": 40}}}}}  # no name is cut off
    backend = search_backend({"INDEX_SETTINGS": longest, "OPTIONS": {"max_retries": 1}, **params})
    for name, mixin in [("query_compiler_class", AcrossFields), ("results_class", InOneRequest)]:
        stock = getattr(backend, name)
        setattr(backend, name, type(stock.__name__, (mixin, stock), {}))
    backend.bulk = _discreet(backend.bulk)
    # `update_index` would put an empty index, and those of every other model, in the place of ours.
    backend.rebuilder_class = None
    return backend


# --- asking


class Unavailable(Exception):
    """The cluster does not answer, or not as it should."""


class _Pause:
    until = 0.0  # of this process's clock


def is_configured() -> bool:
    return NAME in settings.WAGTAILSEARCH_BACKENDS


@cache
def connect(timeout: int = QUICKLY):
    """One client for this process, which keeps its connections open. Connects when it is first asked."""
    return get_search_backend(NAME, TIMEOUT=timeout)


def ask(what: Callable[..., Answer], timeout: int = QUICKLY) -> Answer:
    """Call with the back-end. Raises `Unavailable` where that fails, and for half a minute after that without trying,
    so that readers wait for a broken cluster once and not at each word.
    """
    if monotonic() < _Pause.until:
        raise Unavailable
    backend = connect(timeout)
    try:
        return what(backend)
    except Exception as error:  # of the network, of either client, or of an answer that is none
        _Pause.until = monotonic() + PAUSE
        logger.exception("The search cluster failed; the next %s seconds go without it", PAUSE)
        raise Unavailable from error


def forget_connections() -> None:
    """Begin anew, with the settings as they are now."""
    _Pause.until = 0.0
    connect.cache_clear()
