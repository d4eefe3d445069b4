from django.core.management.base import BaseCommand

from portal.changes import forget_old_changes
from portal.visits import forget_old_visits
from portal.words.syncing import sync_waiting


class Command(BaseCommand):
    help = (
        "Finish what a worker left undone, and forget what nobody needs any more: changes every process has seen, "
        "visits older than a year. Run it every ten minutes."
    )

    def handle(self, **options):
        self.stdout.write(f"Pages carried into their translations: {sync_waiting.call()}.")
        self.stdout.write(f"Changes forgotten: {forget_old_changes()}, visits forgotten: {forget_old_visits()}.")
