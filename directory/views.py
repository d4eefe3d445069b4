from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from portal.languages import SOURCE

from .filters import PAGE_SIZE, SORTS, Filters, Result, chips, facet, term_facet, ways_out
from .hours import local_now
from .indexes import offer_index, organization_index
from .labels import labels
from .listing import (
    OFFER_FACETS,
    ORGANIZATION_FACETS,
    latest_offers,
    latest_organizations,
    list_url,
    offer_cards,
    organization_cards,
    similar_offers,
)
from .models import District, OfferPage, OrganizationPage
from .models.districts import Bezirk
from .profile import contacts_of, labels_of, locations_of
from .tiles import tiles
from .timetable import hours_of, timetable


def offer_list(request, page):
    now = local_now()
    filters = Filters(request.GET, OFFER_FACETS)
    result = Result(offer_index(), filters, now)
    number = Paginator(result, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/offer_list.html",
        {
            "page": page,
            "filters": filters,
            "number": number,
            "count": len(result),
            "cards": offer_cards(number.object_list, now),
            "switches": [facet(result, name, ["1"], keep_empty=True) for name in ("open", "free", "wheelchair")],
            "facets": [
                facet(result, "pillar", OfferPage.Pillar.values),
                term_facet(result),
                facet(result, "language"),
                facet(result, "group", list(labels().records["group"])),
                facet(result, "district"),
            ],
            "chips": chips(filters),
            "ways_out": ways_out(result, now) if not len(result) else [],
            **sorting(filters, with_near=True),
        },
    )


def organization_list(request, page):
    filters = Filters(request.GET, ORGANIZATION_FACETS)
    if not filters.asked_sort and not filters.text:
        filters.asked_sort = "title"
    now = local_now()
    result = Result(organization_index(), filters, now)
    number = Paginator(result, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/organization_list.html",
        {
            "page": page,
            "filters": filters,
            "number": number,
            "count": len(result),
            "cards": organization_cards(number.object_list),
            "facets": [
                facet(result, "kind", OrganizationPage.Kind.values),
                facet(result, "language"),
                facet(result, "district"),
            ],
            "chips": chips(filters),
            "ways_out": ways_out(result, now) if not len(result) else [],
        },
    )


def sorting(filters: Filters, with_near: bool) -> dict:
    """The sort orders one may choose now, and the districts to be near to."""
    names = [name for name in SORTS if (name != "best" or filters.text) and (name != "near" or filters.near)]
    return {
        "sorts": [(name, str(SORTS[name]), name == filters.sort) for name in names],
        "near_districts": sorted(labels().records["district"].values(), key=lambda d: d.name) if with_near else [],
    }


def offer_context(request, page) -> dict:
    facts, now = page.facts, local_now()
    locations, contacts = locations_of(facts), contacts_of(facts)
    names = {location.pk: location.name for location in locations} if len(locations) > 1 else {}
    hours = timetable(hours_of(facts), names, now)
    return {
        "facts": facts,
        "organization": facts.organization,
        "organization_url": f"{list_url(OrganizationPage, get_language() or SOURCE)}{facts.organization.slug}/",
        "locations": locations,
        "contacts": contacts,
        "hours": hours,
        **labels_of(facts, preview=getattr(request, "is_preview", False)),
        "similar": similar_offers(facts.pk),
    }


def organization_context(request, page) -> dict:
    facts = page.facts
    offers = offer_index()
    items = sorted((item for item in offers.within(offers.everything) if item.owner == facts.pk), key=lambda i: i.title)
    return {
        "facts": facts,
        "kind_label": facts.get_kind_display(),
        "locations": facts.locations.filter(live=True).select_related("district"),
        "contacts": facts.contacts.filter(live=True).select_related("role"),
        "hours": timetable(hours_of(facts), {}, local_now()),
        "pictures": [row.image for row in facts.pictures.select_related("image")],
        "cards": offer_cards(items),
    }


def district_list(request):
    found = tiles()
    bezirke = [(label, [t for t in found if t["bezirk"] == value]) for value, label in Bezirk.choices]
    return render(request, "directory/district_list.html", {"tiles": found, "bezirke": bezirke})


def district(request, slug):
    found = get_object_or_404(District, slug=slug)
    nearest = sorted(labels().records["district"].values(), key=found.distance_to)[1:6]
    return render(
        request,
        "directory/district.html",
        {
            "district": found,
            "tiles": tiles(),
            "offers": latest_offers({"district": [slug]}, 12),
            "nearby": latest_offers({"near": [slug]}, 6),
            "organizations": latest_organizations("", organizations_in(slug), 12),
            "nearest": nearest,
        },
    )


def organizations_in(slug: str) -> list[int]:
    index = organization_index()
    found = index.within(index.of("district", [slug]))
    return [item.pk for item in sorted(found, key=lambda item: item.title)]
