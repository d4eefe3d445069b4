"""What is known of an entry that was found, before its texts are read.

An entry that changes gets another number, so what a process knows by number stays right: it is kept, and of thousands that
are found only the numbers are asked of the database.
"""

from collections.abc import Sequence
from datetime import date, datetime
from sys import intern
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from ..entry import Entry
from ..query import Term
from ..ranking import Texts

KEPT = 100_000  # 70 MB
known: dict[int, "Candidate"] = {}
later: set[int] = set()  # of these, what was not public yet when it was read


class Candidate(NamedTuple):
    pk: int
    thing: str
    language: str
    german: str
    codes: tuple[str, ...]
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    public_from: date | None
    assured: date | None

    @property
    def kind(self) -> str:
        return self.thing[: self.thing.index(":")]


class Contents(NamedTuple):
    """What is read of the best only: what people read of an entry, and what it is ranked by."""

    path: str
    title: str
    summary: str
    body: str
    texts: Texts


COLUMNS = ("pk", "thing", "language", "german", "codes", "sort_title", "starts_at", "ends_at", "public_from", "assured")


class Trial(NamedTuple):
    """What is looked for: entries that have all terms, of those shown in the reader's language or `everywhere`; how many
    will do; and the only `fields` in which the words may stand, where the engine can tell.
    """

    terms: tuple[Term, ...]
    everywhere: bool = False
    most: int = 300
    fields: str = ""


def candidates(found: Sequence[Sequence[int]], today: date) -> list[list[Candidate]]:
    """Of each of these lists of primary keys the entries that are there and public, in this order."""
    each = [list(map(known.get, pks)) for pks in found]
    if all(map(all, each)):
        if not later:
            return each
    else:
        pks = set().union(*found)
        there = {pk: known[pk] for pk in pks if pk in known} | read(Entry.objects.filter(pk__in=pks.difference(known)))
        keep(there)
        each = [list(filter(None, map(there.get, pks))) for pks in found]
    return [[one for one in some if one.public_from is None or one.public_from <= today] for some in each]


def read(entries: QuerySet) -> dict[int, Candidate]:
    found, codes = {}, {}
    for row in entries.values_list(*COLUMNS).iterator(chunk_size=5_000):
        each = Candidate(*row)
        if each.codes not in codes:  # the same for many, and each string is once in memory
            codes[each.codes] = tuple(map(intern, each.codes.split()))
        found[each.pk] = each._replace(
            thing=intern(each.thing), language=intern(each.language), codes=codes[each.codes]
        )
    return found


def keep(found: dict[int, Candidate]) -> None:
    """With the first ones all that there are, the newest at least, are read. Not within a transaction: SQLite gives
    numbers again that were rolled back.
    """
    if connection.in_atomic_block:
        return
    if len(known) > 2 * KEPT:
        known.clear()
        later.clear()
    if not known:
        found = read(Entry.objects.order_by("-pk")[:KEPT]) | found
    today = timezone.localdate()
    later.update(pk for pk, each in found.items() if each.public_from is not None and each.public_from > today)
    known.update(found)


def entry_of(each: Candidate, contents: Contents) -> Entry:
    """As people see it: without labels, and without what only indexing needs."""
    return Entry(
        pk=each.pk,
        thing=each.thing,
        kind=each.kind,
        language=each.language,
        german=each.german,
        codes=" ".join(each.codes),
        starts_at=each.starts_at,
        ends_at=each.ends_at,
        public_from=each.public_from,
        assured=each.assured,
        path=contents.path,
        title=contents.title,
        summary=contents.summary,
        body=contents.body,
    )
