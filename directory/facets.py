"""What a list page shows of its filters: groups of values with counts, chips, ways out of an empty list."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal import lists
from portal.lists import Chip, Group, Option, group, quoted

from .filters import FLAGS, HEADINGS, Filters, Result, label_of
from .labels import labels


def options(result: Result, name: str, values: list[str], keep_empty: bool = False) -> list[Option]:
    """Values that would find something or are chosen."""
    chosen = result.filters.chosen.get(name, ())
    counts = result.counts(name, values)
    return [
        Option(name, value, label_of(name, value), counts[value], value in chosen)
        for value in values
        if counts[value] or value in chosen or keep_empty
    ]


def facet(result: Result, name: str, values: list[str] | None = None, unfolded: bool = False) -> Group:
    """A group of values, in the order given or else the fullest first."""
    found = options(result, name, values or result.index.values_of(name))
    if values is None:
        found.sort(key=lambda option: (-option.count, option.label))
    return group(name, str(HEADINGS[name]), found, unfolded)


def switches(result: Result) -> Group:
    """The yes-or-no filters as one group."""
    found = [option for name in FLAGS for option in options(result, name, ["1"], keep_empty=True)]
    return group("today", _("What matters today"), found, unfolded=True)


def term_facet(result: Result) -> Group:
    """Upper terms, each followed by its lower terms when it or one of them is chosen."""
    terms = labels().records["term"]
    chosen = set(result.filters.chosen.get("term", ()))
    order = []
    for slug, term in terms.items():
        if term.parent_id is None:
            lower = [child.slug for child in terms.values() if child.parent_id == term.pk]
            order += [slug, *lower] if chosen & {slug, *lower} else [slug]
    return facet(result, "term", order)


def chip_label(name: str, value: str) -> str:
    return quoted(value) if name == "q" else label_of(name, value)


def chips(filters: Filters) -> list[Chip]:
    return [Chip(chip_label(name, value), filters.url(without=(name, value))) for name, value in filters.active()]


def ways_out(result: Result, now: datetime) -> list[dict]:
    """For an empty list: which single filter to drop, and how much one would find then; the most first."""
    return lists.ways_out(
        (
            len(Result(result.index, result.filters.without(name, value), now)),
            value if name == "q" else label_of(name, value),
            result.filters.url(without=(name, value)),
        )
        for name, value in result.filters.active()
    )
