"""Texts made equal: case, accents, letters of other alphabets. The same for what is stored and what is sought."""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_LETTERS = str.maketrans(
    {"·": "", "\u00ad": "", "ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ґ": "г", "ـ": ""}
)
_ARABIC = str.maketrans("ىةیکٱ", "يهيكا")
_UMLAUTS = re.compile(r"(?<![aeiouyq])ue|ae|oe")  # not the ue of neue, Steuer, Quelle
_APOSTROPHE = re.compile(r"['’ʼ`](?<=[^\W\d_a-z].)(?=[^\W\d_a-z])")  # within a word of another alphabet: сім'я
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670]")  # vowels, stress, and what only makes a word longer
_WORD = re.compile(r"\w+")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")  # within words that were copied from a page
MAX_CHARACTERS, MAX_WORDS = 100, 12


@lru_cache(20_000)
def fold(text: str) -> str:
    """Lower case without accents: "Müßiggang" → "mussiggang", "Şifa" → "sifa"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(filterfalse(unicodedata.combining, decomposed)).translate(_ARABIC)


@lru_cache(50_000)
def fold_word(word: str) -> str:
    """A word so that ä, ae and a are one: "Ausländer", "Auslaender" and "auslander" → "auslander"."""
    folded = fold(word)
    return _UMLAUTS.sub(lambda match: match[0][0], folded) if folded.isascii() else folded


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, accents kept; parts of hyphenated words, of ½ and ﷺ, each for itself."""
    lowered = unicodedata.normalize("NFKC", text).lower().replace("i̇", "i").replace("\u00ad", "").replace("·", "")
    lowered = lowered.replace("_", " ")
    if lowered.isascii():
        return _WORD.findall(lowered)
    return _WORD.findall(_MARKS.sub("", _APOSTROPHE.sub("", lowered)))


def fold_words(text: str) -> str:
    """The folded words of a text with blanks between them: what two spellings of the same have in common."""
    return " ".join(map(fold_word, words_of(text)))


def clean_query(text: str) -> str:
    """What someone typed, without control characters and lone surrogates, at most 100 characters and 12 words."""
    seen = _UNSEEN.sub("", text[: MAX_CHARACTERS * 10])
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in seen)
    return " ".join(kept[:MAX_CHARACTERS].split()[:MAX_WORDS])
