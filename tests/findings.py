"""What tests of the search need: an index of what there is, and a visitor's question."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from search.indexing import rebuild
from search.results import Search
from tests.builders import know_the_rows

__all__ = ["asks", "index_everything", "titles_for"]


def index_everything() -> int:
    count = rebuild(lambda *progress: None)
    know_the_rows()
    return count


def _request(user, path: str) -> HttpRequest:
    request = RequestFactory().get(path, SERVER_NAME="localhost")
    request.user = type(user).objects.get(pk=user.pk) if user.pk else AnonymousUser()  # nothing remembered
    return request


def asks(user, words: str, spoken: str = "en", **data) -> Search:
    """What a person finds for some words, in a language."""
    with translation.override(spoken):
        search = Search(_request(user, "/search/"), {"q": words} | data)
        _ = search.results, search.facets, search.promoted
        return search


def titles_for(user, words: str, spoken: str = "en", **data) -> list[str]:
    return [result.name for result in asks(user, words, spoken, **data).results]
