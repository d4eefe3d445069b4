from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages and news")

    def ready(self):
        from . import search_help, search_sources, signal_handlers  # noqa: F401
