"""What the parts of a list page are given: groups of filter values, filters in use, numbers of pages."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 8  # values of a group before "show all"


class Option(NamedTuple):
    """A value to choose; `count` is a number, or nothing where it is not known."""

    name: str
    value: str
    label: str
    count: int | str
    on: bool


class Group(NamedTuple):
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


def group(name: str, title: str, found: list[Option], unfolded: bool = False) -> Group:
    """The first values, the chosen ones among them, and the rest to unfold."""
    if len(found) <= SHOWN + 2:
        shown, rest = found, []
    else:
        shown = [option for n, option in enumerate(found) if n < SHOWN or option.on]
        rest = [option for n, option in enumerate(found) if n >= SHOWN and not option.on]
    total = _("Show all %(count)s") % {"count": len(found)}
    return Group(name, title, shown, rest, total, unfolded or any(option.on for option in found))


def quoted(words: str) -> str:
    """What someone typed, in the quotation marks of the language."""
    return _("“%(words)s”") % {"words": words}


def ways_out(found: Iterable[tuple[int, str, str]]) -> list[dict]:
    """Steps out of an empty list from (hits without it, label, address without it) of filters; the most hits first."""
    return [
        {
            "url": url,
            "label": ngettext("Without “%(filter)s”: %(count)s hit", "Without “%(filter)s”: %(count)s hits", count)
            % {"filter": label, "count": count},
        }
        for count, label, url in sorted(found, reverse=True)
        if count
    ]


def numbered(paginator: Paginator, asked: str | None) -> dict:
    """The variables of `components/pagination.html`; what is no number of a page shows one all the same."""
    number = paginator.get_page(asked)
    return {
        "number": number,
        "numbers": list(paginator.get_elided_page_range(number.number, on_each_side=1, on_ends=1)),
        "ellipsis": paginator.ELLIPSIS,
    }
