"""Words of many pages in one PO file: out to translators, and back in.

An entry's `msgctxt` names one place, "<translation key>:<path of the segment>". An entry without one, as a person
writes it, stands for every place with the same German words on the pages that its `#:` lines name by their address.
What comes back is checked as a whole: one problem, and nothing is changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from re import compile as regex
from uuid import UUID

import polib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from .checking import problem_with, too_long
from .keeping import ids_of, keep, write_page
from .places import Place, Places, address, places_of, sources, translations_of
from .state import MACHINE, plain
from .writing import NotTranslatedAbove, has_place, not_translated_above, reason

MOST_ENTRIES = 20_000
LINE = regex(r'|#.*|((msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s*)?"([^"\\]|\\.)*"')
UTF8 = "utf-8-sig"  # with or without the mark that Windows puts at the beginning


class BrokenFile(Exception):
    """The file is no PO file, or none for this language."""


class Refused(Exception):
    """There are problems: everything is rolled back."""


@dataclass
class Report:
    """`problems` are (place in the file, what is wrong); with any of them nothing was written."""

    translated: int = 0
    unchanged: int = 0
    empty: int = 0
    fuzzy: int = 0
    pages: int = 0
    touched: list[Page] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


def read_po(content: str | bytes, language: str) -> polib.POFile:
    """Parse an uploaded file. Raises BrokenFile with a sentence for people."""
    if isinstance(content, bytes):
        try:
            content = content.decode(UTF8)
        except UnicodeDecodeError as error:
            raise BrokenFile(_("This file is not in UTF-8. Please save it as UTF-8 and try again.")) from error
    content = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "msgid" not in content or "\x00" in content:
        raise BrokenFile(_("This is not a PO file. Please choose a file that you exported here."))
    check_lines(content)
    try:
        po = polib.pofile(f"\n{content}", check_for_duplicates=False)  # with a line break it is no file name
    except (OSError, ValueError, IndexError, AttributeError) as error:
        why = str(error).removeprefix("Syntax error in po file ").strip()[:200]
        raise BrokenFile(damaged() % {"why": why}) from error
    if not len(po):
        raise BrokenFile(_("This file has no entries. Is it a PO file that you exported here?"))
    if len(po) > MOST_ENTRIES:
        raise BrokenFile(_("This file has more than %(most)s entries. Please divide it.") % {"most": MOST_ENTRIES})
    stated = po.metadata.get("Language", "").replace("_", "-")
    if stated and stated.lower() != language.lower():
        raise BrokenFile(
            _("This file is for another language: %(found)s, not %(wanted)s.") % {"found": stated, "wanted": language}
        )
    return po


def check_lines(content: str) -> None:
    """polib takes half a line for a whole one, as at the end of a file that was cut off. Raises BrokenFile."""
    for number, line in enumerate(content.split("\n"), start=1):
        if not LINE.fullmatch(line.strip()):
            where = _("line %(line)s: %(text)s") % {"line": number, "text": line.strip()[:60]}
            raise BrokenFile(damaged() % {"why": where})


def damaged() -> str:
    return _("This PO file is damaged: %(why)s")


# --- Out --------------------------------------------------------------------------------------------------------------
def export_po(pages: Iterable[Page], locale: Locale, *, only_missing: bool = False) -> polib.POFile:
    """All words of these German pages with the translations there are; those of machines are marked fuzzy."""
    po = polib.POFile(wrapwidth=118)
    po.metadata = {
        "Project-Id-Version": "ISI",
        "Language": locale.language_code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    pages = {page.translation_key: page for page in pages}
    known = translations_of(pages, locale)
    for place in places_of(pages.values()):
        words, kind = known.get(place, ("", ""))
        if not (only_missing and words and kind != MACHINE):
            po.append(entry_of(place, pages[place.key], words, kind))
    return po


def entry_of(place: Place, page: Page, words: str, kind: str) -> polib.POEntry:
    limit = None if "." in place.path else page.specific._meta.get_field(place.path).max_length
    return polib.POEntry(
        msgid=place.text,
        msgstr=words,
        msgctxt=f"{place.key}:{place.path}",
        occurrences=[(address(page), "")],
        comment=_("at most %(limit)s characters") % {"limit": limit} if limit else "",
        flags=["fuzzy"] if kind == MACHINE else [],
    )


# --- In ---------------------------------------------------------------------------------------------------------------
def import_po(
    po: polib.POFile,
    locale: Locale,
    *,
    user=None,
    publish: bool = True,
    tool: str = "PO",
    pages: QuerySet[Page] | None = None,
    write: bool = True,
    adopt: bool = False,
) -> Report:
    """Take the translations of a file over, and write the pages they belong to; only these German `pages`, if given.

    Without `write` the caller sees to that: the pages are in `touched`. A page that somebody writes by hand in this
    language is a problem, unless it is to be adopted.
    """
    report = Report()
    places = Places(po, sources() if pages is None else pages)
    found = read_entries(po, places, report)
    keys = {place.key for place in found}
    report.problems += unreachable(keys, places, locale)
    if not adopt:
        report.problems += written_by_hand(keys, locale)
    if report.problems:
        return report
    known = translations_of(keys, locale)
    changed = {place: words for place, words in found.items() if known.get(place) != (words, "manual")}
    report.touched = [places.pages[key] for key in to_write(keys, changed, locale, publish)]
    try:
        with transaction.atomic():
            ids = ids_of(changed)
            keep({ids[place]: words for place, words in changed.items()}, locale, user=user, tool=tool)
            report.translated, report.unchanged = len(changed), len(found) - len(changed)
            if write:
                write_pages(report.touched, locale, publish, user, report)
    except Refused:
        report.translated = report.pages = 0
    return report


def read_entries(po: polib.POFile, places: Places, report: Report) -> dict[Place, str]:
    """Words by place; what is wrong goes into the report."""
    found: dict[Place, str] = {}
    for number, entry in enumerate((each for each in po if not each.obsolete), start=1):
        if "fuzzy" in entry.flags and entry.msgstr:
            report.fuzzy += 1
            continue
        if not entry.msgstr and not any(entry.msgstr_plural.values()):
            report.empty += 1
            continue
        matching, problem = places.of(entry)
        problem = problem or problem_of(entry, matching, places, found)
        if problem:
            report.problems.append((where(entry, number), problem))
        found.update((place, entry.msgstr) for place in matching)
    if report.problems and not places.pages:
        foreign = _("No entry of this file belongs to a page here. Please export the pages and translate that file.")
        report.problems = [(_("The whole file"), foreign), *report.problems]
    return found


def where(entry: polib.POEntry, number: int) -> str:
    line = max((entry.linenum or number) - 1, 1)  # we put a line before
    return _("Line %(line)s, “%(words)s”") % {"line": line, "words": plain(entry.msgid)[:60]}


def problem_of(entry: polib.POEntry, matching: list[Place], places: Places, found: dict[Place, str]) -> str:
    if entry.msgid_plural:
        return _("Entries with several numbers (msgid_plural) are not possible here.")
    if problem := problem_with(entry.msgid, entry.msgstr):
        return problem
    if any(found.get(place, entry.msgstr) != entry.msgstr for place in matching):
        return _("These words stand in the file twice with different translations. Please keep one of them.")
    return next(filter(None, (too_long(places.pages[place.key], place.path, entry.msgstr) for place in matching)), "")


def unreachable(keys: set[UUID], places: Places, locale: Locale) -> list[tuple[str, str]]:
    """Pages whose parent is neither translated nor in the file."""
    pages = sorted((places.pages[key] for key in keys), key=lambda page: page.path)
    return [(page.title, not_translated_above()) for page in pages if not has_place(page, locale, keys)]


def written_by_hand(keys: set[UUID], locale: Locale) -> list[tuple[str, str]]:
    """Pages whose words are nobody's but their author's."""
    synced = Translation.objects.filter(source__object_id__in=keys, target_locale=locale, enabled=True)
    free = Page.objects.filter(translation_key__in=keys, locale=locale)
    problem = _("Somebody writes this page by hand in this language. It is not translated piece by piece.")
    return [(page.title, problem) for page in free.exclude(translation_key__in=synced.values("source__object_id"))]


def to_write(keys: set[UUID], changed: Iterable[Place], locale: Locale, publish: bool) -> set[UUID]:
    """Keys of the pages with new words, and of those that are not there yet (or not published, as they shall be)."""
    there = Page.objects.filter(translation_key__in=keys, locale=locale, **({"live": True} if publish else {}))
    missing = keys - set(there.values_list("translation_key", flat=True))
    return missing | {place.key for place in changed}


def write_pages(pages: list[Page], locale: Locale, publish: bool, user, report: Report) -> None:
    """Write the translated pages, parents first. Raises Refused."""
    for page in sorted(pages, key=lambda page: page.path):
        try:
            write_page(page, locale, publish=publish, user=user)
            report.pages += 1
        except (NotTranslatedAbove, ValidationError) as error:
            report.problems.append((page.title, reason(error)))
    if report.problems:
        raise Refused
