"""OpenSearch or Elasticsearch, where the settings name one: it says which passages answer best, and nothing else.

It is asked for the numbers of passages whose word of access the reader holds. Everything besides stays with the
database: its rows are joined to these numbers, trimmed once more to what may be seen at this moment, counted and shown.
So a cluster that is late or wrong shows nobody anything, and when it fails the database's own engine answers.
"""

import json

from wagtail.search.query import And, Not, Or, Phrase, PlainText, SearchQuery

from search.backend import Unavailable, ask
from search.engines.statement import COLUMNS, NOTHING, NUMBER, Asked, Engine, Sight
from search.models import ClusterPassage
from search.questions import Query, Way

__all__ = ["MOST", "Cluster"]

MOST = 10_000  # passages; more is asked of a cluster only with other means ("max_result_window")
HIGHEST, STEP = 9000, 0.9  # scores of the best, and from one place to the next


def _any_of(queries: list[SearchQuery]) -> SearchQuery:
    return queries[0] if len(queries) == 1 else Or(queries)


def _all_of(way: Way) -> SearchQuery:
    return Phrase(" ".join(way)) if len(way) > 1 else PlainText(way[0])


def _wanted(query: Query, any_word: bool) -> SearchQuery | None:
    """The query in Wagtail's terms; None where there is nothing to look for."""
    clauses = [_any_of([_all_of(way) for way in clause.ways]) for clause in query.clauses]
    if not clauses:
        return None
    found = _any_of(clauses) if any_word or len(clauses) == 1 else And(clauses)
    return And([found, *(Not(_all_of(way)) for way in query.excluded)]) if query.excluded else found


def _number(hit) -> int:
    if not 0 < hit.pk < NUMBER:
        raise ValueError(f"No passage has the number {hit.pk}.")
    return hit.pk


class Cluster(Engine):
    """Answers with the help of a cluster, and without it by the database's own engine."""

    def __init__(self, own: Engine):
        self.own = own

    def matching(self, asked: Asked, sight: Sight):
        queries = [wanted for query in asked.queries if (wanted := _wanted(query, asked.any_word))]
        if not queries:
            return NOTHING, []
        return self._found(COLUMNS, "search", _any_of(queries), sight) or self.own.matching(asked, sight)

    def beginning(self, words, sight: Sight):
        language, some = next(iter(words.items()))  # the same words in each language, but for its mark
        query = PlainText(" ".join(word[len(language) :] for word in some))
        columns = "p.id, p.family, p.language"
        return self._found(columns, "autocomplete", query, sight) or self.own.beginning(words, sight)

    def seen(self, query: Query, sight: Sight, limit: int = 1):
        """Any few rows will do, so the database knows at once; and this is asked of many words in a row."""
        return self.own.seen(query, sight, limit)

    def _found(self, columns: str, method: str, query: SearchQuery, sight: Sight):
        # No filter is asked of the cluster: the others' counts need what each of them leaves out.
        rows = ClusterPassage.objects.filter(access__in=sight.keys)
        try:
            numbers = ask(lambda backend: [_number(hit) for hit in getattr(backend, method)(query, rows)[:MOST]])
        except Unavailable:
            return None
        scores = {number: HIGHEST - STEP * place for place, number in enumerate(dict.fromkeys(numbers))}
        sql = f"""
            SELECT {columns}, CAST(CAST(hit.value AS text) AS double precision) AS score
            FROM json_each(%s) hit JOIN search_indexedpassage p ON p.id = CAST(hit.key AS bigint)
            WHERE {sight.sql}
        """  # noqa: S608
        return sql, [json.dumps(scores), *sight.params]
