"""How well an entry answers a query, the same on every database: what stands in the title counts most, then its labels,
its summary, its body; a whole word more than a part of one; what was typed more than what it may mean.
"""

from functools import lru_cache
from typing import NamedTuple

from portal.languages import html_lang

from .compounds import parts_of
from .folding import words_of
from .label_words import label_words
from .query import Atom, Term
from .sounds import sound
from .stemming import stem
from .stopwords import says_nothing

WHOLE, INFLECTED, SOUNDS, HEAD, PART, BEGINS = 1.0, 0.8, 0.8, 0.75, 0.6, 0.4  # of a word of a title
CODED = 0.9
LABELS, SUMMARY, BODY = 0.6, 0.55, 0.1
MORE = 0.2  # of what further fields add
ALTERNATIVES = (1.0, 0.95, 0.85, 0.75)  # what was typed, its parts, its meanings
ENDING = 3  # so many letters more are an ending
ABOUT = 0.4  # for a title that says nothing else


class Texts(NamedTuple):
    """The tokens of an entry as its index has them, each between blanks; labels have their codes as well."""

    labels: str
    summary: str


class Title(NamedTuple):
    """The words of a title: tokens of each, those of the last part of a compound and those of the parts before."""

    words: tuple[frozenset[str], ...]
    heads: frozenset[str]
    parts: frozenset[str]
    sounds: frozenset[str]
    telling: int


@lru_cache(5_000)
def title_of(text: str, language: str) -> Title:
    words = words_of(text)
    own = tuple(frozenset({word, stem(word, language)}) for word in words)
    compounds = [parts_of(word) for word in words] if html_lang(language) == "de" else []
    telling = sum(not says_nothing(word, language) for word in words)
    return Title(
        own,
        frozenset(form for found in compounds for form in (*found[-1:], *(stem(part, "de") for part in found[-1:]))),
        frozenset(form for found in compounds for part in found[:-1] for form in (part, stem(part, "de"))),
        frozenset(sound(word) for word in words),
        telling or len(words),
    )


def answers(weights: dict[Term, float], title: Title, texts: Texts) -> float:
    """Between 0 and about 2."""
    total = sum(weights.values()) or 1
    value = sum(weight * term_value(term, title, texts) for term, weight in weights.items()) / total
    return value * (1 + ABOUT * said(weights, title))


def said(terms, title: Title) -> float:
    """The share of the telling words of a title that were asked for."""
    atoms = {atom for term in terms for atom in term.atoms}
    met = sum(any(not atom.tokens.isdisjoint(word) for atom in atoms) for word in title.words)
    return min(met / title.telling, 1) if title.telling else 0


def term_value(term: Term, title: Title, texts: Texts) -> float:
    best = 0.0
    for number, group in enumerate(term.alternatives):
        value = sum(atom_value(atom, title, texts) for atom in group) / len(group)
        best = max(best, value * ALTERNATIVES[min(number, len(ALTERNATIVES) - 1)])
    return best


def atom_value(atom: Atom, title: Title, texts: Texts) -> float:
    found = (
        in_title(atom, title),
        LABELS * in_labels(atom, texts.labels),
        SUMMARY * in_text(atom, texts.summary),
    )
    best = max(found)
    return best + MORE * (sum(found) - best) if best else BODY


def in_title(atom: Atom, title: Title) -> float:
    if any(not atom.tokens.isdisjoint(word) for word in title.words):
        return WHOLE
    if atom.sound and atom.sound in title.sounds:
        return SOUNDS
    if not atom.tokens.isdisjoint(title.heads):
        return HEAD
    longer = [len(token) - len(atom.prefix) for word in title.words for token in word if atom.begins(token)]
    if longer and min(longer) <= ENDING:
        return INFLECTED
    if not atom.tokens.isdisjoint(title.parts):
        return PART
    return BEGINS if longer else 0.0


def in_labels(atom: Atom, labels: str) -> float:
    """Their words, in whatever language, are known by codes."""
    found = in_text(atom, labels)
    if found < CODED and any(f" {code} " in labels for code in label_words().codes_of(atom)):
        return CODED
    return found


def in_text(atom: Atom, text: str) -> float:
    if any(f" {token} " in text for token in atom.tokens):
        return WHOLE
    if not atom.prefix or (start := text.find(f" {atom.prefix}")) < 0:
        return 0.0
    rest = text.find(" ", start + 1) - start - 1 - len(atom.prefix)
    return INFLECTED if rest <= ENDING else BEGINS
