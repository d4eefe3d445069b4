from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"

    def ready(self):
        from .serving import make_url_path_index

        post_migrate.connect(make_url_path_index, sender=self)
