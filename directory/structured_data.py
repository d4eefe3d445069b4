"""Offers and organizations in the words of schema.org, for search engines. Words are those of the page, facts those of
its source; what is not known is not said.

schema.org has languages, places and phones on the *channel* of a service, and no `isAccessibleForFree` for services:
what is free has an offer with the price 0.
"""

from datetime import date, time

from portal.links import in_language
from portal.structured_data import absolute, canonical, language_codes, thing, web_page

from .hours import Hours, Slot
from .models import Contact, Location, OfferPage, OrganizationPage
from .models.places import Wheelchair

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MIDNIGHT = time(0)
CITY = thing("City", name="Duisburg")
KINDS = {
    OrganizationPage.Kind.MSO: "NGO",
    OrganizationPage.Kind.ASSOCIATION: "NGO",
    OrganizationPage.Kind.WELFARE: "NGO",
    OrganizationPage.Kind.MUNICIPAL: "GovernmentOrganization",
    OrganizationPage.Kind.COUNCIL: "GovernmentOrganization",
}


def offer_data(
    page,
    facts,
    hours: Hours,
    locations: list[Location],
    contacts: list[Contact],
    today: date,
    *,
    owner: dict | None,
    pillar: str,
    subjects: list[str],
    groups: list[str],
) -> dict:
    """`pillar`, `subjects` and `groups` are labels in the language of the page; `owner` is a card."""
    takes_place = facts.status == OfferPage.Status.ACTIVE
    names = {location.pk: location.name for location in locations} if len(locations) > 1 else {}
    service = thing(
        "Service",
        name=page.title,
        description=page.summary,
        url=canonical(page),
        serviceType=subjects,
        category=pillar,
        provider=provider(owner, page) if owner else None,
        areaServed=CITY,
        audience=audience(facts, groups),
        offers=price(facts, page.fees_description),
        hoursAvailable=opening_hours(hours, today, names) if takes_place else [],
        availableChannel=channels(facts, hours, locations, contacts),
    )
    return web_page(page, page.summary, service)


def provider(owner: dict, page) -> dict:
    address = in_language(owner["url"], page.locale.language_code)
    return thing("Organization", name=owner["title"], url=absolute(address))


def audience(facts, groups: list[str]) -> dict | None:
    known = {"audienceType": groups, "suggestedMinAge": facts.minimum_age, "suggestedMaxAge": facts.maximum_age}
    found = thing("PeopleAudience", **known)
    return found if len(found) > 1 else None


def price(facts, description: str) -> dict | None:
    """None where nobody knows the cost; without an amount only with words about it."""
    amounts = {OfferPage.Cost.FREE: 0, OfferPage.Cost.PAID: facts.cost_amount}
    amount = amounts.get(facts.cost)
    if amount is None:
        return thing("Offer", description=description) if description else None
    return thing("Offer", price=str(amount), priceCurrency="EUR", description=description)


def channels(facts, hours: Hours, locations: list[Location], contacts: list[Contact]) -> list[dict]:
    """How one gets to a service: one channel for each place, or one without."""
    shared = {
        "availableLanguage": language_codes(dict.fromkeys(row.language for row in hours.spoken)),
        "servicePhone": [contact_point(contact) for contact in contacts],
        "serviceUrl": facts.url,
    }
    found = [
        thing("ServiceChannel", serviceLocation=place(each) if each else None, **shared) for each in locations or [None]
    ]
    return [channel for channel in found if len(channel) > 1]


def contact_point(contact: Contact, **more) -> dict:
    phone = contact.dial if contact.phone else ""
    return thing("ContactPoint", name=contact.name, telephone=phone, email=contact.email, **more)


def place(location: Location, **more) -> dict:
    known = location.latitude is not None and location.longitude is not None
    geo = (
        thing("GeoCoordinates", latitude=float(location.latitude), longitude=float(location.longitude))
        if known
        else None
    )
    return thing(
        "Place",
        name=location.name,
        address=postal_address(location),
        geo=geo,
        containedInPlace=thing("AdministrativeArea", name=location.district.name),
        amenityFeature=wheelchair(location),
        **more,
    )


def postal_address(location: Location) -> dict:
    return thing(
        "PostalAddress",
        streetAddress=location.address_1,
        postalCode=location.postal_code,
        addressLocality=location.city,
        addressCountry=location.country,
    )


def wheelchair(location: Location) -> dict | None:
    """Only a plain yes or no: "partly" is neither."""
    value = {Wheelchair.YES: True, Wheelchair.NO: False}.get(location.wheelchair)
    return None if value is None else thing("LocationFeatureSpecification", name=str(Wheelchair.YES.label), value=value)


def opening_hours(hours: Hours, today: date, names: dict[int, str]) -> list[dict]:
    """Hours that have not ended; closed is "from midnight to midnight", as search engines have it."""
    due = [slot for slot in hours.slots if not slot.valid_to or slot.valid_to >= today]
    rows = [opening(slot, names) for slot in due if slot.closed or (slot.opens_at and slot.closes_at)]
    if rows and hours.holidays == OfferPage.Holidays.CLOSED:
        rows.append(specification("PublicHolidays", MIDNIGHT, MIDNIGHT))
    return rows


def opening(slot: Slot, names: dict[int, str]) -> dict:
    opens, closes = (MIDNIGHT, MIDNIGHT) if slot.closed else (slot.opens_at, slot.closes_at)
    return specification(
        DAYS[slot.weekday] if slot.weekday is not None else "",
        opens,
        closes,
        validFrom=slot.valid_from,
        validThrough=slot.valid_to,
        name=names.get(slot.location_id),
    )


def specification(day: str, opens, closes, **more) -> dict:
    day = f"https://schema.org/{day}" if day else ""
    return thing("OpeningHoursSpecification", dayOfWeek=day, opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}", **more)


def organization_data(
    page, facts, hours: Hours, locations: list[Location], contacts: list[Contact], today: date
) -> dict:
    """Hours stand with its places; where there are none, with those who answer."""
    opened = opening_hours(hours, today, {})
    at_place = {"openingHoursSpecification": opened} if locations else {}
    at_contact = {} if locations else {"hoursAvailable": opened}
    languages = language_codes(facts.languages)
    phones = [contact.dial for contact in contacts if contact.phone]
    mails = [facts.email, *(contact.email for contact in contacts)]
    organization = thing(
        KINDS.get(facts.kind, "Organization"),
        name=page.title,
        description=page.summary,
        url=facts.website or canonical(page),
        logo=absolute(facts.logo.file.url) if facts.logo else "",
        foundingDate=str(facts.year_incorporated or ""),
        knowsLanguage=languages,
        telephone=phones[:1],
        email=next(filter(None, mails), ""),
        address=[postal_address(location) for location in locations],
        location=[place(location, **at_place) for location in locations],
        contactPoint=[contact_point(each, availableLanguage=languages, **at_contact) for each in contacts],
        areaServed=CITY,
    )
    return web_page(page, page.summary, organization)
