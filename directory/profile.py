"""The parts of an offer's page that come from other records."""

from urllib.parse import quote

from django.conf import settings
from django.utils.translation import get_language

from portal.languages import SOURCE

from .filters import label_of
from .indexes import offer_index
from .labels import labels
from .models import Location


def locations_of(offer) -> list[Location]:
    """The published locations of an offer, with their district, also of a preview."""
    rows = offer.offer_locations.select_related("location")
    locations = [row.location for row in rows if row.location.live]
    for location in locations:
        location.district = labels().by_pk["district"][location.district_id]
    return locations


def contacts_of(offer) -> list:
    rows = offer.offer_contacts.select_related("contact")
    contacts = [row.contact for row in rows if row.contact.live]
    for contact in contacts:
        contact.role = labels().by_pk["role"].get(contact.role_id)
    return contacts


def route_url(location: Location) -> str:
    return settings.ROUTE_URL.format(address=quote(location.address))


def labels_of(offer, preview: bool) -> dict:
    """Terms and target groups as (label, slug); from the index unless an unpublished version is shown."""
    item = None if preview else offer_index().get(offer.pk)
    if item:
        terms, groups = item.values["term"], item.values["group"]
    else:
        terms = [term.slug for term in offer.terms.all()]
        groups = [group.slug for group in offer.target_groups.all()]
    lower = [slug for slug in terms if labels().records["term"][slug].parent_id]
    upper = {labels().records["term"][slug].parent_id for slug in lower}
    kept = [slug for slug in terms if labels().records["term"][slug].pk not in upper]
    language = get_language() or SOURCE
    return {
        "terms": [(slug, labels().get("term", slug, language)) for slug in kept],
        "groups": [(slug, labels().get("group", slug, language)) for slug in groups],
        "pillar_label": label_of("pillar", offer.pillar) if offer.pillar else "",
    }
