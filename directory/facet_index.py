"""Facets in memory: one bit per item and value, so that counting a value is one AND of two integers.

An index is built from the database once per process and then follows the journal of changes item by item. Which items
a text finds, the search says.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from .hours import Hours, spans_today, spoken_now

NO_HOURS = Hours()
FEW = 200  # so many bits are quicker taken one by one


class Item:
    """One thing of a list: what it is filtered and sorted by, and what its card shows.

    `values` maps a facet to its codes. `texts` has (title, summary) by language, the source language always among
    them. `shown` holds the facts on the card. `title` is folded, for sorting.
    """

    __slots__ = ("pk", "slug", "title", "values", "texts", "shown", "assured", "hours")

    def __init__(self, pk, *, slug, values, texts, title, shown=None, assured=0, hours=NO_HOURS):
        self.pk, self.slug = pk, slug
        self.title, self.values, self.texts, self.shown = title, values, texts, shown or {}
        self.assured, self.hours = assured, hours


class FacetIndex:
    def __init__(self, items: Iterable[Item] = (), kind: str = ""):
        self.kind = kind  # what the search calls these items
        self.items: list[Item | None] = []
        self.position: dict[int, int] = {}
        self.bits: dict[tuple[str, str], int] = {}
        self.everything = 0
        self._day = None
        self._today: dict[int, list[tuple[int, int]]] = {}
        self._forget()
        self._add_all(items)

    def __len__(self) -> int:
        return len(self.position)

    def _forget(self) -> None:
        self._orders: dict = {}
        self._open_at: datetime | None = None

    def _add_all(self, items: Iterable[Item]) -> None:
        places: dict[tuple[str, str], list[int]] = {}
        for item in items:
            place = self.position[item.pk] = len(self.items)
            self.items.append(item)
            for facet, values in item.values.items():
                for value in values:
                    places.setdefault((facet, value), []).append(place)
        self.everything = bits_of(self.position.values(), len(self.items))
        self.bits = {key: bits_of(found, len(self.items)) for key, found in places.items()}

    def update(self, pks: set[int], items: Iterable[Item]) -> None:
        """Replace the items with these keys; those not among `items` are gone."""
        for pk in pks:
            if (place := self.position.pop(pk, None)) is not None:
                for facet, values in self.items[place].values.items():
                    for value in values:
                        self.bits[facet, value] &= ~(1 << place)
                self.everything &= ~(1 << place)
                self.items[place] = None
                self._today.pop(place, None)
        for item in items:
            place = self.position[item.pk] = len(self.items)
            self.items.append(item)
            self.everything |= 1 << place
            if self._day:
                self._today[place] = spans_today(item.hours, self._day)
            for facet, values in item.values.items():
                for value in values:
                    self.bits[facet, value] = self.bits.get((facet, value), 0) | 1 << place
        self._forget()

    def get(self, pk: int) -> Item | None:
        place = self.position.get(pk)
        return None if place is None else self.items[place]

    def values_of(self, facet: str) -> list[str]:
        return [value for name, value in self.bits if name == facet]

    def of(self, facet: str, values: Iterable[str]) -> int:
        """Items that have any of the values."""
        found = 0
        for value in values:
            found |= self.bits.get((facet, value), 0)
        return found

    def having(self, pks: Iterable[int]) -> int:
        """Items with these keys."""
        return bits_of((self.position[pk] for pk in pks if pk in self.position), len(self.items))

    def open_now(self, now: datetime) -> tuple[int, dict[str, int]]:
        """Items open in this minute, and those where a language is spoken in this minute, by language."""
        minute = now.replace(second=0, microsecond=0)
        if self._open_at != minute:
            self._open, self._open_at = self._find_open(minute), minute
        return self._open

    def _find_open(self, now: datetime) -> tuple[int, dict[str, int]]:
        if self._day != now.date():
            self._day = now.date()
            timed = ((place, item) for place, item in enumerate(self.items) if item is not None and item.hours.slots)
            self._today = {place: spans for place, item in timed if (spans := spans_today(item.hours, self._day))}
        minute, size = now.hour * 60 + now.minute, len(self.items)
        opened, spoken = [], {}
        for place, spans in self._today.items():
            if any(start <= minute < end for start, end in spans):
                opened.append(place)
                for language in spoken_now(self.items[place].hours, now):
                    spoken.setdefault(language, []).append(place)
        return bits_of(opened, size), {code: bits_of(found, size) for code, found in spoken.items()}

    def ordered(self, name, key: Callable[[Item], object], mask: int | None = None) -> "Order":
        """All items, or those of the mask, in an order; kept under its name until something changes."""
        if name not in self._orders:
            if len(self._orders) > 100:
                self._orders.clear()
            places = places_of(self.everything if mask is None else mask)
            self._orders[name] = Order(sorted(places, key=lambda place: key(self.items[place])), len(self.items))
        return self._orders[name]

    def page(self, mask: int, order: "Order", start: int, size: int) -> list[Item]:
        """Items of the mask in that order, from the `start`-th on."""
        if mask.bit_count() <= FEW:
            places = sorted(places_of(mask), key=order.rank.__getitem__)[start : start + size]
            return [self.items[place] for place in places]
        flags, found = flags_of(mask, len(self.items)), []
        for place in order.places:
            if flags[place] == "1":
                if start:
                    start -= 1
                    continue
                found.append(self.items[place])
                if len(found) == size:
                    break
        return found

    def within(self, mask: int) -> Iterator[Item]:
        return (self.items[place] for place in places_of(mask))


def bits_of(places: Iterable[int], size: int) -> int:
    """An integer with the bits at these places set."""
    packed = bytearray(size // 8 + 1)
    for place in places:
        packed[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(packed, "little")


def flags_of(mask: int, size: int) -> str:
    """A character for each place, "1" where the bit is set."""
    return bin(mask | 1 << size)[:2:-1]


def places_of(mask: int) -> list[int]:
    """The places of the bits that are set, in rising order."""
    if mask.bit_count() > FEW:
        return [place for place, flag in enumerate(flags_of(mask, mask.bit_length())) if flag == "1"]
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found


class Order:
    """Places in an order, and the rank of each place in it."""

    def __init__(self, places: list[int], size: int):
        self.places, self.rank = places, [0] * size
        for number, place in enumerate(places):
            self.rank[place] = number
