"""Services of linked tables as offers, with everything that other tables say of them."""

import datetime as dt

from django.utils.translation import gettext as _

from directory.rich_text import first_sentence, to_html
from directory.tables import Row

from .feed import LOCATION, OFFER, ORGANIZATION, SUMMARIES, Item
from .linked_values import ZONED, cost_of, holds, hours_of, language_of, terms_of
from .shorthand import listed

SAME = (
    "name", "url", "status", "application_process", "fees_description", "eligibility_description", "minimum_age",
    "maximum_age", "assured_date", "alert", "summary", "pillar", "cost", "cost_amount", "by_appointment", "holidays",
    "what_to_bring", "how_to_come", "assured_by",
)  # fmt: skip
STATUS = {"defunct": "inactive"}


class OfferReader:
    def __init__(self, reader, defaults: dict[str, str], today: dt.date):
        self.reader, self.linked, self.known = reader, reader.linked, reader.known
        self.defaults, self.today = defaults, today
        self.schedules: dict[str, list[Row]] = {}
        for row in self.linked.rows("schedules"):
            self.schedules.setdefault(self.linked.service_of(row), []).append(row)
        self.note_zones()
        self.note_strays()

    def note_strays(self) -> None:
        """Rows about places, phones or services that are not here: hours of a building are not those of an offer."""
        for name in (
            "service_at_location",
            "schedules",
            "languages",
            "cost_options",
            "required_documents",
            "attributes",
        ):
            for row in self.linked.rows(name):
                service = row["link_id"] if name == "attributes" else self.linked.service_of(row)
                if service not in self.reader.owners and not row["organization_id"]:
                    self.reader.note(_("This row belongs to no service of these tables and was left out."), name, row)

    def note_zones(self) -> None:
        rows = self.linked.rows("schedules")
        if row := next((row for row in rows if ZONED.search(row["opens_at"])), None):
            self.reader.note(
                _("Times are taken as those of the clock there, without zone."), "schedules", row, "opens_at"
            )

    def item(self, row: Row, locations: dict[str, Item | None], contacts: list[Item] | None) -> Item:
        record = {"id": self.known.id_of(OFFER, row["id"])} | self.reader.columns("services", row, SAME)
        record |= self.said_elsewhere(row)
        record["organization"] = self.known.id_of(ORGANIZATION, row["organization_id"])
        record["status"] = STATUS.get(row["status"].lower(), row["status"])
        item = Item(OFFER, record, self.linked.place("services", row))
        item.broken += self.linked.broken("services", row)
        item.places["organization"] = self.linked.place("services", row, "organization_id")
        for name in ("terms", "target_groups"):
            if self.linked.has_column("services", name):
                record[name] = listed(row[name])
        if contacts is not None:
            record["contacts"] = list(dict.fromkeys(contact.record["id"] for contact in contacts))
        self.add_locations(item, row, locations)
        self.add_languages(item, row)
        words = [row["description"], row["interpretation_services"], *self.add_hours(item, row)]
        if self.linked.has_column("services", "description"):
            record["description"] = joined(words)
        summary = first_sentence(row["description"], SUMMARIES[OFFER])
        item.defaults = {"summary": summary, "pillar": self.defaults.get("pillar", ""), **self.terms(row)}
        return item

    def said_elsewhere(self, row: Row) -> dict[str, str]:
        """What HSDS says in tables of its own and we in a column, where that is not there."""
        documents = self.linked.by("required_documents", "service_id", row["id"])
        pairs = self.linked.by("service_at_location", "service_id", row["id"])
        places = [place for pair in pairs for place in self.linked.by("locations", "id", pair["location_id"])]
        found = {
            "what_to_bring": "\n".join(document["document"] for document in documents),
            "how_to_come": "\n".join(dict.fromkeys(filter(None, (place["transportation"] for place in places)))),
            **(self.cost(row) if not self.linked.has_column("services", "cost") else {}),
        }
        own = {name for name in found if self.linked.has_column("services", name)} - {"fees_description"}
        return {name: value for name, value in found.items() if value and name not in own}

    def cost(self, row: Row) -> dict[str, str]:
        """Cost by the options that still hold; their words where the service has none of its own."""
        options = self.linked.by("cost_options", "service_id", row["id"])
        for option in options:
            if not holds(option, self.today):
                self.reader.note(_("This price is out of date and was left out."), "cost_options", option, "valid_to")
        found = cost_of([option for option in options if holds(option, self.today)])
        return found | {"fees_description": row["fees_description"] or found.get("fees_description", "")}

    def terms(self, row: Row) -> dict:
        """Those of our subjects, target groups and pillars that the service is linked to."""
        links = self.linked.by("attributes", "link_id", row["id"])
        rows = [term for link in links for term in self.linked.by("taxonomy_terms", "id", link["taxonomy_term_id"])]
        found, unknown = terms_of(rows, self.known)
        for term in unknown:
            message = _("“%(name)s” is none of our subjects or target groups.")
            self.reader.note(message % {"name": term["name"] or term["code"]}, "taxonomy_terms", term)
        pillars = found.pop("pillar", [])
        return {**found, "pillar": pillars[0]} if pillars else found

    def add_locations(self, item: Item, row: Row, locations: dict[str, Item | None]) -> None:
        if not self.linked.has("service_at_location"):
            return
        codes = item.record["locations"] = []
        for pair in self.linked.by("service_at_location", "service_id", row["id"]):
            given = pair["location_id"]
            item.broken += self.linked.broken("service_at_location", pair)
            if given in locations and locations[given] is None:
                continue
            item.places[f"locations[{len(codes)}]"] = self.linked.place("service_at_location", pair, "location_id")
            codes.append(self.known.id_of(LOCATION, given))

    def add_hours(self, item: Item, row: Row) -> list[str]:
        """Set the hours; return the descriptions of those that weekdays and times cannot say."""
        if not self.linked.has("schedules"):
            return []
        found, words = [], []
        rows = self.schedules.get(row["id"], [])
        item.broken += self.linked.broken("schedules", *rows)
        for each in rows:
            hours = hours_of(each)
            if hours is None:
                message = _("These hours follow a rule we do not have; their description was added to the text.")
                self.reader.note(message, "schedules", each)
                words.append(each["description"])
                continue
            item.places[f"schedule[{len(found)}]"] = self.linked.place("schedules", each)
            place = self.known.id_of(LOCATION, self.linked.location_of(each))
            if place in item.record.get("locations", ()) and len(item.record["locations"]) > 1:
                hours["location"] = place
            found.append(hours)
        if found or not rows:
            item.record["schedule"] = found
        return words

    def add_languages(self, item: Item, row: Row) -> None:
        if not self.linked.has("languages"):
            return
        found = item.record["languages"] = []
        for each in self.linked.by("languages", "service_id", row["id"]):
            item.broken += self.linked.broken("languages", each)
            try:
                spoken = language_of(each)
            except ValueError as error:
                self.reader.feed.problems.append(self.linked.finding(str(error), "languages", each, "byday"))
                item.broken.append(item.place)
                continue
            if spoken is None:
                message = _("“%(name)s” is not among the languages of the portal and was left out.")
                self.reader.note(message % {"name": each["name"] or each["code"]}, "languages", each)
                continue
            item.places[f"languages[{len(found)}]"] = self.linked.place("languages", each)
            found.append(spoken)


def joined(texts: list[str]) -> str:
    """One text of several; as HTML when one of them may be."""
    texts = [text for text in texts if text]
    return "".join(map(to_html, texts)) if any("<" in text for text in texts) else "\n\n".join(texts)
