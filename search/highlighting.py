"""The words of a hit that were sought, marked; and of a long text the piece in which most of them stand."""

import re
from functools import cache, lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import forms
from .entry import Entry
from .folding import words_of
from .query import Query

MARKS = "\u0300-\u036f\u064b-\u065f\u0670"  # vowels and stress above a letter
WORD = re.compile(rf"[^\W_]+(?:[·\u00ad'’][^\W_]+|[{MARKS}]+[^\W_]*)*")
SNIPPET = 180  # characters


@lru_cache(30_000)
def forms_of(written: str, language: str) -> str:
    """Each between blanks."""
    return f" {' '.join([forms(word, language) for word in words_of(written)])} "


class Sought(dict):
    """Word as written → whether it is sought. Words come again and again: each is looked at once."""

    def __init__(self, query: Query, language: str):
        super().__init__()
        atoms = [atom for term in query.terms for atom in term.atoms]
        begun = {f" {atom.prefix}" for atom in atoms if atom.prefix}
        self.sought = [*begun, *({token for atom in atoms for token in atom.found_as})]
        self.language = language

    def __missing__(self, written: str) -> bool:
        found = self[written] = any(map(forms_of(written, self.language).__contains__, self.sought))
        return found

    def any_of(self, text: str) -> bool:
        return any(map(self.__getitem__, WORD.findall(text)))


class Marker:
    """Marks in the texts of hits what a query seeks."""

    def __init__(self, query: Query):
        self.sought = cache(lambda language: Sought(query, language))

    def highlighted(self, entry: Entry) -> tuple[SafeString, SafeString, bool]:
        """(title, snippet, from body): the summary, or the part of the body that has what the summary has not."""
        title = marked(entry.title, self.sought(entry.language_of("title")))[1]
        found_in_summary, summary = marked(entry.summary, self.sought(entry.language_of("summary")))
        in_body = self.sought(entry.language_of("body"))
        if not found_in_summary and entry.body and (piece := best_piece(entry.body, in_body)):
            return title, marked(piece, in_body)[1], True
        return title, summary, False


def marked(text: str, sought: Sought) -> tuple[int, SafeString]:
    """How many words were marked, and the text with them in <mark>."""
    if not sought.any_of(text):
        return 0, escape(text)
    parts, last = [], 0
    places = [match.span() for match in WORD.finditer(text) if sought[match[0]]]
    for start, end in places:
        parts += [escape(text[last:start]), f"<mark>{escape(text[start:end])}</mark>"]
        last = end
    parts.append(escape(text[last:]))
    return len(places), mark_safe("".join(parts))  # noqa: S308 — escaped above


def best_piece(text: str, sought: Sought) -> str:
    """The sentences around the first word that was sought; "" where there is none."""
    if not sought.any_of(text):
        return ""
    return piece_around(next(match.start() for match in WORD.finditer(text) if sought[match[0]]), text)


def piece_around(place: int, text: str) -> str:
    sentence = text.rfind(". ", 0, place)
    start = sentence + 2 if sentence >= 0 else 0
    if within := place - start > SNIPPET // 2:
        start = text.rfind(" ", 0, place - SNIPPET // 3) + 1
    piece = text[start : start + SNIPPET]
    if start + SNIPPET < len(text):
        piece = piece.rpartition(" ")[0] + " …"
    return ("… " if within else "") + piece.strip()
