"""How names sound, for those who write them in another alphabet."""

import re
from functools import lru_cache

from .folding import fold, words_of

CYRILLIC = "абвгдежзиклмнопрстуфцчшщыэюяіє", "abvgdezziklmnoprstufzcssieuaie"
ARABIC = "ابتثجحدذرزسشصضطظعغفقكلمنهويپچگژڤ", "abttchdzrzsssdtzagfkklmnhoipcgzv"
LATIN = str.maketrans(*CYRILLIC) | str.maketrans(*ARABIC) | str.maketrans({"х": "ch", "خ": "ch"})
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
