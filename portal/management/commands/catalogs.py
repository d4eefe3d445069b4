from django.conf import settings
from django.core.management.base import BaseCommand

from portal.catalogs import OPTIONAL, UNTRANSLATED, catalog, compile_catalogs, merged, messages, untranslated


class Command(BaseCommand):
    help = "Bring the catalogs up to date with the code and say what is not translated. Needs no gettext."

    def handle(self, **options):
        found = messages()
        for code, _name in settings.LANGUAGES:
            new = merged(code, [] if code == UNTRANSLATED else found)
            path = catalog(code)
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text("utf-8") != str(new):
                new.save(str(path))
            missing = [] if code in OPTIONAL else untranslated(new)
            self.stdout.write(f"{code}: {len(new)} messages, {len(missing)} to translate")
            for entry in missing:
                self.stdout.write(f"  {entry.occurrences[0][0]}: {entry.msgid!r}")
        compile_catalogs()
