"""Where words stand: the segments of German pages, named by page, path and text."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

import polib
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from portal.languages import SOURCE
from portal.tree import home_paths, locale_ids, path_below_home

from .state import segments_of

START = "start"  # the address of the home page, which has none below itself


class Place(NamedTuple):
    """A segment of a German page: `key` is the page's translation key, `text` HTML with inline tags."""

    key: UUID
    path: str
    text: str


def sources(**wanted) -> QuerySet[Page]:
    """Published German pages."""
    return Page.objects.live().filter(locale_id=locale_ids()[SOURCE], depth__gt=1, **wanted)


def places_of(pages: Iterable[Page]) -> list[Place]:
    """The segments of German pages as they are published now, page by page in order, each once."""
    return list(
        dict.fromkeys(
            Place(page.translation_key, segment.path, segment.text)
            for page in pages
            for segment in segments_of(page.specific)
        )
    )


def translations_of(keys: Iterable[UUID], locale: Locale) -> dict[Place, tuple[str, str]]:
    """(words, "manual" or "machine") by place, of pages with these translation keys."""
    rows = StringTranslation.objects.filter(locale=locale, context__object_id__in=list(keys), has_error=False)
    found = rows.values_list("context__object_id", "context__path", "translation_of__data", "data", "translation_type")
    return {Place(key, path, text): (words, kind) for key, path, text, words, kind in found}


def address(page: Page) -> str:
    """ "angebote/deutschkurs/"; of the home page "start"."""
    return path_below_home(page.url_path) or START


class Places:
    """Where the entries of a PO file belong, on these German pages."""

    def __init__(self, po: polib.POFile, pages: QuerySet[Page]):
        keys, paths = set(), set()
        for entry in po:
            if entry.msgctxt:
                keys.add(key_of(entry))
            else:
                paths |= {url_path(path) for path, _line in entry.occurrences}
        named = pages.filter(translation_key__in=keys - {None}) | pages.filter(url_path__in=paths)
        self.pages = {page.translation_key: page for page in named.specific()}
        self.by_path = {page.url_path: page.translation_key for page in self.pages.values()}
        self.by_text: dict[tuple[UUID, str], list[Place]] = defaultdict(list)
        self.now: dict[tuple[UUID, str], list[str]] = defaultdict(list)
        for place in places_of(self.pages.values()):
            self.by_text[place.key, place.text].append(place)
            self.now[place.key, place.path].append(place.text)

    def of(self, entry: polib.POEntry) -> tuple[list[Place], str]:
        """The places of an entry, and what is wrong if there are none."""
        path = ""
        if entry.msgctxt:
            key, path = key_of(entry), entry.msgctxt.partition(":")[2]
            found = [place for place in self.by_text.get((key, entry.msgid), ()) if place.path == path]
            keys = {key}
        else:
            keys = {self.by_path.get(url_path(path)) for path, _line in entry.occurrences}
            found = [place for key in keys for place in self.by_text.get((key, entry.msgid), ())]
        if found:
            return found, ""
        if not keys & self.pages.keys():
            return [], _("The page this belongs to does not exist, is not published, or is not yours to change.")
        if path and not self.now.get((key, path)):
            return [], _("This part of the page does not exist (any more). Please delete the entry.")
        return [], _("These German words are not on the page (any more). Please export the file again.")


def key_of(entry: polib.POEntry) -> UUID | None:
    try:
        return UUID(entry.msgctxt.partition(":")[0])
    except ValueError:
        return None


def url_path(path: str) -> str:
    return home_paths()[SOURCE] + ("" if path == START else path)
