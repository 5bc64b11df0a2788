"""The database's own full-text search, asked in one statement; chosen by the database in use."""

from django.db import connection

from search.engines.postgresql import PostgreSQL
from search.engines.sqlite import SQLite
from search.engines.statement import Engine

__all__ = ["engine"]

ENGINES: dict[str, Engine] = {"postgresql": PostgreSQL(), "sqlite": SQLite()}


def engine() -> Engine:
    return ENGINES[connection.vendor]
