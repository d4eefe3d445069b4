"""The part of schema.org (release 30.0) that we speak: types, and what their properties may hold."""

import json
import re
from datetime import date, datetime, time
from urllib.parse import urlsplit

TEXT, URL, NUMBER, BOOLEAN, DAY = "Text", "URL", "Number", "Boolean", "DayOfWeek"
DATE, TIME, CODE = "Date", "Time", "BCP 47"
NAMED = {"name": TEXT, "description": TEXT, "url": URL}  # of every Thing
PARENTS = {
    "NGO": "Organization",
    "GovernmentOrganization": "Organization",
    "City": "Place",
    "AdministrativeArea": "Place",
}
TYPES = {
    "WebPage": {"inLanguage": CODE, "dateModified": DATE, "mainEntity": ("Service", "Organization")},
    "Service": {
        "serviceType": TEXT,
        "category": TEXT,
        "provider": "Organization",
        "areaServed": "Place",
        "audience": "PeopleAudience",
        "offers": "Offer",
        "hoursAvailable": "OpeningHoursSpecification",
        "availableChannel": "ServiceChannel",
    },
    "ServiceChannel": {
        "availableLanguage": CODE,
        "serviceLocation": "Place",
        "servicePhone": "ContactPoint",
        "serviceUrl": URL,
    },
    "PeopleAudience": {"audienceType": TEXT, "suggestedMinAge": NUMBER, "suggestedMaxAge": NUMBER},
    "Offer": {"price": TEXT, "priceCurrency": TEXT},
    "OpeningHoursSpecification": {
        "dayOfWeek": DAY,
        "opens": TIME,
        "closes": TIME,
        "validFrom": DATE,
        "validThrough": DATE,
    },
    "Place": {
        "address": "PostalAddress",
        "geo": "GeoCoordinates",
        "containedInPlace": "Place",
        "amenityFeature": "LocationFeatureSpecification",
        "openingHoursSpecification": "OpeningHoursSpecification",
    },
    "PostalAddress": {"streetAddress": TEXT, "postalCode": TEXT, "addressLocality": TEXT, "addressCountry": TEXT},
    "GeoCoordinates": {"latitude": NUMBER, "longitude": NUMBER},
    "LocationFeatureSpecification": {"value": BOOLEAN},
    "ContactPoint": {
        "telephone": TEXT,
        "email": TEXT,
        "availableLanguage": CODE,
        "hoursAvailable": "OpeningHoursSpecification",
    },
    "Organization": {
        "logo": URL,
        "foundingDate": DATE,
        "knowsLanguage": CODE,
        "telephone": TEXT,
        "email": TEXT,
        "address": "PostalAddress",
        "location": "Place",
        "contactPoint": "ContactPoint",
        "areaServed": "Place",
    },
    "NewsArticle": {
        "headline": TEXT,
        "inLanguage": CODE,
        "datePublished": DATE,
        "dateModified": DATE,
        "author": "Organization",
        "publisher": "Organization",
        "keywords": TEXT,
        "isAccessibleForFree": BOOLEAN,
    },
    "BreadcrumbList": {"itemListElement": "ListItem"},
    "ListItem": {"position": NUMBER, "item": URL},
}


def is_date(value) -> bool:
    if re.fullmatch(r"\d{4}", value):
        return True
    return bool(datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value))


FITS = {
    TEXT: lambda value: isinstance(value, str) and value.strip() != "",
    URL: lambda value: urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).netloc),
    NUMBER: lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    BOOLEAN: lambda value: isinstance(value, bool),
    DAY: lambda value: re.fullmatch(r"https://schema\.org/(\w+day|PublicHolidays)", value),
    DATE: is_date,
    TIME: lambda value: isinstance(time.fromisoformat(value), time),
    CODE: lambda value: re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{5,8})?", value),
}


def all_data(page, kind: str) -> list[dict]:
    """The blocks of this type on a page."""
    blocks = [json.loads(tag.text) for tag in page.select("script[type='application/ld+json']")]
    assert all(block.pop("@context") == "https://schema.org" for block in blocks)
    return [block for block in blocks if block["@type"] == kind]


def assert_known(data: dict) -> None:
    """Every property belongs to its type and holds what it may hold, all the way down."""
    kind = data["@type"]
    known = NAMED | TYPES[PARENTS.get(kind, kind)]
    for name, values in data.items():
        if name == "@type":
            continue
        assert name in known, f"{kind} has no {name}"
        for value in values if isinstance(values, list) else [values]:
            assert_fits(value, known[name], f"{kind}.{name}")


def assert_fits(value, expected, where: str) -> None:
    if isinstance(value, dict):
        assert value["@type"] in allowed(expected), f"{where}: {value}"
        assert_known(value)
    else:
        assert expected in FITS, f"{where} is no text: {value}"
        assert FITS[expected](value), f"{where}: {value}"


def allowed(expected) -> set[str]:
    types = {expected} if isinstance(expected, str) else set(expected)
    return types | {child for child, parent in PARENTS.items() if parent in types}
