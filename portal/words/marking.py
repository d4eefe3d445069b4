"""Which words of a page are in another language than the visitor's, and how they are marked."""

from collections.abc import Iterable
from re import DOTALL
from re import compile as regex

from django.utils.html import format_html
from django.utils.translation import get_language

from portal.languages import SOURCE, html_lang, text_direction

from .state import fingerprint

PARAGRAPH = regex(r"<(p|li|h[2-6]|td|th)([^>]*)>((?:(?!<(?:p|li|h[2-6]|ul|ol|td|th)\b).)*?)</\1>", DOTALL)
SAME = {"lang": "", "dir": "", "attributes": ""}


def marks(code: str) -> dict[str, str]:
    """`lang`, `dir` and both as `attributes` for words in this language; all empty where the visitor reads it."""
    if html_lang(code) == html_lang(get_language() or SOURCE):
        return SAME
    lang, direction = html_lang(code), text_direction(code)
    return {"lang": lang, "dir": direction, "attributes": format_html(' lang="{}" dir="{}"', lang, direction)}


def marks_of(page, *path: str) -> dict[str, str]:
    """Marks for the words at a path of the page, or for all of them; on a translation some may be in German."""
    if path and ".".join(map(str, path)) in german_parts(page):
        return marks(SOURCE)
    return marks(page.locale.language_code)


def german_parts(page) -> dict[str, list[str]]:
    """Fingerprints of the words of a translation that show in German, by path."""
    return page.translation_state.get("german", {})


def notes_on(page, language: str) -> dict[str, bool]:
    """What a reader of this page in this language must know of its words.

    `german`: all of it is in German · `partly`: some paragraphs are · `outdated`: written by hand, for an older German
    text · `machine`: a machine translated it, and nobody has read it yet.
    """
    state = page.translation_state
    foreign = page.locale.language_code != language
    return {
        "german": foreign and language != SOURCE,
        "partly": not foreign and bool(state.get("missing")),
        "outdated": not foreign and bool(state.get("outdated")),
        "machine": not foreign and bool(state.get("machine")),
    }


def mark_paragraphs(html: str, german: Iterable[str]) -> str:
    """Rich text in which the paragraphs with these fingerprints are marked as German."""
    german = set(german)
    attributes = marks(SOURCE)["attributes"]
    if not german or not attributes:
        return html

    def mark(match) -> str:
        tag, given, words = match.groups()
        return f"<{tag}{given}{attributes}>{words}</{tag}>" if fingerprint(words) in german else match[0]

    return PARAGRAPH.sub(mark, html)


def without_german(html: str, german: Iterable[str]) -> str:
    """Rich text, or a text without tags, without the paragraphs with these fingerprints."""
    german = set(german)
    if german and fingerprint(html) in german:
        return ""
    return PARAGRAPH.sub(lambda match: "" if fingerprint(match[3]) in german else match[0], html) if german else html
