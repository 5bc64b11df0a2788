"""SQLite: FTS5 tables over the passages' terms, ranked by bm25."""

from search.engines.statement import COLUMNS, NOTHING, TITLE, Asked, Engine, Sight
from search.questions import Query, Way

__all__ = ["SQLite"]

WEIGHTS = "10.0, 4.0, 1.0"  # of title, lead, everything else


def _phrase(way: Way) -> str:
    return '"' + " ".join(way) + '"'


def match(query: Query, any_word: bool = False) -> str:
    """The query in the language of FTS5; empty where there is nothing to look for."""
    clauses = ["(" + " OR ".join(_phrase(way) for way in clause.ways) + ")" for clause in query.clauses]
    if not clauses:
        return ""
    found = "(" + (" OR " if any_word else " AND ").join(clauses) + ")"
    return f"({found} NOT ({' OR '.join(map(_phrase, query.excluded))}))" if query.excluded else found


class SQLite(Engine):
    def matching(self, asked: Asked, sight: Sight):
        queries = [text for query in asked.queries if (text := match(query, asked.any_word))]
        if not queries:
            return NOTHING, []
        sql = f"""
            SELECT {COLUMNS}, MIN((-bm25(search_terms, {WEIGHTS}) * 10 + 1) * CASE WHEN p.title_terms <> '' AND p.id IN
                (SELECT rowid FROM search_terms WHERE search_terms MATCH %s) THEN {TITLE} ELSE 1 END, 9000) AS score
            FROM search_terms JOIN search_indexedpassage p ON p.id = search_terms.rowid
            WHERE search_terms MATCH %s AND {sight.sql}
        """  # noqa: S608 (what the reader typed is a parameter)
        whole = " OR ".join(queries)
        titles = " OR ".join(match(query) for query in asked.queries if query.clauses)
        return sql, [f"{{title_terms}} : ({titles})", whole, *sight.params]

    def beginning(self, words, sight: Sight):
        whole = " OR ".join(
            "(" + " AND ".join([*(f'"{word}"' for word in some[:-1]), f'"{some[-1]}"*']) + ")"
            for some in words.values()
        )
        sql = f"""
            SELECT p.id, p.family, p.language, MIN(-bm25(search_names) * 10 + 1, 9000) AS score
            FROM search_names JOIN search_indexedpassage p ON p.id = search_names.rowid
            WHERE search_names MATCH %s AND {sight.sql}
        """  # noqa: S608
        return sql, [whole, *sight.params]
