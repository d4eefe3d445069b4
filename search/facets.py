"""What results are filtered by beside their kind: an app registers a facet with its heading and the labels of its codes."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Facet(NamedTuple):
    name: str
    heading: str
    label_of: Callable[[str], str]
    codes: Callable[[], Iterable[str]] = tuple  # all there are, where one must know


_facets: dict[str, Facet] = {}


def register_facet(name: str, heading, label_of: Callable[[str], str], codes=tuple) -> None:
    """`codes` gives all codes in their order. `label_of` gives the label of a code in the active language; it may raise for a code nobody knows."""
    _facets[name] = Facet(name, heading, label_of, codes)


DATE_LABELS = {
    "today": _("today"),
    "week": _("in the next 7 days"),
    "month": _("in the next month"),
    "past": _("past"),
}
register_facet("date", _("When"), lambda code: str(DATE_LABELS[code]))


def facets() -> dict[str, Facet]:
    return _facets
