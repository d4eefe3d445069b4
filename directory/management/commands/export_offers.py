from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from directory.exporting import directory
from directory.hsds import write_flat, write_linked
from directory.management.terminal import operator_language
from directory.spreadsheets import TEXT, WORKBOOKS, save_flat, save_linked
from directory.tables import TableError


class Command(BaseCommand):
    help = (
        "Export all published offers in the form that import_offers reads: one flat table (.xlsx, .csv) or linked HSDS 3 "
        "tables (.zip, or a new folder)."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the ending says what it becomes; without one, a folder")

    def handle(self, *, file: Path, **options):
        with override(operator_language()):
            suffix = file.suffix.lower()
            if suffix not in (*WORKBOOKS[:1], *TEXT[:1], ".zip", ""):
                raise CommandError(_("%(file)s is none of .csv, .xlsx, .zip or a folder.") % {"file": file.name})
            found = directory()
            try:
                if suffix in (".zip", ""):
                    save_linked(file, write_linked(found))
                else:
                    save_flat(file, write_flat(found))
            except TableError as error:
                raise CommandError(str(error)) from error
            except OSError as error:
                raise CommandError(f"{file}: {error.strerror}") from error
            written = {"file": file, "count": len(found.offers)}
            self.stdout.write(_("Offers written to %(file)s: %(count)d.") % written)
