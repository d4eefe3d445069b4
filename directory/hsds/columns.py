"""The fields of our records, and the columns they have in a flat table."""

from django.utils.translation import gettext as _

from directory.tables import Finding, Table

from .feed import LOCATION, OFFER, ORGANIZATION

ORGANIZATION_FIELDS = (
    "id", "name", "kind", "summary", "description", "year_incorporated", "languages", "website", "email",
    "responsible", "example", "schedule",
)  # fmt: skip
OFFER_FIELDS = (
    "id", "name", "pillar", "terms", "target_groups", "summary", "description", "eligibility_description",
    "minimum_age", "maximum_age", "schedule", "languages", "by_appointment", "holidays", "cost", "cost_amount",
    "fees_description", "application_process", "what_to_bring", "how_to_come", "alert", "url", "status",
    "assured_date", "assured_by",
)  # fmt: skip
LOCATION_FIELDS = (
    "id", "name", "address_1", "postal_code", "city", "country", "district", "latitude", "longitude", "wheelchair",
)  # fmt: skip
CONTACT_FIELDS = ("id", "name", "role", "phone", "email")
_FIRST = {"phone": "phones", "email": "email"} | {name: name for name in LOCATION_FIELDS if name not in ("id", "name")}


def columns(kind: str, number: int = 1) -> dict[str, str]:
    """Column → field: the first place has `address_1`, the second `location_2_address_1`."""
    if kind == OFFER:
        return {name: name for name in OFFER_FIELDS}
    if kind == ORGANIZATION:
        return {f"organization_{name}": name for name in ORGANIZATION_FIELDS}
    fields = LOCATION_FIELDS if kind == LOCATION else CONTACT_FIELDS
    if number == 1:
        return {_FIRST.get(name, f"{kind}_{name}"): name for name in fields}
    return {f"{kind}_{number}_{name}": name for name in fields}


def groups(kind: str, present: list[str]) -> list[dict[str, str]]:
    """The columns of the first, second … place or contact, as far as a table has any."""
    found = []
    while here := {name: part for name, part in columns(kind, len(found) + 1).items() if name in present}:
        found.append(here)
    return found


def not_understood(table: Table, understood: set[str]) -> list[Finding]:
    """A note that names the filled columns of which nothing is taken."""
    filled = {name for row in table.rows for name in row.cells}
    left_out = [name for name in table.columns if name in filled - understood]
    message = _("These columns are not understood and were left out: %(names)s.")
    return [Finding(message % {"names": ", ".join(left_out)}, table.file)] if left_out else []
