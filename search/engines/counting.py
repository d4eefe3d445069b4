"""Filtering by facets and counting what is left, in one pass over the candidates."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain


def sifted(found: Sequence[list[str]], chosen: dict[str, Iterable[str]]) -> tuple[list[int], dict[str, Counter]]:
    """Which of these (each the codes of a candidate) have the codes chosen, and the counts of each facet as if it were
    not used: one that lacks only the codes chosen in a facet counts there.
    """
    wanted = {facet: {f"{facet}:{value}" for value in values} for facet, values in chosen.items()}
    kept, nearly = [], {facet: [] for facet in wanted}
    for number, codes in enumerate(found):
        lacking = [facet for facet, any_of in wanted.items() if any_of.isdisjoint(codes)]
        if not lacking:
            kept.append(number)
        elif len(lacking) == 1:
            nearly[lacking[0]].append(codes)
    whole = Counter(chain.from_iterable(found[number] for number in kept))
    counts = {facet: Counter() for facet in {code.partition(":")[0] for code in set(chain.from_iterable(found))}}
    add(counts, whole, counts)
    for facet, others in nearly.items():
        add(counts, Counter(chain.from_iterable(others)), (facet,))
    return kept, counts


def add(counts: dict[str, Counter], found: Counter, facets: Iterable[str]) -> None:
    for code, count in found.items():
        facet, _colon, value = code.partition(":")
        if facet in facets:
            counts[facet][value] += count
