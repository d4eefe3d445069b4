"""Linked HSDS tables: which there are, which columns we understand, and rows found by the ids in them."""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext as _

from directory.tables import Finding, Row, Table

from .columns import not_understood
from .feed import FeedError, Place

# The columns of each table that are taken over. Those of HSDS first; then, after None, our own.
UNDERSTOOD = {
    "organizations": (
        "id", "name", "description", "email", "website", "year_incorporated",
        None, "summary", "kind", "languages", "responsible", "example",
    ),
    "services": (
        "id", "organization_id", "name", "description", "url", "email", "status", "interpretation_services",
        "application_process", "fees_description", "eligibility_description", "minimum_age", "maximum_age",
        "assured_date", "alert",
        None, "summary", "pillar", "terms", "target_groups", "cost", "cost_amount", "by_appointment", "holidays",
        "what_to_bring", "how_to_come", "assured_by",
    ),
    "locations": (
        "id", "location_type", "organization_id", "name", "alternate_name", "transportation", "latitude", "longitude",
        None, "district", "wheelchair",
    ),
    "addresses": (
        "id", "location_id", "address_1", "address_2", "city", "postal_code", "country", "address_type",
    ),
    "service_at_location": ("id", "service_id", "location_id"),
    "contacts": (
        "id", "organization_id", "service_id", "service_at_location_id", "name", "title", "department", "email",
        None, "role",
    ),
    "phones": (
        "id", "location_id", "service_id", "organization_id", "contact_id", "service_at_location_id", "number", "type",
    ),
    "schedules": (
        "id", "service_id", "location_id", "service_at_location_id", "valid_from", "valid_to", "dtstart", "until",
        "count", "wkst", "freq", "interval", "byday", "byweekno", "bymonthday", "byyearday", "description", "opens_at",
        "closes_at",
        None, "organization_id", "closed",
    ),
    "languages": ("id", "service_id", "name", "code", None, "mode", "byday", "opens_at", "closes_at"),
    "cost_options": ("id", "service_id", "valid_to", "option", "currency", "amount", "amount_description"),
    "required_documents": ("id", "service_id", "document"),
    "accessibility": ("id", "location_id", "description"),
    "taxonomies": ("id", "name", "description"),
    "taxonomy_terms": ("id", "code", "name", "description", "parent_id", "taxonomy", "taxonomy_id"),
    "attributes": ("id", "link_id", "link_entity", "link_type", "taxonomy_term_id"),
}  # fmt: skip
# Files are named by the table or by the thing in it: "service.csv", "service_at_locations.csv".
NAMES = (
    {name: name for name in UNDERSTOOD}
    | {
        "service_at_locations": "service_at_location",
        "addresse": "addresses",
        "address": "addresses",
        "taxonomy": "taxonomies",
    }
    | {name.removesuffix("s"): name for name in UNDERSTOOD if name.endswith("s") and name != "addresses"}
)


class Linked:
    """The tables of one publication."""

    def __init__(self, tables: list[Table]):
        self.tables: dict[str, Table] = {}
        for table in tables:
            if table.name in NAMES and self.tables.setdefault(NAMES[table.name], table) is not table:
                raise FeedError(_("%(file)s is there under another name as well.") % {"file": table.file})
        self.others = [table for table in tables if table.name not in NAMES]
        self._by: dict[tuple[str, str], dict[str, list[Row]]] = {}

    def has(self, name: str) -> bool:
        """Whether a table says anything. One without rows is like none, so that an empty feed changes nothing."""
        return bool(self.rows(name))

    def has_column(self, name: str, column: str) -> bool:
        return name in self.tables and column in self.tables[name].columns

    def rows(self, name: str) -> list[Row]:
        return self.tables[name].rows if name in self.tables else []

    def by(self, name: str, column: str, value: str) -> list[Row]:
        """Rows of a table with this value in a column, in their order."""
        if (name, column) not in self._by:
            found = self._by[name, column] = defaultdict(list)
            for row in self.rows(name):
                if row[column]:
                    found[row[column]].append(row)
        return self._by[name, column].get(value, [])

    def place(self, name: str, row: Row, column: str = "") -> Place:
        return Place(self.tables[name].file, row.number, column)

    def broken(self, name: str, *rows: Row) -> list[Place]:
        return [self.place(name, row) for row in rows if row.broken]

    def finding(self, message: str, name: str, row: Row | None = None, column: str = "") -> Finding:
        return Finding(message, self.tables[name].file, row and row.number, column)

    @cached_property
    def pairs(self) -> dict[str, tuple[str, str]]:
        """Id of a row of service_at_location → service and location."""
        return {row["id"]: (row["service_id"], row["location_id"]) for row in self.rows("service_at_location")}

    def service_of(self, row: Row) -> str:
        """The service a phone, contact or schedule belongs to, directly or at one of its locations."""
        return row["service_id"] or self.pairs.get(row["service_at_location_id"], ("", ""))[0]

    def location_of(self, row: Row) -> str:
        return row["location_id"] or self.pairs.get(row["service_at_location_id"], ("", ""))[1]

    def problems(self) -> list[Finding]:
        return [problem for table in self.tables.values() for problem in table.problems]

    def notes(self) -> list[Finding]:
        """What was published and is not taken over."""
        left_out = _("This table is not understood and was left out.")
        notes = [Finding(left_out, table.file) for table in self.others if table.rows]
        for name, table in self.tables.items():
            notes += not_understood(table, {column for column in UNDERSTOOD[name] if column})
        return notes
