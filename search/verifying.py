"""Whether everything agrees: what is public, the entries, the words that the database finds them by, the search server.

What waits to be indexed or sent is late, not wrong. What differs is looked at twice: it may just have been written.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from django.db import transaction

from .engines import database_engine, outside_engine
from .entry import Entry, key_of
from .indexing import BATCH, Difference, alone, refresh, remove_strays
from .outbox import EVERYTHING, Waiting
from .rebuilding import WAIT, left_indexes, only_one, remove_left_indexes
from .rows import batches
from .things import sources


class Fault(NamedTuple):
    where: str
    things: list[str]
    repair: Callable[[], object]


def faults() -> Iterator[Fault]:
    """Each may be repaired before the next is looked for."""
    for kind in list(sources()):
        yield from faults_of_entries(kind)
    if strays := sorted(set(Entry.objects.exclude(kind__in=sources()).values_list("thing", flat=True))):
        yield Fault("Entries of kinds that nobody registers", strays, remove_strays)
    yield from faults_of_words()
    if left := left_indexes():
        yield Fault("Indexes that a killed rebuild left", left, remove_left_indexes)
    if (outside := outside_engine()) is not None:
        for where, things, repair in outside.faults():
            yield Fault(where, things, partial(while_no_other_rebuilds, repair))


def while_no_other_rebuilds(repair: Callable[[], object]) -> None:
    with only_one(WAIT):
        repair()


def faults_of_entries(kind: str) -> Iterator[Fault]:
    there = {key_of(thing) for thing in Entry.objects.filter(kind=kind).values_list("thing", flat=True)}
    keys = different(kind, different(kind, there | sources()[kind].public_keys()))
    waiting = set(Waiting.objects.filter(kind=kind).values_list("key", flat=True))
    if EVERYTHING not in waiting and (wrong := keys - waiting):
        yield Fault(str(sources()[kind].label), [f"{kind}:{key}" for key in sorted(wrong)], partial(anew, kind, wrong))


def different(kind: str, keys: set[str]) -> set[str]:
    """The keys of the things whose entries are not what they are to be."""
    found = set()
    for batch in batches(sorted(keys), BATCH):
        with transaction.atomic():
            alone()
            found |= {key_of(thing) for thing in Difference(kind, set(batch)).things}
    return found


def anew(kind: str, keys: set[str]) -> None:
    for batch in batches(sorted(keys), BATCH):
        refresh(kind, set(batch))


def faults_of_words() -> Iterator[Fault]:
    engine, last, wrong = database_engine(), 0, []
    while page := list(Entry.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = page[-1].pk
        wrong += [entry.pk for entry in engine.astray(page)]
    again = [entry for pks in batches(wrong, BATCH) for entry in engine.astray(list(Entry.objects.filter(pk__in=pks)))]
    if again:
        yield Fault("Words of entries", list(map(str, again)), partial(write_words, [entry.pk for entry in again]))
    if strays := engine.strays():
        yield Fault("Words of entries that are gone", [str(strays)], engine.forget_strays)


def write_words(pks: list[int]) -> None:
    for batch in batches(pks, BATCH):
        with transaction.atomic():
            alone()
            database_engine().write(list(Entry.objects.filter(pk__in=batch)), [])
