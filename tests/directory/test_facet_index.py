from datetime import datetime
from random import Random

import pytest

from directory.facet_index import FacetIndex
from directory.filters import Filters, Result
from directory.listing import OFFER_FACETS
from tests.directory.random_items import (
    DISTRICTS,
    LANGUAGES,
    PILLARS,
    a_moment,
    a_query,
    an_item,
    fits,
)

VALUES = {
    "pillar": PILLARS,
    "language": LANGUAGES,
    "district": DISTRICTS,
    "free": "1",
    "wheelchair": "1",
    "open": "1",
}
SEEDS = range(12)


def some_items(random: Random, count: int = 60):
    return [an_item(random, pk) for pk in range(1, count + 1)]


def result(index: FacetIndex, query: dict, now: datetime) -> Result:
    return Result(index, Filters(query, OFFER_FACETS), now)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_index_finds_what_looking_at_each_item_finds(db, seed):
    random = Random(seed)
    items, query, now = some_items(random), a_query(random), a_moment(random)
    found = result(FacetIndex(items), query, now)
    assert {item.pk for item in found[:100]} == {item.pk for item in items if fits(item, query, now)}
    assert len(found) == len(found[:100])


@pytest.mark.parametrize("seed", SEEDS)
def test_every_count_is_what_choosing_that_value_alone_would_find(db, seed):
    random = Random(seed)
    items, query, now = some_items(random), a_query(random), a_moment(random)
    found = result(FacetIndex(items), query, now)
    for facet, values in VALUES.items():
        recount = {value: sum(fits(item, query | {facet: [value]}, now) for item in items) for value in values}
        assert found.counts(facet, values) == recount, (facet, query)


@pytest.mark.parametrize("seed", SEEDS)
def test_following_changes_ends_where_a_new_index_begins(db, seed):
    random = Random(seed)
    items, now = {item.pk: item for item in some_items(random, 30)}, a_moment(random)
    index = FacetIndex(items.values())
    index.open_now(now)
    for _ in range(8):
        gone, new = set(random.sample(range(1, 45), 5)), [an_item(random, pk) for pk in random.sample(range(1, 45), 4)]
        index.update(gone | {item.pk for item in new}, new)
        items = {pk: item for pk, item in items.items() if pk not in gone} | {item.pk: item for item in new}
    assert_same(index, FacetIndex(items.values()), random, now)


def assert_same(one: FacetIndex, other: FacetIndex, random: Random, now: datetime) -> None:
    """Both give the same pages in every order, and the same counts."""
    assert len(one) == len(other)
    for sort in ("title", "confirmed", "best", "near"):
        query = a_query(random) | {"sort": [sort], "near": ["hamborn"] if sort == "near" else []}
        first, second = result(one, query, now), result(other, query, now)
        assert [item.pk for item in first[:50]] == [item.pk for item in second[:50]]
        assert all(first.counts(facet, VALUES[facet]) == second.counts(facet, VALUES[facet]) for facet in VALUES)


def test_pages_cut_the_list_without_gaps(db):
    items = some_items(Random(1), 53)
    found = result(FacetIndex(items), {"sort": ["title"]}, datetime(2026, 3, 2, 10))
    pages = [[item.pk for item in found[start : start + 20]] for start in (0, 20, 40)]
    assert [len(page) for page in pages] == [20, 20, 13]
    assert sum(pages, []) == [item.pk for item in sorted(items, key=lambda item: (item.title, item.pk))]


def test_an_index_notices_the_next_minute_and_the_next_day(db):
    random = Random(4)
    items = some_items(random)
    index = FacetIndex(items)
    for now in (datetime(2026, 3, 3, 23, 59), datetime(2026, 3, 4, 0, 0), datetime(2026, 3, 4, 9, 31)):
        assert len(result(index, {"open": ["1"]}, now)) == sum(fits(item, {"open": ["1"]}, now) for item in items)
