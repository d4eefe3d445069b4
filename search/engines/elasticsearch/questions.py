"""A query in the words of Elasticsearch: one request for hits, facets and dates."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone
from elasticsearch.dsl import A, Q, Search

from portal.languages import SOURCE, html_lang

from ...query import Atom, Query, Term
from ...results import COUNTED, Asked
from ...stemming import languages_of
from ...things import sources
from ..ranked import PAST, STALE

TITLE, LABELS, SOUNDS, SUMMARY, BODY = 1.0, 0.4, 0.4, 0.3, 0.1
OTHER = 0.4  # what counts a word in a language that is not the reader's
MEANT = 0.8  # what counts a word of the dictionary
BEGINNING = 3.0  # a word that only begins so, beside one that is it (rarity makes 2 to 9)
OWN_LANGUAGE = 1.0  # added for things that are in the reader's language: enough among equally good ones
CODES = 2_000


def asked_of(query: Query) -> list[tuple[str, float]]:
    """The languages whose words are looked at, with their weight."""
    found = {query.language: 1.0}
    found.setdefault(SOURCE, OTHER * 2)
    if query.language == "de-simple":
        found[SOURCE] = 1.0
    for word in query.words:
        for code in languages_of(word, html_lang(query.language)):
            found.setdefault(code, OTHER)
    return list(found.items())


class Wording:
    """The terms of a query as clauses."""

    def __init__(self, query: Query):
        asked = asked_of(query)
        own = [(code, weight) for code, weight in asked if weight > OTHER]
        self.read = fields(own, title=TITLE, summary=SUMMARY, body=BODY)
        self.made = [*fields(asked, **{"forms.title": TITLE, "forms.text": BODY}), f"labels^{LABELS}"]
        self.begun = [*fields(own, **{"forms.title": TITLE, "forms.text": BODY}), f"labels^{LABELS}"]

    def term(self, term: Term, **name: str):
        groups = [self.group(group, MEANT if number else 1) for number, group in enumerate(term.alternatives)]
        return Q("dis_max", queries=groups, **name)

    def group(self, atoms: tuple[Atom, ...], weight: float):
        found = [self.atom(atom, weight / len(atoms)) for atom in atoms]
        return Q("bool", must=found) if len(found) > 1 else found[0]

    def atom(self, atom: Atom, weight: float):
        found = [many(" ".join(sorted(atom.tokens)), self.made, weight)]
        if atom.word:
            found.append(many(atom.word, self.read, weight))
        if atom.prefix:
            found.append(many(atom.prefix, self.begun, weight * BEGINNING, type="bool_prefix"))
        if atom.sound:
            found.append(Q("match", sounds={"query": atom.sound, "boost": weight * SOUNDS}))
        return Q("dis_max", queries=found, tie_breaker=0.2)


def fields(languages: list[tuple[str, float]], **weights: float) -> list[str]:
    return [f"{name}.{code}^{weight * of:.3g}" for code, of in languages for name, weight in weights.items()]


def many(text: str, names: list[str], boost: float, **options):
    options.setdefault("type", "best_fields")
    return Q("multi_match", query=text, fields=names, boost=boost, tie_breaker=0.1, **options)


class Question:
    """What is asked for the things that have all terms; or any of `one_by_one`, and which each has."""

    def __init__(self, asked: Asked, query: Query, one_by_one: Sequence[Term] = ()):
        self.asked = asked
        self.now = timezone.localtime(asked.now)
        wording = Wording(query)
        self.must = [] if one_by_one else [wording.term(term) for term in query.terms]
        self.should = [wording.term(term, _name=str(number)) for number, term in enumerate(one_by_one)]

    def public(self) -> list:
        shown = list(dict.fromkeys([self.asked.language, SOURCE]))
        return [Q("terms", languages=shown), Q("range", public_from={"lte": self.now.date().isoformat()})]

    def relevance(self):
        """How well the words fit, times what the thing itself counts."""
        words = Q("match_all")
        if self.should:
            words = Q("bool", should=self.should, minimum_should_match=1)
        elif self.must:
            words = Q("bool", must=self.must)
        return Q("function_score", query=words, functions=self.counts_less(), score_mode="multiply")

    def counts_less(self) -> list[dict]:
        long_ago = (self.now.date() - timedelta(days=365)).isoformat()
        return [
            {"filter": Q("range", over_at={"lt": self.now.isoformat()}), "weight": PAST},
            {"filter": Q("range", assured={"lt": long_ago}), "weight": STALE},
            *(
                {"filter": Q("term", kind=source.kind), "weight": source.weight}
                for source in sources().values()
                if source.weight != 1
            ),
        ]

    def matching(self):
        own = Q("constant_score", filter=Q("term", languages=self.asked.language), boost=OWN_LANGUAGE)
        return Q("bool", must=[self.relevance()], filter=self.public(), should=[own])

    def search(self) -> Search:
        """Hits alone, without what they hold."""
        start = min(self.asked.start, COUNTED)
        search = Search().query(self.matching()).source(False)
        search = search.sort("_score", f"order.{self.asked.language}", "thing")
        search = search[start : min(start + self.asked.size, COUNTED)]
        if self.asked.chosen:
            search = search.post_filter(Q("bool", filter=self.chosen(self.asked.chosen)))
        search.aggs.metric("found", "value_count", field="thing")
        return search.extra(track_total_hits=COUNTED + 1)

    def first(self, size: int) -> Search:
        """The first hits, whatever facets are chosen."""
        search = Search().query(self.matching()).source(False).sort("_score", "thing")[:size]
        return search.extra(track_total_hits=False)

    def search_with_facets(self) -> Search:
        """Each facet is counted as if it were not used."""
        search = self.search()
        self.count(search.aggs, "all", self.asked.chosen)
        for facet in self.asked.chosen:
            self.count(search.aggs, f"but {facet}", self.asked.but(facet), facet)
        return search

    def count(self, aggs, name: str, chosen: dict, facet: str = "") -> None:
        only = {"include": f"{escaped(facet)}:.*"} if facet else {}
        bucket = aggs.bucket(name, "filter", filter=Q("bool", filter=self.chosen(chosen)))
        bucket.bucket("codes", A("terms", field="codes", size=CODES, **only))
        bucket.bucket("dates", A("filters", filters=self.dates()))

    def chosen(self, chosen: dict[str, tuple[str, ...]]) -> list:
        dates = self.dates()
        return [
            Q("bool", should=[dates.get(value, Q("match_none")) for value in values], minimum_should_match=1)
            if facet == "date"
            else Q("terms", codes=[f"{facet}:{value}" for value in values])
            for facet, values in chosen.items()
        ]

    def dates(self) -> dict:
        """The codes of the facet "date", as `results.date_codes` has them."""
        now, midnight = self.now.isoformat(), datetime.combine(self.now.date(), time(), self.now.tzinfo)
        found = {"past": Q("range", over_at={"lt": now})}
        for code, days in (("today", 1), ("week", 7), ("month", 31)):
            until = timezone.make_aware(datetime.combine(midnight.date() + timedelta(days=days), time()))
            soon = Q("range", starts_at={"lt": until.isoformat()})
            found[code] = Q("bool", filter=[Q("range", over_at={"gte": now}), soon])
        return found


def escaped(text: str) -> str:
    """For Lucene's regular expressions."""
    return "".join(c if c.isalnum() or c in "-_" else f"\\{c}" for c in text)
