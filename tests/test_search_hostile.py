"""Whatever somebody types is a question."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as st

from search.questions import MOST_WORDS, Question, clean
from tests.builders import a_member, a_page
from tests.findings import asks, index_everything

pytestmark = pytest.mark.django_db

HOSTILE = [
    "x" * 10_000, "word " * 3_000, '"' * 10_000, "-" * 500, '-"', '"', '""', '"""(((', "''", "\\", "%", "%s", "%%s", "_",
    "a & b", "a | b", "!a", "a <-> b", "a:*", "a:A", "& | !", "( ( (", "'a' & 'b'", "a && b", "<->", ":*", "*",
    "a AND b", "NOT a", "NEAR(a b)", "a OR", "OR", "AND", "NOT", "title_terms: a", "{a b} : c", "^a", "a + b", "a*",
    "'; DROP TABLE search_indexedpassage; --", "1' OR '1'='1", "x') UNION SELECT 1 --", "${jndi:ldap://x}", "{{ 7*7 }}",
    "<script>alert(1)</script>", "é" * 300, "\u202e\u2066", "🙂 🙂", "Москва 東京", "İstanbul ßß ﬁ", "a\u0301" * 100,
    "\ud800", "0" * 400, "1e5 -1 +1 0x1F", "-a -b -c", "-\"a b", "a-b-c-d-e-f", "a/b/c", "...", "/-.&", "x" * 41,
]  # fmt: skip


@pytest.fixture
def crisis(db):
    a_page(title="Crisis intervention")
    index_everything()


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_hostile_questions_are_answered(client, crisis, prefix):
    for words in HOSTILE:
        words = words.encode("utf-8", "replace").decode()
        for path in (f"{prefix}/search/", f"{prefix}/search/suggestions/"):
            answer = client.get(path, {"q": words})
            assert answer.status_code == 200, words[:50]
            assert "<script>alert" not in answer.content.decode()


def test_control_characters_are_refused(client, crisis):
    assert client.get("/search/?q=%00").status_code == 400
    assert client.get("/search/suggestions/?q=a%00b").status_code == 400
    assert asks(AnonymousUser(), "crisis\x00intervention").total == 1


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=x", f"page={'9' * 30}", "page=99999", "kind=nothing", "topic=999", f"topic={'1' * 40}",
        "year=abcd", "year=1899", "language=xx", "audience=%27", "q=a&q=b", "exactly=x", "kind=%25", "topic=%25",
    ],
)  # fmt: skip
def test_answers_that_nobody_offered_are_ignored(client, crisis, query):
    answer = client.get(f"/search/?q=crisis&{query}")
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_search_only_reads(client, method):
    assert getattr(client, method)("/search/?q=a").status_code == 405
    assert getattr(client, method)("/search/suggestions/?q=a").status_code == 405


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(st.text(max_size=80) | st.text(alphabet="ab\"-&|!()*:<>'\\ é{}", max_size=40))
def test_any_text_is_taken_apart_without_an_error(text):
    question = Question(text)
    for language in ("en", "es"):
        query = question.in_language(language)
        assert all(term.isascii() and term.isalnum() for term in query.terms)
    assert clean(clean(text)) == clean(text)
    assert sum(len(piece.words) for piece in question.pieces) <= MOST_WORDS


def test_any_question_can_be_put_to_the_database(crisis):
    reader = a_member()

    @settings(max_examples=40, deadline=None, database=None, derandomize=True)
    @given(st.text(alphabet="ac\"-&|!()*:<>'\\ é{}%\u2019", max_size=30))
    def ask(text):
        asks(reader, f"crisis {text}")

    ask()
