"""What a database tells of what it finds: little of each of thousands, more of the first hundred."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import repeat
from typing import NamedTuple

from ..query import Term
from ..ranking import Texts


class Candidate(NamedTuple):
    pk: int
    thing: str
    codes: str
    sort_title: str
    starts_at: datetime | None
    ends_at: datetime | None

    @property
    def kind(self) -> str:
        return self.thing[: self.thing.index(":")]


class Details(NamedTuple):
    """What a candidate is ranked by beside."""

    language: str
    german: str
    assured: date | None
    texts: Texts


class Trial(NamedTuple):
    """What is looked for: entries that have all terms, of those shown in the reader's language or `everywhere`; and how
    many will do.
    """

    terms: tuple[Term, ...]
    everywhere: bool = False
    most: int = 300


COLUMNS = Candidate._fields


def made_of(rows: Iterable[tuple]) -> Iterator[Candidate]:
    """As `Candidate._make` does, without a call of Python's for each of thousands."""
    return map(tuple.__new__, repeat(Candidate), rows)


def by_number(count: int, numbers: Iterable[int], candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    found: list[list[Candidate]] = [[] for _number in range(count)]
    for number, each in zip(numbers, candidates, strict=True):
        found[number].append(each)
    return found
