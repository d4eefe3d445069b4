"""The 46 tiles, laid out as the city lies on both sides of the Rhine."""

from django.utils.translation import get_language

from portal.languages import SOURCE

from .indexes import offer_index, organization_index
from .labels import labels


def tiles() -> list[dict]:
    """Place, name, address and counts of every district, in reading order of the map."""
    offers, organizations = offer_index(), organization_index()
    language = get_language() or SOURCE
    return [
        {
            "slug": d.slug,
            "name": d.label(language),
            "bezirk": d.bezirk,
            "col": d.col,
            "row": d.row,
            "url": f"/{language}/stadtteile/{d.slug}/",
            "offers": offers.of("district", [d.slug]).bit_count(),
            "organizations": organizations.of("district", [d.slug]).bit_count(),
        }
        for d in labels().records["district"].values()
    ]
