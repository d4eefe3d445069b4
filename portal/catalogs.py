"""Catalogs without gettext: messages found with Babel, merged and compiled with polib."""

from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.template.base import TemplateSyntaxError
from django.utils.translation.template import templatize

APPS = ("portal", "home", "directory")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def folder() -> Path:
    return Path(settings.LOCALE_PATHS[0])


def catalog(code: str) -> Path:
    """The PO file of a language: `de-simple` lives in `de_Simple`."""
    language, _, variant = code.partition("-")
    name = f"{language}_{variant.capitalize() if len(variant) > 2 else variant.upper()}" if variant else language
    return folder() / name / "LC_MESSAGES" / "django.po"


def compile_catalogs() -> None:
    """Write the .mo beside each .po that is newer."""
    for po in folder().glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))


def messages() -> polib.POFile:
    """All messages of our Python files and templates."""
    found = polib.POFile(wrapwidth=118)
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                add(found, path, path.read_text("utf-8"))
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                add(found, path, python_of(path))
    return found


def python_of(path: Path) -> str:
    """A template as Python-like text in which only its messages are left."""
    try:
        text = templatize(path.read_text("utf-8"), origin=str(path))
    except (TemplateSyntaxError, SyntaxError) as error:
        raise SyntaxError(f"{path}: {error}") from error
    return "\n".join(line.strip() for line in text.splitlines())


def add(found: polib.POFile, path: Path, text: str) -> None:
    where = str(path.relative_to(settings.BASE_DIR))
    for _line, message, _comments, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
        single, plural = message if isinstance(message, tuple) else (message, None)
        if not single:
            continue
        entry = found.find(single, msgctxt=context) if context else found.find(single, msgctxt=False)
        if entry is None:
            entry = polib.POEntry(msgid=single, msgctxt=context)
            found.append(entry)
        if plural and not entry.msgid_plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = {0: "", 1: ""}
        if (where, "") not in entry.occurrences:
            entry.occurrences.append((where, ""))
