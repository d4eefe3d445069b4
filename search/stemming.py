"""Words cut back to what their forms share. Snowball knows most of our languages; Bulgarian and Ukrainian are ours."""

import threading
from functools import lru_cache

import Stemmer

from .folding import fold_word

SNOWBALL = {
    "de": "german",
    "de-simple": "german",
    "en": "english",
    "tr": "turkish",
    "ar": "arabic",
    "ro": "romanian",
    "ru": "russian",
    "pl": "polish",
}
# Endings of nouns and adjectives with article, number and case, and the commonest of verbs; the longest first.
ENDINGS = {
    code: sorted(endings.split(), key=len, reverse=True)
    for code, endings in {
        "bg": """овете евете ията ието иите ищата ците ове еве ища ият ите ата ята ото ето ът ят та то те ия ие ии
                 ена ено ени ан ен на но ни ове а я о е и у ъ ски ска ско ските ската ското ване ването вания""",
        "uk": """остями остям остях ості істю ення енням еннями ання анням аннями ями ами ого ому ими іми ією еві
                 ові ах ях ам ям ом ем ою ею ів їв ий ій их їх им їм ої ує ати ити ськ ський ська ське ські ської
                 а я о е у ю и і ї ь й""",
    }.items()
}
LATIN, CYRILLIC, ARABIC = "de en", "ru uk bg", "ar"
NOT_LATIN = (*CYRILLIC.split(), ARABIC)
SHORTEST = 3


_stemmers = threading.local()  # a stemmer may not be used by two threads at once


def snowball(name: str) -> Stemmer.Stemmer:
    if not hasattr(_stemmers, name):
        setattr(_stemmers, name, Stemmer.Stemmer(name, 0))
    return getattr(_stemmers, name)


@lru_cache(50_000)
def stem(word: str, language: str) -> str:
    """The folded stem of a lower-case word: ("kurse", "de") → "kurs". The word itself where nothing is known."""
    if language in ENDINGS:
        folded = fold_word(word)
        endings = (end for end in ENDINGS[language] if folded.endswith(fold_word(end)) and ends(folded, end))
        ending = next((end for end in endings if len(folded) - len(fold_word(end)) >= SHORTEST), "")
        return folded.removesuffix(fold_word(ending)) if ending else folded
    name = SNOWBALL.get(language)
    return fold_word(snowball(name).stemWord(word)) if name else fold_word(word)


def ends(folded: str, ending: str) -> bool:
    """Whether it is an ending there: учебна, учебни are forms of учебен, but the н of градина belongs to the stem."""
    return ending not in ("на", "но", "ни") or folded[-3:-2] not in "аеиоуъюя"


def languages_of(word: str, language: str) -> tuple[str, ...]:
    """The languages a word may be in: that of the visitor and those of its alphabet."""
    script = CYRILLIC if "Ѐ" <= word[0] <= "ӿ" else ARABIC if "\u0600" <= word[0] <= "ۿ" else LATIN
    others = tuple(code for code in script.split() if code != language)
    return (language, *others)
