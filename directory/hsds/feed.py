"""What was read of tables: records to be written, in order, each with the place every value came from."""

import re
import uuid
from dataclasses import dataclass, field
from typing import NamedTuple

from directory.tables import Finding

NAMESPACE = uuid.UUID("6f0d6c1e-6a55-5d0c-9d0b-0b8f2f4f4a47")  # of the ids we derive; it must never change
ORGANIZATION, LOCATION, CONTACT, OFFER = "organization", "location", "contact", "offer"

SUMMARIES = {ORGANIZATION: 200, OFFER: 160}  # characters of a summary


class FeedError(Exception):
    """Tables of which nothing can be imported; the message is for whoever started the import."""


class Place(NamedTuple):
    file: str
    row: int
    column: str = ""


@dataclass
class Item:
    """A record (`importing` says what it looks like). `defaults` fill what is empty in the portal, and only that.

    `places` says where a value came from if not from the column of its name at `place`: by field ("address_1") or part
    of one ("schedule[0]"); `broken` names rows it is made of that cannot be used, which has been reported.
    """

    kind: str
    record: dict
    place: Place
    places: dict[str, Place] = field(default_factory=dict)
    defaults: dict = field(default_factory=dict)
    broken: list[Place] = field(default_factory=list)

    def finding(self, name: str, message: str) -> Finding:
        """Where a problem with a field comes from: "schedule[2].opens_at", else "schedule[2]", else "schedule"."""
        part, _, column = name.partition(".")
        for key in (name, part, re.sub(r"\[\d+\]$", "", part)):
            if found := self.places.get(key):
                return Finding(message, found.file, found.row, found.column or column)
        return Finding(message, self.place.file, self.place.row, re.sub(r"\[\d+\]$", "", part))

    def reference(self, name: str) -> tuple[str, str] | None:
        """What a field refers to: "organization" or "locations[1]" → kind and id."""
        found = re.fullmatch(r"(organization|location|contact)(?:s\[(\d+)\])?", name)
        if not found:
            return None
        value = self.record.get(f"{found[1]}s" if found[2] else found[1])
        return found[1], value[int(found[2])] if found[2] else value


@dataclass
class Known:
    """What the portal has already, so that rows find what they are about.

    `ids`: (kind, id) → the id the portal uses. `names`: (kind, *words that tell it from others, in lower case) → id.
    `labels`: "terms", "target_groups" or "pillar" → word in any language, in lower case → slug; `wheelchair`: the same
    for the answers about wheelchair access.
    """

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[tuple, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    wheelchair: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, given: str, other: str, *names: tuple[str, ...]) -> str:
        self.ids[kind, given] = self.ids[kind, other] = given
        for words in names:
            self.names.setdefault(key_of(kind, *words), given)
        return given

    def id_of(self, kind: str, given: str) -> str:
        return self.ids.get((kind, given), given)

    def id_by_name(self, kind: str, *words: str) -> str:
        """The id of what goes by these words; the same one each time, also when it is new."""
        key = key_of(kind, *words)
        return self.names.get(key) or derived_id(*key)


def key_of(kind: str, *words: str) -> tuple[str, ...]:
    return kind, *(" ".join(word.split()).casefold() for word in words)


def derived_id(*words: str) -> str:
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(words)))


@dataclass
class Feed:
    """`entries`: what is written together or not at all."""

    entries: list[list[Item]] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)


@dataclass
class Directory:
    """What is published, as records of text by id; each has the `uuid` by which HSDS knows it.

    `labels`: ("terms", slug) and the like, ("languages", code), ("wheelchair", value) → name and slug of the upper term.
    """

    organizations: dict[str, dict] = field(default_factory=dict)
    locations: dict[str, dict] = field(default_factory=dict)
    contacts: dict[str, dict] = field(default_factory=dict)
    offers: dict[str, dict] = field(default_factory=dict)
    labels: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
