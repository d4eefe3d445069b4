"""Linked HSDS tables: organizations, locations, contacts and services, each row an entry of its own."""

import datetime as dt

from django.utils.translation import gettext as _

from directory.rich_text import first_sentence
from directory.tables import Row, Table

from .feed import LOCATION, ORGANIZATION, SUMMARIES, Feed, Item, Known
from .linked import Linked
from .linked_contacts import ContactReader
from .linked_offers import OfferReader
from .linked_values import hours_of
from .shorthand import listed_languages

ORGANIZATION_COLUMNS = (
    "name", "description", "email", "website", "year_incorporated", "summary", "kind", "responsible", "example",
)  # fmt: skip
ADDRESS = ("address_1", "city", "postal_code", "country")


def read_linked(tables: list[Table], known: Known, defaults: dict[str, str], today: dt.date) -> Feed:
    return LinkedReader(Linked(tables), known, defaults, today).feed


class LinkedReader:
    def __init__(self, linked: Linked, known: Known, defaults: dict[str, str], today: dt.date):
        self.linked, self.known, self.defaults = linked, known, defaults
        self.feed = Feed(problems=linked.problems(), notes=linked.notes())
        self.organizations = {row["id"]: row["name"] for row in linked.rows("organizations")}
        self.names = {self.known.id_of(ORGANIZATION, given): name for given, name in self.organizations.items()}
        self.owners = {row["id"]: row["organization_id"] for row in linked.rows("services")}
        for row in self.unique("organizations"):
            self.add(self.organization(row))
        self.locations = {row["id"]: self.location(row) for row in self.unique("locations")}
        contacts = ContactReader(self)
        offers = OfferReader(self, defaults, today)
        for row in self.unique("services"):
            self.add(offers.item(row, self.locations, contacts.of_service(row)))

    def unique(self, name: str) -> list[Row]:
        """Rows of a table by their id; a second one of the same id is a problem."""
        found: dict[str, Row] = {}
        for row in self.linked.rows(name):
            if row["id"] and row["id"] not in found:
                found[row["id"]] = row
            elif not row.broken:
                message = _("This field is required.")
                if row["id"]:
                    message = _("The same id is in row %(number)d already.") % {"number": found[row["id"]].number}
                self.feed.problems.append(self.linked.finding(message, name, row, "id"))
        return list(found.values())

    def add(self, item: Item | None) -> Item | None:
        if item:
            self.feed.entries.append([item])
        return item

    def note(self, message: str, name: str, row: Row, column: str = "") -> None:
        self.feed.notes.append(self.linked.finding(message, name, row, column))

    def columns(self, name: str, row: Row, columns: tuple[str, ...]) -> dict[str, str]:
        return {column: row[column] for column in columns if self.linked.has_column(name, column)}

    def parsed(self, read, name: str, row: Row, column: str, item: Item):
        """What a cell stands for; if it stands for nothing, that is reported and the item is broken."""
        try:
            return read(row[column])
        except ValueError as error:
            self.feed.problems.append(self.linked.finding(str(error), name, row, column))
            item.broken.append(item.place)
            return []

    def organization(self, row: Row) -> Item:
        record = {"id": self.known.id_of(ORGANIZATION, row["id"])} | self.columns(
            "organizations", row, ORGANIZATION_COLUMNS
        )
        item = Item(ORGANIZATION, record, self.linked.place("organizations", row))
        item.broken += self.linked.broken("organizations", row)
        if self.linked.has_column("organizations", "languages"):
            record["languages"] = self.parsed(listed_languages, "organizations", row, "languages", item)
        if self.linked.has_column("schedules", "organization_id") and self.linked.has("schedules"):
            rows = self.linked.by("schedules", "organization_id", row["id"])
            record["schedule"] = [hours for each in rows if (hours := hours_of(each))]
            item.broken += self.linked.broken("schedules", *rows)
        words = row["description"] or row["name"]
        summary = first_sentence(words, SUMMARIES[ORGANIZATION])
        item.defaults = {"kind": self.defaults.get("kind", ""), "summary": summary}
        return item

    def owner_of(self, row: Row, services: list[str]) -> str:
        """The organization of a location or contact; when it is none we know, that of the services it belongs to."""
        given = row["organization_id"]
        if given in self.organizations or (ORGANIZATION, given) in self.known.ids:
            return self.known.id_of(ORGANIZATION, given)
        owners = [self.owners[service] for service in services if self.owners.get(service)]
        return self.known.id_of(ORGANIZATION, owners[0] if owners else given)

    def name_of(self, organization: str) -> str:
        """The name of an organization among these tables."""
        return self.names.get(organization, "")

    def location(self, row: Row) -> Item | None:
        """A place with its address. One without, such as a video room, is none for us."""
        rows = self.linked.by("addresses", "location_id", row["id"])
        address = next((each for each in rows if each["address_type"] != "postal"), rows[0] if rows else None)
        if row["location_type"] == "virtual" or address is None:
            self.note(_("This location has no address and was left out."), "locations", row)
            return None
        services = [pair["service_id"] for pair in self.linked.by("service_at_location", "location_id", row["id"])]
        record = {"id": self.known.id_of(LOCATION, row["id"]), "organization": self.owner_of(row, services)}
        record |= self.columns("locations", row, ("name", "district", "wheelchair")) | self.coordinates(row)
        record |= {name: address[name] for name in ADDRESS if address[name]}
        record["country"] = record.get("country", "").upper()
        if address["address_2"]:
            record["address_1"] = f"{address['address_1']}, {address['address_2']}"
        places = {name: self.linked.place("addresses", address, name) for name in ADDRESS}
        places["organization"] = self.linked.place("locations", row, "organization_id")
        if not record.get("wheelchair"):
            record |= self.accessibility(row)
        defaults = {
            "name": row["alternate_name"] or address["address_1"],
            "district": self.defaults.get("district", ""),
        }
        place = self.linked.place("locations", row)
        broken = self.linked.broken("locations", row) + self.linked.broken("addresses", address)
        return self.add(Item(LOCATION, record, place, places, defaults, broken))

    def coordinates(self, row: Row) -> dict[str, str]:
        found = self.columns("locations", row, ("latitude", "longitude"))
        try:
            possible = abs(float(row["latitude"] or 0)) <= 90 and abs(float(row["longitude"] or 0)) <= 180
        except ValueError:
            possible = False
        if not possible:
            self.note(
                _("There is no such place on Earth; its coordinates were left out."), "locations", row, "latitude"
            )
        return found if possible else {}

    def accessibility(self, row: Row) -> dict[str, str]:
        for each in self.linked.by("accessibility", "location_id", row["id"]):
            if value := self.known.wheelchair.get(each["description"].casefold()):
                return {"wheelchair": value}
            self.note(
                _("This text about wheelchair access is none of our answers and was left out."),
                "accessibility",
                each,
                "description",
            )
        return {}
