"""A search text understood: its words with their forms, what the dictionary says they mean, without what says nothing."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from portal.languages import SOURCE, html_lang

from .alphabets import in_own_alphabet
from .compounds import parts_of
from .folding import clean_query, fold_word, words_of
from .label_words import label_words
from .meanings import called, goes_with, meanings, named_like, words_of_names
from .sounds import sounds_of
from .spelling import corrections
from .stemming import NOT_LATIN, languages_of, stem
from .stopwords import says_nothing

SHORTEST_PREFIX = 3
SHORTEST_REST = 4  # letters before the part of a compound that we know


@dataclass(frozen=True)
class Atom:
    """One word to look for: an entry has it when it has one of the `tokens`, or a word that begins with `prefix`.

    `word` is as it was written, for engines that cut it back themselves.
    """

    tokens: frozenset[str]
    prefix: str = ""
    sound: str = ""
    word: str = ""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the labels that have it."""
        return label_words().codes_of(self.tokens, self.prefix)

    @cached_property
    def found_as(self) -> list[str]:
        """Its tokens as they stand in a text of tokens."""
        return [f" {token} " for token in self.tokens]


@dataclass(frozen=True, eq=False)
class Term:
    """One thing that is asked for: any of the alternatives will do, each a group of words that must all be there.

    The first alternative is what was typed, the others are parts of a compound and what the dictionary knows (`means`).
    """

    typed: str
    alternatives: tuple[tuple[Atom, ...], ...]
    means: tuple[str, ...] = ()

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
            means = means or foreign_name(self.words[n])
            if length > 1 or means or self.words[n] in told:
                found.append(self._term(self.words[n : n + length], means))
            n += length
        return tuple(found)

    @cached_property
    def parts(self) -> dict[Term, tuple[Term, ...]]:
        """The parts of each compound, as terms of their own: for what has not all of it. A Frauenhaus, which the dictionary
        knows, is nothing about a house.
        """
        return {term: found for term in self.terms if not term.means and (found := self._parts(term))}

    def _parts(self, term: Term) -> tuple[Term, ...]:
        parts = parts_of(fold_word(term.typed)) if " " not in term.typed else ()
        if len(parts) == 1:  # of "alkoholproblem" we only know the last part, which says least
            rest = fold_word(term.typed).rpartition(parts[0])[0]
            parts = (rest,) if len(rest) >= SHORTEST_REST else ()
        return tuple(dict.fromkeys(map(part_term, parts)))

    @cached_property
    def related(self) -> dict[Term, tuple[Term, ...]]:
        """What goes with each term by the dictionary, the nearest first."""
        found = {}
        for term in self.terms:
            near = (Term(means[0], tuple(meaning_groups(means))) for means in goes_with((term.typed, *term.means)))
            if each := tuple(near):
                found[term] = each
        return found

    @cached_property
    def single(self) -> tuple[Term, ...]:
        """The terms and their parts one by one, for what has some of them only; none where that would be the same."""
        found = (*self.terms, *chain.from_iterable(self.parts.values()))
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()

    @cached_property
    def otherwise(self) -> tuple["Query", ...]:
        """What may have been meant where this finds nothing, the likelier first: words put right that mean something then,
        what sounds like them, words put right.
        """
        corrected, heard = self.corrected, self.heard
        if corrected and corrected.unknown < self.unknown:
            return (corrected, heard) if heard else (corrected,)
        return tuple(filter(None, (heard, corrected)))

    @property
    def at_best(self) -> "Query":
        """What to look for some words of, where none of these finds all of its words."""
        return self.corrected or self.heard or self

    @property
    def unknown(self) -> int:
        """How many of its terms mean nothing that we know."""
        return sum(not term.means for term in self.terms)

    @cached_property
    def heard(self) -> "Query | None":
        """The same with words also by their sound: as names, and what is written without the letters of the reader's
        language. None if no word sounds like anything.
        """
        heard = Query(self.text, self.language)
        heard.terms = tuple(map(self._heard, self.terms))
        return heard if heard.terms != self.terms else None

    def _heard(self, term: Term) -> Term:
        if term.means:
            return term
        word, groups = fold_word(term.typed), meaning_groups(named_like(term.typed))
        if html_lang(self.language) in NOT_LATIN or not word.isascii():
            groups = [*((Atom(frozenset({word}), "", each),) for each in sounds_of(term.typed)), *groups]
        return Term(term.typed, (*term.alternatives, *groups)) if groups else term

    @cached_property
    def corrected(self) -> "Query | None":
        """The query with misspelt words put right, and in the letters of the language, where there are such; what means
        something, or has parts that all do, is not misspelt.
        """
        unknown = [word for term in self.terms if not term.means for word in words_of(term.typed)]
        unknown = [word for word in unknown if len(parts_of(fold_word(word))) < 2]
        language = html_lang(self.language)
        meant = {word: in_own_alphabet(word, language) for word in unknown}
        vocabularies = [words_of_names(code) for code in dict.fromkeys((language, SOURCE))] if unknown else []
        known = corrections([*unknown, *meant.values()], language, vocabularies)
        right = {word: known.get(word) or known.get(meant[word]) or word for word in unknown}
        right = {word: new if stem(word, language) != stem(new, language) else word for word, new in right.items()}
        if all(word == new for word, new in right.items()):
            return None
        if any(
            meant[word] and not new.isascii() for word, new in right.items()
        ):  # then the others are in Latin letters too
            own = vocabularies[0].written
            others = {word: fold_word(in_own_alphabet(word, language)) for word in self.words if word not in right}
            right |= {word: own[letters] for word, letters in others.items() if letters in own}
        return Query(" ".join(right.get(word, word) for word in self.words), self.language)

    def _term(self, words: list[str], means: tuple[str, ...]) -> Term:
        told = telling(words, self.language)
        groups = [tuple(atom(word, self.language) for word in told)]
        if len(told) > 1:
            groups.append(tuple(self._by_itself(word) for word in told))
        elif not means and len(parts := parts_of(fold_word(words[0]))) > 1:
            groups.append(tuple(map(part_atom, parts)))
        groups += meaning_groups(means)
        groups.append(atoms(called(means, html_lang(self.language)), self.language))
        return Term(" ".join(words), tuple(dict.fromkeys(group for group in groups if group)), means)

    def _by_itself(self, word: str) -> Atom:
        """A word of a phrase with the single words that it means: the phrase may be less than its words."""
        _length, means = meanings([word], self.language).get(0, (1, ()))
        own = atom(word, self.language)
        others = [atom(phrase, SOURCE).tokens for phrase in means if len(words_of(phrase)) == 1]
        return Atom(own.tokens.union(*others), own.prefix, word=word)


def meaning_groups(means: tuple[str, ...]) -> list[tuple[Atom, ...]]:
    return [atoms(phrase, SOURCE) for phrase in means]


def atoms(phrase: str, language: str) -> tuple[Atom, ...]:
    return tuple(atom(word, language) for word in telling(words_of(phrase), language))


def telling(words: list[str], language: str) -> list[str]:
    """The words that say something, or all if none does."""
    return [word for word in words if not says_nothing(word, language)] or words


def atom(word: str, language: str) -> Atom:
    folded = fold_word(word)
    stems = {stem(form, code) for code in languages_of(word, html_lang(language)) for form in (word, folded)}
    return Atom(frozenset({folded, *stems}), prefix_of(folded), word=word)


def foreign_name(word: str) -> tuple[str, ...]:
    """The name that a word in another alphabet stands for."""
    return () if word.isascii() or fold_word(word).isascii() else named_like(word)


def part_term(part: str) -> Term:
    _length, means = meanings([part], SOURCE).get(0, (1, ()))
    return Term(part, ((part_atom(part),), *meaning_groups(means)))


def part_atom(part: str) -> Atom:
    return Atom(frozenset({part, stem(part, SOURCE)}))


def prefix_of(folded: str) -> str:
    """What longer words may begin with: numbers and very short words must be met exactly."""
    return folded if len(folded) >= SHORTEST_PREFIX and not folded.isdigit() else ""
