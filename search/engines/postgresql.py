"""PostgreSQL: a stored tsvector with a GIN index of its own, ranked by ts_rank."""

from search.engines.statement import COLUMNS, NOTHING, TITLE, Asked, Engine, Sight
from search.questions import Query, Way

__all__ = ["PostgreSQL"]

WEIGHTS = "'{0.08, 0.2, 0.4, 1.0}'"  # of everything else, (none), lead, title
SUGGESTED = "to_tsvector('pg_catalog.simple', p.names)"  # the very expression that is indexed


def _all_of(way: Way, weights: str = "") -> str:
    """Terms hold letters and figures only, so they need no more than quotation marks."""
    return "(" + " <-> ".join(f"'{term}'{weights}" for term in way) + ")"


def tsquery(query: Query, any_word: bool = False, weights: str = "") -> str:
    """The query in PostgreSQL's own language; empty where there is nothing to look for. ":A" asks titles alone."""
    clauses = ["(" + " | ".join(_all_of(way, weights) for way in clause.ways) + ")" for clause in query.clauses]
    if not clauses:
        return ""
    found = "(" + (" | " if any_word else " & ").join(clauses) + ")"
    return " & ".join([found, *(f"!{_all_of(way)}" for way in query.excluded)])


class PostgreSQL(Engine):
    def matching(self, asked: Asked, sight: Sight):
        queries = {query.language: text for query in asked.queries if (text := tsquery(query, asked.any_word))}
        if not queries:
            return NOTHING, []
        whole = " | ".join(f"({text})" for text in queries.values())
        titles = " | ".join(f"({tsquery(query, weights=':A')})" for query in asked.queries if query.clauses)
        own = "".join(" WHEN %s THEN %s::tsquery" for _query in queries)
        sql = f"""
            SELECT {COLUMNS}, ts_rank({WEIGHTS}, p.vector, CASE p.language {own} END, 1) * 1000
                * CASE WHEN p.title_terms <> '' AND p.vector @@ %s::tsquery THEN {TITLE} ELSE 1 END AS score
            FROM search_indexedpassage p WHERE p.vector @@ %s::tsquery AND {sight.sql}
        """  # noqa: S608 (what the reader typed is a parameter)
        own_params = [value for pair in queries.items() for value in pair]
        return sql, [*own_params, titles, whole, *sight.params]

    def beginning(self, words, sight: Sight):
        whole = " | ".join(
            "(" + " & ".join([*(f"'{word}'" for word in some[:-1]), f"'{some[-1]}':*"]) + ")" for some in words.values()
        )
        sql = f"""
            SELECT p.id, p.family, p.language, ts_rank({SUGGESTED}, %s::tsquery, 1) * 1000 AS score
            FROM search_indexedpassage p WHERE p.names <> '' AND {SUGGESTED} @@ %s::tsquery AND {sight.sql}
        """  # noqa: S608
        return sql, [whole, whole, *sight.params]
