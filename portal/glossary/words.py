"""The official words as this process holds them, and the pattern that finds them in a text."""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from django.utils.html import escape

from portal.changes import held, journal

from .models import GLOSSARY, GlossaryTerm

# Proper names in which no word is explained ("Beirat für …"), by scope of changes; the apps that have some add to it.
NAMES: dict[str, Callable[[], Iterable[str]]] = {}

JOINTS = "·\u00ad"  # Leichte Sprache writes Integrations·kurs
LEFT_ALONE = r"<(?:(a|button|h[1-6]|dfn|bdi|summary|label)\b[^>]*>.*?</\1>|[^>]*>)"
START, END = r"(?<![\w·\u00ad-])", r"(?![\w·\u00ad-])"
AFTER_FIRST = r"(?<![\w·\u00ad-].)"  # START, looked at when the first character was read


@held(GLOSSARY)
def glossary() -> dict[str, GlossaryTerm]:
    """Each term by all the forms in which it is written."""
    return {form: term for term in GlossaryTerm.objects.all() for form in term.written}


def alternatives(words: Iterable[str], between: str = "") -> str:
    """The words as part of a pattern, the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(between + between.join(map(re.escape, word)) for word in longest_first)


def plain_pattern(forms: Iterable[str]) -> re.Pattern:
    """Finds the forms as whole words in a text without markup."""
    return re.compile(f"{START}(?:{alternatives(forms)}){END}")


def html_pattern(forms: Iterable[str], names: Iterable[str], between: str = "") -> re.Pattern:
    """Finds in HTML the forms, and what is left alone: tags, links, headings and names.

    Each branch begins with another character: so `re` skips at once what begins nothing.
    """
    inside = plain_pattern(forms)
    named = {spelled for name in names if inside.search(name) for spelled in (escape(name), html.escape(name, False))}
    by_first = defaultdict(set)
    for words in (forms, named):
        for word in words:
            by_first[word[0]].add(word[1:])
    branches = [
        f"{re.escape(first)}{AFTER_FIRST}(?:{alternatives(rests, between)}){END}"
        for first, rests in sorted(by_first.items())
    ]
    return re.compile("|".join([LEFT_ALONE, *branches]), re.DOTALL)


class Finder:
    """The patterns of the moment; made anew when a word or a name changed."""

    def __init__(self):
        self._state, self._patterns = None, {}

    def pattern(self, text: str) -> re.Pattern | None:
        """The pattern for a text like this one; None while there is no word."""
        state = tuple(journal.version(scope) for scope in (GLOSSARY, *NAMES))
        if state != self._state:
            self._state, self._patterns = state, {}
        between = f"[{JOINTS}]?" if any(joint in text for joint in JOINTS) else ""
        if between not in self._patterns:
            self._patterns[between] = compiled(between)
        return self._patterns[between]


def compiled(between: str) -> re.Pattern | None:
    if not (forms := glossary()):
        return None
    return html_pattern(forms, [name for names_of in NAMES.values() for name in names_of()], between)


finder = Finder()
