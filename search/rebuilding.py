"""Making everything that the search reads anew, while it is read."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from .engines import database_engine, outside_engine
from .indexing import index_kind, index_waiting, remove_strays
from .spelling import forget_unused
from .things import sources


class AlreadyRunning(Exception):
    """Another process is at it."""


@contextmanager
def only_one():
    """One rebuild at a time. The lock goes with the process that has it, however that ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtext('search.rebuild'))")
            if not cursor.fetchone()[0]:
                raise AlreadyRunning
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('search.rebuild'))")
        return
    with (Path(settings.VAR_DIR) / "rebuild_search.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None
        yield


def rebuild() -> Iterator[tuple[str, int, int]]:
    """Gives (what is done now, how much is done, of how much). May be stopped at any moment and begun again."""
    with only_one():
        for kind, source in list(sources().items()):
            total = len(source.public_keys())
            for done in index_kind(kind, anew=True):
                yield str(source.label), done, total
        remove_strays()
        database_engine().forget_strays()
        index_waiting.call(everything=True)
        yield "Words that stand nowhere any more", forget_unused(), 0
        if (outside := outside_engine()) is not None:
            for done, total in outside.rebuild():
                yield outside.name.title(), done, total
