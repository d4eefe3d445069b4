"""Writing records from outside (HSDS tables, YAML files) into the directory, row by row, safe to repeat.

A record is a mapping with HSDS field names (see `home/demo/organizations/*.yaml` for an example of each kind). What is
wrong with it is raised as `Problem`; nothing of that record is then written. A record seen before, by its `id`, is
updated where it differs, and left alone where it does not.
"""

import datetime as dt
from decimal import Decimal, InvalidOperation
from html import escape

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.languages import SOURCE, SPOKEN
from portal.tree import locale_ids

from .models import (
    Contact,
    ContactRole,
    District,
    LanguageHours,
    Location,
    OfferContact,
    OfferIndexPage,
    OfferLocation,
    OfferPage,
    OfferSchedule,
    OrganizationIndexPage,
    OrganizationPage,
    OrganizationSchedule,
    TargetGroup,
    TaxonomyTerm,
)

WEEKDAYS = {day: number for number, day in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))}
CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
ORGANIZATION_FIELDS = (
    "kind", "summary", "description", "year_incorporated", "languages", "website", "email", "responsible", "example",
)  # fmt: skip
OFFER_FIELDS = (
    "pillar", "summary", "description", "eligibility_description", "what_to_bring", "how_to_come",
    "application_process", "fees_description", "alert", "minimum_age", "maximum_age", "cost", "cost_amount",
    "by_appointment", "holidays", "url", "status", "assured_date", "assured_by",
)  # fmt: skip


class Problem(Exception):
    """What is wrong with a record: messages by field name; "" stands for the record as a whole."""

    def __init__(self, errors: dict[str, list[str]]):
        self.errors = errors
        super().__init__(
            "; ".join(f"{name}: {' '.join(found)}" if name else " ".join(found) for name, found in errors.items())
        )


def paragraphs(text: str) -> str:
    """Plain text as HTML, a paragraph for each block between blank lines; text that is HTML already stays."""
    text = (text or "").strip()
    if text.startswith("<"):
        return text
    return "".join(
        f"<p>{escape(' '.join(block.split()), quote=False)}</p>" for block in text.split("\n\n") if block.strip()
    )


def one(model, field: str, slug: str):
    found = model.objects.filter(slug=slug).first()
    if found is None:
        raise Problem({field: [_("“%(value)s” is not known.") % {"value": slug}]})
    return found


def as_time(value, field: str) -> dt.time:
    try:
        return value if isinstance(value, dt.time) else dt.time.fromisoformat(str(value).strip().zfill(5))
    except ValueError as error:
        raise Problem({field: [_("“%(value)s” is not a time such as 09:30.") % {"value": value}]}) from error


def as_date(value, field: str) -> dt.date | None:
    if value in (None, ""):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise Problem({field: [_("“%(value)s” is not a date such as 2026-09-01.") % {"value": value}]}) from error


def as_number(value, field: str, kind=int):
    if value in (None, ""):
        return None
    try:
        return kind(str(value).strip())
    except (ValueError, InvalidOperation) as error:
        raise Problem({field: [_("“%(value)s” is not a number.") % {"value": value}]}) from error


def schedule_rows(record: dict, model, location_of=None) -> list:
    """Rows of hours; `weekdays: [mo, we]` becomes one row a day."""
    rows = []
    for given in record.get("schedule") or ():
        common = {
            "closed": bool(given.get("closed")),
            "valid_from": as_date(given.get("valid_from"), "schedule"),
            "valid_to": as_date(given.get("valid_to"), "schedule"),
        }
        if not common["closed"]:
            common |= {name: as_time(given.get(name), "schedule") for name in ("opens_at", "closes_at")}
        if location_of and given.get("location"):
            common["location"] = location_of(given["location"])
        days = given.get("weekdays") or [None]
        unknown = [day for day in days if day is not None and day not in WEEKDAYS]
        if unknown:
            raise Problem({"schedule": [_("“%(value)s” is not a weekday.") % {"value": unknown[0]}]})
        rows += [model(weekday=None if day is None else WEEKDAYS[day], **common) for day in days]
    return rows


def language_rows(record: dict) -> list[LanguageHours]:
    rows = []
    for given in record.get("languages") or ():
        if given["language"] not in SPOKEN:
            raise Problem({"languages": [_("“%(value)s” is not known.") % {"value": given["language"]}]})
        timed = {}
        if given.get("weekdays"):
            timed = {name: as_time(given.get(name), "languages") for name in ("opens_at", "closes_at")}
        for day in given.get("weekdays") or [None]:
            weekday = None if day is None else WEEKDAYS[day]
            mode = given.get("mode") or LanguageHours.Mode.FLUENT
            rows.append(LanguageHours(language=given["language"], mode=mode, weekday=weekday, **timed))
    return rows


def values_of(row, ignored: tuple[str, ...]) -> tuple:
    """The columns of a child row that tell it from others."""
    skipped = {"id", "sort_order", *ignored}
    return tuple(getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in skipped)


def replace(page, relation: str, rows: list, owner: str) -> bool:
    """Put these rows in the place of the old ones unless they say the same; return whether they differed."""
    old = [values_of(row, (owner,)) for row in getattr(page, relation).all()]
    if sorted(old, key=repr) == sorted((values_of(row, (owner,)) for row in rows), key=repr):
        return False
    for number, row in enumerate(rows):
        if hasattr(row, "sort_order"):
            row.sort_order = number
    setattr(page, relation, rows)
    return True


def assign(target, values: dict) -> bool:
    """Set what differs; return whether anything did."""
    changed = {name: value for name, value in values.items() if getattr(target, name, None) != value}
    for name, value in changed.items():
        setattr(target, name, value)
    return bool(changed)


def checked(target) -> None:
    try:
        target.full_clean(exclude=["path", "depth", "slug", "url_path", "content_type"])
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        raise Problem(
            {"name" if name == "title" else "" if name == "__all__" else name: text for name, text in found.items()}
        ) from error


def free_slug(parent, wanted: str) -> str:
    base = slugify(wanted)[:200] or "eintrag"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if s not in taken)


def publish(page, parent, changed: bool) -> str:
    if page.pk is None:
        page.slug = free_slug(parent, page.slug or page.title)
        checked(page)
        parent.add_child(instance=page)
        page.save_revision(clean=False).publish()
        return CREATED
    if not changed:
        return UNCHANGED
    checked(page)
    page.save_revision(clean=False).publish()
    return UPDATED


def existing(model, code: str):
    """The page of the source language with this id in imported data, to be changed."""
    page = model.objects.filter(code=code, locale_id=locale_ids()[SOURCE]).first()
    return page.get_latest_revision_as_object() if page else model(code=code, locale_id=locale_ids()[SOURCE])


def required(record: dict, *names: str) -> None:
    missing = {name: [_("This field is required.")] for name in names if not record.get(name)}
    if missing:
        raise Problem(missing)


@transaction.atomic
def import_organization(record: dict) -> str:
    """Create or update an organization with its locations and contacts; raises Problem."""
    required(record, "id", "name")
    parent = OrganizationIndexPage.objects.get(locale_id=locale_ids()[SOURCE])
    page = existing(OrganizationPage, record["id"])
    values = {name: record[name] for name in ORGANIZATION_FIELDS if name in record}
    values |= {"title": record["name"], "draft_title": record["name"]}
    if "description" in values:
        values["description"] = paragraphs(values["description"])
    values["year_incorporated"] = as_number(record.get("year_incorporated"), "year_incorporated")
    unknown = set(values.get("languages") or ()) - set(SPOKEN)
    if unknown:
        raise Problem({"languages": [_("“%(value)s” is not known.") % {"value": sorted(unknown)[0]}]})
    page.slug = page.slug or slugify(record["id"])
    changed = assign(page, values)
    changed |= replace(page, "schedules", schedule_rows(record, OrganizationSchedule), "organization")
    outcome = publish(page, parent, changed)
    outcomes = {import_location(page, each) for each in record.get("locations") or ()}
    outcomes |= {import_contact(page, each) for each in record.get("contacts") or ()}
    return UPDATED if outcome == UNCHANGED and outcomes - {UNCHANGED} else outcome


def import_location(organization: OrganizationPage, record: dict) -> str:
    required(record, "id", "name", "address_1", "postal_code", "district")
    values = {
        name: record[name] for name in ("name", "address_1", "postal_code", "city", "wheelchair") if name in record
    }
    for name in ("latitude", "longitude"):
        if record.get(name) not in (None, ""):
            values[name] = as_number(record[name], name, Decimal)
    return import_part(
        Location, organization, record["id"], values | {"district": one(District, "district", record["district"])}
    )


def import_contact(organization: OrganizationPage, record: dict) -> str:
    required(record, "id", "name")
    values = {name: record[name] for name in ("name", "phone", "email") if record.get(name)}
    if record.get("role"):
        values["role"] = one(ContactRole, "role", record["role"])
    return import_part(Contact, organization, record["id"], values)


def import_part(model, organization: OrganizationPage, code: str, values: dict) -> str:
    part = model.objects.filter(code=code).first()
    created = part is None
    part = part or model(code=code)
    if not assign(part, values | {"organization": OrganizationPage.objects.get(pk=organization.pk)}):
        return UNCHANGED
    checked(part)
    if created:
        part.save()
    part.save_revision(clean=False).publish()
    return CREATED if created else UPDATED


@transaction.atomic
def import_offer(record: dict) -> str:
    """Create or update an offer of an organization that is there already; raises Problem."""
    required(record, "id", "name", "organization")
    parent = OfferIndexPage.objects.get(locale_id=locale_ids()[SOURCE])
    organization = OrganizationPage.objects.filter(code=record["organization"]).first()
    if organization is None:
        raise Problem({"organization": [_("“%(value)s” is not known.") % {"value": record["organization"]}]})
    page = existing(OfferPage, record["id"])
    values = {name: record[name] for name in OFFER_FIELDS if record.get(name) is not None}
    values |= {"title": record["name"], "draft_title": record["name"], "organization": organization}
    values["description"] = paragraphs(record.get("description"))
    values["assured_date"] = as_date(record.get("assured_date"), "assured_date")
    for name in ("minimum_age", "maximum_age"):
        values[name] = as_number(record.get(name), name)
    values["cost_amount"] = as_number(record.get("cost_amount"), "cost_amount", Decimal)
    page.slug = page.slug or slugify(record["id"])
    changed = assign(page, values)
    changed |= assign_lists(page, record)
    return publish(page, parent, changed)


def assign_lists(page: OfferPage, record: dict) -> bool:
    """Subjects, target groups, places, contacts and hours of an offer."""

    def part(model, field):
        return lambda code: model.objects.filter(code=code).first() or missing(field, code)

    location, contact = part(Location, "locations"), part(Contact, "contacts")
    terms = [one(TaxonomyTerm, "terms", slug) for slug in record.get("terms") or ()]
    groups = [one(TargetGroup, "target_groups", slug) for slug in record.get("target_groups") or ()]
    changed = False
    if {term.pk for term in page.terms.all()} != {term.pk for term in terms}:
        page.terms.set(terms)
        changed = True
    if {group.pk for group in page.target_groups.all()} != {group.pk for group in groups}:
        page.target_groups = groups
        changed = True
    places = [OfferLocation(location=location(code)) for code in record.get("locations") or ()]
    contacts = [OfferContact(contact=contact(code)) for code in record.get("contacts") or ()]
    changed |= replace(page, "offer_locations", places, "offer")
    changed |= replace(page, "offer_contacts", contacts, "offer")
    changed |= replace(page, "schedules", schedule_rows(record, OfferSchedule, location), "offer")
    changed |= replace(page, "language_hours", language_rows(record), "offer")
    return changed


def missing(field: str, code: str):
    raise Problem({field: [_("“%(value)s” is not known.") % {"value": code}]})
