"""The page of results and the suggestions, as browsers meet them; and what they cost."""

import json
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import DirectoryPage
from tests.builders import a_member, a_page, a_resource_center, home
from tests.findings import asks, index_everything
from tests.publications import a_document, a_publication

pytestmark = pytest.mark.django_db


def page_of(path, user=None):
    client = Client()
    if user:
        client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def suggested(words, prefix="", user=None):
    return json.loads(page_of(f"{prefix}/search/suggestions/?q={words}", user))["suggestions"]


def test_the_search_works_as_a_plain_form_in_both_languages():
    a_page(title="Crisis page")
    index_everything()
    for prefix in ("", "/es"):
        start = page_of(f"{prefix}/")
        assert f'action="{prefix}/search/"' in start
        assert 'name="q"' in start
        assert "<mark>Crisis</mark> page" in page_of(f"{prefix}/search/?q=crisis")
    assert '/es/search/?q=crisis"' in page_of("/search/?q=crisis")  # the same question in the other language


def test_every_state_says_what_to_do():
    assert "Where to begin" in page_of("/search/")
    assert "Nothing was found that is open to you." in page_of("/search/?q=zebra")
    a_page(title="Crisis page")
    index_everything()
    assert "1 result for “crisis”" in page_of("/search/?q=crisis")
    corrected = page_of("/search/?q=crisiss")
    assert "These are results for what you may have meant." in corrected
    assert "?q=crisiss&exactly=1" in corrected
    assert "These results have some of them." in page_of("/search/?q=crisis+zebra")
    assert "Take back a filter" in page_of("/search/?q=crisis&kind=recording")


def test_results_come_in_pages_that_keep_what_was_asked():
    for number in range(25):
        a_page(title=f"Crisis {number}")
    index_everything()
    seen = set()
    for number in (1, 2, 3):
        search = asks(AnonymousUser(), "crisis", kind="page", page=str(number))
        assert search.total == 25
        seen |= {result.url for result in search.results}
    assert len(seen) == 25
    assert "?q=crisis&kind=page&page=3" in page_of("/search/?q=crisis&kind=page&page=2")


def test_titles_are_suggested_by_how_their_words_begin():
    a_page(title="Crisis intervention at night")
    a_publication(title="Night shifts")
    a_page(title="Intervención nocturna", parent=home("es"))
    index_everything()
    assert [row["label"] for row in suggested("inter ni")] == []
    assert [row["label"] for row in suggested("crisis inter")] == ["Crisis intervention at night"]
    assert {row["label"] for row in suggested("nig")} == {"Crisis intervention at night", "Night shifts"}
    assert suggested("n") == []
    [first, *_rest] = suggested("intervencion", "/es")
    assert (first["label"], first["kind"], first["language"]) == ("Intervención nocturna", "Página", "es")
    assert first["url"].startswith("/es/")


def fill(rows):
    for number in range(rows):
        a_publication(title=f"Crisis guide {number}", document=a_document(f"Crisis text {number}."))
        a_page(title=f"Crisis page {number}")
        a_member(first_name="Crisis", last_name=f"Person {number}")


@pytest.mark.parametrize(
    "path", ["/search/?q=crisis", "/search/?q=crisis&kind=publication", "/search/suggestions/?q=cri"]
)
def test_the_number_of_queries_does_not_grow_with_what_is_found(path):
    center, _recordings = a_resource_center()
    a_page(DirectoryPage, center, title="Directory", slug="directory")
    counts = []
    for rows in (1, 49):
        fill(rows)
        index_everything()
        client = Client()
        client.force_login(a_member())
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1, counts
    assert counts[1] <= (20 if "suggestions" in path else 45), counts
