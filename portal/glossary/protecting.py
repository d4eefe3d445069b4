"""Official words and the machine translation: they stay German, because people meet them in that form at the office.

`restore(*protect(text, words)) == text`, whatever the text.
"""

import re
from collections.abc import Iterable

from .words import END, START, alternatives, glossary

PLACEHOLDER = re.compile(r"⟦\s*([0-9]+)\s*⟧")  # providers put spaces around what they do not know


def do_not_translate() -> list[str]:
    """All official words in all their forms, the longest first."""
    return sorted(glossary(), key=lambda form: (-len(form), form))


def protect(text: str, words: Iterable[str]) -> tuple[str, list[str]]:
    """The text with ⟦1⟧, ⟦2⟧ … in the place of these words, and what they stand for."""
    words, kept = list(words), []
    inside = f"|{START}(?:{alternatives(words)}){END}" if words else ""

    def placeholder(found: re.Match) -> str:
        kept.append(found[0])
        return f"⟦{len(kept)}⟧"

    return re.sub(PLACEHOLDER.pattern + inside, placeholder, text), kept


def restore(text: str, kept: list[str]) -> str:
    """The text with the words back in their places; a number that was never given stays as it is."""

    def word(found: re.Match) -> str:
        number = int(found[1][:6])
        return kept[number - 1] if 0 < number <= len(kept) else found[0]

    return PLACEHOLDER.sub(word, text)
