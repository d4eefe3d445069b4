"""What the words of a text are found by: folded, cut back to the stem, German compounds in parts as well."""

from functools import lru_cache

from portal.languages import html_lang

from .compounds import parts_of
from .folding import fold_word, words_of
from .stemming import stem


@lru_cache(100_000)
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


@lru_cache(10_000)
def distinct_tokens(texts: tuple[str, ...], language: str) -> str:
    """The tokens of labels in a language, each once."""
    return " ".join(dict.fromkeys(" ".join([tokens(text, language) for text in texts]).split()))


def label_tokens(labels: dict[str, list[str]]) -> str:
    """The tokens of labels by language, always in the same order: PostgreSQL gives the languages back in its own."""
    return " ".join([distinct_tokens(tuple(texts), language) for language, texts in sorted(labels.items())])
