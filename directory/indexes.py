"""The two facet indexes of the directory, read from the database and kept in step with the journal."""

import re
from collections import defaultdict
from html import unescape

from django.db.models import QuerySet

from portal.changes import journal
from portal.languages import SOURCE, language_name
from portal.tree import locale_ids

from .facet_index import FacetIndex, Item, fold
from .hours import Hours, Slot, Spoken
from .labels import labels
from .models import (
    LanguageHours,
    Location,
    OfferLocation,
    OfferPage,
    OfferSchedule,
    OfferTerm,
    OrganizationPage,
    OrganizationSchedule,
)
from .models.places import Wheelchair
from .signal_handlers import OFFERS, ORGANIZATIONS

SLOT_COLUMNS = ("weekday", "opens_at", "closes_at", "valid_from", "valid_to", "closed")
FEW = 500  # up to so many changes are followed one by one
ONLINE = "online"  # the district of what needs no place


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html))


def grouped(rows, make=lambda row: row[1:]) -> dict[int, list]:
    """Rows by their first column."""
    groups = defaultdict(list)
    for row in rows:
        groups[row[0]].append(make(row))
    return groups


def only(queryset: QuerySet, column: str, pks: set[int] | None) -> QuerySet:
    return queryset if pks is None else queryset.filter(**{f"{column}__in": pks})


def translated_words(model, keys: set | None) -> dict:
    """(language code, words) of the live translations, by translation key."""
    codes = {pk: code for code, pk in locale_ids().items()}
    rows = only(model.objects.live().exclude(locale_id=locale_ids()[SOURCE]), "translation_key", keys)
    rows = rows.values_list("translation_key", "locale_id", "title", "summary", "description")
    return grouped(rows, lambda row: (codes.get(row[1], SOURCE), f"{row[2]} {row[3]} {plain(row[4])}"))


def label_words(kind: str, slugs) -> str:
    return " ".join(name for slug in slugs for name in labels().everywhere(kind, slug))


def offer_items(pks: set[int] | None = None) -> list[Item]:
    """Items of all live offers, or of those with these keys, in seven queries."""
    offers = only(OfferPage.objects.live().public().filter(locale_id=locale_ids()[SOURCE]), "pk", pks)
    offers = list(
        offers.exclude(status=OfferPage.Status.INACTIVE).values_list(
            "pk",
            "translation_key",
            "slug",
            "title",
            "summary",
            "description",
            "pillar",
            "cost",
            "by_appointment",
            "holidays",
            "assured_date",
            "organization_id",
            "organization__title",
        )  # fmt: skip
    )
    terms = grouped(
        only(OfferTerm.objects, "content_object_id", pks).values_list(
            "content_object_id", "tag__slug", "tag__parent__slug"
        )
    )
    group_rows = only(OfferPage.target_groups.through.objects, "offerpage_id", pks)
    groups = grouped(group_rows.values_list("offerpage_id", "targetgroup__slug"), lambda row: row[1])
    place_rows = only(OfferLocation.objects.filter(location__live=True), "offer_id", pks)
    places = grouped(
        place_rows.values_list(
            "offer_id", "location__district__slug", "location__district__bezirk", "location__wheelchair"
        )
    )
    slot_rows = only(OfferSchedule.objects, "offer_id", pks).values_list("offer_id", *SLOT_COLUMNS, "location_id")
    slots = grouped(slot_rows, lambda row: Slot(*row[1:]))
    spoken_rows = only(LanguageHours.objects, "offer_id", pks)
    spoken_rows = spoken_rows.values_list("offer_id", "language", "mode", "weekday", "opens_at", "closes_at")
    spoken = grouped(spoken_rows, lambda row: Spoken(*row[1:]))
    words = translated_words(OfferPage, None if pks is None else {row[1] for row in offers})
    items = []
    for (
        pk,
        key,
        slug,
        title,
        summary,
        text,
        pillar,
        cost,
        by_appointment,
        holidays,
        assured,
        owner,
        owner_title,
    ) in offers:
        term_slugs = {t for row in terms[pk] for t in row if t}
        values = {
            "pillar": (pillar,),
            "owner": (str(owner),),
            "term": tuple(sorted(term_slugs)),
            "group": tuple(groups[pk]),
            "language": tuple(dict.fromkeys(row.language for row in spoken[pk])),
            "district": tuple({place for row in places[pk] for place in row[:2]}) or (ONLINE,),
            "free": ("1",) if cost == OfferPage.Cost.FREE else (),
            "wheelchair": ("1",) if any(row[2] == Wheelchair.YES for row in places[pk]) else (),
        }  # fmt: skip
        said = [title, summary, plain(text), owner_title or "", *(text for _, text in words[key])]
        said += [label_words("term", term_slugs), label_words("group", groups[pk])]
        said += [label_words("district", {row[0] for row in places[pk]})]
        said += [language_name(code, SOURCE) for code in values["language"]]
        items.append(
            Item(
                pk,
                key=key,
                slug=slug,
                title=fold(title),
                words=fold(" ".join(said)),
                values=values,
                assured=assured.toordinal() if assured else 0,
                hours=Hours(tuple(slots[pk]), tuple(spoken[pk]), by_appointment, holidays),
                languages=tuple(code for code, _ in words[key]),
            )  # fmt: skip
        )
    return items


def organization_items(pks: set[int] | None = None) -> list[Item]:
    organizations = only(OrganizationPage.objects.live().public().filter(locale_id=locale_ids()[SOURCE]), "pk", pks)
    organizations = list(
        organizations.values_list(
            "pk", "translation_key", "slug", "title", "summary", "description", "kind", "languages"
        )
    )
    place_rows = only(Location.objects.filter(live=True), "organization_id", pks)
    places = grouped(place_rows.values_list("organization_id", "district__slug", "district__bezirk"))
    slot_rows = only(OrganizationSchedule.objects, "organization_id", pks)
    slots = grouped(slot_rows.values_list("organization_id", *SLOT_COLUMNS), lambda row: Slot(*row[1:]))
    words = translated_words(OrganizationPage, None if pks is None else {row[1] for row in organizations})
    items = []
    for pk, key, slug, title, summary, text, kind, languages in organizations:
        districts = {place for row in places[pk] for place in row}
        said = [title, summary, plain(text), *(text for _, text in words[key]), label_words("district", districts)]
        said += [language_name(code, SOURCE) for code in languages]
        items.append(
            Item(
                pk,
                key=key,
                slug=slug,
                title=fold(title),
                words=fold(" ".join(said)),
                values={"kind": (kind,), "district": tuple(districts), "language": tuple(languages)},
                hours=Hours(tuple(slots[pk])),
                languages=tuple(code for code, _ in words[key]),
            )  # fmt: skip
        )
    return items


class Following:
    """An index that is built at its first use and then follows the changes of its scope and of the labels."""

    def __init__(self, scope: str, load):
        self.scope, self.load = scope, load
        self.reset()

    def reset(self) -> None:
        self.version = self.labels_version = self.index = None

    def __call__(self) -> FacetIndex:
        version, labels_version = journal.version(self.scope), journal.version("labels")
        if self.index is None or labels_version != self.labels_version:
            self.index = FacetIndex(self.load())
        elif version != self.version:
            pks = journal.since(self.scope, self.version)
            if pks is None or len(pks) > FEW:
                self.index = FacetIndex(self.load())
            else:
                self.index.update(pks, self.load(pks))
        self.version, self.labels_version = version, labels_version
        return self.index


offer_index = Following(OFFERS, offer_items)
organization_index = Following(ORGANIZATIONS, organization_items)
