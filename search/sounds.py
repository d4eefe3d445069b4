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
        ("(?<=[rt])h", ""),  # Rheinhausen, Theater
        ("(?<=[aeiouy])h(?![aeiouy])", ""),  # only makes the vowel long: Ruhrort, Marxloh
        ("ch|kh|gh", "h"),
        ("ph", "f"),
        ("x", "ks"),
        ("tz|ts|zz|zh|z", "s"),
        ("q|ck|c", "k"),
        ("p", "b"),
        ("w", "v"),
        ("t", "d"),
    )
]
NO_CONSONANT = re.compile(r"[^bdfghklmnrsv]")
GLIDE, VOWEL = re.compile(r"[jy](?=[aeou])"), re.compile(r"[jy]")  # язык is yazyk
REPEATED = re.compile(r"(.)\1+")
FEW_CONSONANTS, SHORTEST = 3, 4
OTHERWISE = {"г": "х", "ش": "خ"}  # Homberg is Гомберг as well, Meiderich مايدريش


@lru_cache(20_000)
def sound(word: str) -> str:
    """The consonants of a word, the same in Latin, Cyrillic and Arabic: "Meiderich", "Мейдерих" → "mdrh". With its vowels
    where it has too few to be known by: "Nadija", "Надія" → "nadia". "" for what could be anything.
    """
    latin = REPEATED.sub(r"\1", fold(word).translate(LATIN))
    heard = latin
    for pattern, letter in SOUNDS:
        heard = pattern.sub(letter, heard)
    consonants = NO_CONSONANT.sub("", heard)
    if len(consonants) >= FEW_CONSONANTS:
        return consonants
    return REPEATED.sub(r"\1", VOWEL.sub("i", GLIDE.sub("", latin))) if len(word) >= SHORTEST else ""


def sounds_of(word: str) -> list[str]:
    """How a word sounds, and how it would sound if a letter stood for what German writes with another one."""
    begins, ends = OTHERWISE.get(word[:1]), OTHERWISE.get(word[-1:])
    written = [word, *([begins + word[1:]] if begins else []), *([word[:-1] + ends] if ends else [])]
    return [heard for heard in dict.fromkeys(map(sound, written)) if heard]


def sounds(text: str) -> str:
    """The sounds of the words of a title, joined by blanks."""
    return " ".join(dict.fromkeys(heard for word in words_of(text) if len(word) >= SHORTEST and (heard := sound(word))))
