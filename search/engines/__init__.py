"""How a question is answered in one statement: by the database's own full-text search, chosen by the database in use,
or from the numbers that a search cluster names, where the settings have one.
"""

from django.db import connection

from search.backend import is_configured
from search.engines.cluster import Cluster
from search.engines.postgresql import PostgreSQL
from search.engines.sqlite import SQLite
from search.engines.statement import Engine

__all__ = ["engine"]

ENGINES: dict[str, Engine] = {"postgresql": PostgreSQL(), "sqlite": SQLite()}


def engine() -> Engine:
    own = ENGINES[connection.vendor]
    return Cluster(own) if is_configured() else own
