"""Catalogs without gettext: messages found with Babel, merged and compiled with polib."""

from io import BytesIO
from pathlib import Path

import django
import polib
from babel.messages.extract import extract
from django.conf import settings
from django.template.base import TemplateSyntaxError
from django.utils.translation import to_locale
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

APPS = ("portal", "search", "directory", "home")
UNTRANSLATED = "en"  # the language of the msgids; its catalog is a header only
OPTIONAL = ("de-simple",)  # says differently what is hard in German, and is German otherwise
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
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def folder() -> Path:
    return Path(settings.LOCALE_PATHS[0])


def catalog(code: str) -> Path:
    """The PO file of a language, in the folder where Django looks: `de-simple` lives in `de_Simple`."""
    return folder() / to_locale(code) / "LC_MESSAGES" / "django.po"


def compile_catalogs() -> None:
    """Write the .mo beside each .po that is newer; this process reads them from then on."""
    fallback = catalog(settings.LANGUAGE_CODE)
    optional = [catalog(code) for code in OPTIONAL]
    for po in folder().glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        made_of = [po, fallback] if po in optional and fallback.exists() else [po]
        if not mo.exists() or mo.stat().st_mtime < max(each.stat().st_mtime for each in made_of):
            complete(polib.pofile(str(po)), made_of[1:]).save_as_mofile(str(mo))
            translation_file_changed(None, mo)  # Django may have read the catalogs when there were none


def complete(po: polib.POFile, fallbacks: list[Path]) -> polib.POFile:
    """With the words of the fallbacks where it has none: otherwise those of Django's and Wagtail's catalogs win."""
    known = {key_of(entry): entry for path in fallbacks for entry in polib.pofile(str(path))}
    for entry in po:
        if not entry.translated() and (other := known.get(key_of(entry))):
            entry.msgstr, entry.msgstr_plural = other.msgstr, other.msgstr_plural
    return po


def messages() -> list[polib.POEntry]:
    """All messages of our Python files and templates, in order of the alphabet."""
    found: dict[tuple, polib.POEntry] = {}
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                add(found, path, path.read_text("utf-8"))
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                add(found, path, python_of(path.read_text("utf-8"), path))
    return [found[key] for key in sorted(found)]


def python_of(template: str, origin: Path) -> str:
    """A template as Python-like text in which only its messages are left."""
    try:
        text = templatize(template, origin=str(origin))
    except (TemplateSyntaxError, SyntaxError) as error:
        raise SyntaxError(f"{origin}: {error}") from error
    return "\n".join(line.strip() for line in text.splitlines())


def key_of(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgid, entry.msgctxt or ""


def add(found: dict[tuple, polib.POEntry], path: Path, text: str) -> None:
    where = (str(path.relative_to(settings.BASE_DIR)), "")  # no line numbers: they change with every edit
    for _line, message, _comments, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
        single, plural = message if isinstance(message, tuple) else (message, "")
        if not single:
            continue
        entry = found.setdefault((single, context or ""), polib.POEntry(msgid=single, msgctxt=context))
        if plural and entry.msgid_plural not in ("", plural):
            raise ValueError(f"{where[0]}: “{single}” has another plural in {entry.occurrences[0][0]}")
        entry.msgid_plural = entry.msgid_plural or plural
        if "%(" in single and "python-format" not in entry.flags:
            entry.flags.append("python-format")
        if where not in entry.occurrences:
            entry.occurrences.append(where)


def plural_forms(code: str) -> str:
    """The rule of Django's own catalog: with another one ours would be kept apart from it."""
    locales = Path(django.__file__).parent / "conf" / "locale"
    names = (to_locale(code), code.partition("-")[0], UNTRANSLATED)
    path = next(path for name in names if (path := locales / name / "LC_MESSAGES" / "django.mo").exists())
    return polib.mofile(str(path)).metadata.get("Plural-Forms", "nplurals=2; plural=(n != 1);")


def count_of_forms(forms: str) -> int:
    """ "nplurals=6; plural=…" → 6."""
    return int(forms.partition("nplurals=")[2].partition(";")[0])


def merged(code: str, found: list[polib.POEntry]) -> polib.POFile:
    """The catalog of a language with exactly these messages, and of their translations those that are there."""
    old = {key_of(entry): entry for entry in polib.pofile(str(catalog(code)))} if catalog(code).exists() else {}
    forms = plural_forms(code)
    new = polib.POFile(wrapwidth=118)
    new.header = "The words of ISI. `make catalogs` brings this file up to date with the code."
    new.metadata = {
        "Project-Id-Version": "ISI",
        "Language": to_locale(code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": forms,
    }
    new.extend(translated(entry, old.get(key_of(entry)), count_of_forms(forms)) for entry in found)
    return new


def translated(entry: polib.POEntry, old: polib.POEntry | None, forms: int) -> polib.POEntry:
    known = old or polib.POEntry()
    words = {"msgstr": known.msgstr}
    if entry.msgid_plural:
        kept = known.msgstr_plural
        words = {"msgid_plural": entry.msgid_plural, "msgstr_plural": {n: kept.get(n, "") for n in range(forms)}}
    flags = entry.flags + [flag for flag in known.flags if flag == "fuzzy"]
    return polib.POEntry(
        msgid=entry.msgid,
        msgctxt=entry.msgctxt,
        occurrences=entry.occurrences,
        flags=flags,
        tcomment=known.tcomment,
        **words,
    )


def untranslated(catalog: polib.POFile) -> list[polib.POEntry]:
    """Entries without words in one of their forms, or with words that someone should look at."""
    return [entry for entry in catalog if entry.fuzzy or not all(entry.msgstr_plural.values() or [entry.msgstr])]
