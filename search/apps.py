from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from portal.changes import LISTENERS

        from . import chores, official_words, promoted  # noqa: F401 — they register themselves
        from .outbox import note

        LISTENERS.append(note)
        post_migrate.connect(install, sender=self)


def install(using: str = "default", **kwargs) -> None:
    """Make what the engine of the database needs beside the table of entries, if it is not there."""
    from .engines import database_engine
    from .entry import Entry

    with connections[using].cursor() as cursor:
        if Entry._meta.db_table in connections[using].introspection.table_names(cursor):
            for statement in database_engine().schema:
                cursor.execute(statement)
