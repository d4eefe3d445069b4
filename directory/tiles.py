"""The 46 tiles, laid out as the city lies on both sides of the Rhine."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.languages import SOURCE

from .indexes import offer_index, organization_index
from .labels import labels
from .listing import offers_words


def tiles() -> list[dict]:
    """Place, name, address and counts of every district, in reading order of the map."""
    offers, organizations = offer_index(), organization_index()
    language = get_language() or SOURCE
    return [
        {
            "slug": d.slug,
            "name": d.label(language),
            "label": (d.hyphenated or d.name).replace("|", "\u00ad"),
            "bezirk": d.bezirk,
            "col": d.col,
            "row": d.row,
            "url": f"/{language}/stadtteile/{d.slug}/",
            **counted(offers.of("district", [d.slug]).bit_count()),
            "organizations": organizations.of("district", [d.slug]).bit_count(),
        }
        for d in sorted(labels().records["district"].values(), key=lambda d: (d.row, d.col))
    ]


def counted(count: int) -> dict:
    """The count in words, and how brightly the tile is lit: 0 (nothing) to 4 (most)."""
    level = sum(count >= least for least in (1, 3, 6, 10))
    return {"count": count, "in_words": offers_words(count) or _("no offers yet"), "level": level}
