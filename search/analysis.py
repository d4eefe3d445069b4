"""What the words of a text are found by: folded, cut back to the stem, German compounds in parts as well."""

from collections.abc import Callable
from functools import cache, lru_cache

from portal.languages import html_lang

from .compounds import parts_of
from .folding import fold_word, words_of
from .stemming import stem
from .stopwords import says_nothing

KEPT = 20_000  # words of a language


@lru_cache(50_000)
def forms(word: str, language: str) -> str:
    """The tokens of one lower-case word of a text, joined by blanks."""
    folded = fold_word(word)
    found = {folded: None, stem(word, language): None, stem(folded, language): None}
    if html_lang(language) == "de":
        for part in parts_of(folded):
            found |= {part: None, stem(part, "de"): None}
    return " ".join(found)


def tokens(text: str, language: str) -> str:
    """The tokens of a text in order, as one string for an index that separates at blanks."""
    return " ".join([forms(word, language) for word in words_of(text)])


class KeptForms(dict):
    """The tokens of each word in a language, as `made` makes them; kept, because words come again and again: an `lru_cache`
    takes as long as the rest of the indexing.
    """

    def __init__(self, language: str, made: Callable[[str, str], str]):
        super().__init__()
        self.language, self.made = language, made

    def __missing__(self, word: str) -> str:
        if len(self) >= KEPT:
            self.clear()
        self[word] = found = self.made(word, self.language)
        return found


@cache
def telling_forms(language: str) -> KeptForms:
    """Of the words of a running text: "" for what says nothing."""
    return KeptForms(language, lambda word, code: "" if says_nothing(word, code) else forms(word, code))


def text_tokens(text: str, language: str) -> str:
    """The tokens of a running text, without the third of it that nobody searches for."""
    return " ".join(filter(None, map(telling_forms(language).__getitem__, words_of(text))))


@lru_cache(20_000)
def label_forms(text: str, language: str) -> str:
    """The tokens of a label, which many things have."""
    return tokens(text, language)


def label_tokens(labels: dict[str, list[str]]) -> str:
    """The tokens of labels, of each language once, and always in the same order: PostgreSQL gives the languages back in
    its own.
    """
    return " ".join(
        [
            " ".join(dict.fromkeys(" ".join([label_forms(text, language) for text in texts]).split()))
            for language, texts in sorted(labels.items())
        ]
    )
