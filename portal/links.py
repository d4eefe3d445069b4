"""Addresses of pages within a language: the switch of language never changes the rest of the path."""

from django.urls import reverse
from django.utils.translation import get_language, override

from .languages import SOURCE
from .tree import path_below_home


def in_language(url: str, language: str) -> str:
    """The same address in another language: ("/de/angebote/?q=x", "ar") → "/ar/angebote/?q=x"."""
    return f"/{language}/" + url.lstrip("/").partition("/")[2]


def page_url(url_path: str, language: str | None = None) -> str:
    """The address of the page with this `url_path` inside a language (default: the active one)."""
    below = path_below_home(url_path)
    return f"/{language or get_language() or SOURCE}/{below or ''}"


def localized_reverse(name: str, language: str, *args) -> str:
    with override(language):
        return reverse(name, args=args)
