"""Keeping the entries in step with what is public. Readers always see whole things: each batch is one transaction."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django_tasks import task

from portal.changes import changed

from .engines import database_engine, outside_engine
from .entry import SEARCH, Entry, entries_of, key_of, thing_id
from .outbox import EVERYTHING, OutsideIndex, Unsent, Waiting
from .rows import batches
from .spelling import learn
from .things import Thing, sources

BATCH = 200  # things written in one transaction
IN_PLACE = 500  # so many things of a kind are read anew at once; more are left to `tidy`
FIRST = 10  # before other tasks of a worker
log = logging.getLogger(__name__)


@task(priority=FIRST)
def index_waiting(everything: bool = False) -> int:
    """Write what waits; return how many things were done. `everything`: also whole kinds that take long."""
    done, left = 0, set()
    while rows := take(left):
        for kind, keys in rows.items():
            if EVERYTHING in keys and not everything and len(sources()[kind].public_keys()) > IN_PLACE:
                remove_what_is_gone(kind)  # what was hidden goes at once
                left.update(keys.pop(EVERYTHING))
            done += index_rows(kind, keys, left)
    if (outside := outside_engine()) is None:
        return done
    if everything or settings.TASK_WORKER:  # nobody waits
        outside.send_unsent(seconds=float("inf"))
    else:
        outside.send_unsent()
    return done


def take(left: set[int]) -> dict[str, dict[str, list[int]]]:
    """The next changes, without those left for another run: kind → key → primary keys of the rows."""
    waiting = Waiting.objects.exclude(pk__in=left).filter(kind__in=sources()).order_by("attempts", "pk")
    found: dict = defaultdict(lambda: defaultdict(list))
    for pk, kind, key in waiting.values_list("pk", "kind", "key")[:BATCH]:
        found[kind][key].append(pk)
    return found


def index_rows(kind: str, keys: dict[str, list[int]], left: set[int]) -> int:
    """Index these things and forget that they waited. If that fails, each for itself, so that one holds up no other."""
    pks = [pk for found in keys.values() for pk in found]
    try:
        with transaction.atomic():
            if EVERYTHING in keys:
                for _count in index_kind(kind):
                    pass
            refresh(kind, set(keys) - {EVERYTHING})
            Waiting.objects.filter(pk__in=pks).delete()
        return len(keys)
    except Exception as error:
        if len(keys) > 1:
            return sum(index_rows(kind, {key: found}, left) for key, found in keys.items())
        log.exception("%s of the kind %s could not be indexed.", next(iter(keys)) or "All things", kind)
        Waiting.objects.filter(pk__in=pks).update(attempts=F("attempts") + 1, error=str(error)[:500])
        left.update(pks)
        return 0


def index_kind(kind: str, anew: bool = False) -> Iterator[int]:
    """Write all things of a kind, batch by batch, and remove what is gone; gives the number of things done so far.

    May be stopped at any moment and begun again. `anew`: also entries that have not changed.
    """
    remove_what_is_gone(kind)
    keys = sorted(sources()[kind].public_keys(), key=int)
    done, learned = 0, set()
    for batch in batches(keys, BATCH):
        refresh(kind, set(batch), anew, learned)
        yield (done := done + len(batch))


def remove_what_is_gone(kind: str) -> int:
    """Remove the entries of things that are not public (any more); return how many things."""
    there = set(Entry.objects.filter(kind=kind).values_list("thing", flat=True))
    gone = sorted(there - {thing_id(kind, key) for key in sources()[kind].public_keys()})
    for batch in batches(gone, BATCH):
        refresh(kind, set(map(key_of, batch)))
    return len(gone)


def remove_what_is_hidden(places: set[tuple[str, str]]) -> None:
    """Of what changed, remove what is not public any more: a thing, or its words in a language.

    What is public as before, and what fails here, is left to `index_waiting`.
    """
    changes = defaultdict(set)
    for kind, key in places:
        changes[kind].add(key)
    for kind, keys in changes.items():
        try:
            if EVERYTHING in keys:
                remove_what_is_gone(kind)
            for batch in batches(sorted(keys - {EVERYTHING}), BATCH):
                refresh(kind, hidden(kind, set(batch)))
        except Exception:
            log.exception("What is hidden of the kind %s could not be removed at once.", kind)


def hidden(kind: str, keys: set[str]) -> set[str]:
    """Which of these things have an entry that is not public any more."""
    entries = Entry.objects.filter(thing__in=[thing_id(kind, key) for key in keys])
    there = [(key_of(thing), code) for thing, code in entries.values_list("thing", "language")]
    public = sources()[kind].languages({key for key, _code in there}) if there else {}
    return {key for key, code in there if code not in public.get(key, ())}


def refresh(kind: str, keys: set[str], anew: bool = False, learned: set | None = None) -> int:
    """Make the entries of these things what the things are now; return how many entries changed."""
    if not keys:
        return 0
    with transaction.atomic():
        alone()
        return write(Difference(kind, keys), anew, learned)


def alone() -> None:
    """One process at a time reads things and writes their entries: no older state is written over a newer one.

    SQLite knows one writer anyhow.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('search.entry'))")


class Difference:
    """Between the entries of some things as they are and as they are to be."""

    def __init__(self, kind: str, keys: set[str], things: Iterable[Thing] | None = None):
        if things is None:
            things = sources()[kind].things(set(map(int, keys)))
        there = Entry.objects.filter(thing__in={thing_id(kind, key) for key in keys})
        there = {row[:2]: row[2:] for row in there.values_list("thing", "language", "fingerprint", "pk")}
        self.wanted = [entry for thing in things for entry in entries_of(kind, thing)]
        for entry in self.wanted:
            entry.pk = there.get((entry.thing, entry.language), [None, None])[1]
        self.changed = [
            entry for entry in self.wanted if there.get((entry.thing, entry.language), [""])[0] != entry.fingerprint
        ]
        gone = there.keys() - {(entry.thing, entry.language) for entry in self.wanted}
        self.gone = [there[place][1] for place in gone]
        self.things = {entry.thing for entry in self.changed} | {thing for thing, _language in gone}


def write(difference: Difference, anew: bool = False, learned: set | None = None) -> int:
    """Make the entries as they are to be; return how many changed. `anew`: write also those that are so already.

    `learned`: as `learn` keeps it, from one call to the next.
    """
    if difference.things or anew:
        written = difference.wanted if anew else difference.changed
        database_engine().write(written, difference.gone)
        learn(written, learned)
    if difference.things:
        changed(SEARCH)
        send_later(difference.things)
    return len(difference.changed) + len(difference.gone)


def remove_strays() -> int:
    """Remove the entries of kinds that no app registers any more; return how many."""
    with transaction.atomic():
        alone()
        rows = dict(Entry.objects.exclude(kind__in=sources()).values_list("pk", "thing"))
        if rows:
            database_engine().write([], list(rows))
            changed(SEARCH)
            send_later(set(rows.values()))
    return len(rows)


def forget_indexes(indexes: QuerySet) -> int:
    """Note no more changes for these, and forget those that were noted; return how many indexes."""
    with transaction.atomic():
        alone()  # nobody is noting one
        return indexes.delete()[1].get(OutsideIndex._meta.label, 0)


def send_later(things: set[str]) -> None:
    """Note for every index on a search server that it lacks these things as they are now.

    Also in a process that knows no search server: the index must not miss a change because of that.
    """
    indexes = OutsideIndex.objects.values_list("pk", flat=True)
    Unsent.objects.bulk_create(Unsent(index_id=pk, thing=thing) for pk in indexes for thing in sorted(things))
