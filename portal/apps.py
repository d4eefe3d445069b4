from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"

    def ready(self):
        from .serving import make_url_path_index
        from .words import mirroring, syncing  # noqa: F401 — their signal handlers

        post_migrate.connect(make_url_path_index, sender=self)
