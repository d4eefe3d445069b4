"""The words of a hit that were sought, marked; and of a long text the piece in which most of them stand."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .analysis import forms
from .entry import Entry
from .folding import words_of
from .query import Query

WORD = re.compile(r"[^\W_]+(?:[·\u00ad'’][^\W_]+)*")
SNIPPET = 180  # characters


def highlighted(entry: Entry, query: Query) -> tuple[SafeString, SafeString, bool]:
    """(title, snippet, from body): the summary, or the part of the body that has what the summary has not."""
    title = marked(entry.title, entry.language, query)[1]
    found_in_summary, summary = marked(entry.summary, entry.language, query)
    if not found_in_summary and entry.body and (piece := best_piece(entry, query)):
        return title, marked(piece, entry.language, query)[1], True
    return title, summary, False


def marked(text: str, language: str, query: Query) -> tuple[int, SafeString]:
    """How many words were marked, and the text with them in <mark>."""
    parts, last, count = [], 0, 0
    for match in WORD.finditer(text):
        if sought(match[0], language, query):
            parts += [conditional_escape(text[last : match.start()]), format_html("<mark>{}</mark>", match[0])]
            last, count = match.end(), count + 1
    parts.append(conditional_escape(text[last:]))
    return count, mark_safe("".join(parts))  # noqa: S308 — escaped above


def sought(word: str, language: str, query: Query) -> bool:
    tokens = {form for each in words_of(word) for form in forms(each, language).split()}
    return any(atom.found_in(tokens) for term in query.terms for atom in term.atoms)


def best_piece(entry: Entry, query: Query) -> str:
    """The sentences around the first word of the body that was sought; "" where there is none."""
    first = next((m for m in WORD.finditer(entry.body) if sought(m[0], entry.language, query)), None)
    if first is None:
        return ""
    sentence = entry.body.rfind(". ", 0, first.start())
    start = sentence + 2 if sentence >= 0 else 0
    if within := first.start() - start > SNIPPET // 2:
        start = entry.body.rfind(" ", 0, first.start() - SNIPPET // 3) + 1
    piece = entry.body[start : start + SNIPPET]
    if start + SNIPPET < len(entry.body):
        piece = piece.rpartition(" ")[0] + " …"
    return ("… " if within else "") + piece.strip()
