"""What is suggested while somebody types."""

from django.http import HttpRequest
from django.utils.translation import get_language

from members.findable import LANGUAGES, kinds
from search.engines import engine
from search.engines.statement import Sight
from search.found import addresses_of
from search.models import IndexedPassage
from search.questions import Question

__all__ = ["suggestions"]

SUGGESTIONS = 7
SHORTEST = 2  # letters before anything is suggested


def suggestions(request: HttpRequest, text: str) -> list[dict]:
    """Titles that begin with the words typed so far, for whoever types them: label, kind and address of each."""
    question = Question(text)
    words = {language: some for language in LANGUAGES if (some := question.beginnings(language))}
    if not words or len(question.text) < SHORTEST:
        return []
    numbers = engine().suggest(words, get_language(), Sight(request.user), SUGGESTIONS)
    rows = IndexedPassage.objects.only("kind", "object_id", "language", "title").in_bulk(numbers)
    rows = [rows[pk] for pk in numbers if pk in rows]
    addresses = addresses_of(request, rows)
    return [
        {"label": row.title, "kind": str(kinds()[row.kind].label), "url": url, "language": row.language}
        for row in rows
        if (url := addresses.get((row.kind, row.object_id, row.language)))
    ]
