"""What results are filtered by beside their kind: an app registers a facet with its heading and the labels of its codes."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Place(NamedTuple):
    """Where a thing is, for its card: the name, and its tile in the city."""

    name: str
    col: int
    row: int


class Facet(NamedTuple):
    """`known` tells whether there is such a code; `places` gives, for a facet of places, those to name on a card."""

    name: str
    heading: str
    label_of: Callable[[str], str]
    known: Callable[[str], bool]
    places: Callable[[Iterable[str]], list[Place]] | None = None
    codes: Callable[[], Iterable[str]] = tuple  # all there are, where one must know


_facets: dict[str, Facet] = {}


def register_facet(
    name: str, heading, label_of: Callable[[str], str], known: Callable[[str], bool], places=None, codes=tuple
) -> None:
    """`label_of` gives the label of a code in the active language, `codes` all codes in their order."""
    _facets[name] = Facet(name, heading, label_of, known, places, codes)


DATE_LABELS = {
    "today": _("today"),
    "week": _("in the next 7 days"),
    "month": _("in the next month"),
    "past": _("past"),
}
register_facet("date", _("When"), lambda code: str(DATE_LABELS[code]), DATE_LABELS.__contains__)


def facets() -> dict[str, Facet]:
    return _facets
