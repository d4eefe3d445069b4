from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.caching import for_nobody_else
from portal.lists import numbered

from .facets import chips, facet, switches, term_facet, ways_out
from .filters import PAGE_SIZE, SORTS, Filters, Result
from .hours import local_now
from .indexes import offer_index, organization_index
from .labels import bezirk_label, labels
from .listing import (
    OFFER_FACETS,
    ORGANIZATION_FACETS,
    latest_offers,
    latest_organizations,
    offer_cards,
    offers_words,
    organization_cards,
    organizations_words,
)
from .models import District, OfferPage, OrganizationPage
from .models.districts import Bezirk
from .tiles import tiles


def offer_list(request, page):
    now = local_now()
    result = Result(offer_index(), Filters(request.GET, OFFER_FACETS), now)
    facets = [
        switches(result),
        facet(result, "language", unfolded=True),
        facet(result, "pillar", OfferPage.Pillar.values, unfolded=True),
        term_facet(result),
        facet(result, "group", list(labels().records["group"])),
        facet(result, "district"),
    ]
    listed = listing(request, result, facets, now)
    cards = offer_cards(listed["number"].object_list, now)
    submit = ngettext("Show %(count)s offer", "Show %(count)s offers", len(result)) % {"count": len(result)}
    extra = {"cards": cards, "submit": submit, "count_words": offers_words(len(result)) or _("No offers")}
    context = {"page": page, **listed, **extra, **sorting(result.filters)}
    return answer(request, "directory/offer_list.html", context)


def organization_list(request, page):
    now = local_now()
    filters = Filters(request.GET, ORGANIZATION_FACETS)
    filters.asked_sort = "best" if filters.text else "title"
    result = Result(organization_index(), filters, now)
    facets = [
        facet(result, "kind", OrganizationPage.Kind.values, unfolded=True),
        facet(result, "language"),
        facet(result, "district"),
    ]
    listed = listing(request, result, facets, now)
    cards = organization_cards(listed["number"].object_list)
    words = ngettext("Show %(count)s organization", "Show %(count)s organizations", len(result))
    extra = {"cards": cards, "submit": words % {"count": len(result)}, "count_words": organizations_words(len(result))}
    return answer(request, "directory/organization_list.html", {"page": page, **listed, **extra})


def answer(request, template: str, context: dict) -> HttpResponse:
    """What somebody typed is in no proxy."""
    response = render(request, template, context)
    return for_nobody_else(response) if context["query"] else response


def listing(request, result: Result, facets: list, now) -> dict:
    """What both lists have: the page of results, filters in use, ways out of an empty list."""
    return {
        **numbered(Paginator(result, PAGE_SIZE), request.GET.get("page")),
        "query": result.filters.typed,
        "text": result.filters.text,
        "problem": result.filters.problem,
        "facets": [each for each in facets if each.options],
        "chips": chips(result.filters),
        "ways_out": ways_out(result, now) if not len(result) else [],
    }


def sorting(filters: Filters) -> dict:
    """The orders one may choose now, and the districts to be near to."""
    names = [name for name in SORTS if (name != "best" or filters.text) and (name != "near" or filters.near)]
    districts = sorted(labels().records["district"].values(), key=lambda district: district.name)
    return {
        "sorts": [{"value": name, "label": str(SORTS[name]), "on": name == filters.sort} for name in names],
        "near": [{"value": d.slug, "label": d.label(), "on": d.slug == filters.near} for d in districts],
    }


def district_list(request):
    found = tiles()
    areas = [{"name": bezirk_label(b), "tiles": [t for t in found if t["bezirk"] == b]} for b in Bezirk.values]
    lead = _("46 districts on both sides of the Rhine. The brighter a tile, the more offers there are.")
    in_short = {"title": _("Districts"), "description": lead}
    context = {"tiles": found, "areas": areas, "in_short": in_short, "in_every_language": True}
    return render(request, "directory/district_list.html", context)


def district(request, slug: str):
    found = get_object_or_404(District, slug=slug)
    nearest = sorted(labels().records["district"].values(), key=found.distance_to)[1:6]
    here = organization_index()
    pks = [item.pk for item in sorted(here.within(here.of("district", [slug])), key=lambda item: item.title)]
    context = {
        "district": found,
        "bezirk": bezirk_label(found.bezirk),
        "offers": without_tiles(latest_offers({"district": [slug]}, 12)),
        "nearby": latest_offers({"near": [slug], "sort": ["near"]}, 4),
        "organizations": latest_organizations("", pks, 12) if pks else {"cards": []},
        "nearest": nearest,
        "local": {"count": len(pks)},
        "in_every_language": True,
    }
    context["in_short"] = {"title": found.label(), "description": describe(context)}
    return render(request, "directory/district.html", context)


def describe(context: dict) -> str:
    counts = offers_words(context["offers"]["count"]), organizations_words(context["local"]["count"])
    return " · ".join(filter(None, (context["bezirk"], *counts)))


def without_tiles(found: dict) -> dict:
    """Cards without the tile that the page shows already."""
    return found | {"cards": [card | {"col": ""} for card in found["cards"]]}
