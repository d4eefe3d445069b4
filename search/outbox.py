"""What waits to be indexed. A row is written in the transaction of the change and goes when the work is done."""

import threading
from contextlib import contextmanager

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from .things import sources_of

EVERYTHING = ""  # the key that stands for all things of a kind


class Waiting(models.Model):
    """A change after which the entries of a thing must be written anew. Rows are only added, so nobody waits for a lock."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100, blank=True)
    since = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)


class OutsideIndex(models.Model):
    """An index on a search server that gets every change: the one in use (`live`), and one being built beside it."""

    name = models.CharField(max_length=100, unique=True)
    live = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)


class Unsent(models.Model):
    """A change that an outside index does not have yet. What is sent is the state of the moment of sending.

    `refused`: the server does not take this thing as it is. It holds up no other, and is tried again by `tidy` and after
    the next change of the thing.
    """

    index = models.ForeignKey(OutsideIndex, on_delete=models.CASCADE, related_name="unsent")
    thing = models.CharField(max_length=120)
    since = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    refused = models.BooleanField(default=False)


def note(scope: str, object_ids: list[int]) -> None:
    """Heard by `portal.changes`: have everything indexed anew that the change may concern."""
    rows = [
        Waiting(kind=source.kind, key=key)
        for source, everything in sources_of(scope)
        for key in ([EVERYTHING] if everything or 0 in object_ids else map(str, object_ids))
    ]
    if rows:
        wait(rows)


def wait(rows: list[Waiting]) -> None:
    Waiting.objects.bulk_create(rows)
    places = {(row.kind, row.key) for row in rows}
    if (noted := getattr(_commands, "noted", None)) is not None:
        noted |= places
    else:
        index_after_commit(places)


def index_after_commit(places: set[tuple[str, str]]) -> None:
    """Have what waits indexed when the transaction is over, once however often this is called in it.

    `places` are (kind, key). A worker may be busy or dead: what is not public any more is removed without it.
    """
    from .indexing import index_waiting, remove_what_is_hidden

    def after_commit():
        index_waiting.enqueue()
        if settings.TASK_WORKER:
            remove_what_is_hidden(after_commit.places)

    after_commit.places = set(places)
    for _sids, function, *_robust in transaction.get_connection().run_on_commit:
        if hasattr(function, "places"):
            function.places |= places
            return
    transaction.on_commit(after_commit, robust=True)


_commands = threading.local()


@contextmanager
def many_changes():
    """For a command that changes much: it is indexed at the end, batch by batch, not change by change."""
    _commands.noted = set()
    try:
        yield
    finally:
        places, _commands.noted = _commands.noted, None
        index_after_commit(places)
