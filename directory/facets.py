"""What a list page shows of its filters: groups of values with counts, chips, ways out of an empty list."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .filters import FLAGS, HEADINGS, Filters, Result, label_of
from .labels import labels

SHOWN = 8  # values of a facet before "show all"


class Option(NamedTuple):
    name: str
    value: str
    label: str
    count: int
    on: bool


class Facet(NamedTuple):
    """The variables of `components/facet.html`: some options, and the rest behind "show all"."""

    name: str
    title: str
    options: list[Option]
    more: list[Option]
    total: str
    open: bool


class Chip(NamedTuple):
    """A filter in use and the address without it."""

    label: str
    url: str


def options(result: Result, name: str, values: list[str], keep_empty: bool = False) -> list[Option]:
    """Values that would find something or are chosen."""
    chosen = result.filters.chosen.get(name, ())
    counts = result.counts(name, values)
    return [
        Option(name, value, label_of(name, value), counts[value], value in chosen)
        for value in values
        if counts[value] or value in chosen or keep_empty
    ]


def facet(result: Result, name: str, values: list[str] | None = None, unfolded: bool = False) -> Facet:
    """A group of values, in the order given or else the fullest first."""
    found = options(result, name, values or result.index.values_of(name))
    if values is None:
        found.sort(key=lambda option: (-option.count, option.label))
    return group(name, str(HEADINGS[name]), found, unfolded)


def group(name: str, title: str, found: list[Option], unfolded: bool) -> Facet:
    """The first values, the chosen ones among them, and the rest to unfold."""
    if len(found) <= SHOWN + 2:
        shown, rest = found, []
    else:
        shown = [option for n, option in enumerate(found) if n < SHOWN or option.on]
        rest = [option for n, option in enumerate(found) if n >= SHOWN and not option.on]
    total = _("Show all %(count)s") % {"count": len(found)}
    return Facet(name, title, shown, rest, total, unfolded or any(option.on for option in found))


def switches(result: Result) -> Facet:
    """The yes-or-no filters as one group."""
    found = [option for name in FLAGS for option in options(result, name, ["1"], keep_empty=True)]
    return group("today", _("What matters today"), found, unfolded=True)


def term_facet(result: Result) -> Facet:
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
    """What was searched for stands in the quotation marks of the language."""
    return _("“%(words)s”") % {"words": value} if name == "q" else label_of(name, value)


def chips(filters: Filters) -> list[Chip]:
    return [Chip(chip_label(name, value), filters.url(without=(name, value))) for name, value in filters.active()]


def ways_out(result: Result, now: datetime) -> list[dict]:
    """For an empty list: which single filter to drop, and how much one would find then; the most first."""
    found = []
    for name, value in result.filters.active():
        fewer = result.filters.without(name, value)
        count = len(Result(result.index, fewer, now))
        if count:
            found.append(
                (count, value if name == "q" else label_of(name, value), result.filters.url(without=(name, value)))
            )
    return [
        {
            "url": url,
            "label": ngettext("Without “%(filter)s”: %(count)s hit", "Without “%(filter)s”: %(count)s hits", count)
            % {"filter": label, "count": count},
        }
        for count, label, url in sorted(found, reverse=True)
    ]
