"""Contacts of services from the tables contacts and phones, and from the email of a service."""

from django.utils.translation import gettext as _

from directory.tables import Row

from .feed import CONTACT, Item, derived_id
from .linked_values import SPOKEN_TYPES, phone_number


class ContactReader:
    def __init__(self, reader):
        self.reader, self.linked, self.known = reader, reader.linked, reader.known
        self.services: dict[str, list[Item]] = {}
        self.ids: set[str] = set()
        same: dict[tuple, Item] = {}
        for row in reader.unique("contacts"):  # HSDS repeats one for each of its services, under another id
            self.ids.add(row["id"])
            item = self.contact(row)
            key = tuple(item.record.get(name, "") for name in ("organization", "name", "phone", "email", "role"))
            if key not in same:
                same[key] = reader.add(item)
            self.services.setdefault(self.linked.service_of(row), []).append(same[key])
        for row in self.linked.rows("phones"):
            if row["contact_id"] not in self.ids:
                self.read_phone(row)

    def of_service(self, row: Row) -> list[Item] | None:
        """Contacts of a service, with one more for an email of its own; None when the tables do not speak of any."""
        found = self.services.get(row["id"], [])
        if row["email"] and row["email"] not in {item.record.get("email") for item in found}:
            if found and not found[-1].record.get("email") and found[-1].record["id"] not in self.ids:
                found[-1].record["email"] = row["email"]
            else:
                found = [*found, self.reach(row["id"], "email", {"email": row["email"]}, "services", row)]
        spoken_of = found or self.linked.has("contacts") or self.linked.has("phones")
        return found if spoken_of else None

    def contact(self, row: Row) -> Item:
        """A desk rather than a person: a name of somebody is taken only when nothing else says who answers."""
        name = row["department"] or row["title"] or row["name"]
        if row["name"] not in ("", name):
            message = _("The name of the person was left out: the contact goes by its department or title.")
            self.reader.note(message, "contacts", row, "name")
        service = self.linked.service_of(row)
        record = {"id": self.known.id_of(CONTACT, row["id"]), "organization": self.reader.owner_of(row, [service])}
        record |= {"name": name, "email": row["email"]} | self.reader.columns("contacts", row, ("role",))
        item = Item(CONTACT, record, self.linked.place("contacts", row))
        item.broken += self.linked.broken("contacts", row)
        item.places["organization"] = self.linked.place("contacts", row, "organization_id")
        item.defaults["name"] = self.reader.name_of(record["organization"]) or row["email"]
        self.add_phone(item, self.linked.by("phones", "contact_id", row["id"]))
        return item

    def add_phone(self, item: Item, phones: list[Row]) -> None:
        spoken = [phone for phone in phones if phone["type"].lower() in SPOKEN_TYPES][:1]
        for phone in phones:
            if phone not in spoken:
                self.leave_out(phone)
        if spoken:
            item.record["phone"] = phone_number(spoken[0]["number"])
            item.places["phone"] = self.linked.place("phones", spoken[0], "number")
            item.broken += self.linked.broken("phones", spoken[0])
        elif self.linked.has("phones"):
            item.record["phone"] = ""

    def leave_out(self, phone: Row) -> None:
        self.reader.note(_("This number was left out: a contact has one number, for calls."), "phones", phone, "number")

    def read_phone(self, row: Row) -> None:
        """A number without a contact: of a service, or else of an organization."""
        service = self.linked.service_of(row)
        if row["type"].lower() not in SPOKEN_TYPES or not (service or row["organization_id"]):
            return self.leave_out(row)
        item = self.reach(service, row["id"], {"phone": phone_number(row["number"])}, "phones", row)
        if service:
            self.services.setdefault(service, []).append(item)
        return None

    def reach(self, service: str, key: str, given: dict[str, str], table: str, row: Row) -> Item:
        """A contact by the name of the organization, for a number or an email that nobody else has."""
        owner = self.reader.owner_of(row, [service])
        code = derived_id(CONTACT, service or owner, key)
        record = {"id": self.known.id_of(CONTACT, code), "organization": owner, **given}
        item = Item(CONTACT, record, self.linked.place(table, row))
        item.broken += self.linked.broken(table, row)
        item.places["phone"] = self.linked.place(table, row, "number")
        item.places["organization"] = self.linked.place(table, row, "organization_id")
        item.defaults["name"] = self.reader.name_of(owner) or next(iter(given.values()))
        return self.reader.add(item)
