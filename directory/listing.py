"""Cards: what a list shows of an offer or an organization, in the best available language; no query."""

from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.languages import SOURCE, spoken_words
from portal.words.marking import marks

from .facet_index import Item
from .filters import Filters, Result, by_confirmation, label_of
from .hours import DAY, local_now, spans_today
from .indexes import offer_index, organization_index
from .labels import labels
from .models import OfferPage, OrganizationPage
from .models.schedules import Weekday

OFFER_FACETS = ("pillar", "term", "group", "language", "district", "free", "wheelchair", "open")
ORGANIZATION_FACETS = ("kind", "district", "language")


def offer_cards(items: list[Item], now: datetime | None = None) -> list[dict]:
    """The variables of `components/offer_card.html` for each item."""
    now, language = now or local_now(), get_language() or SOURCE
    return [offer_card(item, language, now) for item in items]


def offer_card(item: Item, language: str, now: datetime) -> dict:
    pillar, shown = item.values["pillar"][0], item.shown
    place = first_place(item)
    return {
        "url": f"{list_url(OfferPage, language)}{item.slug}/",
        **words(item, language),
        "pillar": pillar,
        "pillar_label": label_of("pillar", pillar),
        "term": first_term(item),
        "organization": shown["organization"],
        "district": place.label(language) if place else "",
        "col": place.col if place else "",
        "row": place.row if place else "",
        "languages": spoken_words(item.values["language"], language),
        "cost": cost_label(shown["cost"], shown["cost_amount"]),
        **openness(item, shown["status"], now),
    }


def words(item: Item, language: str) -> dict:
    """Title and summary in the best language, and what to mark each of them with (`attributes` for HTML)."""
    title, summary, *german = item.texts.get(language) or item.texts[SOURCE]
    title_marks, summary_marks = (marks(SOURCE)["attributes"] if each else "" for each in german)
    return {"title": title, "summary": summary, "title_marks": title_marks, "summary_marks": summary_marks}


def first_place(item: Item):
    districts = labels().records["district"]
    return next((districts[value] for value in item.values["district"] if value in districts), None)


def first_term(item: Item) -> str:
    """A lower term where there is one: it says more."""
    terms = labels().records["term"]
    found = sorted((terms[slug] for slug in item.values["term"] if slug in terms), key=lambda term: not term.parent_id)
    return found[0].label() if found else ""


def organization_cards(items: list[Item]) -> list[dict]:
    """The variables of `components/organization_card.html` for each item."""
    language, offers = get_language() or SOURCE, offer_index()
    return [
        {
            "url": f"{list_url(OrganizationPage, language)}{item.slug}/",
            **words(item, language),
            "kind": label_of("kind", item.values["kind"][0]),
            "districts": place_names(item),
            "languages": spoken_words(item.values["language"], language),
            "offers": offers_words(offers.of("owner", [str(item.pk)]).bit_count()),
            "logo": None,
        }
        for item in items
    ]


def offers_words(count: int) -> str:
    return ngettext("%(count)s offer", "%(count)s offers", count) % {"count": count} if count else ""


def organizations_words(count: int) -> str:
    return ngettext("%(count)s organization", "%(count)s organizations", count) % {"count": count}


def place_names(item: Item) -> list[str]:
    districts = labels().records["district"]
    return [districts[value].label() for value in item.values["district"] if value in districts]


def list_url(model, language: str) -> str:
    """The address of the list of offers or organizations. Their slugs are those of DESIGN.md in every language."""
    return f"/{language}/{'angebote' if model is OfferPage else 'organisationen'}/"


def cost_label(cost: str, amount) -> str:
    if cost == OfferPage.Cost.PAID and amount:
        return f"{number_format(amount, 2 if amount % 1 else 0)} €"
    return str(OfferPage.Cost(cost).label)


def openness(item: Item, status: str, now: datetime) -> dict:
    """`open` (open, later, closed, unknown) and words for today; on other days the weekdays it opens on."""
    if status == OfferPage.Status.PAUSED:
        return {"open": "closed", "open_label": str(OfferPage.Status.PAUSED.label)}
    if not item.hours.slots:
        unknown = _("By appointment only") if item.hours.by_appointment else _("Please ask for the hours")
        return {"open": "unknown", "open_label": unknown}
    minute = now.hour * 60 + now.minute
    spans = spans_today(item.hours, now.date())
    current = [end for start, end in spans if start <= minute < end]
    if current:
        return {"open": "open", "open_label": _("Open now until %(time)s") % {"time": clock(max(current))}}
    later = [start for start, _end in spans if start > minute]
    if later:
        return {"open": "later", "open_label": _("Opens today at %(time)s") % {"time": clock(min(later))}}
    weekdays = sorted({slot.weekday for slot in item.hours.slots if not slot.closed and slot.weekday is not None})
    return {"open": "closed", "open_label": weekday_words(weekdays)}


def weekday_words(days: list[int]) -> str:
    """Weekdays in words; three or more in a row as a range: "Monday to Friday"."""
    names = [str(Weekday(day).label) for day in days]
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return _(", ").join(names)


def clock(minute: int) -> str:
    hour, rest = divmod(minute % DAY, 60)
    return f"{hour:02}:{rest:02}"


def latest_offers(query: dict[str, list[str]], limit: int) -> dict:
    """Cards of the offers that fit, recently confirmed first, and the address of the whole list."""
    filters = Filters(query, OFFER_FACETS)
    now = local_now()
    result = Result(offer_index(), filters, now)
    url = list_url(OfferPage, get_language() or SOURCE)
    cards = offer_cards(result[:limit], now)
    return {"cards": cards, "url": url + filters.url(), "all_url": url, "count": len(result)}


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
