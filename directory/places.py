"""All published locations and contacts, held in process, so that a page asks for none."""

from collections.abc import Iterable

from portal.changes import held

from .facet_index import Item
from .labels import labels
from .models import Contact, Location, OfferPage, OrganizationPage


@held(OrganizationPage.changes_scope)
def locations() -> dict[int, Location]:
    return Location.objects.filter(live=True).order_by("name").in_bulk()


@held(OrganizationPage.changes_scope)
def contacts() -> dict[int, Contact]:
    return Contact.objects.filter(live=True).order_by("name").in_bulk()


def with_districts(found: Iterable[Location]) -> list[Location]:
    found = list(found)
    for location in found:
        location.district = labels().by_pk["district"][location.district_id]
    return found


def locations_of(offer: OfferPage, item: Item | None) -> list[Location]:
    """The published locations of an offer in its order; those of a preview, which has no item, from its rows."""
    pks = item.shown["locations"] if item else [row.location_id for row in offer.offer_locations.all()]
    return with_districts(locations()[pk] for pk in pks if pk in locations())


def contacts_of(offer: OfferPage, item: Item | None) -> list[Contact]:
    pks = item.shown["contacts"] if item else [row.contact_id for row in offer.offer_contacts.all()]
    return [contacts()[pk] for pk in pks if pk in contacts()]


def locations_owned_by(organization: OrganizationPage) -> list[Location]:
    return with_districts(each for each in locations().values() if each.organization_id == organization.pk)


def contacts_owned_by(organization: OrganizationPage) -> list[Contact]:
    return [each for each in contacts().values() if each.organization_id == organization.pk]
