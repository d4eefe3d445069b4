"""One flat table: a row for each offer, with its organization, places and contacts in the same row."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.rich_text import first_sentence
from directory.tables import Finding, Row, Table, shortened

from .columns import OFFER_FIELDS, columns, groups, not_understood
from .feed import CONTACT, LOCATION, OFFER, ORGANIZATION, SUMMARIES, Feed, FeedError, Item, Known, Place
from .shorthand import listed, listed_languages, read_languages, read_schedule

READERS = {"terms": listed, "target_groups": listed, "schedule": read_schedule, "languages": read_languages}

WITHOUT_MEANING = {"city", "country", "wheelchair", "role"}  # of a place or contact, when nothing else is filled


def is_flat(table: Table) -> bool:
    return "name" in table.columns and bool({"organization_name", "organization_id"} & set(table.columns))


def read_flat(table: Table, known: Known, defaults: dict[str, str]) -> Feed:
    """Entries of a flat table; raises FeedError when it is none."""
    if not table.columns:
        raise FeedError(_("%(file)s has no header.") % {"file": table.file})
    if not is_flat(table):
        raise FeedError(
            _("%(file)s needs the columns name and organization_name. It has: %(columns)s.")
            % {"file": table.file, "columns": shortened(", ".join(table.columns), 300)}
        )
    return FlatReader(table, known, defaults).feed


class CellError(Exception):
    def __init__(self, message: str, column: str):
        super().__init__(message)
        self.column = column


class Cell(NamedTuple):
    value: object
    text: str
    place: Place


@dataclass
class Part:
    """What a row says of an organization, place or contact; `name` is the field, its cell where that was said."""

    kind: str
    code: str
    cells: dict[str, Cell]
    defaults: dict[str, str]


@dataclass
class Shared:
    """What several rows say of the same thing. Empty cells say nothing of it: a row need not repeat a whole profile."""

    record: dict = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def check(self, part: Part) -> None:
        for name, cell in part.cells.items():
            before = self.cells.get(name)
            if before and cell.value != before.value:
                message = _("Row %(number)d says otherwise: “%(value)s”.")
                given = {"number": before.place.row, "value": shortened(before.text)}
                raise CellError(message % given, cell.place.column)

    def add(self, part: Part) -> None:
        for name, cell in part.cells.items():
            if name not in self.cells:
                self.cells[name], self.record[name], self.places[name] = cell, cell.value, cell.place


class FlatReader:
    def __init__(self, table: Table, known: Known, defaults: dict[str, str]):
        self.table, self.known, self.defaults = table, known, defaults
        self.organization = {name: part for name, part in columns(ORGANIZATION).items() if name in table.columns}
        self.parts = {kind: groups(kind, table.columns) for kind in (LOCATION, CONTACT)}
        self.offer = [name for name in OFFER_FIELDS if name in table.columns]
        self.shared: dict[tuple[str, str], Shared] = {}
        self.seen: dict[str, int] = {}
        self.feed = Feed(problems=list(table.problems))
        self.note_columns()
        for row in table.rows:
            if not row.broken:
                self.read(row)
        self.complete()

    def note_columns(self) -> None:
        understood = {*self.organization, *self.offer}
        understood.update(name for found in self.parts.values() for group in found for name in group)
        self.feed.notes += not_understood(self.table, understood)

    def read(self, row: Row) -> None:
        try:
            self.feed.entries.append(self.entry(row))
        except CellError as error:
            self.feed.problems.append(Finding(str(error), self.table.file, row.number, error.column))

    def entry(self, row: Row) -> list[Item]:
        """The organization, places, contacts and the offer of a row."""
        owner = self.known.id_of(ORGANIZATION, row["organization_id"])
        if not owner and not row["organization_name"]:
            raise CellError(_("This field is required."), "organization_name")
        owner = owner or self.known.id_by_name(ORGANIZATION, row["organization_name"])
        parts = [Part(ORGANIZATION, owner, self.cells(row, self.organization), {"kind": self.defaults.get("kind", "")})]
        codes = {}
        for kind, found in self.parts.items():
            here = [part for group in found if (part := self.part(kind, owner, row, group))]
            codes |= {f"{kind}s": [part.code for part in here]} if found else {}
            parts += here
        offer = self.offer_item(row, owner, codes)
        for part in parts:
            self.shared.setdefault((part.kind, part.code), Shared()).check(part)
        self.seen[offer.record["id"]] = row.number
        return [*(self.item(part, owner, row) for part in parts if part.cells), offer]

    def cells(self, row: Row, group: dict[str, str]) -> dict[str, Cell]:
        return {
            name: Cell(self.value(row, column, name), row[column], Place(self.table.file, row.number, column))
            for column, name in group.items()
            if name != "id" and row[column]
        }

    def value(self, row: Row, column: str, name: str):
        """The text of a cell, or what its shorthand stands for. An organization's languages are codes only."""
        read = listed_languages if column == "organization_languages" else READERS.get(name, str)
        try:
            return read(row[column])
        except ValueError as error:
            raise CellError(str(error), column) from error

    def part(self, kind: str, owner: str, row: Row, group: dict[str, str]) -> Part | None:
        given = {name: row[column] for column, name in group.items()}
        if not any(value for name, value in given.items() if name not in WITHOUT_MEANING):
            return None
        words = ("address_1", "postal_code") if kind == LOCATION else ("phone", "email")
        named = (owner, given.get("name", ""), *(given.get(word, "") for word in words))
        code = self.known.id_of(kind, given.get("id", "")) or self.known.id_by_name(kind, *named)
        defaults = {"name": row["organization_name"] or next(filter(None, named[2:]), "")}
        if kind == LOCATION:
            defaults["district"] = self.defaults.get("district", "")
        return Part(kind, code, self.cells(row, group), defaults)

    def item(self, part: Part, owner: str, row: Row) -> Item:
        shared = self.shared[part.kind, part.code]
        shared.add(part)
        shared.record["id"] = part.code
        if part.kind != ORGANIZATION:
            shared.record["organization"] = owner
        return Item(part.kind, shared.record, Place(self.table.file, row.number), shared.places, part.defaults)

    def offer_item(self, row: Row, owner: str, codes: dict[str, list[str]]) -> Item:
        if not row["name"]:
            raise CellError(_("This field is required."), "name")
        code = self.known.id_of(OFFER, row["id"]) or self.known.id_by_name(OFFER, owner, row["name"])
        if code in self.seen:
            message = _("The same offer is in row %(number)d already.") % {"number": self.seen[code]}
            raise CellError(message, "id" if row["id"] else "name")
        record = {name: self.value(row, name, name) for name in self.offer}
        record |= {"id": code, "organization": owner, **codes}
        summary = first_sentence(row["description"], SUMMARIES[OFFER])
        column = "organization_id" if row["organization_id"] else "organization_name"
        places = {"organization": Place(self.table.file, row.number, column)}
        defaults = {"pillar": self.defaults.get("pillar", ""), "summary": summary}
        return Item(OFFER, record, Place(self.table.file, row.number), places, defaults)

    def complete(self) -> None:
        """Summaries of organizations, once all rows have said what they know of them."""
        for item in (item for entry in self.feed.entries for item in entry if item.kind == ORGANIZATION):
            words = item.record.get("description") or item.record.get("name") or ""
            item.defaults["summary"] = first_sentence(words, SUMMARIES[ORGANIZATION])
