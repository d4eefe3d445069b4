"""What the search makes of a text, said so that the Kernteam sees which entry of the dictionary is missing."""

from dataclasses import dataclass
from functools import cached_property

from search.asking import search
from search.compounds import parts_of
from search.folding import fold_word
from search.meanings import meanings
from search.promoted import promoted_for
from search.query import Query
from search.results import Asked, Found
from search.things import sources

SHOWN = 5


@dataclass
class Understood:
    """What was typed, what it is searched for as well, and its parts, if it is a German compound."""

    typed: str
    means: tuple[str, ...]
    parts: tuple[str, ...]


class Trial:
    def __init__(self, text: str, language: str):
        self.query, self.language = Query(text, language), language

    @property
    def terms(self) -> list[Understood]:
        known = meanings(self.query.words, self.language)
        by_typed = {" ".join(self.query.words[n : n + length]): means for n, (length, means) in known.items()}
        return [
            Understood(term.typed, by_typed.get(term.typed, ()), parts_of(fold_word(term.typed)))
            for term in self.query.terms
        ]

    @property
    def left_out(self) -> list[str]:
        """Words that say nothing."""
        told = {word for term in self.query.terms for word in term.typed.split()}
        return [word for word in dict.fromkeys(self.query.words) if word not in told]

    @cached_property
    def found(self) -> Found:
        return search(Asked(self.query, size=SHOWN))

    @property
    def hits(self) -> list[dict]:
        return [
            {"entry": hit.entry, "kind": sources()[hit.entry.kind].label, "url": hit.entry.url_in(self.language)}
            for hit in self.found.hits
        ]

    @property
    def promoted(self) -> list[dict]:
        return promoted_for(self.query.text, self.language)
