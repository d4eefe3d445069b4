"""What one needs today of an offer or an organization: the block on top of its page."""

from datetime import datetime
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import get_language

from portal.languages import SOURCE

from .hours import Hours, local_now
from .indexes import organization_index
from .listing import list_url, organization_cards
from .models import Contact, Location
from .models.places import Wheelchair
from .places import contacts
from .timetable import exception_rows, language_rows, now_lines, week_rows


def essentials(hours: Hours, locations: list[Location], contacts: list[Contact], facts, now: datetime) -> dict:
    """The variables of `components/essentials.html`. `facts` gives website and email of last resort."""
    names = {location.pk: location.name for location in locations} if len(locations) > 1 else {}
    phones = [{"number": c.phone, "href": c.dial, "name": c.name} for c in contacts if c.phone]
    mails = list(dict.fromkeys(filter(None, [*(c.email for c in contacts), getattr(facts, "email", "")])))
    now_rows = now_lines(hours, now)
    address = facts.website if hasattr(facts, "website") else facts.url  # every page has a `url`, ours is a field
    return {
        "now": now_rows,
        "phone": phones[0] if phones else None,
        "mail": mails[0] if mails else "",
        "languages": language_rows(hours, now, now_rows[0]["open"] == "open"),
        "places": [place(location) for location in locations],
        "phones": phones,
        "mails": mails,
        "websites": [{"url": address, "label": urlsplit(address).netloc.removeprefix("www.")}] if address else [],
        "hours": week_rows(hours, names, now.date()),
        "exceptions": exception_rows(hours, now.date()),
    }


def place(location: Location) -> dict:
    """One address with the way there; `map` only where the operator has set up maps."""
    known = location.wheelchair != Wheelchair.UNKNOWN
    on_map = settings.MAP_TILE_URL and location.latitude is not None and location.longitude is not None
    return {
        "name": location.name,
        "street": location.address_1,
        "city": f"{location.postal_code} {location.city}",
        "note": location.get_wheelchair_display() if known else "",
        "route_url": settings.ROUTE_URL.format(address=quote(location.address)),
        "map": map_of(location) if on_map else None,
    }


def map_of(location: Location) -> dict:
    """The variables of `components/map.html`."""
    return {
        "tiles": settings.MAP_TILE_URL,
        "host": urlsplit(settings.MAP_TILE_URL).netloc,
        "attribution": settings.MAP_ATTRIBUTION,
        "latitude": location.latitude,
        "longitude": location.longitude,
    }


def someone_to_ask(pk: int) -> dict | None:
    """A public organization with its first phone number, and whether it is open: the variables of `components/ask.html`."""
    item = organization_index().get(pk)
    if item is None:
        return None
    (card,) = organization_cards([item])
    phones = [each for each in contacts().values() if each.organization_id == pk and each.phone]
    return {
        "sign": "people",
        **{name: card[name] for name in ("url", "title", "title_marks")},
        "text": card["summary"],
        "text_marks": card["summary_marks"],
        "now": now_lines(item.hours, local_now()),
        "phone": {"number": phones[0].phone, "href": phones[0].dial} if phones else None,
    }


def contact_card(contact: Contact) -> dict:
    """A contact on a page that is not its organization's."""
    owner = contact.organization
    return {
        "organization": owner.title,
        "url": f"{list_url(type(owner), get_language() or SOURCE)}{owner.slug}/",
        "name": contact.name,
        "phones": [{"number": contact.phone, "href": contact.dial}] if contact.phone else [],
        "mails": [contact.email] if contact.email else [],
    }
