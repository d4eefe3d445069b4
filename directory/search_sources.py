"""What the search finds of the directory: offers, organizations, districts."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.languages import SOURCE, SPOKEN, language_name
from portal.tree import locale_ids, locales
from portal.words.marking import without_german
from search.facets import Place, register_facet
from search.meanings import label_source
from search.things import ModelSource, Thing, TranslatedSource, Words, register

from .filters import HEADINGS, known, label_of
from .labels import bezirk_label, labels
from .loading import ONLINE, OfferRows, grouped, only, plain, translations
from .models import District, Location, OfferPage, OrganizationPage
from .models.districts import Bezirk
from .models.labels import LABELS
from .signal_handlers import OFFERS, ORGANIZATIONS

CODES = [code for code, _name in settings.LANGUAGES]
NO_PLACES = {"Alt", "Mitte", "Nord", "Süd"}  # parts of names
COLUMNS = ("pk", "slug", "translation_key", "locale_id", "title", "summary", "description", "translation_state")
OFFER_COLUMNS = (
    *COLUMNS, "eligibility_description", "pillar", "cost", "assured_date", "organization_id", "organization__title", "organization__live",
)  # fmt: skip


def districts_of(codes: Iterable[str]) -> list[Place]:
    """The districts among the codes; a Bezirk is none."""
    known_ones = labels().records["district"]
    found = (known_ones[code] for code in codes if code in known_ones)
    return [Place(district.label(), district.col, district.row) for district in found]


def district_codes() -> tuple[str, ...]:
    return (*labels().records["district"], *Bezirk.values)


for _name, *_more in (("pillar",), ("language",), ("district", districts_of, district_codes)):
    register_facet(_name, HEADINGS[_name], partial(label_of, _name), partial(known, _name), *_more)


def words_by_language(row: dict, others: list[tuple[dict]]) -> dict[str, Words]:
    return {locales()[each["locale_id"]].language_code: words(each) for each in (row, *(other for (other,) in others))}


def words(row: dict) -> Words:
    """The words of a page in its language; of a translation without any text of its own, the German text."""
    german = row["translation_state"].get("german", {})
    body = own = body_of(row, {})
    if german:
        own = body_of(row, german)
    parts = [part for part in ("title", "summary") if part in german]
    if body and not own:
        parts.append("body")
    return Words(row["title"], row["summary"], own or body, tuple(parts))


def body_of(row: dict, german: dict[str, list[str]]) -> str:
    """The text of a page without the paragraphs with these fingerprints."""
    texts = (
        plain(without_german(row["description"], german.get("description", ()))),
        without_german(row.get("eligibility_description", ""), german.get("eligibility_description", ())),
    )
    return " ".join(" ".join(texts).split())


@cache
def choice_labels(choice: TextChoices) -> dict[str, str]:
    """The label of a pillar or of a kind of organization by language."""
    found = {}
    for code in CODES:
        with override(code):
            found[code] = str(choice.label)
    return found


def record_labels(kind: str, slug: str) -> dict[str, str]:
    """The label of a subject, target group or district by language."""
    record = labels().records[kind].get(slug)
    return {SOURCE: record.name, **record.labels} if record else {}


def together(*found: dict[str, str]) -> dict[str, list[str]]:
    """Labels by language, those that are the same as the German one left out."""
    merged: dict[str, list[str]] = {}
    for each in found:
        for code, text in each.items():
            if text and (code == SOURCE or text != each.get(SOURCE)):
                merged.setdefault(code, []).append(text)
    return merged


def spoken_labels(codes) -> list[dict[str, str]]:
    """The names of the languages; not of German, which is spoken nearly everywhere and so says nothing."""
    return [{each: language_name(code, each) for each in CODES} for code in codes if code != SOURCE]


def place_labels(slugs) -> list[dict[str, str]]:
    bezirke = dict(Bezirk.choices)
    return [record_labels("district", slug) or {SOURCE: bezirke.get(slug, "")} for slug in slugs if slug != ONLINE]


@register
class OfferSource(TranslatedSource):
    kind, label, scope, read_again_with = "offer", _("Offers"), OFFERS, (LABELS,)
    one, sign = _("Offer"), "compass"

    def public(self):
        offers = OfferPage.objects.live().public().filter(locale_id=locale_ids()[SOURCE])
        return offers.exclude(status=OfferPage.Status.INACTIVE)

    def things(self, ids: set[int] | None = None) -> Iterator[Thing]:
        found = list(only(self.public(), "pk", ids).values(*OFFER_COLUMNS))
        rows = OfferRows(ids, {row["translation_key"] for row in found} if ids is not None else None)
        for row in found:
            yield offer_thing(row, rows)


def offer_thing(row: dict, rows: OfferRows) -> Thing:
    values = rows.values(row)
    owner = {SOURCE: row["organization__title"]} if row["organization__live"] else {}
    named = [record_labels(kind, slug) for kind in ("term", "group") for slug in values[kind]]
    return Thing(
        key=str(row["pk"]),
        path=f"angebote/{row['slug']}/",
        words=words_by_language(row, rows.translations[row["translation_key"]]),
        labels=together(
            *named,
            *place_labels(values["district"]),
            *spoken_labels(values["language"]),
            *([choice_labels(OfferPage.Pillar(row["pillar"]))] if row["pillar"] else []),
            owner,
        ),
        facets={name: values[name] for name in ("district", "pillar", "language", "term")},
        assured=row["assured_date"],
    )


@register
class OrganizationSource(TranslatedSource):
    kind, label, scope, read_again_with = "organization", _("Organizations"), ORGANIZATIONS, (LABELS,)
    one, sign = _("Organization"), "people"

    def public(self):
        return OrganizationPage.objects.live().public().filter(locale_id=locale_ids()[SOURCE])

    def things(self, ids: set[int] | None = None) -> Iterator[Thing]:
        found = list(only(self.public(), "pk", ids).values(*COLUMNS, "kind", "languages"))
        places = only(Location.objects.filter(live=True), "organization_id", ids)
        places = grouped(places.values_list("organization_id", "district__slug", "district__bezirk"))
        others = translations(OrganizationPage, {row["translation_key"] for row in found} if ids is not None else None)
        for row in found:
            yield organization_thing(row, others[row["translation_key"]], places[row["pk"]])


def organization_thing(row: dict, others: list[tuple[dict]], places: list[tuple[str, str]]) -> Thing:
    districts = tuple(dict.fromkeys(name for place in places for name in place))
    return Thing(
        key=str(row["pk"]),
        path=f"organisationen/{row['slug']}/",
        words=words_by_language(row, others),
        labels=together(
            *place_labels(districts),
            *spoken_labels(row["languages"]),
            choice_labels(OrganizationPage.Kind(row["kind"])),
        ),
        facets={"district": districts, "language": row["languages"]},
    )


@register
class DistrictSource(ModelSource):
    kind, label, scope = "district", _("Districts"), LABELS
    one, sign = _("District"), "map"

    def public(self):
        return District.objects.all()

    def things(self, ids: set[int] | None = None) -> Iterator[Thing]:
        for district in only(self.public(), "pk", ids):
            names = {SOURCE: district.name, **district.labels}
            words = {}
            for code in CODES:
                with override(code):
                    words[code] = Words(names.get(code, district.name), bezirk_label(district.bezirk))
            yield Thing(
                key=str(district.pk),
                path=f"stadtteile/{district.slug}/",
                words=words,
                labels=together(names),
                facets={"district": (district.slug, district.bezirk)},
            )


@label_source(LABELS)
def label_names() -> Iterator[tuple[str, str, str]]:
    """The labels of subjects, groups, districts, languages and pillars in the other languages → the German ones."""
    for kind in ("term", "group", "district"):
        for record in labels().records[kind].values():
            yield from ((text, code, record.name) for code, text in record.labels.items() if text)
    places = [*(record.name for record in labels().records["district"].values()), *Bezirk.labels]
    parts = {part for name in map(str, places) for part in (name, *re.split("[-/ ]", name))} - NO_PLACES
    yield from ((name, SOURCE, name) for name in sorted(parts))
    languages = ({each: language_name(code, each) for each in CODES} for code in SPOKEN)
    for named in (*map(choice_labels, OfferPage.Pillar), *languages):
        yield from ((text, code, named[SOURCE]) for code, text in named.items() if text != named[SOURCE])
