from django.core.management.base import BaseCommand, CommandError

from search.engines import ServerFailed
from search.rebuilding import AlreadyRunning
from search.verifying import Fault, faults

SHOWN = 5


class Command(BaseCommand):
    help = (
        "Compare what is public with the entries, the words they are found by, and the search server; repair what differs. "
        "Ends with 1 when something differs that could not be repaired."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what differs")

    def handle(self, *, dry_run: bool, **options):
        try:
            self.verify(dry_run)
        except ServerFailed as error:
            raise CommandError(f"{error} All else was compared.") from None
        except AlreadyRunning:
            raise CommandError("A rebuild is under way, which repairs this too.") from None

    def verify(self, dry_run: bool) -> None:
        count = 0
        for fault in faults():
            count += 1
            self.say(fault)
            if not dry_run:
                fault.repair()
        if not count:
            self.stdout.write(self.style.SUCCESS("Everything agrees."))
        elif dry_run:
            raise CommandError("Nothing was repaired.")
        elif left := list(faults()):
            for fault in left:
                self.say(fault)
            raise CommandError("This still differs. `rebuild_search` makes everything anew.")
        else:
            self.stdout.write(self.style.SUCCESS("Repaired."))

    def say(self, fault: Fault) -> None:
        more = f" and {len(fault.things) - SHOWN} more" if len(fault.things) > SHOWN else ""
        self.stdout.write(f"{fault.where}: {', '.join(fault.things[:SHOWN])}{more}")
