"""The directory as linked HSDS 3 tables; see `read_linked`.

Every id is a UUID, as HSDS wants. Columns of our own stand behind those of HSDS; they are what we read again, and the
tables of classifications, costs, documents and accessibility say the same to others.
"""

from directory.tables import Row, Table

from .columns import ORGANIZATION_FIELDS
from .feed import Directory, derived_id
from .linked import UNDERSTOOD
from .linked_offers import SAME
from .shorthand import gathered

TAXONOMIES = {
    "pillar": "The four pillars of Duisburg's Integration Concept",
    "terms": "Subjects of offers, in two levels",
    "target_groups": "Whom an offer is meant for",
}
STATES = {"Duisburg": "NW"}  # ISO 3166-2:DE; HSDS asks for one


def write_linked(directory: Directory) -> list[Table]:
    return Writer(directory).tables()


class Writer:
    def __init__(self, directory: Directory):
        self.directory = directory
        self.rows: dict[str, list[dict[str, str]]] = {name: [] for name in UNDERSTOOD}
        self.terms: set[tuple[str, str]] = set()
        for record in directory.organizations.values():
            self.add_organization(record)
        for record in directory.locations.values():
            self.add_location(record)
        self.named: set[str] = set()  # ids of contacts that have a row
        for offer in directory.offers.values():
            self.add_offer(offer)
            for code in offer["contacts"]:
                self.add_contact(directory.contacts[code], offer["uuid"])
        for record in directory.contacts.values():
            if record["uuid"] not in self.named:
                self.add_contact(record, "")

    def tables(self) -> list[Table]:
        found = []
        for name, rows in self.rows.items():
            written = {column for row in rows for column in row}
            names = [column for column in UNDERSTOOD[name] if column in written]
            names += sorted(written - set(names))
            if rows:
                found.append(Table(f"{name}.csv", names, [Row(number, row) for number, row in enumerate(rows, 2)]))
        return found

    def add(self, table: str, *key: str, **cells: str) -> str:
        """A row with the id given, or one made of what the row is about; return it."""
        code = cells.pop("id", "") or derived_id(table, *key)
        self.rows[table].append({"id": code, **cells})
        return code

    def owner(self, record: dict) -> str:
        return self.directory.organizations[record["organization"]]["uuid"]

    def add_organization(self, record: dict) -> None:
        cells = {name: record[name] for name in ORGANIZATION_FIELDS if name not in ("id", "schedule")}
        cells["languages"] = "; ".join(record["languages"])
        self.add("organizations", id=record["uuid"], **cells)
        self.add_hours(record, organization_id=record["uuid"], service_id="")

    def add_location(self, record: dict) -> None:
        code, city = record["uuid"], record["city"]
        names = ("name", "latitude", "longitude", "district", "wheelchair")
        cells = {name: record[name] for name in names} | {"organization_id": self.owner(record)}
        self.add("locations", id=code, location_type="physical", **cells)
        address = {name: record[name] for name in ("address_1", "city", "postal_code", "country")}
        state = STATES.get(city, "") if record["country"] == "DE" else ""
        self.add("addresses", code, location_id=code, address_type="physical", state_province=state, **address)
        if record["wheelchair"] != "unknown":
            label = self.directory.labels["wheelchair", record["wheelchair"]][0]
            self.add("accessibility", code, location_id=code, description=label)

    def add_offer(self, record: dict) -> None:
        code = record["uuid"]
        cells = {name: record[name] for name in (*SAME, "description")} | {"organization_id": self.owner(record)}
        cells |= {name: "; ".join(record[name]) for name in ("terms", "target_groups")}
        self.add("services", id=code, **cells)
        for place in record["locations"]:
            location = self.directory.locations[place]["uuid"]
            self.add("service_at_location", code, location, service_id=code, location_id=location)
        self.add_hours(record, service_id=code, organization_id="")
        self.add_languages(record)
        if record["cost"] == "free" or record["cost_amount"]:
            self.add("cost_options", code, service_id=code, amount=record["cost_amount"] or "0", currency="EUR")
        if record["what_to_bring"]:
            self.add("required_documents", code, service_id=code, document=record["what_to_bring"])
        self.add_terms(record)

    def add_terms(self, record: dict) -> None:
        links = {"link_id": record["uuid"], "link_entity": "service"}
        for taxonomy in TAXONOMIES:
            given = record[taxonomy] if isinstance(record[taxonomy], list) else [record[taxonomy]]
            for slug in given:
                term = self.term(taxonomy, slug)
                self.add("attributes", record["uuid"], term, link_type=taxonomy, taxonomy_term_id=term, **links)

    def add_hours(self, record: dict, **owner: str) -> None:
        names = ("valid_from", "valid_to", "opens_at", "closes_at")
        for number, row in enumerate(gathered(record["schedule"])):
            days = ",".join(day.upper() for day in row.get("weekdays", ()))
            cells = {name: row.get(name, "") for name in names} | {"byday": days, "freq": "WEEKLY" if days else ""}
            place = self.directory.locations.get(row.get("location", ""), {}).get("uuid", "")
            closed = "true" if row.get("closed") else ""
            self.add("schedules", record["uuid"], str(number), **owner, location_id=place, closed=closed, **cells)

    def add_languages(self, record: dict) -> None:
        for number, row in enumerate(gathered(record["languages"])):
            name = self.directory.labels["languages", row["language"]][0]
            cells = {column: row.get(column, "") for column in ("mode", "opens_at", "closes_at")}
            cells["byday"] = ",".join(day.upper() for day in row.get("weekdays", ()))
            code = record["uuid"]
            self.add("languages", code, str(number), service_id=code, code=row["language"], name=name, **cells)

    def term(self, taxonomy: str, slug: str) -> str:
        """The id of a term; its row, that of its upper term and that of the taxonomy are there afterwards."""
        code, whole = derived_id("taxonomy_terms", taxonomy, slug), derived_id("taxonomies", taxonomy)
        if (taxonomy, slug) in self.terms:
            return code
        if not any(row["id"] == whole for row in self.rows["taxonomies"]):
            self.add("taxonomies", id=whole, name=taxonomy, description=TAXONOMIES[taxonomy])
        self.terms.add((taxonomy, slug))
        name, upper = self.directory.labels[taxonomy, slug]
        parent = self.term(taxonomy, upper) if upper else ""
        cells = {"name": name, "description": name, "parent_id": parent, "taxonomy": taxonomy}
        return self.add("taxonomy_terms", id=code, code=slug, taxonomy_id=whole, **cells)

    def add_contact(self, record: dict, service: str) -> None:
        """HSDS repeats a contact for each of its services, each time with another id; the first row has its own."""
        code = "" if record["uuid"] in self.named else record["uuid"]
        self.named.add(record["uuid"])
        links = {"organization_id": self.owner(record), "service_id": service}
        cells = {name: record[name] for name in ("name", "role", "email")}
        row = self.add("contacts", record["uuid"], service, id=code, **links, **cells)
        if record["phone"]:
            self.add("phones", row, contact_id=row, number=record["phone"], type="voice", **links)
