"""What commands have in common that speak with an operator."""

import os

from django.conf import settings


def operator_language() -> str:
    """The language of the terminal, if the portal has it: LANG=en_GB.UTF-8 → "en"."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "").partition(".")[0].partition("_")[0].lower()
        if code in dict(settings.LANGUAGES):
            return code
    return settings.LANGUAGE_CODE
