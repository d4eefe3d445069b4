"""Engines to test: the database of the run, and Elasticsearch where the environment names one."""

import os
from contextlib import contextmanager

import pytest
from django.conf import settings

from search.engines import database_engine
from search.engines.elasticsearch import ElasticsearchEngine, building

ENGINES = ("database", "elasticsearch")


def address() -> str:
    """Of the real server; skips without."""
    if not (url := os.environ.get("ELASTICSEARCH_URL", "")):
        pytest.skip("ELASTICSEARCH_URL names no server")
    return url


@contextmanager
def engine_called(name: str):
    """An engine that knows all entries there are. What it had to make is removed at the end."""
    if name == "database":
        yield database_engine()
        return
    with elasticsearch() as engine:
        list(engine.rebuild())
        engine.patience = 30  # what it finds matters here, not how fast
        yield engine


@contextmanager
def all_engines():
    """The engine of the database, and the search server where there is one."""
    if not os.environ.get("ELASTICSEARCH_URL"):
        yield [database_engine()]
        return
    with engine_called("elasticsearch") as engine:
        yield [database_engine(), engine]


@contextmanager
def elasticsearch(url: str = ""):
    """An engine that is the search server of this process."""
    settings.ELASTICSEARCH_URL = url or address()
    engine = ElasticsearchEngine(settings.ELASTICSEARCH_URL)
    try:
        yield engine
    finally:
        if not url:
            building.remove_all_but(engine.client.options(request_timeout=30), set())
        settings.ELASTICSEARCH_URL = ""
