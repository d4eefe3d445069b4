from django.core.management.base import BaseCommand

from portal.changes import forget_old_changes
from portal.visits import forget_old_visits


class Command(BaseCommand):
    help = "Forget what nobody needs any more: changes every process has seen, visits older than a year. Run it daily."

    def handle(self, **options):
        self.stdout.write(f"Changes forgotten: {forget_old_changes()}, visits forgotten: {forget_old_visits()}.")
