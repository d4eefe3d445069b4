"""What apps add to the pages of the search: who helps where it finds nothing, and where to begin without a word.

Each registered function answers in the active language, or with None.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from .folding import words_of

_helpers: list[Callable[[], dict | None]] = []
_ways_in: list[Callable[[], dict | None]] = []


def register_help(function: Callable[[], dict | None]):
    """Register a function that gives the variables of `components/ask.html`: someone to ask."""
    _helpers.append(function)
    return function


def register_ways_in(function: Callable[[], dict | None]):
    """Register a function that gives {title, entries}, each entry with the variables of `situation_entry.html`."""
    _ways_in.append(function)
    return function


def helpers() -> list[dict]:
    return [found for function in _helpers if (found := function())]


def ways_in() -> list[dict]:
    return [found for function in _ways_in if (found := function())]


def wordless(typed: str) -> str:
    """What to say beside the field of a search where what was typed has neither letter nor digit; "" where it has."""
    if not typed or words_of(typed):
        return ""
    return _("There are no letters or digits in what you typed. Please write a word, in any language.")
