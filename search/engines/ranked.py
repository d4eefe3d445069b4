"""What was found, put in order, filtered and counted: the same for every engine."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from django.utils import timezone

from portal.languages import SOURCE

from ..highlighting import Marker
from ..query import Query, Term
from ..ranking import Texts, Wanted, title_of
from ..results import COUNTED, STALE_AFTER, Asked, Found, Hit, date_codes
from ..things import sources
from .candidates import Candidate, Contents, entry_of
from .counting import sifted

FEW = 50  # so few hits for all words are followed by those for some of them,
VERY_FEW = 20  # so few, less than a page, also by what goes with it
WEIGHED = 40  # two pages: so many are ranked by all we know; the rest follows in the order it was found
LOOSE = 100  # of those that have some of the words
MOST_TERMS = 12  # looked for one by one
ENOUGH = 0.1  # of what is wanted an entry must have
FALLBACK = 0.99  # what is not in the reader's language comes after what is as good and is
STALE, PAST = 0.8, 0.5  # what counts less


class Matches(NamedTuple):
    """Candidates, the likely best first. The first `whole` of them have all words; of those that were looked for term by
    term, `met` holds the terms, parts of terms and related terms that each has.
    """

    candidates: list[Candidate]
    whole: int
    met: dict[int, set[Term]]
    wanted: Wanted


def one_by_one(query: Query, whole: int, exact: bool) -> tuple[Term, ...]:
    """What to look for term by term where so many things have all words: single words, and what goes with them. Where
    nothing has them all, what only goes with them would hide that nothing is there.
    """
    related = chain.from_iterable(query.related.values()) if 0 < whole < VERY_FEW and not exact else ()
    return tuple(dict.fromkeys((*query.single, *related)))[:MOST_TERMS] if whole < FEW else ()


def matches(query: Query, whole: list[Candidate], found: dict[Term, list[Candidate]]) -> Matches:
    """What has all words, then what has enough of them, the most first."""
    wanted = Wanted(query, {term: len(candidates) for term, candidates in found.items()})
    met: dict[int, set[Term]] = {}
    others: dict[int, Candidate] = {}
    for term, candidates in found.items():
        for candidate in candidates:
            met.setdefault(candidate.pk, set()).add(term)
            others[candidate.pk] = candidate
    for candidate in whole if others else ():
        if others.pop(candidate.pk, None):
            met[candidate.pk].update(query.terms)
    covered = {pk: wanted.covered(met[pk]) for pk in others}
    best = sorted((pk for pk in others if covered[pk] >= ENOUGH), key=lambda pk: -covered[pk])[:LOOSE]
    return Matches(whole + [others[pk] for pk in best], len(whole), met, wanted)


class Ranked:
    """Candidates filtered and in order, the best answer first. `engine` has their contents."""

    def __init__(self, engine, asked: Asked, query: Query, found: Matches):
        self.now = asked.now or timezone.now()
        self.stale_before = self.now.date() - STALE_AFTER
        self.engine, self.asked, self.query, self.matches = engine, asked, query, found
        self.contents: dict[int, Contents] = {}
        self.more = found.whole > COUNTED
        candidates = found.candidates[:COUNTED]
        codes = [each.codes if each.starts_at is None else self._dated_codes(each) for each in candidates]
        self.sifted = sifted(codes, asked.chosen)
        self.ranked = [candidates[number] for number in self.sifted.kept]
        self.scores = self._scores() if query else {}
        first = slice(len(self.scores))
        self.ranked[first] = sorted(self.ranked[first], key=lambda each: (-self.scores[each.pk], each.title, each.pk))

    def _dated_codes(self, candidate: Candidate) -> tuple[str, ...]:
        dates = date_codes(candidate.starts_at, candidate.ends_at, self.now)
        return (*candidate.codes, *(f"date:{code}" for code in dates))

    def _scores(self) -> dict[int, float]:
        """Of the first, by all that is known of them."""
        weighed = self.ranked[:WEIGHED]
        self._read(weighed)
        whole = frozenset(self.query.terms)
        return {
            each.pk: self._score(each, self.contents[each.pk].texts, self.matches.met.get(each.pk, whole))
            if each.pk in self.contents  # else gone since
            else 0.0
            for each in weighed
        }

    def _read(self, candidates: list[Candidate]) -> None:
        if unread := [each.pk for each in candidates if each.pk not in self.contents]:
            self.contents |= self.engine.contents(unread)

    def _score(self, candidate: Candidate, texts: Texts, met: Iterable[Term]) -> float:
        title = title_of(candidate.title, SOURCE if "title" in candidate.german else candidate.language)
        return self.matches.wanted.answered(met, title, texts) * self._worth(candidate)

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
        page = self.ranked[start : start + self.asked.size]
        self._read(page)
        marker, best = Marker(self.query), max(self.scores.values(), default=0)
        hits = []
        for each in page:
            if contents := self.contents.get(each.pk):
                entry, share = entry_of(each, contents), self.scores.get(each.pk, 0) / best if best else 1.0
                hits.append(Hit(entry, *marker.highlighted(entry, contents.texts), share=share))
        counts, without = self.sifted.counts, self.sifted.without
        instead = self.query.text if self.ranked and self.query.text != self.asked.query.text else ""
        return Found(hits, len(self.ranked), counts, self.more, instead, self.engine.name, without)
