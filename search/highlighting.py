"""The words of a hit that were sought, marked; and of a long text the piece in which the first of them stands."""

import re
from collections.abc import Iterator
from functools import cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .analysis import KeptForms, forms
from .entry import Entry
from .folding import words_of
from .query import Query
from .ranking import BEGINNING, Texts

MARKS = "\u0300-\u036f\u064b-\u065f\u0670"  # vowels and stress above a letter
WORD = re.compile(rf"[^\W_]+(?:[·\u00ad'’][^\W_]+|[{MARKS}]+[^\W_]*)*")
SNIPPET = 180  # characters


@cache
def written_forms(language: str) -> KeptForms:
    """Of words as they are written, each between blanks."""
    return KeptForms(language, lambda written, code: f" {' '.join([forms(word, code) for word in words_of(written)])} ")


class Sought(dict):
    """Words of texts in a language, as written → whether they are sought."""

    def __init__(self, query: Query, language: str):
        super().__init__()
        atoms = [atom for term in query.terms for atom in term.atoms]
        begun = {f" {atom.prefix}" for atom in atoms if atom.prefix}
        self.tokens = [*begun, *({token for atom in atoms for token in atom.found_as})]
        self.forms = written_forms(language)

    def __missing__(self, written: str) -> bool:
        found = self[written] = self.is_in(self.forms[written])
        return found

    def is_in(self, tokens: str) -> bool:
        return any(map(tokens.__contains__, self.tokens))

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they stand."""
        end = 0
        for word in WORD.findall(text):
            start = text.index(word, end)
            end = start + len(word)
            if self[word]:
                yield start, end


class Marker:
    """Marks in the texts of hits what a query seeks. Most texts have nothing of it, which their tokens tell at once."""

    def __init__(self, query: Query):
        self.sought = cache(lambda language: Sought(query, language))

    def highlighted(self, entry: Entry, texts: Texts) -> tuple[SafeString, SafeString, bool]:
        """(title, snippet, from body): the summary, or the part of the body that has what the summary has not."""
        title = marked(entry.title, self.sought(entry.language_of("title")))
        sought = self.sought(entry.language_of("summary"))
        if sought.is_in(texts.summary):
            return title, marked(entry.summary, sought), False
        sought = self.sought(entry.language_of("body"))
        if (sought.is_in(texts.body) or len(texts.body) > BEGINNING) and (piece := best_piece(entry.body, sought)):
            return title, marked(piece, sought), True
        return title, mark_safe(escape(entry.summary)), False  # noqa: S308


def marked(text: str, sought: Sought) -> SafeString:
    """The text with what is sought in <mark>."""
    parts, last = [], 0
    for start, end in sought.places(text):
        parts += [escape(text[last:start]), f"<mark>{escape(text[start:end])}</mark>"]
        last = end
    parts.append(escape(text[last:]))
    return mark_safe("".join(parts))  # noqa: S308 — escaped above


def best_piece(text: str, sought: Sought) -> str:
    """The sentences around the first word that was sought; "" where there is none."""
    place = next(sought.places(text), None)
    return piece_around(place[0], text) if place else ""


def piece_around(place: int, text: str) -> str:
    sentence = text.rfind(". ", 0, place)
    start = sentence + 2 if sentence >= 0 else 0
    if within := place - start > SNIPPET // 2:
        start = text.rfind(" ", 0, place - SNIPPET // 3) + 1
    piece = text[start : start + SNIPPET]
    if start + SNIPPET < len(text):
        piece = piece.rpartition(" ")[0] + " …"
    return ("… " if within else "") + piece.strip()
