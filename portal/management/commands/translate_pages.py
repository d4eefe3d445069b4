import time

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from portal.pages import page_classes
from portal.words.batches import Kind, do, steps
from portal.words.places import sources
from portal.words.services import Unavailable, machine_languages
from portal.words.writing import reason


class Command(BaseCommand):
    help = (
        "Make the missing translations of published German pages: drafts to fill in, or by machine. "
        "May be stopped at any time; run again, it goes on."
    )

    def add_arguments(self, parser):
        types = sorted(model._meta.model_name for model in page_classes())
        parser.add_argument("languages", nargs="+", help="codes of LANGUAGES, such as tr")
        parser.add_argument("--type", choices=types, action="append", help="only pages of this type; may be repeated")
        parser.add_argument("--page", type=int, action="append", help="only this German page; may be repeated")
        parser.add_argument("--limit", type=int, help="at most that many pages")
        parser.add_argument("--machine", action="store_true", help="by the machine translation that is configured")

    def handle(self, *, languages, machine, **options):
        locales = {each.language_code: each for each in Locale.objects.filter(language_code__in=languages)}
        if unknown := set(languages) - locales.keys():
            raise CommandError(f"No such language here: {', '.join(sorted(unknown))}")
        if machine and (without := set(languages) - machine_languages()):
            raise CommandError(f"No machine translation into: {', '.join(sorted(without))}")
        kind, begun = Kind.MACHINE if machine else Kind.CREATE, time.monotonic()
        pages = self.pages(**options)
        made, failed = self.make(kind, pages, [locales[code] for code in languages])
        self.stdout.write(f"{made} made, {failed} failed, {time.monotonic() - begun:.1f} s")
        if failed:
            raise CommandError("Some pages could not be translated, see above.")

    def pages(self, *, type, page, limit, **options):
        found = sources()
        if type:
            found = found.filter(content_type__model__in=type)
        if page:
            found = found.filter(pk__in=page)
        return list(found.order_by("path")[:limit])

    def make(self, kind, pages, locales) -> tuple[int, int]:
        made = failed = 0
        total = len(pages) * len(locales)
        for number, (page, locale) in enumerate(steps(pages, locales), start=1):
            said = "there already"
            try:
                if do(kind, page.specific, locale):
                    made, said = made + 1, "made"
            except Unavailable as error:
                raise CommandError(f"{number}/{total} {error}") from error
            except Exception as error:
                failed, said = failed + 1, reason(error)
            self.stdout.write(f"{number}/{total} {locale.language_code} {page.title}: {said}")
        return made, failed
