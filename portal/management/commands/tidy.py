import logging

from django.core.management.base import BaseCommand, CommandError

from portal.changes import forget_old_changes
from portal.tidying import CHORES
from portal.visits import forget_old_visits
from portal.words.syncing import sync_waiting

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Finish what a worker left undone, and forget what nobody needs any more: changes every process has seen, "
        "visits older than a year. Run it every ten minutes."
    )

    def handle(self, **options):
        self.stdout.write(f"Pages carried into their translations: {sync_waiting.call()}.")
        self.stdout.write(f"Changes forgotten: {forget_old_changes()}, visits forgotten: {forget_old_visits()}.")
        if not all([self.done(chore) for chore in CHORES]):
            raise CommandError("Not everything could be tidied.")

    def done(self, chore) -> bool:
        """Whether it could be done; if not, the others are done all the same."""
        try:
            self.stdout.write(chore())
        except Exception:
            log.exception("%s failed.", chore.__name__)
            return False
        return True
