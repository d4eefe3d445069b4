"""A search text understood: its words with their forms, what the dictionary says they mean, without what says nothing."""

from dataclasses import dataclass
from functools import cached_property

from portal.languages import SOURCE, html_lang

from .compounds import parts_of
from .dictionary import meanings
from .folding import clean_query, fold_word, words_of
from .sounds import sound
from .stemming import languages_of, stem
from .stopwords import says_nothing

SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class Atom:
    """One word to look for: an entry has it when it has one of the `tokens`, or a word that begins with `prefix`.

    `word` is as it was written, for engines that cut it back themselves.
    """

    tokens: frozenset[str]
    prefix: str = ""
    sound: str = ""
    word: str = ""


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: any of the alternatives will do, each a group of words that must all be there.

    The first alternative is what was typed, the others are parts of a compound and what the dictionary knows.
    """

    typed: str
    alternatives: tuple[tuple[Atom, ...], ...]

    @property
    def atoms(self) -> list[Atom]:
        return [atom for group in self.alternatives for atom in group]


class Query:
    """What someone typed, for a reader of `language`. Never fails, whatever the text."""

    def __init__(self, text: str, language: str):
        self.text, self.language = clean_query(text), language

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.text)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """One term for each word or phrase that says something; if none does, for each word."""
        known = meanings(self.words, self.language)
        told = telling(self.words, self.language)
        found, n = [], 0
        while n < len(self.words):
            length, means = known.get(n, (1, ()))
            if length > 1 or means or self.words[n] in told:
                found.append(self._term(self.words[n : n + length], means))
            n += length
        return tuple(found)

    def _term(self, words: list[str], means: tuple[str, ...]) -> Term:
        groups = [tuple(atom(word, self.language) for word in telling(words, self.language))]
        if len(words) == 1 and len(parts := parts_of(fold_word(words[0]))) > 1:
            groups.append(tuple(Atom(frozenset({part, stem(part, SOURCE)}), prefix_of(part)) for part in parts))
        groups += [tuple(atom(word, SOURCE) for word in telling(words_of(phrase), SOURCE)) for phrase in means]
        return Term(" ".join(words), tuple(dict.fromkeys(group for group in groups if group)))


def telling(words: list[str], language: str) -> list[str]:
    """The words that say something, or all if none does."""
    return [word for word in words if not says_nothing(word, language)] or words


def atom(word: str, language: str) -> Atom:
    folded = fold_word(word)
    stems = {stem(form, code) for code in languages_of(word, html_lang(language)) for form in (word, folded)}
    foreign = not folded.isascii()
    return Atom(frozenset({folded, *stems}), prefix_of(folded), sound(word) if foreign and len(word) > 3 else "", word)


def prefix_of(folded: str) -> str:
    """What longer words may begin with: numbers and very short words must be met exactly."""
    return folded if len(folded) >= SHORTEST_PREFIX and not folded.isdigit() else ""
