"""One interface, three engines. The database always has everything and can always answer; a search server is asked
first where `ELASTICSEARCH_URL` names one.
"""

from functools import cache

from django.conf import settings
from django.db import connection

from .database import DatabaseEngine


class ServerFailed(Exception):
    """The search server does not answer, or refuses. Says so in a sentence."""


@cache
def _database_engine(vendor: str) -> DatabaseEngine:
    if vendor == "postgresql":
        from .postgresql import PostgreSQLEngine

        return PostgreSQLEngine()
    from .sqlite import SQLiteEngine

    return SQLiteEngine()


def database_engine() -> DatabaseEngine:
    return _database_engine(connection.vendor)


@cache
def _outside_engine(url: str):
    from .elasticsearch import ElasticsearchEngine

    return ElasticsearchEngine(url)


def outside_engine():
    """The search server, or None where there is none."""
    url = getattr(settings, "ELASTICSEARCH_URL", "")
    return _outside_engine(url) if url else None
