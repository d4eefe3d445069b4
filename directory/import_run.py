"""Writing a feed into the portal, entry by entry, and the report of it."""

from collections import Counter
from collections.abc import Callable

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from search.outbox import many_changes

from .hsds.feed import CONTACT, LOCATION, OFFER, ORGANIZATION, Feed, Item
from .importing import import_contact, import_location, import_offer, import_organization
from .records import Problem
from .tables import Finding

WRITERS = {
    ORGANIZATION: import_organization,
    LOCATION: import_location,
    CONTACT: import_contact,
    OFFER: import_offer,
}


class ImportRun:
    """`outcomes` counts by kind and outcome; `complain` and `tell` hear of each problem and each change at once."""

    def __init__(self, feed: Feed, complain: Callable[[Finding], None], tell: Callable[[Finding], None]):
        self.feed, self.complain, self.tell = feed, complain, tell
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self.not_imported = {(problem.file, problem.row) for problem in feed.problems}
        self._done: set[tuple[str, str]] = set()
        self._failed: dict[tuple[str, str], Finding] = {}

    def write(self, progress: Callable[[int, int], None]) -> None:
        """Write all entries. Each is its own transaction, so that one stopped half way can be run again."""
        for problem in self.feed.problems:
            self.complain(problem)
        with many_changes():
            for number, entry in enumerate(self.feed.entries, 1):
                self.write_entry(entry)
                progress(number, len(self.feed.entries))

    def write_entry(self, entry: list[Item]) -> None:
        found = []
        item = entry[0]
        try:
            with transaction.atomic():
                for item in entry:
                    if (outcome := self.write_item(item)) is not None:
                        found.append((item, outcome))
        except Problem as problem:
            self.report(entry, item, problem.errors)
        except (DataError, IntegrityError) as error:
            self.report(entry, item, {"": [_("The database refused it: %(error)s") % {"error": error}]})
        else:
            self._done |= {key_of(item) for item, _outcome in found}
            for item, outcome in found:
                self.outcomes[item.kind, outcome] += 1
                if changes := getattr(outcome, "changes", ()):
                    message = _("updated: %(fields)s") % {"fields": ", ".join(changes)}
                    self.tell(Finding(f"{item.kind}: {message}", item.place.file, item.place.row))

    def write_item(self, item: Item) -> str | None:
        """The outcome; None for what an earlier row has written already. Raises Problem."""
        key = key_of(item)
        if key in self._done:
            return None
        if key in self._failed:
            raise Problem({"": [self.see(self._failed[key])]})
        if item.broken:
            others = [place for place in item.broken if place[:2] != item.place[:2]]
            raise Problem({"": [self.see(Finding("", place.file, place.row)) for place in others]})
        return WRITERS[item.kind](item.record, item.defaults)

    def report(self, entry: list[Item], item: Item, errors: dict[str, list[str]]) -> None:
        """Complain, and remember what is not there, for what comes later and needs it."""
        key, row = key_of(item), entry[-1].place
        self.not_imported |= {row[:2], item.place[:2]}
        found = []
        for name, messages in errors.items():
            other = self._failed.get(item.reference(name))
            found += [item.finding(name, self.see(other) if other else message) for message in messages]
        if key in self._failed:
            found = [Finding(finding.message, row.file, row.row) for finding in found]
        for finding in found:
            self.complain(finding)
        self._failed.setdefault(key, found[0] if found else Finding("", item.place.file, item.place.row))

    def see(self, finding: Finding) -> str:
        place = str(Finding("", finding.file, finding.row)).removesuffix(": ")
        return _("It needs what was not imported: %(place)s.") % {"place": place}


def key_of(item: Item) -> tuple[str, str]:
    return item.kind, item.record["id"]
