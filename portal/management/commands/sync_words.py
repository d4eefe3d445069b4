from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from portal.languages import SOURCE
from portal.words.outbox import WaitingWords
from portal.words.syncing import sync_key


class Command(BaseCommand):
    help = "Carry changed German words into the translations wherever that waits or has failed. Safe to run again."

    def handle(self, **options):
        keys = list(WaitingWords.objects.order_by("since").values_list("pk", flat=True))
        pages = Page.objects.filter(translation_key__in=keys, locale__language_code=SOURCE)
        titles = dict(pages.values_list("translation_key", "title"))
        failed = 0
        for number, key in enumerate(keys, start=1):
            error = ""
            if not sync_key(key) and (row := WaitingWords.objects.filter(pk=key).first()):
                failed += 1
                error = row.error or "another process is at it"
            self.stdout.write(f"{number}/{len(keys)} {titles.get(key, key)}: {error or 'done'}")
        if not keys:
            self.stdout.write("Nothing waits.")
        if failed:
            raise CommandError(f"{failed} of {len(keys)} could not be carried over.")
