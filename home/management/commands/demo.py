"""The portal with its demo content, ready to click: everything from an empty folder to a running server."""

import os
import subprocess
import sys

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import BaseApplication
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.demonstration import load, load_translations
from home.models import HomePage
from portal.catalogs import compile_catalogs
from portal.users.models import User

PASSWORD = "wir-sind-du"  # noqa: S105 — printed for the demo on 127.0.0.1
ROLES = (
    ("betrieb@example.org", "Betrieb (alles)", None),
    ("kernteam@example.org", "Kernteam (freigeben, Verzeichnis pflegen)", "Kernteam"),
    ("redaktion@example.org", "Redaktion (Seiten und Nachrichten)", "Redaktion"),
)


class Command(BaseCommand):
    help = "Set everything up with invented demo content and serve it on 127.0.0.1."

    def add_arguments(self, parser):
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--no-serve", action="store_true", help="set up, but do not start the server")
        parser.add_argument("--translations", action="store_true", help="only load the translations of the content")

    def handle(self, *, port, no_serve, translations, **options):
        if translations:
            return load_translations(self.say)
        os.makedirs(settings.VAR_DIR, exist_ok=True)
        collecting = self.collect_static()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Setting up the database (about half a minute) …")
            call_command("migrate", verbosity=0)
        compile_catalogs()
        if not HomePage.objects.filter(introduced__isnull=False).exists():  # the last that is loaded
            self.say("Languages, lists, districts, subjects …")
            with disable_reference_index_auto_update():  # indexed after the translations
                call_command("setup_portal")
            self.say("Demo content …")
            load(self.say)
        make_users()
        if collecting and collecting.wait():
            raise CommandError("Styles, fonts and scripts could not be collected: manage.py collectstatic")
        if collecting:  # this process read their names before there were any
            staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = staticfiles_storage.load_manifest()
        if no_serve:
            load_translations(self.say)
        self.greet(port)
        if not no_serve:
            self.load_translations_beside()
            Server(port).run()

    def load_translations_beside(self) -> None:
        """In a process of their own: the first page is there sooner, and shows in German what is not loaded yet."""
        self.say("  The content in nine more languages is loaded in the background; it takes about two minutes.\n")
        beside("demo", "--translations")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def collect_static(self) -> subprocess.Popen | None:
        """In a process beside this one; again only when a file of ours is newer than what was collected."""
        manifest = os.path.join(settings.STATIC_ROOT, "staticfiles.json")
        ours = os.path.join(settings.BASE_DIR, "portal", "static")
        newest = max(os.path.getmtime(os.path.join(folder, f)) for folder, _, files in os.walk(ours) for f in files)
        if os.path.exists(manifest) and os.path.getmtime(manifest) >= newest:
            return None
        self.say("Styles, fonts, scripts …")
        return beside("collectstatic", "--noinput", "-v0")

    def greet(self, port: str) -> None:
        self.say(
            f"\n  ISI – Wir sind DU      http://127.0.0.1:{port}/\n  Verwaltung             http://127.0.0.1:{port}/admin/\n"
        )
        for email, role, _group in ROLES:
            self.say(f"  {email:<22} {PASSWORD:<14} {role}")
        self.say("")


def beside(*command: str) -> subprocess.Popen:
    """A command of manage.py in a process of its own, on the other core."""
    line = [sys.executable, "manage.py", *command]
    return subprocess.Popen(line, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)  # noqa: S603 — ours


def make_users() -> None:
    from django.contrib.auth.models import Group

    for email, role, group in ROLES:
        if User.objects.filter(email=email).exists():
            continue
        create = User.objects.create_user if group else User.objects.create_superuser
        user = create(email, PASSWORD, last_name=role.partition(" (")[0])
        if group:
            user.groups.add(Group.objects.get(name=group))


class Server(BaseApplication):
    """gunicorn in this process: what is imported already need not be imported by each worker again."""

    def __init__(self, port: str):
        self.port = port
        super().__init__()

    def load_config(self):
        options = {"bind": f"127.0.0.1:{self.port}", "workers": 2, "preload_app": True, "control_socket_disable": True}
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self):
        application = get_wsgi_application()
        connections.close_all()  # none may be shared with the workers
        return application
