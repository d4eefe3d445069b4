"""What the two database engines share: they find candidates in one query; counting and ordering is done in `ranked.py`.

At most `COUNTED` candidates are looked at, so a search costs the same however much there is.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from operator import attrgetter

from django.db import connection
from django.utils import timezone

from ..entry import Entry, key_of
from ..query import Query, Term
from ..results import COUNTED, Asked, Found
from ..rows import batches
from .candidates import Candidate, Contents, Trial, candidates
from .ranked import VERY_FEW, WEIGHED, Ranked, matches, one_by_one

LIMIT = COUNTED + 1
BETWEEN = " \n "  # titles
AT_ONCE = 250  # entries written by one statement: ten kilobytes each


class DatabaseEngine:
    name = "database"
    schema: tuple[str, ...] = ()  # what it needs beside the table of entries
    stray_words = ""  # where words are stored, and which of them are of entries that are gone
    tells_fields = False  # in which fields the words stand that it finds

    def write(self, entries: list[Entry], gone: list[int]) -> None:
        """Write entries, new or changed, and delete others; within the transaction of the caller. What is written gets a
        new number, by which `candidates.py` knows it.
        """
        if old := [*gone, *(entry.pk for entry in entries if entry.pk)]:
            self.forget(old)
        if entries:
            for entry, number in zip(entries, self.numbers(len(entries)), strict=True):
                entry.pk = number
            self.insert(entries)

    def forget(self, pks: list[int]) -> None:
        """Delete entries and their words."""
        raise NotImplementedError

    def numbers(self, count: int) -> Iterable[int]:
        """Primary keys that no entry ever had."""
        raise NotImplementedError

    def insert(self, entries: list[Entry]) -> None:
        """While the database is at some of them, the next are prepared: that takes as long, and it has another core."""
        with connection.cursor() as cursor:
            if len(entries) <= AT_ONCE:
                run(cursor, self.statements(entries))
                return
            with ThreadPoolExecutor(1) as beside:
                under_way = beside.submit(run, cursor, [])
                for batch in batches(entries, AT_ONCE):
                    statements = self.statements(batch)
                    under_way.result()
                    under_way = beside.submit(run, cursor, statements)
                under_way.result()

    def statements(self, entries: list[Entry]) -> list[tuple[str, list]]:
        """SQL and parameters that insert entries and their words."""
        raise NotImplementedError

    def astray(self, entries: list[Entry]) -> list[Entry]:
        """Those of these entries whose words are not stored as they are to be."""
        raise NotImplementedError

    def strays(self) -> int:
        """How many words are stored of entries that are gone."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) {self.stray_words}")
            return cursor.fetchone()[0]

    def forget_strays(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE {self.stray_words}")

    def found(self, asked: Asked, trials: Sequence[Trial], chosen: dict | None = None) -> list[list[int]]:
        """The primary keys of the entries that each trial finds, all in one query; of the facets only those in `chosen` are
        looked at.
        """
        raise NotImplementedError

    def contents(self, pks: list[int]) -> dict[int, Contents]:
        """Of those of these entries that are there."""
        raise NotImplementedError

    def candidates(self, asked: Asked, trials: Sequence[Trial], chosen: dict | None = None) -> list[list[Candidate]]:
        """What each trial finds, as far as it is public."""
        return candidates(self.found(asked, trials, chosen), timezone.localdate(asked.now))

    def search(self, asked: Asked) -> Found:
        return self._find(asked).found()

    def keys(self, text: str, language: str, kind: str) -> list[str]:
        """The keys of the things of a kind that have all words of a text, the best first."""
        asked = Asked(Query(text, language), {"kind": (kind,)})
        return [key_of(candidate.thing) for candidate in self._find(asked, loosely=False).ranked]

    def suggest(self, text: str, language: str, size: int) -> list[Entry]:
        """Entries whose title has words that begin as those typed do."""
        asked = Asked(Query(text, language), size=size)
        return [hit.entry for hit in self._find(asked).found().hits]

    def _find(self, asked: Asked, loosely: bool = True) -> Ranked:
        query = asked.query
        whole, chosen = self._whole(asked, query.terms)
        if query and not whole:
            query, whole = self._otherwise(asked)
        terms = one_by_one(query, len(whole), asked.exact) if loosely else ()
        trials = [Trial((term,)) for term in terms]
        each = dict(zip(terms, self.candidates(asked, trials, chosen), strict=True)) if terms else {}
        return Ranked(self, asked, query, matches(query, whole, each))

    def _whole(self, asked: Asked, terms: Sequence[Term]) -> tuple[list[Candidate], dict | None]:
        """What has all these; and the facets it had to be filtered by, because there is too much to filter it here."""
        trial, chosen = Trial(tuple(terms), most=LIMIT), None
        [found] = self.candidates(asked, [trial])
        if len(found) > COUNTED and asked.chosen:
            chosen = {facet: codes for facet, codes in asked.chosen.items() if facet != "date"}
            [found] = self.candidates(asked, [trial], chosen)
        if not terms:
            return sorted(found, key=attrgetter("title")), chosen
        if len(found) > WEIGHED:
            found = self._likely_first(asked, found, terms, chosen)
        return found, chosen

    def _likely_first(self, asked: Asked, found: list[Candidate], terms: Sequence[Term], chosen) -> list[Candidate]:
        """Those first that have the terms in their title, then those that have them not in their body only."""
        if self.tells_fields and len(found) > COUNTED:
            [best] = candidates([self._standing_in("title", asked, terms, chosen)], timezone.localdate(asked.now))
            found = list({each.pk: each for each in (*best, *found)}.values())[:LIMIT]
        found, good = likely_first(found, terms)
        if self.tells_fields and good < VERY_FEW:
            there = set(self._standing_in("title labels summary", asked, terms, chosen))
            found[good:] = sorted(found[good:], key=lambda each: each.pk not in there)
        return found

    def _standing_in(self, fields: str, asked: Asked, terms: Sequence[Term], chosen) -> list[int]:
        """Some of the entries that have all terms there."""
        return self.found(asked, [Trial(tuple(terms), most=LIMIT, fields=fields)], chosen)[0]

    def _otherwise(self, asked: Asked) -> tuple[Query, list[Candidate]]:
        """The query, as it was typed or may have been meant, and what has all its words, in whatever language."""
        tried = otherwise(asked)
        for some in (tried[:2], tried[2:]):  # the others are seldom needed
            each = self.candidates(asked, [trial for _query, trial in some]) if some else []
            for (query, trial), found in zip(some, each, strict=True):
                if found and trial.everywhere:
                    return query, as_shown(asked, found)
                if found:
                    return query, likely_first(found, trial.terms)[0]
        return asked.query if asked.exact else asked.query.at_best, []


def run(cursor, statements: Iterable[tuple[str, list]]) -> None:
    for sql, params in statements:
        cursor.execute(sql, params)


def as_shown(asked: Asked, found: Iterable[Candidate]) -> list[Candidate]:
    """As the reader gets what was found by its words in other languages."""
    return shown(asked, list(dict.fromkeys(candidate.thing for candidate in found)))


def shown(asked: Asked, things: list[str]) -> list[Candidate]:
    """What the reader gets of these things, in their order, without what is not public any more."""
    pks = dict(Entry.objects.shown_in(asked.language).filter(thing__in=things).values_list("thing", "pk"))
    there = [pks[thing] for thing in things if thing in pks]
    return candidates([there], timezone.localdate(asked.now))[0]


def otherwise(asked: Asked) -> list[tuple[Query, Trial]]:
    """What to try where nothing has all words as they were typed, the best first."""
    tried = [(asked.query, Trial(asked.query.terms, everywhere=True))]
    for query in () if asked.exact else asked.query.otherwise:
        tried += [(query, Trial(query.terms, most=LIMIT)), (query, Trial(query.terms, everywhere=True))]
    return tried


def starts(term: Term) -> list[str]:
    """What stands in a title by which it may have the term."""
    atoms = term.atoms
    begun = dict.fromkeys(f" {atom.prefix}" for atom in atoms if atom.prefix)
    return list(begun | dict.fromkeys(token for atom in atoms for token in atom.found_as))


def likely_first(found: Iterable[Candidate], terms: Sequence[Term]) -> tuple[list[Candidate], int]:
    """Those first that have the terms in their title; and how many have all of them there."""
    found = sorted(found, key=attrgetter("title"))
    lacking = lacking_in([each.title for each in found], list(map(starts, terms)))
    return [found[number] for number in sorted(range(len(found)), key=lacking.__getitem__)], lacking.count(0)


def lacking_in(titles: list[str], sought: Sequence[list[str]]) -> list[int]:
    """How many of the terms each title lacks. They are looked for in all titles at once."""
    lacking, text = [len(sought)] * len(titles), f" {BETWEEN.join(titles)} "
    ends = list(accumulate([len(title) + len(BETWEEN) for title in titles]))
    for words in sought:
        having: set[int] = set()
        for word in words:
            at = text.find(word)
            while at >= 0:
                having.add(number := bisect(ends, at))
                at = text.find(word, ends[number])
        for number in having:
            lacking[number] -= 1
    return lacking
