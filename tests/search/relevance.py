"""How well the search answers the judged queries: nDCG@10 and recall@10 by language and engine, in the order in which
people see the hits.

python -m tests.search.relevance            the table
python -m tests.search.relevance --misses   and the worst queries, with what came and what should have come
"""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .judgments import FIRST, LANGUAGES, Judged, judged, ndcg, recall

WORST = 60  # of the queries, shown by --misses


class Outcome(NamedTuple):
    query: Judged
    found: list[str]  # things, the best first

    @property
    def ndcg(self) -> float:
        return ndcg(self.found, self.query.grades)

    @property
    def recall(self) -> float:
        return recall(self.found, self.query.grades)


def outcomes(engine) -> list[Outcome]:
    return [Outcome(query, asked(engine, query)) for language in LANGUAGES for query in judged(language)]


def asked(engine, query: Judged) -> list[str]:
    """The things of the first page, as it shows them."""
    from search.cards import arranged
    from search.query import Query
    from search.question import SIZE
    from search.results import Asked

    found = engine.search(Asked(Query(query.text, query.language), size=SIZE))
    return [hit.entry.thing for _heading, hits in arranged(found.hits, query.language) for hit in hits]


def mean(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def answerable(found: list[Outcome]) -> list[Outcome]:
    return [each for each in found if each.query.grades]


def table(name: str, found: list[Outcome]) -> Iterator[str]:
    """Lines: a language, and for tuned and held-out queries their number, nDCG@10 and recall@10."""
    found = answerable(found)
    yield f"{name:<14}{'all':>22}{'tuned':>22}{'held out':>22}"
    yield f"{'':<14}" + f"{'n':>6}{'nDCG':>8}{'recall':>8}" * 3
    for language in (*LANGUAGES, "all"):
        rows = [each for each in found if language in (each.query.language, "all")]
        parts = (
            rows,
            [each for each in rows if not each.query.held_out],
            [each for each in rows if each.query.held_out],
        )
        yield f"{language:<14}" + "".join(cell(part) for part in parts)


def by_tag(found: list[Outcome]) -> Iterator[str]:
    found = answerable(found)
    for tag in sorted({tag for each in found for tag in each.query.tags}):
        yield f"{tag:<16}{cell([each for each in found if tag in each.query.tags])}"


def cell(rows: list[Outcome]) -> str:
    return f"{len(rows):>6}{mean(each.ndcg for each in rows):>8.3f}{mean(each.recall for each in rows):>8.3f}"


def misses(found: list[Outcome]) -> Iterator[str]:
    """The worst of the queries that may be tuned on: each result with its grade, then what is missing."""
    tuned = [each for each in answerable(found) if not each.query.held_out]
    for each in sorted(tuned, key=lambda each: each.ndcg)[:WORST]:
        grades = each.query.grades
        missing = [f"{grade} {thing}" for thing, grade in grades.items() if thing not in each.found and grade > 1]
        yield f"\n{each.query.language} “{each.query.text}”  nDCG {each.ndcg:.2f}  recall {each.recall:.2f}"
        yield "   came:    " + ", ".join(f"{grades.get(thing, 0)} {thing}" for thing in each.found)
        yield "   missing: " + ", ".join(missing[:FIRST])


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from .measuring import in_a_database_of_its_own
    from .servers import all_engines

    with in_a_database_of_its_own(), all_engines() as engines:
        for engine in engines:
            found = outcomes(engine)
            print("\n".join([*table(engine.name, found), "", *by_tag(found)]))
            if "--misses" in sys.argv:
                print("\n".join(misses(found)))


if __name__ == "__main__":
    main()
