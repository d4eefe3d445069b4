"""What is published in the directory, as records of text for tables. The number of queries does not grow with it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import override

from portal.languages import SOURCE, SPOKEN, language_name
from portal.tree import locale_ids

from .hsds.feed import Directory
from .identity import page_uuid, part_uuid
from .importing import CONTACT_FIELDS, LOCATION_FIELDS, OFFER_FIELDS, ORGANIZATION_FIELDS
from .models import (
    Contact,
    LanguageHours,
    Location,
    OfferContact,
    OfferLocation,
    OfferPage,
    OfferSchedule,
    OfferTerm,
    OrganizationPage,
    OrganizationSchedule,
    TargetGroup,
    TaxonomyTerm,
)
from .models.places import Wheelchair
from .records import WEEKDAYS
from .rich_text import to_text

DAYS = list(WEEKDAYS)


def directory() -> Directory:
    """All that is live, in the source language."""
    result = Directory(labels=labels())
    hours = grouped(OrganizationSchedule.objects.order_by("closed", "weekday", "opens_at", "pk"), "organization_id")
    owners = {}
    for page in live(OrganizationPage):
        record = owners[page.pk] = page_record(page, ORGANIZATION_FIELDS)
        record["schedule"] = [hours_record(row) for row in hours[page.pk]]
        result.organizations[record["id"]] = record
    locations = add_parts(result.locations, Location, LOCATION_FIELDS, "district", owners)
    contacts = add_parts(result.contacts, Contact, CONTACT_FIELDS, "role", owners)
    add_offers(result, owners, relations(locations, contacts))
    return result


def add_parts(records: dict, model, names: tuple[str, ...], label: str, owners: dict[int, dict]) -> dict[int, str]:
    """Add locations or contacts with the slug of their district or role; return their ids by primary key."""
    found = {}
    parts = model.objects.filter(live=True, organization__in=owners).select_related(label, "organization")
    for part in parts.order_by("pk"):
        record = {name: text(getattr(part, name)) for name in names}
        key = part.organization.translation_key
        record["uuid"] = part_uuid(model._meta.model_name, part.code, part.pk, key)
        record["id"] = found[part.pk] = part.code or record["uuid"]
        record["organization"] = owners[part.organization_id]["id"]
        record[label] = getattr(part, label).slug if getattr(part, label) else ""
        records[record["id"]] = record
    return found


def labels() -> dict[tuple[str, str], tuple[str, str]]:
    """Names in the source language of everything that records name by a code."""
    found = {("terms", term.slug): (term.name, term.parent.slug if term.parent else "") for term in terms()}
    found |= {("target_groups", group.slug): (group.name, "") for group in TargetGroup.objects.all()}
    with override(SOURCE):
        found |= {("pillar", value): (str(label), "") for value, label in OfferPage.Pillar.choices}
        found |= {("wheelchair", value): (str(label), "") for value, label in Wheelchair.choices}
    return found | {("languages", code): (language_name(code, SOURCE), "") for code in SPOKEN}


def terms() -> list[TaxonomyTerm]:
    return list(TaxonomyTerm.objects.select_related("parent"))


def live(model) -> list:
    return list(model.objects.filter(live=True, locale_id=locale_ids()[SOURCE]).order_by("path"))


def relations(locations: dict[int, str], contacts: dict[int, str]) -> dict[str, tuple]:
    """What offers have lists of: rows by offer, and what to make of a row; nothing of what is not live."""
    groups = OfferPage.target_groups.through.objects.select_related("targetgroup").order_by("targetgroup__sort_order")
    terms = OfferTerm.objects.select_related("tag").order_by("pk")
    hours = OfferSchedule.objects.order_by("closed", "opens_at", "closes_at", "valid_from", "weekday", "pk")
    places, people = OfferLocation.objects.order_by("sort_order"), OfferContact.objects.order_by("sort_order")
    languages = LanguageHours.objects.order_by("sort_order")
    return {
        "terms": (grouped(terms, "content_object_id"), lambda row: row.tag.slug),
        "target_groups": (grouped(groups, "offerpage_id"), lambda row: row.targetgroup.slug),
        "locations": (grouped(places, "offer_id"), lambda row: locations.get(row.location_id)),
        "contacts": (grouped(people, "offer_id"), lambda row: contacts.get(row.contact_id)),
        "schedule": (grouped(hours, "offer_id"), lambda row: hours_record(row, locations)),
        "languages": (grouped(languages, "offer_id"), language_record),
    }


def add_offers(result: Directory, owners: dict[int, dict], rows: dict[str, tuple]) -> None:
    """Add offers; not those of an organization that is not live."""
    for page in live(OfferPage):
        if page.organization_id not in owners:
            continue
        record = page_record(page, OFFER_FIELDS) | {"organization": owners[page.organization_id]["id"]}
        for name, (found, make) in rows.items():
            record[name] = [value for row in found[page.pk] if (value := make(row))]
        result.offers[record["id"]] = record


def grouped(rows: Iterable, key: str) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def page_record(page, names: tuple[str, ...]) -> dict:
    record = {name: text(getattr(page, name)) for name in names}
    record["uuid"] = page_uuid(page.code, page.translation_key)
    record["id"] = page.code or record["uuid"]
    return record | {"name": page.title, "description": to_text(page.description)}


def hours_record(row, locations: dict | None = None) -> dict:
    """As in YAML: only what is set."""
    record = {name: text(getattr(row, name)) for name in ("opens_at", "closes_at", "valid_from", "valid_to")}
    record["weekdays"] = [] if row.weekday is None else [DAYS[row.weekday]]
    record["closed"] = row.closed
    if locations and row.location_id:
        record["location"] = locations.get(row.location_id)
    return {name: value for name, value in record.items() if value}


def language_record(row: LanguageHours) -> dict:
    record = {
        "language": row.language,
        "mode": row.mode,
        "opens_at": text(row.opens_at),
        "closes_at": text(row.closes_at),
    }
    record["weekdays"] = [] if row.weekday is None else [DAYS[row.weekday]]
    return {name: value for name, value in record.items() if value}


def text(value) -> str | list:
    """A value as people and machines write it; a list stays one."""
    if isinstance(value, list):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)
