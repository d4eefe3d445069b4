"""What the two database engines share: they find candidates in one query; counting and ordering is done here.

At most `COUNTED` candidates are looked at, so a search costs the same however much there is.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from portal.languages import SOURCE

from ..entry import Entry, key_of
from ..highlighting import Marker
from ..query import Atom, Query, Term
from ..ranking import Texts, answers, title_of
from ..results import COUNTED, STALE_AFTER, Asked, Found, Hit, date_codes
from ..spelling import corrected
from ..things import sources
from .counting import sifted

FEW = 8  # so few hits for all words are followed by those for some of them
LIMIT = COUNTED + 1
FEW_ELSEWHERE = 300
WEIGHED = 200  # so many are ranked by all we know; the rest follows as the database has it
LOOSE = 100  # of those that have some of the words
MOST_TERMS = 8  # looked for one by one
COMMON, ENOUGH = 10, 0.45  # how much less a word says that many have; the share of the best that is worth showing
FALLBACK, STALE, PAST = 0.8, 0.8, 0.5  # what counts less


class Candidate(NamedTuple):
    pk: int
    thing: str
    language: str
    codes: str
    sort_title: str
    german: str
    starts_at: datetime | None
    ends_at: datetime | None
    assured: object
    score: float  # the database's own, the more the better

    @property
    def kind(self) -> str:
        return self.thing[: self.thing.index(":")]


COLUMNS = Candidate._fields[:-1]


def by_number(count: int, rows: Iterable[tuple[int, Candidate]]) -> list[list[Candidate]]:
    found: list[list[Candidate]] = [[] for _number in range(count)]
    for number, each in rows:
        found[number].append(each)
    return found


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
        self, asked: Asked, terms: Iterable[Term], *, everywhere=False, chosen: dict | None = None
    ) -> list[Candidate]:
        """At most `LIMIT` entries that have all terms: of those shown in the language asked for, or of all languages
        (`everywhere`); of the facets only those in `chosen` are looked at.
        """
        raise NotImplementedError

    def candidates_of_each(self, asked: Asked, terms: tuple[Term, ...], chosen=None) -> list[list[Candidate]]:
        """For each term some of the entries that have it, in one query."""
        raise NotImplementedError

    def texts(self, pks: list[int]) -> dict[int, Texts]:
        """The tokens of labels and summaries, by entry."""
        raise NotImplementedError

    def search(self, asked: Asked) -> Found:
        ranked = self._find(asked)
        return ranked.found(ranked.query.text if ranked.query is not asked.query else "")

    def keys(self, text: str, language: str, kind: str) -> list[str]:
        """The keys of the things of a kind that have all words of a text, the best first."""
        asked = Asked(Query(text, language), {"kind": (kind,)})
        return [key_of(candidate.thing) for candidate in self._find(asked, loosely=False).ranked]

    def suggest(self, text: str, language: str, size: int) -> list[Entry]:
        """Entries whose title has words that begin as those typed do."""
        asked = Asked(Query(text, language), size=size)
        return [hit.entry for hit in self._find(asked).found().hits]

    def _find(self, asked: Asked, loosely: bool = True) -> "Ranked":
        query = asked.query
        strict, chosen = self._strictly(asked, query)
        if not strict and query and not asked.exact and (better := corrected(query.words)):
            instead = Query(better, asked.language)
            strict, chosen = self._strictly(asked, instead)
            query = instead if strict else query
        if not strict and not asked.exact and query.heard:
            strict = self.candidates(asked, query.heard)
        found = [Match(candidate, 0, dict.fromkeys(query.terms, 1.0)) for candidate in strict]
        if loosely and len(strict) < FEW and len(query.pieces) > 1:
            found += self._loosely(asked, query, {candidate.pk for candidate in strict}, chosen)
        return Ranked(self, asked, query, found)

    def _strictly(self, asked: Asked, query: Query) -> tuple[list[Candidate], dict]:
        """What has all words; and the facets it had to be filtered by, because there is too much to filter it here."""
        chosen = {}
        found = self.candidates(asked, query.terms)
        if len(found) > COUNTED and asked.chosen:
            chosen = {facet: codes for facet, codes in asked.chosen.items() if facet != "date"}
            found = self.candidates(asked, query.terms, chosen=chosen)
        return found or self._elsewhere(asked, query), chosen

    def _loosely(self, asked: Asked, query: Query, known: set[int], chosen: dict) -> list["Match"]:
        """What has some of the words, and not only those that many have."""
        found: dict[int, Match] = {}
        terms = query.pieces[:MOST_TERMS]
        for term, candidates in zip(terms, self.candidates_of_each(asked, terms, chosen), strict=True):
            weight = (len(candidates) + COMMON) ** -0.5
            for candidate in candidates:
                if candidate.pk not in known:
                    found.setdefault(candidate.pk, Match(candidate, 1, {})).terms[term] = weight
        enough = ENOUGH * max((match.weight for match in found.values()), default=0)
        best = sorted(found.values(), key=lambda match: -match.weight)[:LOOSE]
        return [match for match in best if match.weight >= enough]

    def _elsewhere(self, asked: Asked, query: Query) -> list[Candidate]:
        """What is found by its words in other languages, as the reader gets it."""
        found = self.candidates(asked, query.terms, everywhere=True)[:FEW_ELSEWHERE] if query else []
        scores = {candidate.thing: candidate.score for candidate in sorted(found, key=lambda each: each.score)}
        if not scores:
            return []
        shown = Entry.objects.public().shown_in(asked.language).filter(thing__in=scores)
        return [Candidate(*row, scores[row[1]]) for row in shown.values_list(*COLUMNS)]


class Match(NamedTuple):
    """A candidate, whether it has only some of the words (`tier` 1), and the weights of the terms that it has."""

    candidate: Candidate
    tier: int
    terms: dict[Term, float]

    @property
    def weight(self) -> float:
        return sum(self.terms.values())


class Ranked:
    """Candidates filtered and in order: those that have all words first, in each part the best answer first."""

    def __init__(self, engine: DatabaseEngine, asked: Asked, query: Query, found: list[Match]):
        self.now = asked.now or timezone.now()
        self.stale_before = self.now.date() - STALE_AFTER
        self.engine, self.asked, self.query = engine, asked, query
        self.more = sum(match.tier == 0 for match in found) > COUNTED
        found = found[:COUNTED]
        self.partial = {match.candidate.pk for match in found if match.tier}
        self.sifted = sifted([self._codes(match.candidate) for match in found], asked.chosen)
        self.ranked = self._ranked([found[number] for number in self.sifted.kept])

    def _codes(self, candidate: Candidate) -> list[str]:
        codes = candidate.codes.split()
        codes.append(f"kind:{candidate.kind}")
        if candidate.starts_at is not None:
            codes += [f"date:{code}" for code in date_codes(candidate.starts_at, candidate.ends_at, self.now)]
        return codes

    def _ranked(self, kept: list[Match]) -> list[Candidate]:
        """In order; the words are looked at of those only that the database finds best."""
        kept.sort(key=lambda match: (match.tier, -match.candidate.score, match.candidate.sort_title))
        first = kept[:WEIGHED]
        texts = self.engine.texts([match.candidate.pk for match in first]) if first and self.query else {}
        most = max((match.weight for match in first), default=0) or 1
        best = max((match.candidate.score for match in first), default=0) or 1
        first.sort(key=lambda match: self._order(match, texts, most, best))
        return [match.candidate for match in (*first, *kept[WEIGHED:])]

    def _order(self, match: Match, texts: dict[int, Texts], most: float, best: float):
        candidate = match.candidate
        score = 0.1 * candidate.score / best  # only where we see no difference
        if candidate.pk in texts:
            title = title_of(candidate.sort_title, SOURCE if "title" in candidate.german else candidate.language)
            score += answers(match.terms, title, texts[candidate.pk]) * (match.weight / most if match.tier else 1)
        return (match.tier, -score * self._worth(candidate), candidate.sort_title, candidate.pk)

    def _worth(self, candidate: Candidate) -> float:
        """What an equally good answer counts for: in the reader's language, to come, confirmed."""
        source = sources().get(candidate.kind)
        worth = source.weight if source else 1
        if candidate.language != self.asked.language:
            worth *= FALLBACK
        if candidate.starts_at is not None and (candidate.ends_at or candidate.starts_at) < self.now:
            worth *= PAST
        return worth * STALE if candidate.assured is not None and candidate.assured < self.stale_before else worth

    def found(self, instead: str = "") -> Found:
        """The page that was asked for; `instead` is what was searched for, where that is not what was typed."""
        start = self.asked.start
        page = [candidate.pk for candidate in self.ranked[start : start + self.asked.size]]
        entries = Entry.objects.defer("vector", "labels").in_bulk(page)
        marker = Marker(self.query)
        hits = [
            Hit(entries[pk], *marker.highlighted(entries[pk]), partial=pk in self.partial)
            for pk in page
            if pk in entries
        ]
        counts, without = self.sifted.counts, self.sifted.without
        return Found(hits, len(self.ranked), counts, self.more, instead, self.engine.name, without)


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
