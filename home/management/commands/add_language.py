from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.translating import add_language


class Command(BaseCommand):
    help = "Make the home and list pages of a language that is in the settings. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("code", help="a code of LANGUAGES, such as tr")

    def handle(self, *, code, **options):
        if code not in dict(settings.LANGUAGES):
            raise CommandError(
                f"{code} is not in LANGUAGES (portal/settings.py): {', '.join(dict(settings.LANGUAGES))}"
            )
        made = add_language(code)
        self.stdout.write(f"{code}: {made} pages made" if made else f"{code}: nothing to do")
