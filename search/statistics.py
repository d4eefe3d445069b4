"""Searches that find nothing, or little: what the city lacks, or the dictionary.

Nobody's search can be recognized. A row holds a keyed hash of what was sought, and a count; the words are written only
when the count reaches `ENOUGH`, by the search that reaches it. The same search counts at most once a day, so one person
who tries again and again stays one, and so do all who search on that day. What looks like somebody's address or number is not counted at all.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.counting import Buffer, first_recent_month, impatient, is_counted, months_ago
from portal.upkeep import upkeep

from .facets import facets
from .folding import clean_query, fold_words, words_of

ENOUGH = 5
FEW = 3
MOST_SINGLE = 100_000  # rows counted once: a flood of texts nobody asks for twice must not fill the table
MOST_DISTRICTS = 5  # of one search
MOST_ROWS = 150  # in one statement
NUMBER = re.compile(r"\d(?:[\s./()+-]*\d){5}")  # six digits or more, however they are grouped: \d knows all scripts
ADD = """
INSERT INTO search_searchcount (key, month, language, district, outcome, count, day, text) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET count = search_searchcount.count + 1, day = excluded.day
WHERE search_searchcount.day < excluded.day RETURNING key, count
"""


class SearchCountQuerySet(models.QuerySet):
    def shown(self):
        """Only what was sought often enough."""
        return self.filter(count__gte=ENOUGH).exclude(text="")

    def recent(self, today=None):
        return self.filter(month__gte=first_recent_month(today))


class SearchCount(models.Model):
    """On how many days of a month something was sought in vain; `district` is empty where none was chosen."""

    class Outcome(models.TextChoices):
        NONE = "none", _("nothing found")
        FEW = "few", _("little found")

    key = models.CharField(max_length=64, unique=True)
    month = models.DateField()
    language = models.CharField(_("language"), max_length=20)
    district = models.CharField(_("district"), max_length=60, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    count = models.PositiveIntegerField()
    day = models.PositiveIntegerField()  # on which it was counted last: `date.toordinal()`
    text = models.CharField(max_length=200, blank=True)

    objects = SearchCountQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["month", "count"])]
        default_permissions = ("view", "delete")
        verbose_name = _("search with few or no results")
        verbose_name_plural = _("searches with few or no results")

    def __str__(self) -> str:
        return self.text or "…"


def note_search(request, text: str, language: str, districts: Iterable[str], total: int) -> None:
    """Count a search that found nothing or little, in its language and each of the districts chosen, if the request is
    a visitor's. It asks the database nothing.
    """
    if total > FEW or not is_counted(request):
        return
    plain = " ".join(words_of(clean_query(text)))[:200]
    if plain and not personal(text[:1000]):
        outcome = SearchCount.Outcome.FEW if total else SearchCount.Outcome.NONE
        day = timezone.localdate().toordinal()
        for district in list(districts)[:MOST_DISTRICTS] or [""]:
            buffer.add((plain, language, district, outcome.value, day))


def personal(text: str) -> bool:
    """Whether a text looks like somebody's email address or number."""
    return "@" in text or bool(NUMBER.search(text))


def key_of(text: str, *place: str) -> str:
    """What stands for a search in the table: nobody can read it back without the secret key of the portal."""
    return salted_hmac("search.statistics", "\n".join((fold_words(text), *place)), algorithm="sha256").hexdigest()


def write(counts: Counter) -> None:
    """Add searches to the table. The words of those that become enough are written in a step of its own."""
    texts: dict[str, str] = {}
    rows: dict[int, dict[str, tuple]] = {}  # by day: no statement may meet the same row twice
    for text, language, district, outcome, day in counts:
        if language in dict(settings.LANGUAGES) and (not district or is_district(district)):
            month = date.fromordinal(day).replace(day=1)
            key = key_of(text, language, district, outcome, month.isoformat())
            texts[key] = text
            rows.setdefault(day, {})[key] = (key, month, language, district, outcome, 1, day, "")
    with connection.cursor() as cursor, impatient(cursor), transaction.atomic():
        for day in sorted(rows):
            found = sorted(rows[day].values())
            for start in range(0, len(found), MOST_ROWS):
                add(cursor, found[start : start + MOST_ROWS], texts)


def add(cursor, rows: list[tuple], texts: dict[str, str]) -> None:
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    cursor.execute(ADD.format(rows=marks), [value for row in rows for value in row])
    for key, count in cursor.fetchall():
        if count >= ENOUGH:
            SearchCount.objects.filter(key=key, text="").update(text=texts[key])


def is_district(code: str) -> bool:
    """Whether there is one of this code: what stands in an address may be anything."""
    return "district" in facets() and facets()["district"].known(code)


def district_codes() -> tuple[str, ...]:
    """All there are, of the facet that an app registers under this name."""
    return tuple(facets()["district"].codes()) if "district" in facets() else ()


def district_name(code: str) -> str:
    """The name in the active language; the code itself where nobody knows it."""
    return str(facets()["district"].label_of(code)) if is_district(code) else code


buffer = Buffer(write)


@upkeep("Searches forgotten")
def forget_old_searches() -> int:
    """Delete what is older than a year, what did not become enough in its month, and a flood; return how many rows."""
    counts, month = SearchCount.objects.all(), months_ago(0)
    gone = counts.filter(month__lt=timezone.localdate() - timedelta(days=365)).delete()[0]
    gone += counts.filter(month__lt=month, count__lt=ENOUGH).delete()[0]
    if counts.filter(count=1).count() > MOST_SINGLE:
        gone += counts.filter(count=1).delete()[0]
    return gone
