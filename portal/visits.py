"""How often a page is asked for in a language in which it is not, or not fully: what to translate first.

Counted are pages, not people: a page, a language, a month, a number. Who has a session is not counted, neither are
robots.
"""

from collections import Counter
from datetime import date, timedelta

from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import Page

from .counting import FLUSH_SIZE, Buffer, first_recent_month, impatient, is_counted, months_ago
from .languages import SOURCE
from .upkeep import upkeep
from .words.state import open_words

ADD = """
INSERT INTO portal_visit (page_id, language, month, count) VALUES {rows}
ON CONFLICT (page_id, language, month) DO UPDATE SET count = portal_visit.count + excluded.count
"""


class VisitQuerySet(models.QuerySet):
    def recent(self, today: date | None = None):
        return self.filter(month__gte=first_recent_month(today))


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


def write(counts: Counter) -> None:
    month = months_ago(0)
    rows = [value for (page, language), count in sorted(counts.items()) for value in (page, language, month, count)]
    with connection.cursor() as cursor, impatient(cursor), transaction.atomic():
        for start in range(0, len(rows), 4 * FLUSH_SIZE):
            part = rows[start : start + 4 * FLUSH_SIZE]
            cursor.execute(ADD.format(rows=", ".join(["(%s, %s, %s, %s)"] * (len(part) // 4))), part)


buffer = Buffer(write)


def note(request, response) -> None:
    """Count an answer to a visitor; `response.lacking` says of what."""
    key = getattr(response, "lacking", None)
    if key and is_counted(request):
        buffer.add(key)
