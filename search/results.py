"""What an engine is asked and what it answers."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from .entry import Entry
from .query import Query

COUNTED = 2_000  # hits that are counted exactly; beyond, it is "more than"
STALE_AFTER = timedelta(days=365)  # after which nobody knows whether it is still right
DATES = ("today", "week", "month", "past")


@dataclass(frozen=True)
class Asked:
    """A search: the query, and the codes chosen by facet ("kind", "district", …), any of which will do per facet.

    `exact`: what was typed, and not what it may have been meant to be.
    """

    query: Query
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    start: int = 0
    size: int = 20
    now: datetime | None = None
    exact: bool = False

    @property
    def language(self) -> str:
        return self.query.language

    def but(self, facet: str) -> dict[str, tuple[str, ...]]:
        return {name: values for name, values in self.chosen.items() if name != facet}


@dataclass
class Hit:
    """An entry found; `title` and `snippet` are safe HTML with what was sought in <mark>.

    `from_body`: the snippet is not the summary, but a piece of the text. `share`: how well it answers beside the best hit, from 0
    to 1.
    """

    entry: Entry
    title: str = ""
    snippet: str = ""
    from_body: bool = False
    share: float = 1.0


@dataclass
class Found:
    """`counts` holds, by facet, how many hits each code has as if that facet were not used; `without`, by facet chosen,
    how many hits there were then. `more` says that there are more hits than `total`. `corrected` is the text that was
    searched for instead, because what was typed finds nothing.
    """

    hits: list[Hit]
    total: int
    counts: dict[str, Counter]
    more: bool = False
    corrected: str = ""
    engine: str = ""
    without: dict[str, int] = field(default_factory=dict)


def date_codes(starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> list[str]:
    """The codes of the facet "date" for something with a date: today, within a week, within a month, past."""
    if starts_at is None:
        return []
    ends_at = ends_at or starts_at
    if ends_at < now:
        return ["past"]
    found, day = [], timezone.localdate(now)
    for code, days in (("today", 1), ("week", 7), ("month", 31)):
        if timezone.localdate(starts_at) < day + timedelta(days=days):
            found.append(code)
    return found


def stale(assured: date | None, today: date) -> bool:
    """Whether nobody has confirmed it within a year; what cannot be confirmed is never stale."""
    return assured is not None and assured < today - STALE_AFTER
