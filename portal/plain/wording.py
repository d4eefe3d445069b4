"""Abbreviations, long and difficult words, signs and numbers."""

import re

from . import vocabulary as known
from .compounds import divided
from .findings import Found, checks, matches

SHORT = [(re.compile(rf"(?<![\w.]){pattern}"), long) for pattern, long in known.ABBREVIATIONS.items()]
ACRONYM = re.compile(r"(?<![\w-])[A-ZÄÖÜ][A-ZÄÖÜ0-9]{1,5}(?![\w-])")
ROMAN = re.compile(r"(?<![\w-])(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})(?![\w-])")


@checks("abbreviation")
def abbreviations(text: str) -> Found:
    for pattern, long in SHORT:
        if "(?<=" in pattern.pattern[9:]:
            pattern = re.compile(pattern.pattern.replace(r"(?<![\w.])", "", 1))
        yield from matches(pattern, text, lambda found, long=long: long)
    for found in ACRONYM.finditer(text):
        easy = found[0] in known.KNOWN_ACRONYMS or ROMAN.fullmatch(found[0]) or found[0].isdigit()
        if not easy and not explained(text, found[0]) and text.upper() != text:
            yield *found.span(), ""


def explained(text: str, word: str) -> bool:
    """Whether the text says what the word means: "X heißt …", "Kurz: X", "… Das heißt: …"."""
    word = re.escape(word)
    says = (
        r"heißt|heißen|bedeutet|bedeuten|meint|ist (?:kurz|die Abkürzung)|steht für|nennt man|sagt man|das sind|ist ein"
    )
    return bool(
        re.search(rf"{word}[“\"»]?\s+(?:{says})", text)
        or re.search(
            rf"(?:[Kk]urz|Abkürzung|heißt|heißen|genannt|nennt|Wort dafür|Namen?)\b[^.!?\n]{{0,40}}{word}", text
        )
        or re.search(
            rf"{word}[^.!?\n]{{0,60}}[.!?]\s+(?:Das heißt|Das bedeutet|Das ist|Das sind|Das meint|Zum Beispiel|Damit)",
            text,
        )
    )


CAPITAL = re.compile(r"(?<![\w·-])[A-ZÄÖÜ][a-zäöüß]{11,}(?![\w·-])")


@checks("compound")
def compounds(text: str) -> Found:
    for found in CAPITAL.finditer(text):
        if proposal := divided(found[0]):
            yield *found.span(), proposal


@checks("foreign-word")
def foreign_words(text: str) -> Found:
    for found in re.finditer(r"[\w·-]+", text):
        if (easy := known.EASY_WORDS.get(found[0].lower())) is not None and not explained(text, found[0]):
            yield *found.span(), easy


SIGNS = {
    "§": "Paragraf",
    "%": "Prozent",
    "&": "und",
    ";": ".",
    "=": "ist",
    ">": "",
    "<": "",
    "#": "",
    "+": "und",
    "~": "ungefähr",
}
SIGN = re.compile(r"§+|(?<=\d) ?%|&|;|[=#~<>]|(?<=\s)\+(?=\s)")
BRACKETS = re.compile(r"\([^()\n]{0,200}\)")
SLASHED = re.compile(
    r"(?<![\w/])[A-Za-zäöüÄÖÜß]{2,}/-?[A-Za-zäöüÄÖÜß]{2,}(?![/\w])|\w[*:_](?:in|innen|r|n)\b|\w{3,}Innen\b"
)


@checks("special-character")
def special_characters(text: str) -> Found:
    yield from matches(SIGN, text, lambda found: SIGNS.get(found[0].strip()[:1], ""))
    yield from matches(BRACKETS, text)
    yield from matches(SLASHED, text)


@checks("number-word")
def number_words(text: str) -> Found:
    for found in re.finditer(r"\b\w+\b", text):
        number = number_of(found[0].lower())
        if number and not (
            found[0].lower() == "acht" and re.search(r"\b(?:geben|gibt|gebe|nehmen|außer)\b", text, re.IGNORECASE)
        ):
            yield *found.span(), f"{number:,}".replace(",", ".")


def number_of(word: str) -> int | None:
    """The number that a word names, from 2: "dreiundzwanzig" → 23, "dreihundert" → 300."""
    if word in known.NUMBER_WORDS:
        return known.NUMBER_WORDS[word]
    for tens, value in known.TENS.items():
        unit = word.removesuffix(f"und{tens}")
        if unit != word and unit in known.UNITS:
            return value + known.UNITS[unit]
    for name, value in (("hundert", 100), ("tausend", 1000)):
        times = number_of(word.removesuffix(name)) if word.endswith(name) and word != name else None
        if times:
            return times * value
    return None


@checks("roman-number")
def roman_numbers(text: str) -> Found:
    values = {"I": 1, "V": 5, "X": 10}
    for found in ROMAN.finditer(text):
        digits = [values[each] for each in found[0]]
        signed = [-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)]
        yield *found.span(), str(sum(signed))


BIG = re.compile(
    r"(?<![\w.,:/-])(?:[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|[1-9]\d{4,}|[3-9]\d{3}|1[0-8]\d{2}|2[1-9]\d{2})(?![\w:/-]|[.,]\d)(?! [A-ZÄÖÜ][\w-]+burg\b)"
)
EXACT = re.compile(r"(?<![\w.,:/-])\d+,\d+(?!\d)(?= ?(?:%|Prozent|Millionen|Milliarden|Kilometer|Meter|km|Stunden))")
MILLIONS = re.compile(r"\b\d+(?:[.,]\d+)? (?:Millionen|Milliarden|Million|Milliarde)\b")


@checks("big-number")
def big_numbers(text: str) -> Found:
    percents = re.compile(r"\b\d+(?:,\d+)? Prozent\b")
    shares = {"50 Prozent": "die Hälfte", "25 Prozent": "ein Viertel", "100 Prozent": "alle"}
    yield from matches(percents, text, lambda found: shares.get(found[0], "viele, wenige oder die Hälfte"))
    for pattern in (MILLIONS, BIG, EXACT):
        for found in pattern.finditer(text):
            if not (pattern is BIG and MILLIONS.match(text, found.start())) and not percents.match(text, found.start()):
                yield *found.span(), "" if pattern is EXACT else "viele"
