"""A database with the demo's entries for measuring outside of pytest, made as for the tests."""

from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from portal.catalogs import compile_catalogs
from tests import database

from . import demo_corpus


@contextmanager
def in_a_database_of_its_own():
    cache = Path(settings.BASE_DIR) / ".pytest_cache" / "d" / "isi-database"
    cache.mkdir(parents=True, exist_ok=True)
    with database.prepared(cache, "relevance"):
        compile_catalogs()
        call_command("setup_portal")
        demo_corpus.load()
        yield
