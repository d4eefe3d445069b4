"""Writing records from outside (HSDS tables, YAML files) into the directory, one by one, safe to repeat.

A record is a mapping with HSDS field names (see `home/demo/organizations/*.yaml` and `home/demo/offers/*.yaml` for an
example of each kind). What is wrong with it is raised as `Problem`; nothing of that record is then written. A record
seen before, by its `id`, is updated where it differs from what is published, and left alone where it does not; a field
the record does not have stays as it is. `defaults` fill what is empty both in the record and in the portal.
"""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.languages import SOURCE
from portal.tree import locale_ids

from .hsds.feed import SUMMARIES
from .identity import find_page, find_part, is_uuid
from .models import (
    Contact,
    ContactRole,
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
from .models.places import GERMANY
from .publishing import CREATED, UNCHANGED, UPDATED, Problem, Wish, create, field, rows, update
from .records import EMPTY, district_of, language_rows, one, problem, required, schedule_rows, values_for
from .rich_text import cleaned, first_sentence, to_html

__all__ = [
    "CREATED",
    "UNCHANGED",
    "UPDATED",
    "Problem",
    "import_contact",
    "import_location",
    "import_offer",
    "import_organization",
]

ORGANIZATION_FIELDS = (
    "kind", "summary", "year_incorporated", "languages", "website", "email", "responsible", "example",
)  # fmt: skip
OFFER_FIELDS = (
    "pillar", "summary", "eligibility_description", "what_to_bring", "how_to_come", "application_process",
    "fees_description", "alert", "minimum_age", "maximum_age", "cost", "cost_amount", "by_appointment", "holidays",
    "url", "status", "assured_date", "assured_by",
)  # fmt: skip
LOCATION_FIELDS = ("name", "address_1", "postal_code", "city", "country", "latitude", "longitude", "wheelchair")
CONTACT_FIELDS = ("name", "phone", "email")
UNKNOWN = "unknown"  # of cost, holidays, wheelchair access
SLUGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"})


@transaction.atomic
def import_organization(record: dict, defaults: dict | None = None) -> str:
    """Create or update an organization, and the locations and contacts that are in its record."""
    page, record = sought(find_page, OrganizationPage, record, defaults)
    wishes = page_wishes(OrganizationPage, record, ORGANIZATION_FIELDS)
    if "schedule" in record:
        found = schedule_rows(record["schedule"] or (), OrganizationSchedule)
        wishes.append(rows("schedule", "schedules", OrganizationSchedule, found))
    outcome = write_page(page, record, wishes, OrganizationIndexPage)
    outcomes = {import_location({**each, "organization": record["id"]}) for each in record.get("locations") or ()}
    outcomes |= {import_contact({**each, "organization": record["id"]}) for each in record.get("contacts") or ()}
    return UPDATED if outcome == UNCHANGED and outcomes - {UNCHANGED} else outcome


@transaction.atomic
def import_location(record: dict, defaults: dict | None = None) -> str:
    part, record = sought(find_part, Location, record, defaults)
    if part.pk is None:
        elsewhere = record.get("country") not in (*EMPTY, GERMANY)
        required(record, "address_1", "postal_code", "district", *(["city"] if elsewhere else []))
    wishes = [field(name, value) for name, value in values_for(Location, record, LOCATION_FIELDS).items()]
    if record.get("district"):
        wishes.append(field("district", district_of(record["district"])))
    return write_part(part, record, wishes)


@transaction.atomic
def import_contact(record: dict, defaults: dict | None = None) -> str:
    part, record = sought(find_part, Contact, record, defaults)
    wishes = [field(name, value) for name, value in values_for(Contact, record, CONTACT_FIELDS).items()]
    if "role" in record:
        wishes.append(field("role", one(ContactRole, "role", record["role"]) if record["role"] else None))
    return write_part(part, record, wishes)


@transaction.atomic
def import_offer(record: dict, defaults: dict | None = None) -> str:
    """Create or update an offer of an organization that is there already."""
    page, record = sought(find_page, OfferPage, record, defaults)
    required(record, "organization")
    wishes = page_wishes(OfferPage, record, OFFER_FIELDS)
    wishes.append(field("organization", organization_of(record)))
    wishes += list_wishes(record)
    return write_page(page, record, wishes, OfferIndexPage)


def sought(find, model, record: dict, defaults: dict | None) -> tuple:
    """What a record is about, new if need be; and the record with defaults for what is empty in both."""
    required(record, "id")
    target = find(model, record["id"]) or model(code=record["id"])
    missing = {
        name: value
        for name, value in (defaults or {}).items()
        if value and record.get(name) in (*EMPTY, []) and not shown(target, name)
    }
    record = record | missing
    if target.pk is None:
        required(record, "name")
    return target, record


def shown(target, name: str):
    """What is published of a field, or of a list; nothing if we do not know it or made it up from the description."""
    if target.pk is None:
        return None
    value = getattr(target, f"{name}_id", getattr(target, name, None))
    if name == "summary" and value == first_sentence(
        target.description, SUMMARIES[target._meta.model_name.removesuffix("page")]
    ):
        return None
    return value.count() if hasattr(value, "all") else value != UNKNOWN and value


def page_wishes(model, record: dict, names: tuple[str, ...]) -> list[Wish]:
    wishes = [field(name, value) for name, value in values_for(model, record, names).items()]
    if record.get("name"):
        wishes.append(field("title", str(record["name"]).strip()))
    if "description" in record:
        html = to_html(record["description"])
        wishes.append(
            Wish(
                "description",
                cleaned(html),
                lambda page: cleaned(page.description),
                lambda page: setattr(page, "description", html),
            )
        )
    return wishes


def list_wishes(record: dict) -> list[Wish]:
    """Subjects, target groups, places, contacts, hours and languages of an offer, as far as the record has them."""

    def place(code: str) -> Location:
        return find_part(Location, code) or missing("schedule", code)

    def hours(given: list[dict]) -> Wish:
        return rows("schedule", "schedules", OfferSchedule, schedule_rows(given, OfferSchedule, place))

    def linked(name: str, model, through) -> Wish:
        column, codes = model._meta.model_name, enumerate(record[name] or ())
        found = [{column: find_part(model, code) or missing(f"{name}[{number}]", code)} for number, code in codes]
        return rows(name, f"offer_{name}", through, found, ordered=True)

    makers = {
        "terms": lambda given: terms_wish([one(TaxonomyTerm, "terms", each) for each in given]),
        "target_groups": lambda given: groups_wish([one(TargetGroup, "target_groups", each) for each in given]),
        "locations": lambda _given: linked("locations", Location, OfferLocation),
        "contacts": lambda _given: linked("contacts", Contact, OfferContact),
        "schedule": hours,
        "languages": lambda given: rows(
            "languages", "language_hours", LanguageHours, language_rows(given), ordered=True
        ),
    }
    return [make(record[name] or ()) for name, make in makers.items() if name in record]


def terms_wish(terms: list[TaxonomyTerm]) -> Wish:
    return Wish(
        "terms",
        {term.pk for term in terms},
        lambda page: {term.pk for term in page.terms.all()},
        lambda page: page.terms.set(terms),
    )


def groups_wish(groups: list[TargetGroup]) -> Wish:
    return Wish(
        "target_groups",
        {group.pk for group in groups},
        lambda page: {group.pk for group in page.target_groups.all()},
        lambda page: setattr(page, "target_groups", groups),
    )


def write_page(page, record: dict, wishes: list[Wish], index) -> str:
    if page.pk:
        return update(page, wishes)
    source = locale_ids()[SOURCE]
    parent = index.objects.get(locale_id=source)
    page.locale_id = source
    page.slug = free_slug(parent, record["name"] if is_uuid(record["id"]) else record["id"])
    return create(page, wishes, lambda target: parent.add_child(instance=target))


def write_part(part, record: dict, wishes: list[Wish]) -> str:
    """A record stays with the organization it was made for: nobody gets another's by naming its id."""
    if part.pk:
        return update(part, wishes)
    part.organization = organization_of(record)
    return create(part, wishes, lambda target: target.save())


def organization_of(record: dict) -> OrganizationPage:
    given = record.get("organization") or ""
    return find_page(OrganizationPage, given) or missing("organization", given)


def missing(name: str, code: str):
    raise problem(name, _("“%(value)s” is not known."), code)


def free_slug(parent, wanted: str) -> str:
    base = slugify(wanted.translate(SLUGS))[:200] or "eintrag"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if slug not in taken)
