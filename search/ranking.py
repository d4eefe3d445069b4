"""How well an entry answers a query, the same on every engine: what stands in the title counts most, then its labels,
its summary, its body; a whole word more than a part of one; what was typed more than what it may mean; a rare word more
than a common one.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from portal.languages import html_lang

from .compounds import parts_of
from .folding import words_of
from .query import Atom, Query, Term
from .sounds import sound
from .stemming import stem
from .stopwords import says_nothing

WHOLE, INFLECTED, SOUNDS, PART, HEAD, BEGINS = 1.0, 0.7, 0.8, 0.7, 0.6, 0.5  # of a word of a title
LABELS, SUMMARY, BODY = 0.6, 0.5, 0.6  # the body the more, the more often it stands there
SOMEWHERE = 0.09  # found, but not by what we look at here
CODED = 0.6
MORE = 0.1  # of what further fields, and further meanings, add
ALTERNATIVES = (1.0, 0.95, 0.85, 0.6)  # what was typed, its parts, its meanings
PIECE = 0.7  # for a part of a compound
RELATED, NEXT_RELATED, RELATED_COVERS = 0.5, 0.9, 0.4  # for what only goes with it; each one less than the one before
KNOWN = 3.0  # how much more a word says that the dictionary knows
COMMON = 6  # things that have a word: from here on it says less
LACKING = 0.8  # how much it matters that words are lacking
ENDING = 3  # so many letters more are an ending
ABOUT = 0.5  # for a title that says nothing else
BEGINNING = 2_000


class Sought(NamedTuple):
    """A term of a query: its share of what the query says, its parts with their shares of it, what goes with it."""

    term: Term
    weight: float
    parts: tuple[tuple[Term, float], ...]
    related: tuple[Term, ...]


class Texts(NamedTuple):
    """The tokens of an entry as its index has them, each between blanks; labels have their codes as well, of the body it is
    the first `BEGINNING` characters.
    """

    labels: str
    summary: str
    body: str


class TitleWord(NamedTuple):
    """A word of a title: its tokens, those of the last part of a compound, and of the parts before."""

    tokens: frozenset[str]
    heads: frozenset[str]
    parts: frozenset[str]
    sound: str
    tells: bool


class Title(NamedTuple):
    words: list[TitleWord]
    tokens: frozenset[str]
    heads: frozenset[str]
    parts: frozenset[str]
    sounds: frozenset[str]
    telling: int


def title_of(text: str, language: str) -> Title:
    """`text` is folded."""
    words = [title_word(word, language) for word in words_of(text)]
    tokens, heads, parts, sounds, tells = zip(*words, strict=True) if words else ((),) * 5
    return Title(
        words,
        frozenset().union(*tokens),
        frozenset().union(*heads),
        frozenset().union(*parts),
        frozenset(sounds),
        sum(tells) or len(words),
    )


@lru_cache(20_000)
def title_word(word: str, language: str) -> TitleWord:
    *parts, head = parts_of(word) if html_lang(language) == "de" and parts_of(word) else ("",)
    return TitleWord(
        frozenset({word, stem(word, language)}),
        frozenset({head, stem(head, "de")}) if head else NONE,
        frozenset(form for part in parts for form in (part, stem(part, "de"))) if parts else NONE,
        sound(word),
        not says_nothing(word, language),
    )


NONE: frozenset[str] = frozenset()


class Wanted:
    """What a query wants of an entry. `counts`: how many things have each term, as far as it is known."""

    def __init__(self, query: Query, counts: Mapping[Term, int]):
        weights = shares(query.terms, counts)
        self.terms = [
            Sought(
                term,
                weights[term],
                tuple(shares(query.parts.get(term, ()), counts).items()),
                query.related.get(term, ()),
            )
            for term in query.terms
        ]
        self.tokens = frozenset(token for term in query.terms for atom in term.atoms for token in atom.tokens)

    def covered(self, met: Collection[Term]) -> float:
        """How much of what is wanted an entry has at all, from 0 to 1; `met`: the terms, parts, related terms it has."""
        return sum(each.weight * covers(each, met) for each in self.terms)

    def answered(self, met: Collection[Term], title: Title, texts: Texts) -> float:
        """How well an entry answers: between 0 and about 2."""
        value = sum(each.weight * value_of(each, met, title, texts) for each in self.terms)
        return value * self.covered(met) ** LACKING * (1 + ABOUT * self.said(title))

    def said(self, title: Title) -> float:
        """The share of the telling words of a title that were asked for."""
        met = sum([not self.tokens.isdisjoint(word.tokens) for word in title.words])
        return min(met / title.telling, 1) if title.telling else 0


def shares(terms: Collection[Term], counts: Mapping[Term, int]) -> dict[Term, float]:
    """How much of all that they say each term says: the less, the more things have it."""
    found = {term: (KNOWN if term.means else 1) / (counts[term] + COMMON) if term in counts else 1.0 for term in terms}
    total = sum(found.values())
    return {term: weight / total for term, weight in found.items()}


def covers(each: Sought, met: Collection[Term]) -> float:
    if each.term in met:
        return 1.0
    parts = PIECE * sum(share for part, share in each.parts if part in met)
    return max(parts, RELATED_COVERS if any(term in met for term in each.related) else 0)


def value_of(each: Sought, met: Collection[Term], title: Title, texts: Texts) -> float:
    if each.term in met:
        best = term_value(each.term, title, texts)
    else:
        best = PIECE * sum(share * term_value(part, title, texts) for part, share in each.parts if part in met)
    for number, term in enumerate(each.related):
        if term in met:
            best = max(best, RELATED * NEXT_RELATED**number * term_value(term, title, texts))
    return best


def term_value(term: Term, title: Title, texts: Texts) -> float:
    best = total = 0.0
    for number, group in enumerate(term.alternatives):
        value = sum([atom_value(atom, title, texts) for atom in group]) / len(group)
        value *= ALTERNATIVES[min(number, len(ALTERNATIVES) - 1)]
        best = max(best, value)
        total += value if value > SOMEWHERE else 0
    return best + MORE * (total - best) if best > SOMEWHERE else best


def atom_value(atom: Atom, title: Title, texts: Texts) -> float:
    values = (
        in_title(atom, title),
        LABELS * in_labels(atom, texts.labels),
        SUMMARY * in_text(atom, texts.summary),
        BODY * in_body(atom, texts.body),
    )
    best = max(values)
    return max(best + MORE * (sum(values) - best), SOMEWHERE)


def in_title(atom: Atom, title: Title) -> float:
    tokens, prefix = atom.tokens, atom.prefix
    if not tokens.isdisjoint(title.tokens):
        return WHOLE
    if atom.sound and atom.sound in title.sounds:
        return SOUNDS
    if not tokens.isdisjoint(title.heads):
        return HEAD
    longer = [len(token) for token in title.tokens if token.startswith(prefix)] if prefix else ()
    if longer and min(longer) - len(prefix) <= ENDING:
        return INFLECTED
    if not tokens.isdisjoint(title.parts):
        return PART
    return BEGINS if longer else 0.0


def in_labels(atom: Atom, labels: str) -> float:
    """Their words, in whatever language, are known by codes."""
    found = in_text(atom, labels)
    if found < CODED:
        for code in atom.codes:
            if code in labels:
                return CODED
    return found


def in_text(atom: Atom, text: str) -> float:
    for token in atom.found_as:
        if token in text:
            return WHOLE
    if not atom.prefix or (start := text.find(f" {atom.prefix}")) < 0:
        return 0.0
    rest = text.find(" ", start + 1) - start - 1 - len(atom.prefix)
    return INFLECTED if rest <= ENDING else BEGINS


def in_body(atom: Atom, text: str) -> float:
    """From 0 to 1: ½ where a word stands once, ⅔ where it stands twice."""
    count = sum([text.count(token) for token in atom.found_as])
    if not count and atom.prefix:
        count = BEGINS * text.count(f" {atom.prefix}")
    return count / (count + 1)
