import logging

from django.core.management.base import BaseCommand, CommandError

from portal.upkeep import jobs

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Finish what a worker left undone, and forget what nobody needs any more. Run it every ten minutes."

    def handle(self, **options):
        failed = []
        for label, function in jobs().items():
            try:
                self.stdout.write(f"{label}: {function()}.")
            except Exception:  # the others have nothing to do with it
                log.exception("%s: this failed.", label)
                failed.append(label)
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")
