from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from portal.glossary.words import NAMES

        from . import search_sources  # noqa: F401 — registers what can be found
        from .indexes import ORGANIZATIONS, names_of_organizations

        NAMES[ORGANIZATIONS] = names_of_organizations
