"""Elasticsearch: one document per thing with all its languages, so nothing counts twice.

It says which things are found and counts them; what is shown of them is read from the database, so nothing appears that
is not public any more. The first of them are put in order by `ranking.py`, as on the databases. `asking.py` turns to the database whenever this cannot answer.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from elastic_transport import TransportError
from elasticsearch import ApiError
from elasticsearch.dsl import Search

from portal.changes import changed

from ...entry import SEARCH, Entry, key_of
from ...outbox import OutsideIndex, Unsent
from ...query import Query, Term
from ...results import COUNTED, DATES, Asked, Found
from .. import database_engine
from ..candidates import Candidate
from ..database import shown
from ..ranked import FEW, WEIGHED, Matches, Ranked, matches, one_by_one
from . import building, mapping, verifying
from .client import PATIENCE, Breaker, NotAnswering, connect, is_the_fault_of_the_server
from .questions import Question
from .sending import IN_PLACE, Sender, Stopped

BEHIND = timedelta(seconds=30)  # so long a change may be missing
log = logging.getLogger(__name__)
ONE_BY_ONE = 300  # so many things that have some of the words are looked at


class ElasticsearchEngine:
    name = "elasticsearch"
    patience = PATIENCE

    def __init__(self, url: str):
        self.client = connect(url)
        self.breaker = Breaker()
        self._looked, self._in_step = float("-inf"), False

    def in_step(self) -> bool:
        """Whether there is an index, made as this version makes it, that lacks no change of more than 30 seconds."""
        if time.monotonic() - self._looked >= settings.CHANGES_POLL_SECONDS:
            late = Unsent.objects.filter(index=OuterRef("pk"), refused=False, since__lt=timezone.now() - BEHIND)
            live = OutsideIndex.objects.filter(live=True, name__startswith=f"{mapping.name()}-{mapping.version()}-")
            self._in_step = live.exclude(Exists(late)).exists()
            self._looked = time.monotonic()
        return self._in_step

    def failed(self, error: Exception) -> None:
        """Leave the server alone for a while, unless the fault lies with what we asked."""
        if is_the_fault_of_the_server(error):
            self.breaker.failed(error)
        else:
            log.exception("Elasticsearch was asked something wrong; the database answers.")
            self.breaker.worked()

    def send_unsent(self, again: bool = False, seconds: float = IN_PLACE) -> int:
        """Send what the indexes in use lack; return how many things. `again`: also what was refused.

        What cannot be sent stays. Any number of processes may do this at the same time.
        """
        sent = 0
        for index in OutsideIndex.objects.filter(live=True) if self.breaker.lets_through() else ():
            try:
                sent += (done := Sender(self.client, index, again, seconds).run())
                if done:
                    self.client.options(request_timeout=PATIENCE).indices.refresh(index=index.name)
                self.breaker.worked()
            except Stopped as error:  # it may well answer searches
                log.warning("Changes wait to be sent to %s: %s", index.name, error)
                self.breaker.worked()
            except (ApiError, TransportError) as error:
                self.breaker.failed(error)
                break
        if sent:
            with transaction.atomic():
                changed(SEARCH)  # pages made of what it answered before
        return sent

    def search(self, asked: Asked) -> Found:
        """The first things are put in order as the databases do it, by all we know of how they answer."""
        weighed = asked.start + asked.size <= WEIGHED
        answer = Answer(self, replace(asked, start=0, size=WEIGHED) if weighed else asked)
        response, query = answer.strict()
        if query and (whole := found(response)) < FEW:
            few = answer.one_by_one(query, whole)
            return replace(Ranked(database_engine(), asked, query, few).found(), engine=self.name)
        there = shown(asked, [hit["_id"] for hit in response["hits"]["hits"]])
        if not weighed:
            asked = replace(asked, start=0)  # these are the page
        answered = Ranked(database_engine(), asked, query, matches(query, there, {})).found()
        counted, without = counts_of(response, asked)
        total = response["hits"]["total"]["value"]
        more = total > COUNTED
        return replace(
            answered, total=min(total, COUNTED), counts=counted, more=more, engine=self.name, without=without
        )

    def keys(self, text: str, language: str, kind: str) -> list[str]:
        """The keys of the things of a kind that have all words of a text, the best first."""
        asked = Asked(Query(text, language), {"kind": (kind,)}, size=COUNTED)
        response, _query = Answer(self, asked, facets=False).strict()
        return [key_of(hit["_id"]) for hit in response["hits"]["hits"]]

    def suggest(self, text: str, language: str, size: int) -> list[Entry]:
        """Entries that have words which begin as those typed do, in their title before all."""
        asked = Asked(Query(text, language), size=size)
        return [hit.entry for hit in self.search(asked).hits]

    def rebuild(self) -> Iterator[tuple[int, int]]:
        """Gives (entries done, entries in all)."""
        return building.rebuild(self.client)

    def faults(self) -> Iterator[tuple]:
        return verifying.faults(self.client)


class Answer:
    """The requests of one search. All of them together have as long as one may take."""

    def __init__(self, engine: ElasticsearchEngine, asked: Asked, facets: bool = True):
        self.client, self.asked, self.facets = engine.client, asked, facets
        bool(asked.query)  # understood before the time runs: that may take reading the dictionary
        self.until = time.monotonic() + engine.patience

    def strict(self) -> tuple[dict, Query]:
        """What has all words; if nothing has, what has all that may have been meant; with the query that this answers."""
        query = self.asked.query
        response = self.ask(Question(self.asked, query))
        if found(response) or not query or self.asked.exact:
            return response, query
        for other in query.otherwise:
            answer = self.ask(Question(self.asked, other))
            if found(answer):
                return answer, other
        return response, query.at_best

    def one_by_one(self, query: Query, whole: int) -> Matches:
        """What has some of the words, whatever facets are chosen."""
        terms = tuple(dict.fromkeys((*query.terms, *one_by_one(query, whole, self.asked.exact))))
        hits = self.first(Question(self.asked, query, terms))
        met = {hit["_id"]: {terms[int(name)] for name in hit["matched_queries"]} for hit in hits}
        having: dict[Term, list[Candidate]] = {term: [] for term in terms}
        strict = []
        for candidate in shown(self.asked, list(met)):
            if met[candidate.thing].issuperset(query.terms):
                strict.append(candidate)
            for term in met[candidate.thing]:
                having[term].append(candidate)
        return matches(query, strict, having)

    def first(self, question: Question) -> list[dict]:
        return self.send(question.first(ONE_BY_ONE))["hits"]["hits"]

    def ask(self, question: Question) -> dict:
        return self.send(question.search_with_facets() if self.facets else question.search())

    def send(self, search: Search) -> dict:
        left = self.until - time.monotonic()
        if left <= 0:
            raise NotAnswering("It takes too long.")
        body = search.to_dict() | {"timeout": f"{int(left * 1000) + 1}ms"}
        response = self.client.options(request_timeout=left).search(index=mapping.name(), body=body).body
        if response["timed_out"] or response["_shards"]["failed"]:
            raise NotAnswering("It answers in part.")
        return response


def found(response: dict) -> int:
    """How many things the words find, whatever facets are chosen."""
    return response["aggregations"]["found"]["value"]


def counts_of(response: dict, asked: Asked) -> tuple[dict[str, Counter], dict[str, int]]:
    """By facet and code; and how many there are without each facet in use."""
    counted: dict[str, Counter] = {facet: Counter() for facet in asked.chosen}
    without = {}
    for code, number in codes(response["aggregations"]["all"]):
        facet, _colon, value = code.partition(":")
        if facet not in asked.chosen:
            counted.setdefault(facet, Counter())[value] = number
    for facet in asked.chosen:
        answer = response["aggregations"][f"but {facet}"]
        without[facet] = answer["doc_count"]
        prefix = facet + ":"
        counted[facet].update({code[len(prefix) :]: n for code, n in codes(answer) if code.startswith(prefix)})
    return counted, without


def codes(answer: dict) -> list[tuple[str, int]]:
    dates = answer["dates"]["buckets"]
    return [
        *((bucket["key"], bucket["doc_count"]) for bucket in answer["codes"]["buckets"]),
        *((f"date:{code}", dates[code]["doc_count"]) for code in DATES if dates[code]["doc_count"]),
    ]
