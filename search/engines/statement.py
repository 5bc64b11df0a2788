"""The one statement that finds, trims, ranks, counts and places; what differs between databases is left open."""

from collections.abc import Sequence, Sized
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction

from content.models import SiteDocument
from members.access import Person, closed_to
from members.findable import PUBLIC, Numbers, keys_of, kinds, numbers
from search.questions import Query

__all__ = ["COLUMNS", "FILTERS", "NOTHING", "NUMBER", "TITLE", "Asked", "Engine", "Sight"]

Clauses = tuple[str, list]

COLUMNS = "p.id, p.family, p.kind, p.language, p.locator, p.year, p.topics, p.audiences"

NUMBER = 4294967296  # 2^32: a score and the number of a passage are kept in one integer, so that max() finds both
NOTHING = f"SELECT {COLUMNS}, 0 AS score FROM search_indexedpassage p WHERE 1 = 0"  # noqa: S608
# What makes a title that has all the words worth more, the more the less else it says.
TITLE = "(1 + 3.0 / (1 + length(p.title_terms) / 24.0))"
FILTERS = {  # and in which column an object's answers to it stand
    "kind": "kind",
    "topic": "topics",
    "audience": "audiences",
    "year": "CAST(NULLIF(year, 0) AS text)",
    "language": "one || ' ' || other",
}
COUNTED = {"": "CAST('' AS text)", "any": "''", **FILTERS}
LINES = 8  # passages fetched for each object, of which the best three are shown


class Sight:
    """What a person may see of the index at this moment, as a condition on passages `p`.

    The words of access they hold (`keys`), less what the kinds close to them now (pages behind a restriction, people
    who are no members any more), less what stands in files of closed collections.
    """

    def __init__(self, user: Person):
        self.keys = keys_of(user)
        sql, params = [f"p.access IN ({_marks(self.keys)})"], list(self.keys)
        closed: dict[Numbers | None, list[str]] = {}  # what several kinds close alike is asked once
        for kind in kinds().values():
            if kind.is_private and self.keys == [PUBLIC]:
                closed.setdefault(None, []).append(kind.name)
            elif (objects := kind.closed(user)) is not None:
                closed.setdefault(objects, []).append(kind.name)
        for objects, names in closed.items():
            within = f" AND p.object_id IN ({objects.sql})" if objects else ""
            sql.append(f"NOT (p.kind IN ({_marks(names)}){within})")
            params += [*names, *(objects.values if objects else ())]
        if collections := _closed_collections(user):
            # Asked where the file is now: it may have been moved since it was read.
            files = numbers(SiteDocument.objects.filter(collection__in=collections))
            sql.append(f"p.document_id NOT IN ({files.sql})")
            params += files.values
        self.sql, self.params = " AND ".join(sql), params


def _marks(values: Sized) -> str:
    return ", ".join(["%s"] * len(values))


def _closed_collections(user: Person) -> list[int]:
    rows = CollectionViewRestriction.objects.filter(closed_to(user))
    below = Q()
    for path in set(rows.values_list("collection__path", flat=True)):
        below |= Q(path__startswith=path)
    return sorted(Collection.objects.filter(below).values_list("pk", flat=True)) if below else []


@dataclass(frozen=True)
class Asked:
    """A question as it is put to the index: in every language, with filters, one page of the answer."""

    queries: Sequence[Query]
    prefers: str  # the language whose results come first
    filters: dict[str, str]
    limit: int
    offset: int = 0
    any_word: bool = False  # whether one of the words is enough


class Engine:
    """Subclasses say how a question is matched and scored."""

    def matching(self, asked: Asked, sight: Sight) -> Clauses:
        """Select p.id, family, kind, language, locator, year, topics, audiences and score (0 to 9000)."""
        raise NotImplementedError

    def beginning(self, words: dict[str, list[str]], sight: Sight) -> Clauses:
        """Select id, family, language and score of objects in whose titles all the words stand or begin."""
        raise NotImplementedError

    def _execute(self, sql: str, params: list) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def find(self, asked: Asked, sight: Sight):
        """Ask. Three kinds of rows come back:

        ("count", filter, answers with spaces between, 0, how many objects have them, the other filters being as they
        are), where the filter "" counts what all filters let through and "any" what they would, if none were set;
        ("top", "", "", 0, number of the best passage) in their order, and
        ("line", family, "", place, number of a passage within it) the best first.
        """
        matching, params = self.matching(asked, sight)
        condition, values = _filters(asked.filters)
        score = "CAST(score * 100000 AS bigint) + CASE language WHEN %s THEN 1000000000 ELSE 0 END"
        counts, others = [], []
        for name, answers in COUNTED.items():
            others_let_through, given = _filters(
                {other: value for other, value in asked.filters.items() if name not in (other, "any")}
            )
            counts.append(
                f"SELECT 'count', '{name}', {answers}, 0, COUNT(*) FROM object WHERE {others_let_through}"  # noqa: S608
                + (f" GROUP BY {answers}" if name in FILTERS else "")
            )
            others += given
        sql = f"""
            WITH hit AS MATERIALIZED ({matching}),
            object AS MATERIALIZED (
                SELECT family, MIN(kind) AS kind, MAX(year) AS year, MAX(topics) AS topics,
                    MAX(audiences) AS audiences, MIN(language) AS one, MAX(language) AS other,
                    MAX(({score}) * {NUMBER} + id) AS best
                FROM hit GROUP BY family),
            top AS MATERIALIZED (
                SELECT family, best FROM object WHERE {condition} ORDER BY best DESC LIMIT %s OFFSET %s),
            line AS (
                SELECT hit.family, hit.id, row_number() OVER (
                    PARTITION BY hit.family ORDER BY CASE language WHEN %s THEN 0 ELSE 1 END, score DESC, id) AS place
                FROM hit JOIN top ON top.family = hit.family WHERE hit.locator >= 0)
            {" UNION ALL ".join(counts)}
            UNION ALL SELECT 'top', '', '', 0, best FROM top
            UNION ALL SELECT 'line', family, '', place, id FROM line WHERE place <= {LINES}
        """  # noqa: S608 (nothing of the reader's stands in it)
        values = [*params, asked.prefers, *values, asked.limit, asked.offset, asked.prefers, *others]
        return self._execute(sql, values)

    def suggest(self, words: dict[str, list[str]], prefers: str, sight: Sight, limit: int) -> list[int]:
        """Numbers of passages whose titles begin with the words, each object once, the best first."""
        matching, params = self.beginning(words, sight)
        score = "CAST(score * 100000 AS bigint) + CASE language WHEN %s THEN 1000000000 ELSE 0 END"
        sql = f"""
            WITH hit AS MATERIALIZED ({matching})
            SELECT MAX(({score}) * {NUMBER} + id) AS best FROM hit GROUP BY family ORDER BY best DESC LIMIT %s
        """  # noqa: S608
        return [best % NUMBER for (best,) in self._execute(sql, [*params, prefers, limit])]

    def seen(self, query: Query, sight: Sight, limit: int = 1) -> list[int]:
        """Numbers of passages that answer the query and may be seen, any of them, up to so many."""
        matching, params = self.matching(Asked([query], query.language, {}, 1), sight)
        return [pk for (pk,) in self._execute(f"SELECT id FROM ({matching} LIMIT {limit}) AS hit", params)]  # noqa: S608


def _filters(filters: dict[str, str]) -> Clauses:
    """The answers to the filters, as a condition on objects."""
    conditions, params = ["1 = 1"], []
    for name, value in filters.items():
        if name in ("topic", "audience"):
            conditions.append(f"{name}s LIKE %s")
            params.append(f"% {value} %")
        elif name == "language":
            conditions.append("(one = %s OR other = %s)")
            params += [value, value]
        else:
            conditions.append(f"{name} = %s")
            params.append(int(value) if name == "year" else value)
    return " AND ".join(conditions), params
