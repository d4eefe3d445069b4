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
def forms_of_label(text: str, language: str) -> tuple[str, ...]:
    return tuple(tokens(text, language).split())


def label_tokens(labels: dict[str, list[str]]) -> str:
    """The tokens of labels by language, each once."""
    found = (form for language, texts in labels.items() for text in texts for form in forms_of_label(text, language))
    return " ".join(dict.fromkeys(found))
