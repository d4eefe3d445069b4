"""The languages of the portal and the languages people speak."""

from collections.abc import Iterable
from functools import cache

from babel import Locale as CLDR
from babel.core import UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

SOURCE = settings.LANGUAGE_CODE

# What people in Duisburg speak, by ISO 639 code; the order is that of the filters.
SPOKEN = tuple(
    [
        "de",
        "en",
        "tr",
        "ar",
        "bg",
        "ro",
        "ru",
        "uk",
        "pl",
        "ku",
        "fa",
        "rom",
        "sq",
        "sr",
        "bs",
        "hr",
        "mk",
        "el",
        "it",
        "es",
        "pt",
        "fr",
        "ti",
        "so",
        "am",
        "ha",
        "yo",
        "sw",
        "ur",
        "hi",
        "pa",
        "bn",
        "ta",
        "te",
        "zh",
        "vi",
        "th",
        "ko",
        "ja",
        "az",
        "hy",
        "ka",
        "kk",
        "uz",
        "tg",
        "ps",
        "ckb",
        "arc",
        "he",
        "hu",
        "cs",
        "sk",
        "sl",
        "lt",
        "lv",
        "et",
        "nl",
        "sv",
        "da",
        "fi",
        "no",
        "sgn",
    ]
)
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "fa", "he", "ps", "ur"})
# CLDR calls Romani by a word for its speakers that they reject, Sorani by one that they do not use, and does not know
# German Sign Language; the others are as neighbours say them.
_BETTER_NAMES = {
    "ckb": {
        "de": "Kurdisch (Sorani)",
        "en": "Kurdish (Sorani)",
        "tr": "Kürtçe (Soranice)",
        "ar": "الكردية (السورانية)",
        "bg": "кюрдски (сорани)",
        "ro": "kurdă (sorani)",
        "ru": "курдский (сорани)",
        "uk": "курдська (сорані)",
        "pl": "kurdyjski (sorani)",
    },
    "rom": {"ar": "لغة الروما", "ru": "романи", "uk": "ромська", "pl": "romski"},
    "sgn": {
        "en": "German Sign Language",
        "tr": "Alman İşaret Dili",
        "ar": "لغة الإشارة الألمانية",
        "bg": "немски жестов език",
        "ro": "limbajul german al semnelor",
        "ru": "немецкий жестовый язык",
        "uk": "німецька жестова мова",
        "pl": "niemiecki język migowy",
    },
    "nl": {"tr": "Hollandaca"},
    "az": {"tr": "Azerice"},
    "sl": {"ar": "السلوفينية"},
    "ti": {"ar": "التيغرينية", "tr": "Tigrinyaca"},
}
_OWN_NAMES = {"rom": "Romani", "sgn": "Deutsche Gebärdensprache", "de-simple": "Leichte Sprache"}


def html_lang(code: str) -> str:
    """The value for `lang`: Leichte Sprache is German."""
    return code.split("-")[0]


def text_direction(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


@cache
def language_name(code: str, language: str) -> str:
    """The name of a spoken language in a language of the portal: ("tr", "ar") → "التركية"."""
    language = html_lang(language)
    try:
        names = CLDR.parse(language).languages
    except (UnknownLocaleError, ValueError):
        names = CLDR.parse(SOURCE).languages
    if name := _BETTER_NAMES.get(code, {}).get(language) or names.get(code):
        return name[0].upper() + name[1:]
    return _OWN_NAMES.get(code, code)


def spoken_choices() -> list[tuple[str, str]]:
    """Codes and names of spoken languages in the active language."""
    language = get_language() or SOURCE
    return [(code, language_name(code, language)) for code in SPOKEN]


def spoken_words(codes: Iterable[str], language: str) -> str:
    """The visitor's language first, then at most three more, then how many there are beyond."""
    codes = sorted(codes, key=lambda code: code != html_lang(language))
    names = [language_name(code, language) for code in codes[:4]]
    return _(", ").join(names) + (f" +{len(codes) - 4}" if len(codes) > 4 else "")


def portal_languages() -> list[dict]:
    """Code, own name, `lang` and `dir` of each language of the portal."""
    return [
        {"code": code, "name": name, "lang": html_lang(code), "dir": text_direction(code)}
        for code, name in settings.LANGUAGES
    ]
