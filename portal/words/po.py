"""Words of many pages in one PO file: out to translators, and back in.

An entry's `msgctxt` names one place, "<translation key>:<path of the segment>". An entry without one, as a person
writes it, stands for every place with the same German words on the pages that its `#:` lines name by their address.
What comes back is checked as a whole: one problem, and nothing is changed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

import polib
from bs4 import BeautifulSoup
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from portal.languages import SOURCE
from portal.tree import home_paths, locale_ids, path_below_home

from .state import MACHINE, plain
from .writing import write


class BrokenFile(Exception):
    """The file is no PO file, or none for this language."""


@dataclass(frozen=True)
class Place:
    """A segment of a German page."""

    key: UUID
    path: str
    text: str
    string_id: int
    context_id: int


@dataclass
class Report:
    """`problems` are (place in the file, what is wrong); with any of them nothing was written."""

    translated: int = 0
    unchanged: int = 0
    empty: int = 0
    pages: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)


def read_po(content: str | bytes, language: str) -> polib.POFile:
    """Parse an uploaded file. Raises BrokenFile with a sentence for people."""
    if isinstance(content, bytes):
        try:
            content = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BrokenFile(_("This file is not in UTF-8. Please save it as UTF-8 and try again.")) from error
    content = content.replace("\r\n", "\n")
    try:
        po = polib.pofile(content, check_for_duplicates=False) if "msgid" in content else polib.POFile()
    except (OSError, ValueError, IndexError, AttributeError) as error:
        raise BrokenFile(_("This is not a PO file, or it is damaged: %(why)s") % {"why": str(error)[:200]}) from error
    if not len(po):
        raise BrokenFile(_("This file has no entries. Is it a PO file that you exported here?"))
    stated = po.metadata.get("Language", "").replace("_", "-")
    if stated and stated.lower() != language.lower():
        raise BrokenFile(
            _("This file is for another language: %(found)s, not %(wanted)s.") % {"found": stated, "wanted": language}
        )
    return po


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
    places = places_of(pages.values())
    known = translations_of(places, locale)
    for place in places:
        words, kind = known.get((place.string_id, place.context_id), ("", ""))
        if only_missing and words and kind != MACHINE:
            continue
        po.append(
            polib.POEntry(
                msgid=place.text,
                msgstr=words,
                msgctxt=f"{place.key}:{place.path}",
                occurrences=[(address(pages[place.key]), "")],
                flags=["fuzzy"] if kind == MACHINE else [],
            )
        )
    return po


def address(page: Page) -> str:
    """ "angebote/deutschkurs/"; of the home page "start"."""
    return path_below_home(page.url_path) or "start"


def places_of(pages: Iterable[Page]) -> list[Place]:
    """The segments of German pages as they are published now, page by page in order."""
    sources = [TranslationSource.update_or_create_from_instance(page)[0] for page in pages]
    rows = StringSegment.objects.filter(source__in=sources).order_by("source_id", "order")
    return [
        Place(*row)
        for row in rows.values_list("source__object_id", "context__path", "string__data", "string_id", "context_id")
    ]


def translations_of(places: Iterable[Place], locale: Locale) -> dict[tuple[int, int], tuple[str, str]]:
    """(words, "manual" or "machine") by string and context."""
    rows = StringTranslation.objects.filter(locale=locale, context_id__in={place.context_id for place in places})
    found = rows.values_list("translation_of_id", "context_id", "data", "translation_type")
    return {(string, context): (words, kind) for string, context, words, kind in found}


# --- In ---------------------------------------------------------------------------------------------------------------
@transaction.atomic
def import_po(
    po: polib.POFile, locale: Locale, *, user=None, publish: bool = True, tool: str = "PO", adopt: bool = False
) -> Report:
    """Take the translations of a file over, and write the pages they belong to.

    A page that somebody writes by hand in this language is a problem, unless it is to be adopted.
    """
    report = Report()
    found: dict[tuple[int, int], tuple[Place, str]] = {}
    places = Places(po)
    for number, entry in enumerate((each for each in po if not each.obsolete), start=1):
        if not entry.msgstr or "fuzzy" in entry.flags:
            report.empty += 1
            continue
        where = f"{number}: {plain(entry.msgid)[:60]}"
        matching, problem = places.of(entry)
        problem = problem or problem_with(entry)
        if problem:
            report.problems.append((where, problem))
        for place in matching:
            found[place.string_id, place.context_id] = (place, entry.msgstr)
    report.problems += too_long(found.values(), places)
    if not adopt:
        report.problems += written_by_hand(places, locale)
    if not report.problems:
        stale = save_translations(found, locale, report, user, tool) | places.without_page(locale)
        report.pages = write_pages(stale, places, locale, publish, user)
    return report


class Places:
    """Where the entries of a file belong."""

    def __init__(self, po: polib.POFile):
        keys, paths = set(), set()
        for entry in po:
            if entry.msgctxt:
                keys.add(self.key_of(entry))
            else:
                paths |= {self.url_path(path) for path, _line in entry.occurrences}
        self.pages = {
            page.translation_key: page
            for page in (*self.sources(translation_key__in=keys - {None}), *self.sources(url_path__in=paths))
        }
        self.by_path = {page.url_path: page.translation_key for page in self.pages.values()}
        self.by_text: dict[tuple[UUID, str], list[Place]] = defaultdict(list)
        for place in places_of(self.pages.values()):
            self.by_text[place.key, place.text].append(place)

    def without_page(self, locale: Locale) -> set[UUID]:
        """Keys of the pages that are not published in this language."""
        there = Page.objects.live().filter(translation_key__in=self.pages, locale=locale)
        return self.pages.keys() - set(there.values_list("translation_key", flat=True))

    @staticmethod
    def sources(**wanted):
        return Page.objects.live().filter(locale_id=locale_ids()[SOURCE], **wanted).specific()

    @staticmethod
    def key_of(entry: polib.POEntry) -> UUID | None:
        try:
            return UUID(entry.msgctxt.partition(":")[0])
        except ValueError:
            return None

    @staticmethod
    def url_path(path: str) -> str:
        return home_paths()[SOURCE] + ("" if path == "start" else path)

    def of(self, entry: polib.POEntry) -> tuple[list[Place], str]:
        """The places of an entry, and what is wrong if there are none."""
        if entry.msgctxt:
            key, path = self.key_of(entry), entry.msgctxt.partition(":")[2]
            found = [place for place in self.by_text.get((key, entry.msgid), ()) if place.path == path]
            keys = {key}
        else:
            keys = {self.by_path.get(self.url_path(path)) for path, _line in entry.occurrences}
            found = [place for key in keys for place in self.by_text.get((key, entry.msgid), ())]
        if found:
            return found, ""
        if not keys & self.pages.keys():
            return [], _("The page this belongs to does not exist or is not published.")
        return [], _("These German words are not on the page (any more). Please export the file again.")


def problem_with(entry: polib.POEntry) -> str:
    """What is wrong with the translation of an entry; "" if nothing."""
    try:
        StringValue.from_translated_html(entry.msgstr)
    except (ValueError, AttributeError) as error:
        return _("There is HTML in it that may not be there: %(why)s") % {"why": error}
    wanted, given = tags_of(entry.msgid), tags_of(entry.msgstr)
    if wanted != given:
        missing, more = sorted(wanted - given), sorted(given - wanted)
        return _("The tags differ from the German: missing %(missing)s, too many %(more)s.") % {
            "missing": ", ".join(missing) or "–",
            "more": ", ".join(more) or "–",
        }
    return ""


def tags_of(html: str) -> set[str]:
    """Links by their id and count of the other tags: {"a#a1", "b×2"}; line breaks may differ."""
    counts: dict[str, int] = defaultdict(int)
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        if tag.name != "br":
            counts[f"a#{tag.get('id', '')}" if tag.name == "a" else tag.name] += 1
    return {name if count == 1 else f"{name}×{count}" for name, count in counts.items()}


def too_long(found: Iterable[tuple[Place, str]], places: Places) -> list[tuple[str, str]]:
    problems = []
    for place, words in found:
        limit = None
        if "." not in place.path:
            limit = places.pages[place.key]._meta.get_field(place.path).max_length
        length = len(StringValue(words).render_text())
        if limit and length > limit:
            problem = _("%(length)s characters; at most %(limit)s fit here.") % {"length": length, "limit": limit}
            problems.append((plain(words)[:60], problem))
    return problems


def written_by_hand(places: Places, locale: Locale) -> list[tuple[str, str]]:
    pages = Page.objects.filter(translation_key__in=places.pages, locale=locale)
    synced = Translation.objects.filter(source__object_id__in=places.pages, target_locale=locale, enabled=True)
    free = pages.exclude(translation_key__in=synced.values("source__object_id"))
    problem = _("Somebody writes this page by hand in this language. It is not translated piece by piece.")
    return [(page.title, problem) for page in free]


def save_translations(found: dict, locale: Locale, report: Report, user, tool: str) -> set[UUID]:
    """Store what is new or other than before; return the keys of the pages it belongs to."""
    known = translations_of([place for place, _words in found.values()], locale)
    new, changed = [], []
    for ids, (_place, words) in found.items():
        if known.get(ids, ("", ""))[0] == words:
            report.unchanged += 1
        else:
            (changed if ids in known else new).append((*ids, words))
    report.translated = len(new) + len(changed)
    given = {"translation_type": "manual", "tool_name": tool, "last_translated_by": user, "updated_at": timezone.now()}
    StringTranslation.objects.bulk_create(
        StringTranslation(translation_of_id=string, context_id=context, locale=locale, data=words, **given)
        for string, context, words in new
    )
    for string, context, words in changed:
        StringTranslation.objects.filter(translation_of_id=string, context_id=context, locale=locale).update(
            data=words, has_error=False, field_error="", **given
        )
    touched = {ids[:2] for ids in (*new, *changed)}
    return {place.key for ids, (place, _words) in found.items() if ids in touched}


def write_pages(keys: set[UUID], places: Places, locale: Locale, publish: bool, user) -> int:
    """Write the translated pages, parents first."""
    pages = sorted((places.pages[key] for key in keys), key=lambda page: page.path)
    for page in pages:
        source = TranslationSource.objects.get(object_id=page.translation_key, locale_id=page.locale_id)
        Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})
        write(source, locale, publish=publish, user=user)
    return len(pages)
