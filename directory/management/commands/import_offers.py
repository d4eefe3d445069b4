import datetime as dt
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from directory.hsds import Feed, FeedError, read
from directory.hsds.feed import CONTACT, LOCATION, OFFER, ORGANIZATION
from directory.identity import known
from directory.import_run import ImportRun
from directory.management.terminal import operator_language
from directory.models import District, OfferPage, OrganizationPage
from directory.publishing import CREATED, UNCHANGED, UPDATED
from directory.records import Problem, one
from directory.spreadsheets import read_tables
from directory.tables import Finding, TableError

DEFAULTS = ("pillar", "kind", "district")


class Command(BaseCommand):
    help = (
        "Import offers: one flat table (.csv, .xlsx), or linked HSDS 3 tables (a folder or .zip of .csv, sheets of an "
        ".xlsx). Rows that fail are named and skipped; nothing is ever deleted; it can be run again."
    )

    missing = False  # whether a row lacks what an option could give it

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report everything, write nothing")
        parser.add_argument("--pillar", choices=OfferPage.Pillar.values, help="for new offers that have none")
        parser.add_argument("--kind", choices=OrganizationPage.Kind.values, help="for new organizations that have none")
        parser.add_argument("--district", help="name or slug, for new places that have none")
        parser.add_argument("--every", type=int, default=50, help="rows between two lines of progress (50)")

    def handle(self, *, file: Path, dry_run: bool, every: int, verbosity: int, **options):
        self.verbosity = verbosity
        with override(operator_language()):
            run = self.read(file, {name: options[name] or "" for name in DEFAULTS})
            with transaction.atomic() if dry_run else nullcontext():
                run.write(lambda number, total: self.progress(number, total, max(every, 1)))
                if dry_run:
                    transaction.set_rollback(True)
            self.summarize(run, dry_run)

    def read(self, file: Path, defaults: dict[str, str]) -> ImportRun:
        try:
            if defaults["district"]:
                defaults["district"] = one(District, "district", defaults["district"]).slug
            feed = read(read_tables(file), known(), defaults, dt.date.today())
        except (TableError, FeedError, Problem) as error:
            raise CommandError(str(error)) from error
        self.show_notes(feed)
        return ImportRun(feed, self.complain, self.tell)

    def show_notes(self, feed: Feed) -> None:
        """What was left out; the same of many rows is said once."""
        same: dict[tuple[str, str, str], list[Finding]] = {}
        for note in feed.notes:
            same.setdefault((note.file, note.column, note.message), []).append(note)
        for notes in same.values():
            line = _("Note: %(text)s") % {"text": notes[0]}
            more = _("(rows like it: %(count)d)") % {"count": len(notes)}
            self.stdout.write(f"{line} {more}" if len(notes) > 1 else line)

    def tell(self, finding: Finding) -> None:
        if self.verbosity > 1:
            self.stdout.write(str(finding))

    def complain(self, finding: Finding) -> None:
        self.stderr.write(str(finding))
        self.stderr.flush()
        self.missing = self.missing or finding.column in DEFAULTS

    def progress(self, number: int, total: int, every: int) -> None:
        if number % every == 0 or number == total:
            self.stdout.write(_("%(number)d of %(total)d rows …") % {"number": number, "total": total})
            self.stdout.flush()

    def summarize(self, run: ImportRun, dry_run: bool) -> None:
        names = {
            ORGANIZATION: _("organizations"),
            LOCATION: _("locations"),
            CONTACT: _("contacts"),
            OFFER: _("offers"),
        }
        words = {CREATED: _("created"), UPDATED: _("updated"), UNCHANGED: _("unchanged")}
        for kind, name in names.items():
            counts = [f"{run.outcomes[kind, word]} {words[word]}" for word in words if run.outcomes[kind, word]]
            if counts:
                self.stdout.write(f"{name}: {', '.join(counts)}")
        if not run.outcomes:
            self.stdout.write(_("Nothing was imported."))
        if self.missing:
            self.stdout.write(_("The options --pillar, --kind and --district stand in for what rows do not say."))
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was written."))
        if run.not_imported:
            raise CommandError(_("Rows not imported: %(count)d.") % {"count": len(run.not_imported)})
