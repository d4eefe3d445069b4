"""Filtering by facets and counting what is left, in one pass over the candidates."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple


class Sifted(NamedTuple):
    """`counts` by facet as if it were not used, `without` how many there are then, for each facet in use."""

    kept: Sequence[int]
    counts: dict[str, Counter]
    without: dict[str, int]


def sifted(found: Sequence[Sequence[str]], chosen: dict[str, Iterable[str]]) -> Sifted:
    """Those of these (each the codes of a candidate) that have the codes chosen; one that lacks only the codes chosen in
    a facet counts in that facet.
    """
    wanted = {facet: {f"{facet}:{value}" for value in values} for facet, values in chosen.items()}
    kept: Sequence[int] = range(len(found))
    nearly: dict[str, list[Sequence[str]]] = {facet: [] for facet in wanted}
    if wanted:
        kept = []
        for number, codes in enumerate(found):
            lacking = [facet for facet, any_of in wanted.items() if any_of.isdisjoint(codes)]
            if not lacking:
                kept.append(number)
            elif len(lacking) == 1:
                nearly[lacking[0]].append(codes)
    counts = defaultdict(Counter, {facet: Counter() for facet in wanted})
    for code, count in Counter(chain.from_iterable([found[number] for number in kept])).items():
        facet, _colon, value = code.partition(":")
        counts[facet][value] = count
    for facet, others in nearly.items():
        for code, count in Counter(chain.from_iterable(others)).items():
            if code.startswith(f"{facet}:"):
                counts[facet][code.partition(":")[2]] += count
    return Sifted(kept, dict(counts), {facet: len(kept) + len(others) for facet, others in nearly.items()})
