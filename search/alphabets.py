"""Words of a language with another alphabet, typed in Latin letters: "nuzhen perevodchik"."""

import re

LETTERS = dict(zip("abvgdezijklmnoprstufhcxqyw", "абвгдезийклмнопрстуфхцхяыв", strict=True)) | {
    "shch": "щ",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "ts": "ц",
    "tz": "ц",
    "ya": "я",
    "ja": "я",
    "ia": "я",
    "yu": "ю",
    "ju": "ю",
    "iu": "ю",
    "yo": "ё",
    "jo": "ё",
    "ye": "е",
    "je": "е",
    "iy": "ий",
    "yy": "ый",
}
ALPHABETS = {
    "ru": LETTERS | {"tsya": "ться"},
    "uk": LETTERS
    | {
        "tsya": "ться",
        "i": "і",
        "y": "и",
        "ye": "є",
        "je": "є",
        "yi": "ї",
        "ji": "ї",
        "yy": "ий",
        "yo": "йо",
        "jo": "йо",
    },
    "bg": LETTERS | {"sht": "щ", "j": "ж", "y": "й", "yy": "й", "yo": "йо", "jo": "йо", "4": "ч", "6": "ш"},
}
PATTERNS = {code: re.compile("|".join(sorted(letters, key=len, reverse=True))) for code, letters in ALPHABETS.items()}


def in_own_alphabet(word: str, language: str) -> str:
    """A lower-case word as it may have been meant; "" where it is not in Latin letters, or the language is written in them."""
    if language not in ALPHABETS or not word.isascii() or word.isdigit():
        return ""
    return PATTERNS[language].sub(lambda match: ALPHABETS[language][match[0]], word)
