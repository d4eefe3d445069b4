"""How often a page is asked for in a language in which it is not, or not fully: what to translate first.

Counted are pages, not people: a page, a language, a month, a number. Who has a session is not counted, neither are
robots. Each process counts for itself and adds its numbers to the table once a minute, after an answer has been sent.
"""

import logging
import threading
import time
from collections import Counter
from datetime import date, timedelta
from re import IGNORECASE
from re import compile as regex

from django.core.signals import request_finished
from django.db import DatabaseError, connection, models, transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page

from .languages import SOURCE
from .upkeep import upkeep
from .words.state import open_words

FLUSH_SECONDS = 60
FLUSH_SIZE = 200
MOST_KEPT = 10_000  # while the database cannot be written to
RECENT_MONTHS = 3
ROBOT = regex(r"bot|crawl|spider", IGNORECASE)
ADD = """
INSERT INTO portal_visit (page_id, language, month, count) VALUES {rows}
ON CONFLICT (page_id, language, month) DO UPDATE SET count = portal_visit.count + excluded.count
"""
log = logging.getLogger(__name__)


class VisitQuerySet(models.QuerySet):
    def recent(self, today: date | None = None):
        """Of this month and the two before."""
        return self.filter(month__gte=months_ago(RECENT_MONTHS - 1, today))


def months_ago(number: int, today: date | None = None) -> date:
    """The first day of the month that many months before this one."""
    today = today or timezone.localdate()
    years, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return date(years, month + 1, 1)


class Visit(models.Model):
    """How many visits a German page had in a language that lacked words of it, in a month (its first day)."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    language = models.CharField(max_length=20)
    month = models.DateField()
    count = models.PositiveIntegerField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "language", "month"], name="unique_visit")]


@upkeep("Visits forgotten")
def forget_old_visits() -> int:
    """Delete counts older than a year; return how many."""
    return Visit.objects.filter(month__lt=timezone.localdate() - timedelta(days=365)).delete()[0]


def lacking(page, language: str) -> tuple[int, str] | None:
    """(primary key of the German page, language) if a reader of that language lacks words of the page served."""
    if language == SOURCE:
        return None
    if page.pk != page.source.pk and not open_words(page.translation_state):
        return None
    return page.source.pk, language


class Buffer:
    """What this process has counted and not written yet."""

    def __init__(self):
        self._lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        self.counts: Counter = Counter()
        self.since = time.monotonic()
        self.failed = False

    def add(self, key: tuple[int, str]) -> None:
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
            write(counts)
            self.failed = False
        except DatabaseError:
            log.warning("Visits could not be written; they wait.")
            with self._lock:
                self.counts.update(counts)
                self.failed = True


buffer = Buffer()


def write(counts: Counter) -> None:
    month = months_ago(0)
    rows = [value for (page, language), count in sorted(counts.items()) for value in (page, language, month, count)]
    with connection.cursor() as cursor, impatient(cursor), transaction.atomic():
        for start in range(0, len(rows), 4 * FLUSH_SIZE):
            part = rows[start : start + 4 * FLUSH_SIZE]
            cursor.execute(ADD.format(rows=", ".join(["(%s, %s, %s, %s)"] * (len(part) // 4))), part)


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


def note(request, response) -> None:
    """Count an answer to a visitor without a session; `response.lacking` says of what."""
    key = getattr(response, "lacking", None)
    if key and request.method == "GET" and not ROBOT.search(request.headers.get("User-Agent", "")):
        buffer.add(key)


@receiver(request_finished)
def flush_when_due(**kwargs) -> None:
    if buffer.is_due():
        buffer.flush()
