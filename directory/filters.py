"""The filters of a list: read from the query string, applied to a facet index, written back as addresses."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from portal.languages import SOURCE, SPOKEN, language_name
from search.asking import keys
from search.folding import clean_query
from search.help import wordless

from .facet_index import FacetIndex, Item, Order, places_of
from .indexes import ONLINE
from .labels import labels
from .models import OfferPage, OrganizationPage
from .models.districts import Bezirk

PAGE_SIZE = 20
FLAGS = ("open", "free", "wheelchair")
SORTS = {
    "confirmed": gettext_lazy("recently confirmed"),
    "title": gettext_lazy("by title"),
    "best": gettext_lazy("best match"),
    "near": gettext_lazy("nearest first"),
}
HEADINGS = {
    "pillar": gettext_lazy("What is it about?"),
    "term": gettext_lazy("Subject"),
    "group": gettext_lazy("For whom?"),
    "language": gettext_lazy("Language spoken there"),
    "district": gettext_lazy("District"),
    "kind": gettext_lazy("Kind of organization"),
    "free": pgettext_lazy("filter", "free of charge"),
    "wheelchair": pgettext_lazy("filter", "accessible by wheelchair"),
    "open": pgettext_lazy("filter", "open now"),
}


def label_of(facet: str, value: str) -> str:
    if facet in ("term", "group"):
        return labels().get(facet, value)
    if facet == "district":
        return _("by phone or online") if value == ONLINE else labels().get("district", value)
    if facet == "language":
        return language_name(value, get_language() or SOURCE)
    if facet == "pillar":
        return str(OfferPage.Pillar(value).label)
    if facet == "kind":
        return str(OrganizationPage.Kind(value).label)
    return str(HEADINGS[facet])


def known(facet: str, value: str) -> bool:
    if facet in ("term", "group"):
        return value in labels().records[facet]
    if facet == "district":
        return value == ONLINE or value in labels().records["district"] or value in Bezirk.values
    if facet == "language":
        return value in SPOKEN
    if facet == "pillar":
        return value in OfferPage.Pillar.values
    if facet == "kind":
        return value in OrganizationPage.Kind.values
    return value == "1"


class Filters:
    """What the visitor asked of a list. Unknown names and values are left out, never an error."""

    def __init__(self, query: QueryDict | dict, facets: tuple[str, ...]):
        getlist = query.getlist if isinstance(query, QueryDict) else lambda name: query.get(name, [])
        self.facets = facets
        self.typed = clean_query((getlist("q") or [""])[0])
        self.problem = wordless(self.typed)
        self.text = "" if self.problem else self.typed
        self._best: dict[str, list[int]] = {}
        self.chosen: dict[str, list[str]] = {}
        for facet in facets:
            values = [value for value in dict.fromkeys(getlist(facet)) if known(facet, value)]
            if values:
                self.chosen[facet] = values
        near = (getlist("near") or [""])[0]
        self.near = near if near in labels().records["district"] else ""
        asked = (getlist("sort") or [""])[0]
        self.asked_sort = asked if asked in SORTS else ""

    @property
    def sort(self) -> str:
        if self.asked_sort == "near" and self.near or not self.asked_sort and self.near:
            return "near"
        if self.asked_sort == "best" and not self.text or self.asked_sort in ("", "near"):
            return "best" if self.text else "confirmed"
        return self.asked_sort

    def pairs(self, *, without: tuple[str, str] | None = None) -> list[tuple[str, str]]:
        """The query string as pairs, in a stable order, so that the same question has one address."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(facet, value) for facet, values in self.chosen.items() for value in values]
        pairs += [("near", self.near)] if self.near else []
        pairs += [("sort", self.asked_sort)] if self.asked_sort else []
        return [pair for pair in pairs if pair != without]

    def url(self, **kwargs) -> str:
        return "?" + urlencode(self.pairs(**kwargs))

    def without(self, facet: str, value: str) -> "Filters":
        fewer = Filters({}, self.facets)
        if facet != "q":
            fewer.text, fewer._best = self.text, self._best
        fewer.chosen = {f: [v for v in values if (f, v) != (facet, value)] for f, values in self.chosen.items()}
        fewer.chosen = {f: values for f, values in fewer.chosen.items() if values}
        return fewer

    def best(self, kind: str) -> list[int]:
        """Primary keys of what the text finds, the best first; asked once."""
        if kind not in self._best:
            self._best[kind] = [int(key) for key in keys(self.text, get_language() or SOURCE, kind)]
        return self._best[kind]

    def active(self) -> list[tuple[str, str]]:
        text = [("q", self.text)] if self.text else []
        return text + [(facet, value) for facet, values in self.chosen.items() for value in values]


class Result:
    """The items that fit the filters, with counts per value of each facet as if that facet were not used."""

    def __init__(self, index: FacetIndex, filters: Filters, now: datetime):
        self.index, self.filters = index, filters
        self.open, self.spoken = index.open_now(now) if "open" in filters.facets else (0, {})
        self.text = index.having(filters.best(index.kind)) if filters.text else index.everything
        self.parts = {facet: self._part(facet, values) for facet, values in filters.chosen.items()}
        self.mask = self._and(self.parts)

    def _bits(self, facet: str, value: str) -> int:
        if facet == "open":
            languages = self.filters.chosen.get("language")
            return self._any_spoken(languages) if languages else self.open
        if facet == "language" and "open" in self.filters.chosen:
            return self.spoken.get(value, 0)
        return self.index.bits.get((facet, value), 0)

    def _any_spoken(self, languages: list[str]) -> int:
        found = 0
        for language in languages:
            found |= self.spoken.get(language, 0)
        return found

    def _part(self, facet: str, values: list[str]) -> int:
        found = 0
        for value in values:
            found |= self._bits(facet, value)
        return found

    def _and(self, parts: dict[str, int], but: str = "") -> int:
        mask = self.text & self.index.everything
        for facet, part in parts.items():
            if facet != but:
                mask &= part
        return mask

    def __len__(self) -> int:
        return self.mask.bit_count()

    def counts(self, facet: str, values) -> dict[str, int]:
        parts = self.parts
        if facet == "language" and "open" in parts:
            parts = parts | {"open": self.open}  # "open and in Bulgarian" is of the languages chosen, so not used here
        base = self._and(parts, but=facet)
        return {value: (base & self._bits(facet, value)).bit_count() for value in values}

    def __getitem__(self, part: slice) -> list[Item]:
        """A stretch of the list, for Django's paginator."""
        return self.index.page(self.mask, self._order(), part.start or 0, part.stop - (part.start or 0))

    def _order(self) -> Order:
        sort, index = self.filters.sort, self.index
        if sort == "title":
            return index.ordered("title", by_title)
        if sort == "near":
            return index.ordered(("near", self.filters.near), nearness(self.filters.near))
        if sort == "best":
            return self._best_first()
        return index.ordered("confirmed", by_confirmation)

    def _best_first(self) -> Order:
        rank = {pk: number for number, pk in enumerate(self.filters.best(self.index.kind))}
        places = sorted(places_of(self.text), key=lambda place: rank[self.index.items[place].pk])
        return Order(places, len(self.index.items))


def by_title(item: Item):
    return (item.title, item.pk)


def by_confirmation(item: Item):
    return (-item.assured, item.title, item.pk)


def nearness(slug: str):
    """A sort key: kilometers from the center of the district; what has no place comes last."""
    districts = labels().records["district"]
    center = districts[slug]
    distance = {other.slug: center.distance_to(other) for other in districts.values()}

    def key(item: Item):
        places = [distance[d] for d in item.values["district"] if d in distance]
        return (min(places, default=999), -item.assured, item.title, item.pk)

    return key
