"""What the two database engines share: they find candidates in one query; counting and ordering is done here.

At most `COUNTED` candidates are looked at, so a search costs the same however much there is.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from ..analysis import forms
from ..entry import WRITTEN, Entry
from ..folding import words_of
from ..highlighting import Marker
from ..query import Atom, Query, Term
from ..results import COUNTED, STALE_AFTER, Asked, Found, Hit, date_codes
from ..spelling import corrections
from ..things import sources
from .counting import sifted

FEW = 5  # so few hits for all words are followed by those for some of them
LIMIT = COUNTED + 1
FEW_ELSEWHERE = 300
TITLES = 200  # so many of the best by the database's score are told apart by their titles
STALE, PAST = 0.8, 0.5  # what counts less


class Candidate(NamedTuple):
    pk: int
    thing: str
    language: str
    codes: str
    sort_title: str
    starts_at: datetime | None
    ends_at: datetime | None
    assured: object
    score: float  # the database's own, the more the better

    @property
    def kind(self) -> str:
        return self.thing[: self.thing.index(":")]


COLUMNS = Candidate._fields[:-1]


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

    def candidates(
        self, asked: Asked, terms: Iterable[Term], *, any_of=False, everywhere=False, chosen: dict | None = None
    ) -> list[Candidate]:
        """At most `LIMIT` entries that have all terms, or any of them: of those shown in the language asked for, or of
        all languages (`everywhere`); of the facets only those in `chosen` are looked at.
        """
        raise NotImplementedError

    def search(self, asked: Asked) -> Found:
        found = self._find(asked, asked.query)
        if not found.ranked and asked.query and not asked.exact and (better := self.correct(asked.query)):
            corrected = self._find(asked, Query(better, asked.language))
            if corrected.ranked:
                return corrected.found(asked, better)
        return found.found(asked)

    def keys(self, text: str, language: str, kind: str) -> list[str]:
        """The keys of the things of a kind that have all words of a text, the best first."""
        asked = Asked(Query(text, language), {"kind": (kind,)})
        found = self._find(asked, asked.query, loosely=False)
        if not found.ranked and asked.query and (better := self.correct(asked.query)):
            found = self._find(asked, Query(better, language), loosely=False)
        return [candidate.thing.partition(":")[2] for candidate in found.ranked]

    def correct(self, query: Query) -> str:
        """The text with misspelt words put right; "" where there is nothing better."""
        found = corrections(query.words)
        return " ".join(found.get(word, word) for word in query.words) if found else ""

    def suggest(self, text: str, language: str, size: int) -> list[Entry]:
        """Entries whose title has words that begin as those typed do."""
        asked = Asked(Query(text, language), size=size)
        return [hit.entry for hit in self._find(asked, asked.query).found(asked).hits]

    def _find(self, asked: Asked, query: Query, loosely: bool = True) -> "Ranked":
        chosen = {}
        strict = self.candidates(asked, query.terms)
        if len(strict) > COUNTED and asked.chosen:  # too many to filter here
            chosen = {facet: codes for facet, codes in asked.chosen.items() if facet != "date"}
            strict = self.candidates(asked, query.terms, chosen=chosen)
        strict = strict or self._elsewhere(asked, query)
        loose = []
        if loosely and len(strict) < FEW and len(query.terms) > 1:
            known = {candidate.pk for candidate in strict}
            found = self.candidates(asked, query.terms, any_of=True, chosen=chosen)
            loose = [candidate for candidate in found if candidate.pk not in known]
        return Ranked(asked, query, strict, loose)

    def _elsewhere(self, asked: Asked, query: Query) -> list[Candidate]:
        """What is found by its words in other languages, as the reader gets it."""
        found = self.candidates(asked, query.terms, everywhere=True)[:FEW_ELSEWHERE] if query else []
        scores = {candidate.thing: candidate.score for candidate in sorted(found, key=lambda each: each.score)}
        if not scores:
            return []
        shown = Entry.objects.public().shown_in(asked.language).filter(thing__in=scores)
        return [Candidate(*row, scores[row[1]]) for row in shown.values_list(*COLUMNS)]


class Ranked:
    """Candidates filtered and in order: those that have all words first, then those in the reader's language."""

    def __init__(self, asked: Asked, query: Query, strict: list[Candidate], loose: list[Candidate]):
        self.now = asked.now or timezone.now()
        self.stale_before = self.now.date() - STALE_AFTER
        self.asked, self.query = asked, query
        self.more = len(strict) > COUNTED
        tiers = [(0, candidate) for candidate in strict[:COUNTED]] + [(1, candidate) for candidate in self._half(loose)]
        self.partial = {candidate.pk for tier, candidate in tiers if tier}
        self.sifted = sifted([self._codes(candidate) for _tier, candidate in tiers], asked.chosen)
        self.ranked = self._ranked([tiers[number] for number in self.sifted.kept])

    def _half(self, loose: list[Candidate]) -> list[Candidate]:
        """Of those that do not have all words, the ones that the database finds best."""
        return sorted(loose, key=lambda candidate: -candidate.score)[:100]

    def _codes(self, candidate: Candidate) -> list[str]:
        codes = candidate.codes.split()
        codes.append(f"kind:{candidate.kind}")
        if candidate.starts_at is not None:
            codes += [f"date:{code}" for code in date_codes(candidate.starts_at, candidate.ends_at, self.now)]
        return codes

    def _ranked(self, kept: list[tuple[int, Candidate]]) -> list[Candidate]:
        """In order; the titles are looked at of those only that the database finds best."""
        best = max((candidate.score for _tier, candidate in kept), default=0) or 1
        kept.sort(key=lambda pair: self._order(*pair, pair[1].score / best))
        first = [(tier, each, each.score / best + 2 * self._title(each)) for tier, each in kept[:TITLES]]
        first.sort(key=lambda each: self._order(*each))
        return [candidate for _tier, candidate, _score in first] + [candidate for _tier, candidate in kept[TITLES:]]

    def _order(self, tier: int, candidate: Candidate, score: float):
        fallback = candidate.language != self.asked.language
        return (tier, fallback, -score * self._weight(candidate), candidate.sort_title, candidate.pk)

    def _weight(self, candidate: Candidate) -> float:
        source = sources().get(candidate.kind)
        weight = source.weight if source else 1
        if candidate.starts_at is not None and (candidate.ends_at or candidate.starts_at) < self.now:
            weight *= PAST
        return weight * STALE if candidate.assured is not None and candidate.assured < self.stale_before else weight

    def _title(self, candidate: Candidate) -> float:
        """The share of the terms that stand in the title, what was typed for more than what it means."""
        text, length = title_tokens(candidate.sort_title, candidate.language)
        if not self.query.terms or not length:
            return 0
        return sum(term_in(term, text) for term in self.query.terms) / len(self.query.terms) * (1 + 1 / length)

    def found(self, asked: Asked, corrected: str = "") -> Found:
        page = [candidate.pk for candidate in self.ranked[asked.start : asked.start + asked.size]]
        entries = Entry.objects.defer("vector", "labels").in_bulk(page)
        marker = Marker(self.query)
        hits = [
            Hit(entries[pk], *marker.highlighted(entries[pk]), partial=pk in self.partial)
            for pk in page
            if pk in entries
        ]
        counts, without = self.sifted.counts, self.sifted.without
        return Found(hits, len(self.ranked), counts, self.more, corrected, database_name(), without)


@lru_cache(5_000)
def title_tokens(title: str, language: str) -> tuple[str, int]:
    """The tokens of a title, a blank before and after each, and the number of its words."""
    words = words_of(title)
    return f" {' '.join([forms(word, language) for word in words])} ", len(words)


def roughly(terms: Iterable[Term], candidate: Candidate) -> float:
    """How good a candidate is by the words of its title: enough where there are very many."""
    text = f" {candidate.sort_title} "
    return 1 + 9 * sum(term_in(term, text) for term in terms)


def term_in(term: Term, text: str) -> float:
    """How much of a term stands among these tokens."""
    for number, group in enumerate(term.alternatives):
        if all(atom_in(atom, text) for atom in group):
            return 0.8 if number else 1.0
    return 0.0


def atom_in(atom: Atom, text: str) -> bool:
    if atom.prefix and f" {atom.prefix}" in text:
        return True
    return any(f" {token} " in text for token in atom.tokens)


def database_name() -> str:
    from . import database_engine

    return database_engine().name


__all__ = ["COLUMNS", "WRITTEN", "Candidate", "DatabaseEngine", "Ranked"]
