"""What the two database engines share: they find candidates in one query; counting and ordering is done here.

At most `COUNTED` candidates are looked at, so a search costs the same however much there is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from django.utils import timezone

from portal.languages import SOURCE

from ..entry import Entry, key_of
from ..highlighting import Marker
from ..query import Atom, Query, Term
from ..ranking import Texts, Wanted, title_of
from ..results import COUNTED, STALE_AFTER, Asked, Found, Hit, date_codes
from ..things import sources
from .counting import sifted

FEW = 50  # so few hits for all words are followed by those for some of them,
VERY_FEW = 20  # so few, less than a page, also by what goes with it
LIMIT = COUNTED + 1
WEIGHED = 100  # so many are ranked by all we know; the rest follows as the database has it
LOOSE = 100  # of those that have some of the words
MOST_TERMS = 12  # looked for one by one
ENOUGH = 0.1  # of what is wanted an entry must have
FOUND = 0.25  # what the score of the database counts
FALLBACK = 0.99  # what is not in the reader's language comes after what is as good and is
STALE, PAST = 0.8, 0.5  # what counts less


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


class Trial(NamedTuple):
    """What is looked for: entries that have all terms, of those shown in the reader's language or `everywhere`."""

    terms: tuple[Term, ...]
    everywhere: bool = False


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

    def candidates(self, asked: Asked, terms: Iterable[Term], chosen: dict | None = None) -> list[Candidate]:
        """At most `LIMIT` entries shown in the language asked for that have all terms; of the facets only those in
        `chosen` are looked at.
        """
        raise NotImplementedError

    def candidates_of_each(self, asked: Asked, trials: Sequence[Trial], chosen=None) -> list[list[Candidate]]:
        """For each trial some of the entries that it finds, all in one query."""
        raise NotImplementedError

    def texts(self, pks: list[int]) -> dict[int, Texts]:
        """The tokens of labels and summaries, by entry."""
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

    def _find(self, asked: Asked, loosely: bool = True) -> "Ranked":
        query = asked.query
        strict, chosen = self._strictly(asked)
        if query and not strict:
            query, strict = self._otherwise(asked)
        terms = one_by_one(query, len(strict), asked.exact) if loosely else ()
        trials = [Trial((term,)) for term in terms]
        each = dict(zip(terms, self.candidates_of_each(asked, trials, chosen), strict=True)) if terms else {}
        return Ranked(self, asked, query, matches(query, strict, each), counts_of(each))

    def _strictly(self, asked: Asked) -> tuple[list[Candidate], dict]:
        """What has all words; and the facets it had to be filtered by, because there is too much to filter it here."""
        terms = asked.query.terms
        found = self.candidates(asked, terms)
        if len(found) <= COUNTED or not asked.chosen:
            return found, {}
        chosen = {facet: codes for facet, codes in asked.chosen.items() if facet != "date"}
        return self.candidates(asked, terms, chosen), chosen

    def _otherwise(self, asked: Asked) -> tuple[Query, list[Candidate]]:
        """The query, as it was typed or put right, and what has all its words: in other languages, or by their sound."""
        tried = otherwise(asked)
        for (query, trial), found in zip(
            tried, self.candidates_of_each(asked, [each[1] for each in tried]), strict=True
        ):
            if found:
                return query, self._as_shown(asked, found) if trial.everywhere else found
        return tried[-1][0], []

    def _as_shown(self, asked: Asked, found: list[Candidate]) -> list[Candidate]:
        """As the reader gets what was found by its words in other languages."""
        scores = {candidate.thing: candidate.score for candidate in sorted(found, key=lambda each: each.score)}
        shown = Entry.objects.public().shown_in(asked.language).filter(thing__in=scores)
        return [Candidate(*row, scores[row[1]]) for row in shown.values_list(*COLUMNS)]


def otherwise(asked: Asked) -> list[tuple[Query, Trial]]:
    """What to try where nothing has all words as they were typed, the best first."""
    query, better = asked.query, None if asked.exact else asked.query.corrected
    tried = [(query, Trial(query.terms, everywhere=True))]
    if better:
        tried += [(better, Trial(better.terms)), (better, Trial(better.terms, everywhere=True))]
    elif query.heard and not asked.exact:
        tried += [(query, Trial(query.heard))]
    return tried


class Match(NamedTuple):
    """A candidate, whether it has all words, and the terms, parts of terms and related terms that it has."""

    candidate: Candidate
    whole: bool
    met: frozenset[Term]


def one_by_one(query: Query, whole: int, exact: bool) -> tuple[Term, ...]:
    """What to look for term by term where so many things have all words: single words, and what goes with them. Where
    nothing has them all, what only goes with them would hide that nothing is there.
    """
    related = chain.from_iterable(query.related.values()) if 0 < whole < VERY_FEW and not exact else ()
    return tuple(dict.fromkeys((*query.single, *related)))[:MOST_TERMS] if whole < FEW else ()


def matches(query: Query, strict: list[Candidate], found: dict[Term, list[Candidate]]) -> list[Match]:
    """What has all words, then what has enough of them, the most first."""
    met: dict[int, set[Term]] = {}
    others = {candidate.pk: candidate for candidates in found.values() for candidate in candidates}
    for term, candidates in found.items():
        for candidate in candidates:
            met.setdefault(candidate.pk, set()).add(term)
    all_terms = frozenset(query.terms)
    whole = [Match(each, True, all_terms.union(met[each.pk]) if each.pk in met else all_terms) for each in strict]
    for each in strict:
        others.pop(each.pk, None)
    wanted = Wanted(query, counts_of(found))
    covered = {pk: wanted.covered(met[pk]) for pk in others}
    best = sorted((pk for pk in others if covered[pk] >= ENOUGH), key=lambda pk: -covered[pk])[:LOOSE]
    return whole + [Match(others[pk], False, frozenset(met[pk])) for pk in best]


def counts_of(found: dict[Term, list[Candidate]]) -> dict[Term, int]:
    return {term: len(candidates) for term, candidates in found.items()}


class Ranked:
    """Candidates filtered and in order, the best answer first. `counts`: how many things have each term, where known."""

    def __init__(self, engine: DatabaseEngine, asked: Asked, query: Query, found: list[Match], counts: dict[Term, int]):
        self.now = asked.now or timezone.now()
        self.stale_before = self.now.date() - STALE_AFTER
        self.engine, self.asked, self.query = engine, asked, query
        self.wanted = Wanted(query, counts)
        self.more = sum(match.whole for match in found) > COUNTED
        found = found[:COUNTED]
        self.sifted = sifted([self._codes(match.candidate) for match in found], asked.chosen)
        self.scores: dict[int, float] = {}
        self.ranked = self._ranked([found[number] for number in self.sifted.kept])

    def _codes(self, candidate: Candidate) -> list[str]:
        codes = f"{candidate.codes} kind:{candidate.kind}".split()
        if candidate.starts_at is not None:
            codes += [f"date:{code}" for code in date_codes(candidate.starts_at, candidate.ends_at, self.now)]
        return codes

    def _ranked(self, kept: list[Match]) -> list[Candidate]:
        """In order; the words are looked at of those only that the database finds best."""
        kept.sort(key=lambda match: (not match.whole, -match.candidate.score, match.candidate.sort_title))
        first = [match.candidate for match in kept[:WEIGHED]]
        rest = [match.candidate for match in kept[WEIGHED:]]
        if self.query:
            self.scores = self._scores(kept[:WEIGHED])
            first.sort(key=lambda each: (-self.scores[each.pk], each.sort_title, each.pk))
        return first + rest

    def _scores(self, found: list[Match]) -> dict[int, float]:
        texts = self.engine.texts([match.candidate.pk for match in found]) if found else {}
        best: dict[str, float] = {}  # by language: how often a word is written differs between them
        for candidate, whole, _met in found:
            if whole:
                best[candidate.language] = max(candidate.score, best.get(candidate.language, 0))
        return {match.candidate.pk: self._score(match, texts.get(match.candidate.pk), best) for match in found}

    def _score(self, match: Match, texts: Texts | None, best: dict[str, float]) -> float:
        candidate = match.candidate
        score = FOUND * candidate.score / (best[candidate.language] or 1) if match.whole else 0.0
        if texts:
            title = title_of(candidate.sort_title, SOURCE if "title" in candidate.german else candidate.language)
            score += self.wanted.answered(match.met, title, texts)
        return score * self._worth(candidate)

    def _worth(self, candidate: Candidate) -> float:
        """What an equally good answer counts for: of this kind, in this language, to come, confirmed."""
        source = sources().get(candidate.kind)
        worth = source.weight if source else 1
        if candidate.language != self.asked.language:
            worth *= FALLBACK
        if candidate.starts_at is not None and (candidate.ends_at or candidate.starts_at) < self.now:
            worth *= PAST
        return worth * STALE if candidate.assured is not None and candidate.assured < self.stale_before else worth

    def found(self) -> Found:
        """The page that was asked for."""
        start = self.asked.start
        page = [candidate.pk for candidate in self.ranked[start : start + self.asked.size]]
        entries = Entry.objects.defer("vector", "labels").in_bulk(page)
        marker, best = Marker(self.query), max(self.scores.values(), default=0)
        hits = [
            Hit(entries[pk], *marker.highlighted(entries[pk]), share=self.scores.get(pk, 0) / best if best else 1.0)
            for pk in page
            if pk in entries
        ]
        counts, without = self.sifted.counts, self.sifted.without
        instead = self.query.text if self.ranked and self.query.text != self.asked.query.text else ""
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
