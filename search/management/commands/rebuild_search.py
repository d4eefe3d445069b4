import time

from django.core.management.base import BaseCommand, CommandError

from search.engines import ServerFailed
from search.rebuilding import AlreadyRunning, rebuild


class Command(BaseCommand):
    help = (
        "Write everything that the search reads anew, and build a new index on the search server beside the one in use. "
        "People can search meanwhile. May be stopped at any moment and run again."
    )

    def handle(self, **options):
        began, last = time.monotonic(), ("", 0, 0)
        try:
            for step in rebuild():
                if step[0] != last[0] and last[0]:
                    self.say(last)
                elif self.stdout.isatty():
                    self.say(step, ending="\r")
                last = step
        except AlreadyRunning:
            raise CommandError("Another rebuild is under way. Nothing was done.") from None
        except ServerFailed as error:
            raise CommandError(f"{error} What the database answers searches from was made anew.") from None
        self.say(last)
        self.stdout.write(self.style.SUCCESS(f"Done in {time.monotonic() - began:.0f} s."))

    def say(self, step: tuple[str, int, int], ending: str = "\n") -> None:
        what, done, total = step
        self.stdout.write(f"{what}: {done} of {total}" if total else f"{what}: {done}", ending=ending)
