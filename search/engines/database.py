"""What the two database engines share: they find candidates in one query; counting and ordering is done in `ranked.py`.

At most `COUNTED` candidates are looked at, so a search costs the same however much there is.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from django.utils import timezone

from ..entry import Entry, key_of
from ..query import Query, Term
from ..results import COUNTED, Asked, Found
from .candidates import COLUMNS, Candidate, Details, Trial
from .ranked import VERY_FEW, WEIGHED, Ranked, matches, one_by_one

LIMIT = COUNTED + 1


class DatabaseEngine:
    name = "database"

    def write(self, entries: list[Entry], gone: list[int]) -> None:
        """Write entries, new or changed, and delete others; within the transaction of the caller."""
        raise NotImplementedError

    def astray(self, entries: list[Entry]) -> list[Entry]:
        """Those of these entries whose words are not stored as they are to be."""
        raise NotImplementedError

    def strays(self) -> int:
        """How many words are stored of entries that are gone."""
        return 0

    def forget_strays(self) -> None:
        """Where words are stored beside the entries: forget those of entries that are gone."""

    def candidates(self, asked: Asked, terms: Sequence[Term], chosen: dict | None = None) -> list[Candidate]:
        """At most `LIMIT` entries shown in the language asked for that have all terms; of the facets only those in
        `chosen` are looked at.
        """
        raise NotImplementedError

    def also(self, asked: Asked, terms: Sequence[Term], chosen: dict | None) -> list[Candidate]:
        """Where more than `LIMIT` have all terms: some that have them in their title."""
        return []

    def elsewhere(self, asked: Asked, terms: Sequence[Term], chosen: dict | None) -> set[int]:
        """Primary keys of entries that have the terms, and not in their body only; where that is quick to tell."""
        return set()

    def candidates_of_each(self, asked: Asked, trials: Sequence[Trial], chosen=None) -> list[list[Candidate]]:
        """For each trial at most as many as it wants of the entries that it finds, all in one query."""
        raise NotImplementedError

    def details(self, pks: list[int]) -> dict[int, Details]:
        raise NotImplementedError

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
        each = dict(zip(terms, self.candidates_of_each(asked, trials, chosen), strict=True)) if terms else {}
        return Ranked(self, asked, query, matches(query, whole, each))

    def _whole(self, asked: Asked, terms: Sequence[Term]) -> tuple[list[Candidate], dict | None]:
        """What has all these; and the facets it had to be filtered by, because there is too much to filter it here."""
        chosen = None
        found = self.candidates(asked, terms)
        if len(found) > COUNTED and asked.chosen:
            chosen = {facet: codes for facet, codes in asked.chosen.items() if facet != "date"}
            found = self.candidates(asked, terms, chosen)
        if not terms:
            return sorted(found, key=attrgetter("sort_title")), chosen
        if len(found) > COUNTED:
            found = list({each.pk: each for each in (*self.also(asked, terms, chosen), *found)}.values())[:LIMIT]
        if len(found) > WEIGHED:
            found, good = likely_first(found, terms)
            if good < VERY_FEW:
                there = self.elsewhere(asked, terms, chosen)
                found[good:] = sorted(found[good:], key=lambda each: each.pk not in there)
        return found, chosen

    def _otherwise(self, asked: Asked) -> tuple[Query, list[Candidate]]:
        """The query, as it was typed or put right, and what has all its words: in other languages, or by their sound."""
        tried = otherwise(asked)
        for (query, trial), found in zip(
            tried, self.candidates_of_each(asked, [each[1] for each in tried]), strict=True
        ):
            if found and trial.everywhere:
                return query, as_shown(asked, found)
            if found:
                return query, likely_first(found, trial.terms)[0]
        return tried[-1][0], []


def as_shown(asked: Asked, found: Iterable[Candidate]) -> list[Candidate]:
    """As the reader gets what was found by its words in other languages."""
    return shown(asked, list(dict.fromkeys(candidate.thing for candidate in found)))


def shown(asked: Asked, things: list[str]) -> list[Candidate]:
    """What the reader gets of these things, in their order, without what is not public any more."""
    rows = Entry.objects.shown_in(asked.language).public(timezone.localdate(asked.now)).filter(thing__in=things)
    found = {row[1]: Candidate(*row) for row in rows.values_list(*COLUMNS)}
    return [found[thing] for thing in things if thing in found]


def otherwise(asked: Asked) -> list[tuple[Query, Trial]]:
    """What to try where nothing has all words as they were typed, the best first."""
    query, better = asked.query, None if asked.exact else asked.query.corrected
    tried = [(query, Trial(query.terms, everywhere=True))]
    if better:
        tried += [(better, Trial(better.terms, most=LIMIT)), (better, Trial(better.terms, everywhere=True))]
    elif query.heard and not asked.exact:
        tried += [(query, Trial(query.heard, most=LIMIT))]
    return tried


def starts(term: Term) -> list[str]:
    """What stands in a title by which it may have the term."""
    atoms = term.atoms
    begun = dict.fromkeys(f" {atom.prefix}" for atom in atoms if atom.prefix)
    return list(begun | dict.fromkeys(token for atom in atoms for token in atom.found_as))


def likely_first(found: Iterable[Candidate], terms: Sequence[Term]) -> tuple[list[Candidate], int]:
    """Those first that have the terms in their title; and how many have all of them there."""
    sought = [starts(term) for term in terms]
    found = sorted(found, key=attrgetter("sort_title"))
    lacking = [lacking_in(f" {each.sort_title} ", sought) for each in found]
    return [found[number] for number in sorted(range(len(found)), key=lacking.__getitem__)], lacking.count(0)


def lacking_in(title: str, sought: Iterable[list[str]]) -> int:
    """How many of the terms a title lacks."""
    lacking = 0
    for words in sought:
        for word in words:
            if word in title:
                break
        else:
            lacking += 1
    return lacking
