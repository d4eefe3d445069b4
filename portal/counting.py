"""Counting without a log: each process counts for itself and adds its numbers to a table once a minute.

It is done after an answer has been sent, so no visitor waits; a process that is killed loses at most a minute.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable
from datetime import date
from re import IGNORECASE
from re import compile as regex

from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError, connection
from django.dispatch import receiver
from django.utils import timezone

FLUSH_SECONDS = 60
FLUSH_SIZE = 200
MOST_KEPT = 10_000  # while the database cannot be written to
RECENT_MONTHS = 3
ROBOT = regex(r"bot|crawl|spider", IGNORECASE)
log = logging.getLogger(__name__)
_buffers: list["Buffer"] = []


def is_counted(request) -> bool:
    """Whether this is a visitor who reads: nobody with a session, no robot."""
    agent = request.headers.get("User-Agent", "")
    return request.method == "GET" and settings.SESSION_COOKIE_NAME not in request.COOKIES and not ROBOT.search(agent)


def months_ago(number: int, today: date | None = None) -> date:
    """The first day of the month that many months before this one."""
    today = today or timezone.localdate()
    years, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return date(years, month + 1, 1)


def first_recent_month(today: date | None = None) -> date:
    """Recent are this month and the two before."""
    return months_ago(RECENT_MONTHS - 1, today)


class Buffer:
    """What this process has counted and not written yet; `write` adds it to the table, whole or not at all."""

    def __init__(self, write: Callable[[Counter], None]):
        self.write = write
        self._lock = threading.Lock()
        self.reset()
        _buffers.append(self)

    def reset(self) -> None:
        self.counts: Counter = Counter()
        self.since = time.monotonic()
        self.failed = False

    def add(self, key: Hashable) -> None:
        with self._lock:
            if not self.counts:
                self.since = time.monotonic()
            if len(self.counts) < MOST_KEPT:
                self.counts[key] += 1

    def is_due(self) -> bool:
        age = time.monotonic() - self.since
        return bool(self.counts) and (age > FLUSH_SECONDS or len(self.counts) > FLUSH_SIZE and not self.failed)

    def flush(self) -> None:
        """Add the counts to the table; those that cannot be written wait for the next minute."""
        with self._lock:
            counts, self.counts = self.counts, Counter()
            self.since = time.monotonic()
        try:
            self.write(counts)
            self.failed = False
        except DatabaseError:
            log.warning("What was counted could not be written; it waits.")
            with self._lock:
                self.counts.update(counts)
                self.failed = True


class impatient:
    """Wait at most half a second for whoever holds a lock on the table."""

    def __init__(self, cursor):
        self.cursor, self.lite = cursor, connection.vendor == "sqlite"

    def __enter__(self):
        self.cursor.execute("PRAGMA busy_timeout = 500" if self.lite else "SET lock_timeout = 500")

    def __exit__(self, *error):
        patient = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
        if connection.is_usable():
            self.cursor.execute(f"PRAGMA busy_timeout = {patient}" if self.lite else "RESET lock_timeout")


@receiver(request_finished)
def flush_when_due(**kwargs) -> None:
    for buffer in _buffers:
        if buffer.is_due():
            buffer.flush()
