"""The journal of what changed, by which every process learns what it must read anew.

A change is written in the transaction that makes it, so nobody sees it before it is true. Each process polls the
journal at most once in `CHANGES_POLL_SECONDS`; what is held in process (navigation, facets, labels) asks it.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, models
from django.utils import timezone

from .upkeep import upkeep

KEEP = timedelta(days=2)
OVERLAP = 100  # transactions may commit in another order than their ids were given
log = logging.getLogger(__name__)


class Change(models.Model):
    """`scope` names what changed ("offers", "tree", …), `object_id` which one; 0 stands for many."""

    scope = models.CharField(max_length=40)
    object_id = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now, db_index=True)


LISTENERS: list[Callable[[str, list[int]], None]] = []  # hear of changes inside the transaction that makes them


def changed(scope: str, *object_ids: int) -> None:
    """Note that something changed, many things where no ids are given. Call it inside the transaction that changes it."""
    ids = sorted(set(object_ids)) or [0]
    Change.objects.bulk_create(Change(scope=scope, object_id=object_id) for object_id in ids)
    for listener in LISTENERS:
        listener(scope, ids)


@upkeep("Changes forgotten")
def forget_old_changes() -> int:
    """Delete changes that every running process has long seen; return how many."""
    return Change.objects.filter(at__lt=timezone.now() - KEEP).delete()[0]


class Journal:
    """What this process has read of the changes."""

    def __init__(self):
        self._lock = threading.Lock()
        self._request = threading.local()
        self.reset()

    def reset(self) -> None:
        self._polled = float("-inf")
        self._seen: set[tuple] = set()  # (id, at): the id of a row that was rolled back may come again
        self._last = None
        self._versions: dict[str, int] = {}
        self._changes: list[tuple[str, int]] = []
        self._epoch = time.time_ns()
        self.reachable = True

    def version(self, scope: str) -> tuple[int, int]:
        """A value that differs as soon as something in the scope changed."""
        self.poll()
        version = self._epoch, self._versions.get(scope, 0)
        if (used := getattr(self._request, "used", None)) is not None:
            used[scope] = version
        return version

    def since(self, scope: str, version: tuple[int, int]) -> set[int] | None:
        """Ids changed in the scope after that version; None when only reading everything will do."""
        if version[0] != self._epoch:
            return None
        ids = [object_id for name, object_id in self._changes if name == scope][version[1] :]
        return None if 0 in ids else set(ids)

    @contextmanager
    def as_of_now(self):
        """Poll once, and not again within: a request shows one state of the world.

        Gives the scopes that were asked for within, with their versions: what a page made meanwhile is made of.
        """
        self.poll()
        self._request.used = used = {}
        try:
            yield used
        finally:
            self._request.used = None

    def poll(self) -> None:
        now = time.monotonic()
        if getattr(self._request, "used", None) is not None or now - self._polled < settings.CHANGES_POLL_SECONDS:
            return
        with self._lock:
            if now - self._polled > KEEP.total_seconds() / 2 or len(self._changes) > 100_000:
                self.reset()
            try:
                self._read()
                self.reachable = True
            except DatabaseError:  # what is held stays true as far as anyone can know
                self.reachable = False
                log.warning("The database does not answer; pages are served as they were last known.")
            self._polled = now

    def _read(self) -> None:
        if self._last is None:
            newest = Change.objects.aggregate(id=models.Max("id"))["id"] or 0
            self._seen = set(Change.objects.filter(id__gt=newest - OVERLAP).values_list("id", "at"))
            self._last = newest
            return
        rows = Change.objects.filter(id__gt=self._last - OVERLAP).order_by("id")
        rows = list(rows.values_list("id", "at", "scope", "object_id"))
        for pk, at, scope, object_id in rows:
            if (pk, at) not in self._seen:
                self._changes.append((scope, object_id))
                self._versions[scope] = self._versions.get(scope, 0) + 1
        self._seen = {row[:2] for row in rows}
        self._last = rows[-1][0] if rows else self._last


journal = Journal()


def held(*scopes: str, and_those: Iterable[str] = ()):
    """Keep a function's results in process, one per arguments, until something in one of the scopes changes.

    `and_those` is looked at each time: a registry to which apps add their scopes.
    """

    def decorate(function):
        kept: dict = {}
        state = {"version": None}

        def wrapper(*args):
            version = [journal.version(scope) for scope in (*scopes, *and_those)]
            if state["version"] != version:
                kept.clear()
                state["version"] = version
            if args not in kept:
                kept[args] = function(*args)
            return kept[args]

        wrapper.clear = kept.clear
        return wrapper

    return decorate
