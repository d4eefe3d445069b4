"""Reading offers and organizations as items of a facet index, in a fixed number of queries."""

import re
from collections import defaultdict
from html import unescape

from django.db.models import QuerySet

from portal.languages import SOURCE
from portal.tree import locale_ids, locales
from search.folding import fold

from .facet_index import Item
from .hours import Hours, Slot, Spoken
from .models import (
    LanguageHours,
    Location,
    OfferContact,
    OfferLocation,
    OfferPage,
    OfferSchedule,
    OfferTerm,
    OrganizationPage,
    OrganizationSchedule,
)
from .models.places import Wheelchair

SLOT_COLUMNS = ("weekday", "opens_at", "closes_at", "valid_from", "valid_to", "closed")
SPOKEN_COLUMNS = ("language", "mode", "weekday", "opens_at", "closes_at")
WORD_COLUMNS = ("translation_key", "locale_id", "title", "summary", "description", "translation_state")
OFFER_COLUMNS = (
    "pk", "slug", "pillar", "cost", "cost_amount", "by_appointment", "holidays", "status", "assured_date",
    "organization_id", "organization__title", "organization__live", *WORD_COLUMNS,
)  # fmt: skip
ONLINE = "online"  # the district of what needs no place


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html))


def grouped(rows, make=lambda *row: row) -> dict[int, list]:
    """What is made of the other columns of the rows, by their first column."""
    groups = defaultdict(list)
    for first, *rest in rows:
        groups[first].append(make(*rest))
    return groups


def only(queryset: QuerySet, column: str, pks: set[int] | None) -> QuerySet:
    return queryset if pks is None else queryset.filter(**{f"{column}__in": pks})


def translations(model, keys: set | None, *more: str) -> dict:
    """Rows of the public translations, with `more` columns than those of every page, by translation key."""
    rows = only(model.objects.live().public().exclude(locale_id=locale_ids()[SOURCE]), "translation_key", keys)
    return grouped((row["translation_key"], row) for row in rows.values(*WORD_COLUMNS, *more))


def texts_of(row: dict, others: list[tuple[dict]]) -> dict[str, tuple[str, str, bool, bool]]:
    """(title, summary, whether the title shows in German, whether the summary does) by language."""
    texts = {SOURCE: (row["title"], row["summary"], True, True)}
    for (other,) in others:
        german = other["translation_state"].get("german", ())
        words = (other["title"], other["summary"], "title" in german, "summary" in german)
        texts[locales()[other["locale_id"]].language_code] = words
    return texts


def offer_items(pks: set[int] | None = None) -> list[Item]:
    """Items of all public offers, or of those with these keys."""
    offers = only(OfferPage.objects.live().public().filter(locale_id=locale_ids()[SOURCE]), "pk", pks)
    offers = list(offers.exclude(status=OfferPage.Status.INACTIVE).values(*OFFER_COLUMNS))
    rows = OfferRows(pks, {row["translation_key"] for row in offers} if pks is not None else None)
    return [rows.item(row) for row in offers]


class OfferRows:
    """The rows that belong to offers, by offer."""

    def __init__(self, pks: set[int] | None, keys: set | None):
        def rows(model, column, *columns):
            return only(model.objects, column, pks).values_list(column, *columns)

        live_places = only(OfferLocation.objects.filter(location__live=True), "offer_id", pks)
        district = "location__district__"
        self.terms = grouped(rows(OfferTerm, "content_object_id", "tag__slug", "tag__parent__slug"))
        self.groups = grouped(rows(OfferPage.target_groups.through, "offerpage_id", "targetgroup__slug"), str)
        self.places = grouped(
            live_places.values_list("offer_id", f"{district}slug", f"{district}bezirk", "location__wheelchair")
        )
        self.locations = grouped(rows(OfferLocation, "offer_id", "location_id").order_by("sort_order", "pk"), int)
        self.contacts = grouped(rows(OfferContact, "offer_id", "contact_id").order_by("sort_order", "pk"), int)
        self.slots = grouped(rows(OfferSchedule, "offer_id", *SLOT_COLUMNS, "location_id"), Slot)
        self.spoken = grouped(rows(LanguageHours, "offer_id", *SPOKEN_COLUMNS), Spoken)
        self.translations = translations(OfferPage, keys, "eligibility_description")

    def values(self, row: dict) -> dict[str, tuple[str, ...]]:
        pk, places = row["pk"], self.places[row["pk"]]
        return {
            "pillar": (row["pillar"],),
            "owner": (str(row["organization_id"]),),
            "term": tuple(sorted({slug for slugs in self.terms[pk] for slug in slugs if slug})),
            "group": tuple(self.groups[pk]),
            "language": tuple(dict.fromkeys(spoken.language for spoken in self.spoken[pk])),
            "district": tuple(dict.fromkeys(name for place in places for name in place[:2])) or (ONLINE,),
            "free": ("1",) if row["cost"] == OfferPage.Cost.FREE else (),
            "wheelchair": ("1",) if any(place[2] == Wheelchair.YES for place in places) else (),
        }

    def item(self, row: dict) -> Item:
        pk, others, values = row["pk"], self.translations[row["translation_key"]], self.values(row)
        owner = row["organization__title"] if row["organization__live"] else ""
        return Item(
            pk,
            slug=row["slug"],
            title=fold(row["title"]),
            values=values,
            texts=texts_of(row, others),
            shown={
                "organization": owner,
                "locations": self.locations[pk],
                "contacts": self.contacts[pk],
                **{name: row[name] for name in ("cost", "cost_amount", "status")},
            },
            assured=row["assured_date"].toordinal() if row["assured_date"] else 0,
            hours=Hours(tuple(self.slots[pk]), tuple(self.spoken[pk]), row["by_appointment"], row["holidays"]),
        )


def organization_items(pks: set[int] | None = None) -> list[Item]:
    """Items of all public organizations, or of those with these keys."""
    found = only(OrganizationPage.objects.live().public().filter(locale_id=locale_ids()[SOURCE]), "pk", pks)
    found = list(found.values("pk", "slug", "kind", "languages", "example", *WORD_COLUMNS))
    place_rows = only(Location.objects.filter(live=True), "organization_id", pks)
    places = grouped(place_rows.values_list("organization_id", "district__slug", "district__bezirk"))
    slot_rows = only(OrganizationSchedule.objects, "organization_id", pks)
    slots = grouped(slot_rows.values_list("organization_id", *SLOT_COLUMNS), Slot)
    others = translations(OrganizationPage, {row["translation_key"] for row in found} if pks is not None else None)
    return [
        organization_item(row, others[row["translation_key"]], places[row["pk"]], slots[row["pk"]]) for row in found
    ]


def organization_item(row: dict, others: list, places: list[tuple[str, str]], slots: list[Slot]) -> Item:
    districts = tuple(dict.fromkeys(name for place in places for name in place))
    return Item(
        row["pk"],
        slug=row["slug"],
        title=fold(row["title"]),
        values={"kind": (row["kind"],), "district": districts, "language": tuple(row["languages"])},
        texts=texts_of(row, others),
        shown={"example": row["example"]},
        hours=Hours(tuple(slots)),
    )
