"""The words of a hit that were sought, marked; and of a long text the piece in which most of them stand."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import forms
from .entry import Entry
from .folding import words_of
from .query import Query

WORD = re.compile(r"[^\W_]+(?:[·\u00ad'’][^\W_]+)*")
SNIPPET = 180  # characters


class Marker:
    """Marks in the texts of hits what a query seeks. Words come again and again: each is looked at once."""

    def __init__(self, query: Query):
        atoms = [atom for term in query.terms for atom in term.atoms]
        self.tokens = {token for atom in atoms for token in atom.tokens}
        self.prefixes = tuple({atom.prefix for atom in atoms if atom.prefix})
        self.known: dict[tuple[str, str], bool] = {}

    def highlighted(self, entry: Entry) -> tuple[SafeString, SafeString, bool]:
        """(title, snippet, from body): the summary, or the part of the body that has what the summary has not."""
        title = self.marked(entry.title, entry.language)[1]
        found_in_summary, summary = self.marked(entry.summary, entry.language)
        if not found_in_summary and entry.body and (piece := self.best_piece(entry)):
            return title, self.marked(piece, entry.language)[1], True
        return title, summary, False

    def marked(self, text: str, language: str) -> tuple[int, SafeString]:
        """How many words were marked, and the text with them in <mark>."""
        parts, last, count = [], 0, 0
        for match in WORD.finditer(text):
            if self.sought(match[0], language):
                parts += [escape(text[last : match.start()]), f"<mark>{escape(match[0])}</mark>"]
                last, count = match.end(), count + 1
        parts.append(escape(text[last:]))
        return count, mark_safe("".join(parts))  # noqa: S308 — escaped above

    def sought(self, word: str, language: str) -> bool:
        place = word, language
        if (found := self.known.get(place)) is None:
            tokens = {form for each in words_of(word) for form in forms(each, language).split()}
            found = not self.tokens.isdisjoint(tokens) or any(token.startswith(self.prefixes) for token in tokens)
            self.known[place] = found
        return found

    def best_piece(self, entry: Entry) -> str:
        """The sentences around the first word of the body that was sought; "" where there is none."""
        first = next((m for m in WORD.finditer(entry.body) if self.sought(m[0], entry.language)), None)
        return piece_around(first.start(), entry.body) if first else ""


def highlighted(entry: Entry, query: Query) -> tuple[SafeString, SafeString, bool]:
    """(title, snippet, from body) of one entry."""
    return Marker(query).highlighted(entry)


def piece_around(place: int, text: str) -> str:
    sentence = text.rfind(". ", 0, place)
    start = sentence + 2 if sentence >= 0 else 0
    if within := place - start > SNIPPET // 2:
        start = text.rfind(" ", 0, place - SNIPPET // 3) + 1
    piece = text[start : start + SNIPPET]
    if start + SNIPPET < len(text):
        piece = piece.rpartition(" ")[0] + " …"
    return ("… " if within else "") + piece.strip()
