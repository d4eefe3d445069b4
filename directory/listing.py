"""Cards: what a list shows of an offer or an organization, in the best available language, in a fixed number of queries."""

from datetime import datetime

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import get_language

from portal.languages import SOURCE, language_name
from portal.tree import locale_ids

from .facet_index import Item
from .filters import Filters, Result, by_confirmation, label_of
from .hours import DAY, local_now, spans_today
from .indexes import ONLINE, offer_index, organization_index
from .models import OfferPage, OrganizationPage
from .models.districts import Bezirk

OFFER_FACETS = ("pillar", "term", "group", "language", "district", "free", "wheelchair", "open")
ORGANIZATION_FACETS = ("kind", "district", "language")
OFFER_WORDS = ("title", "summary", "cost", "cost_amount", "assured_date", "status", "organization__title")


def words_of(model, items: list[Item], columns: tuple[str, ...]) -> dict:
    """(source row, translated row or None) by primary key of the source, in one query."""
    language, ids = get_language() or SOURCE, locale_ids()
    wanted = Q(pk__in=[item.pk for item in items])
    translated = [item.key for item in items if language in item.languages]
    if translated and language != SOURCE:
        wanted |= Q(translation_key__in=translated, locale_id=ids.get(language), live=True)
    rows = model.objects.filter(wanted).values("pk", "locale_id", "translation_key", *columns)
    by_key = {(row["translation_key"], row["locale_id"]): row for row in rows} if items else {}
    pairs = {
        item.pk: (by_key.get((item.key, ids[SOURCE])), by_key.get((item.key, ids.get(language)))) for item in items
    }
    return {pk: (source, None if language == SOURCE else other) for pk, (source, other) in pairs.items() if source}


def offer_cards(items: list[Item], now: datetime | None = None) -> list[dict]:
    now = now or local_now()
    language = get_language() or SOURCE
    index_url = list_url(OfferPage, language)
    cards = []
    found = words_of(OfferPage, items, OFFER_WORDS)
    for item in items:
        if item.pk not in found:
            continue
        source, translated = found[item.pk]
        words = translated or source
        pillar = item.values["pillar"][0]
        cards.append(
            {
                "url": f"{index_url}{item.slug}/",
                "title": words["title"],
                "summary": words["summary"],
                "lang": "" if translated or language.startswith(SOURCE) else SOURCE,
                "pillar": pillar,
                "pillar_label": label_of("pillar", pillar),
                "organization": source["organization__title"],
                "places": place_names(item),
                "languages": [language_name(code, language) for code in item.values["language"]],
                "cost": cost_label(source["cost"], source["cost_amount"]),
                "free": source["cost"] == OfferPage.Cost.FREE,
                "paused": source["status"] == OfferPage.Status.PAUSED,
                "assured_date": source["assured_date"],
                **openness(item, now),
            }
        )
    return cards


def organization_cards(items: list[Item]) -> list[dict]:
    language = get_language() or SOURCE
    index_url = list_url(OrganizationPage, language)
    cards = []
    found = words_of(OrganizationPage, items, ("title", "summary", "example"))
    for item in items:
        if item.pk not in found:
            continue
        source, translated = found[item.pk]
        words = translated or source
        cards.append(
            {
                "url": f"{index_url}{item.slug}/",
                "title": words["title"],
                "summary": words["summary"],
                "lang": "" if translated or language.startswith(SOURCE) else SOURCE,
                "kind_label": label_of("kind", item.values["kind"][0]),
                "places": place_names(item),
                "languages": [language_name(code, language) for code in item.values["language"]],
                "example": source["example"],
            }
        )
    return cards


def place_names(item: Item) -> list[str]:
    districts = [value for value in item.values["district"] if value not in Bezirk.values]
    return [label_of("district", value) for value in districts if value != ONLINE]


def list_url(model, language: str) -> str:
    """The address of the list of offers or organizations. Their slugs are those of DESIGN.md in every language."""
    return f"/{language}/{'angebote' if model is OfferPage else 'organisationen'}/"


def cost_label(cost: str, amount) -> str:
    if cost == OfferPage.Cost.PAID and amount:
        return f"{number_format(amount, 2 if amount % 1 else 0)} €"
    return str(OfferPage.Cost(cost).label)


def openness(item: Item, now: datetime) -> dict:
    """`open` with `until`, or `today` with the next beginning of this day, or the weekdays it opens on."""
    if not item.hours.slots:
        return {"open": None}
    minute = now.hour * 60 + now.minute
    spans = spans_today(item.hours, now.date())
    current = [end for start, end in spans if start <= minute < end]
    if current:
        return {"open": True, "until": clock(max(current))}
    later = [start for start, _end in spans if start > minute]
    if later:
        return {"open": False, "today": clock(min(later))}
    return {"open": False, "weekdays": sorted({slot.weekday for slot in item.hours.slots if slot.weekday is not None})}


def clock(minute: int) -> str:
    hour, rest = divmod(minute % DAY, 60)
    return f"{hour:02}:{rest:02}"


def latest_offers(query: dict[str, list[str]], limit: int) -> dict:
    """Cards of the offers that fit, recently confirmed first, and the address of the whole list."""
    filters = Filters(query, OFFER_FACETS)
    now = local_now()
    result = Result(offer_index(), filters, now)
    url = list_url(OfferPage, get_language() or SOURCE) + filters.url()
    return {"cards": offer_cards(result[:limit], now), "url": url, "count": len(result)}


def latest_organizations(kind: str, pks: list[int], limit: int) -> dict:
    """Cards of the chosen organizations, or else of those of a kind by title."""
    index = organization_index()
    url = list_url(OrganizationPage, get_language() or SOURCE)
    if pks:
        items = [item for item in map(index.get, pks) if item]
        return {"cards": organization_cards(items[:limit]), "url": url, "count": len(items)}
    filters = Filters({"kind": [kind] if kind else [], "sort": ["title"]}, ORGANIZATION_FACETS)
    result = Result(index, filters, local_now())
    return {"cards": organization_cards(result[:limit]), "url": url + filters.url(), "count": len(result)}


def similar_offers(pk: int, limit: int = 4) -> list[dict]:
    """Offers sharing most terms with this one, those of the same district first among equals."""
    index = offer_index()
    item = index.get(pk)
    if item is None:
        return []
    not_itself = index.everything & ~(1 << index.position[pk])
    sharing = [not_itself]  # items that share at least n terms
    for term in item.values["term"]:
        bits = index.of("term", [term])
        sharing.append(0)
        for n in range(len(sharing) - 1, 0, -1):
            sharing[n] |= sharing[n - 1] & bits
    nearby = index.of("district", item.values["district"])
    order = index.ordered("confirmed", by_confirmation)
    found, taken = [], 0
    for mask in [mask for most in reversed(sharing[1:]) for mask in (most & nearby, most)]:
        found += index.page(mask & ~taken, order, 0, limit - len(found)) if len(found) < limit else []
        taken |= mask
    return offer_cards(found)
