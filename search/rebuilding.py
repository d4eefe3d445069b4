"""Making everything that the search reads anew, while it is read."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from .engines import database_engine, outside_engine
from .indexing import forget_indexes, index_kind, index_waiting, remove_strays
from .outbox import OutsideIndex
from .spelling import forget_unused
from .things import sources

WAIT = 10  # seconds


class AlreadyRunning(Exception):
    """Another process is at it."""


@contextmanager
def only_one(seconds: float = 0):
    """One rebuild at a time; with `seconds`, that long another one is waited for, which may only be `tidy`."""
    until = time.monotonic() + seconds
    with ExitStack() as stack:
        while True:
            try:
                stack.enter_context(lock())
                break
            except AlreadyRunning:
                if time.monotonic() >= until:
                    raise
                time.sleep(0.1)
        yield


@contextmanager
def lock():
    """It goes with the process that has it, however that ends."""
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


def left_indexes() -> list[str]:
    """The indexes that a killed rebuild left unfinished. Every change is noted for them, and nobody sends it."""
    try:
        with only_one():
            return list(unfinished().values_list("name", flat=True))
    except AlreadyRunning:  # it is just being built
        return []


def remove_left_indexes() -> int:
    """Remove them, unless a rebuild is under way; return how many. Also from the search server, if it answers."""
    try:
        with only_one():
            names = set(unfinished().values_list("name", flat=True))
            forget_indexes(unfinished())
            if (outside := outside_engine()) is not None:
                from .engines.elasticsearch.building import remove_left

                names.update(remove_left(outside.client))
            return len(names)
    except AlreadyRunning:
        return 0


def unfinished() -> QuerySet:
    return OutsideIndex.objects.filter(live=False)


def rebuild() -> Iterator[tuple[str, int, int]]:
    """Gives (what is done now, how much is done, of how much). May be stopped at any moment and begun again."""
    with only_one(WAIT):
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
