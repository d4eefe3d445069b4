"""Filtering by facets and counting what is left, in one pass over the candidates."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple


class Sifted(NamedTuple):
    """`counts` by facet as if it were not used, `without` how many there are then, for each facet in use."""

    kept: list[int]
    counts: dict[str, Counter]
    without: dict[str, int]


def sifted(found: Sequence[list[str]], chosen: dict[str, Iterable[str]]) -> Sifted:
    """Those of these (each the codes of a candidate) that have the codes chosen; one that lacks only the codes chosen in
    a facet counts in that facet.
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
    return Sifted(kept, counts, {facet: len(kept) + len(others) for facet, others in nearly.items()})


def add(counts: dict[str, Counter], found: Counter, facets: Iterable[str]) -> None:
    for code, count in found.items():
        facet, _colon, value = code.partition(":")
        if facet in facets:
            counts[facet][value] += count
