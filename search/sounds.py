"""How names sound, for those who write them in another alphabet."""

import re
from functools import lru_cache

from .folding import fold, words_of

LETTERS = [
    "а",
    "a",
    "б",
    "b",
    "в",
    "v",
    "г",
    "g",
    "д",
    "d",
    "е",
    "e",
    "ж",
    "z",
    "з",
    "z",
    "и",
    "i",
    "к",
    "k",
    "л",
    "l",
    "м",
    "m",
    "н",
    "n",
    "о",
    "o",
    "п",
    "p",
    "р",
    "r",
    "с",
    "s",
    "т",
    "t",
    "у",
    "u",
    "ф",
    "f",
    "х",
    "ch",
    "ц",
    "z",
    "ч",
    "c",
    "ш",
    "s",
    "щ",
    "s",
    "ы",
    "i",
    "э",
    "e",
    "ю",
    "u",
    "я",
    "a",
    "і",
    "i",
    "є",
    "e",
    "ا",
    "a",
    "ب",
    "b",
    "ت",
    "t",
    "ث",
    "t",
    "ج",
    "c",
    "ح",
    "h",
    "خ",
    "ch",
    "د",
    "d",
    "ذ",
    "z",
    "ر",
    "r",
    "ز",
    "z",
    "س",
    "s",
    "ش",
    "s",
    "ص",
    "s",
    "ض",
    "d",
    "ط",
    "t",
    "ظ",
    "z",
    "ع",
    "a",
    "غ",
    "g",
    "ف",
    "f",
    "ق",
    "k",
    "ك",
    "k",
    "ل",
    "l",
    "م",
    "m",
    "ن",
    "n",
    "ه",
    "h",
    "و",
    "o",
    "ي",
    "i",
    "پ",
    "p",
    "چ",
    "c",
    "گ",
    "g",
    "ژ",
    "z",
    "ڤ",
    "v",
]
LATIN = str.maketrans(dict(zip(LETTERS[::2], LETTERS[1::2], strict=True)))
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tsch|dsch|tch|cz", "c"),
        ("sch|sh|sz", "s"),
        ("(?<=[aeiouy])h(?![aeiouy])", ""),  # only makes the vowel long: Ruhrort, Marxloh
        ("ch|kh|gh", "h"),
        ("ph", "f"),
        ("x", "ks"),
        ("tz|ts|zz|zh", "z"),
        ("q|ck|c", "k"),
        ("p", "b"),
        ("w", "v"),
        ("t", "d"),
    )
]
NO_CONSONANT = re.compile(r"[^bdfghklmnrsvz]")
REPEATED = re.compile(r"(.)\1+")
SHORTEST = 3


@lru_cache(20_000)
def sound(word: str) -> str:
    """The consonants of a word, the same in Latin, Cyrillic and Arabic: "Meiderich", "Мейдерих" → "mdrh"."""
    heard = REPEATED.sub(r"\1", fold(word).translate(LATIN))
    for pattern, letter in SOUNDS:
        heard = pattern.sub(letter, heard)
    return NO_CONSONANT.sub("", heard)


def sounds(text: str) -> str:
    """The sounds of the words of a title, joined by blanks; what has too few consonants could be anything."""
    heard = {sound(word): None for word in words_of(text) if len(word) > SHORTEST}
    return " ".join(each for each in heard if len(each) >= SHORTEST)
