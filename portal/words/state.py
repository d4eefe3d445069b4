"""How far the words of a translation are: what still shows in German, what a machine wrote, what is outdated.

It comes from comparing texts: a segment is translated when there is a translation of exactly the German words that stand
there now. Each translation keeps its state in `translation_state`, written with its words, so that a page and its
cards can mark what is German without a query:

    {"total": 120, "missing": 14, "machine": 0, "german": {"summary": ["9f1c…"], "body.<id>": ["…"]}}

Words are counted; `german` holds, by path, the fingerprints of the paragraphs shown in German. A page that was written
by hand, not segment by segment, has `{"by_hand": true, "seen": [fingerprints of the German text it was written for],
"outdated": German words that are new since}`. The source page has `{"total": …}`.
"""

from collections.abc import Iterable
from hashlib import blake2s
from html import unescape
from re import compile as regex
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

TAG = regex(r"<[^>]*>")
MACHINE = "machine"  # wagtail-localize's word for translations nobody has read


class Segment(NamedTuple):
    """A piece of the German text and what became of it; `translation` is "" where there is none."""

    path: str
    text: str  # HTML with inline tags
    translation: str = ""
    machine: bool = False


def plain(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())


def count_words(html: str) -> int:
    return len(plain(html).split())


def fingerprint(html: str) -> str:
    """The same for the same words, whatever the tags around and between them."""
    return blake2s("".join(plain(html).split()).encode(), digest_size=6).hexdigest()


def segments_of(page) -> list[Segment]:
    """The words of a page as they are now, in order."""
    for name in type(page).get_streamfield_names():
        getattr(page, name).get_prep_value()  # gives new blocks their id, which is part of the path
    return [Segment(each.path, each.string.data) for each in extract_segments(page) if type(each) is StringSegmentValue]


def translated_segments(key: UUID, locale_id: int) -> list[Segment]:
    """The segments of the German page as it was last published, with their translations."""
    found = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale_id=locale_id, has_error=False
    )
    rows = StringSegment.objects.filter(source__object_id=key).order_by("order")
    rows = rows.annotate(
        words=Subquery(found.values("data")), kind=Subquery(found.values("translation_type"))
    ).values_list("context__path", "string__data", "words", "kind")
    return [Segment(path, text, words or "", kind == MACHINE) for path, text, words, kind in rows]


def is_synced(page) -> bool:
    """Whether the page is translated segment by segment; otherwise somebody writes it by hand."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).exists()


def state_of(segments: Iterable[Segment]) -> dict:
    state = {"total": 0, "missing": 0, "machine": 0, "german": {}}
    for segment in segments:
        count = count_words(segment.text)
        state["total"] += count
        if not segment.translation:
            state["missing"] += count
            state["german"].setdefault(segment.path, []).append(fingerprint(segment.text))
        elif segment.machine:
            state["machine"] += count
    return state


def synced_state(page) -> dict:
    """The state of a page translated segment by segment; one that went with its source still knows what returns."""
    state = state_of(translated_segments(page.translation_key, page.locale_id))
    if not page.live and "returns" in page.translation_state:
        state["returns"] = page.translation_state["returns"]
    return state


def by_hand(source) -> dict:
    """The state of a page that somebody wrote by hand, having read the German page as it is now."""
    seen = sorted({fingerprint(segment.text) for segment in segments_of(source)})
    return {"by_hand": True, "seen": seen, "outdated": 0}


def open_words(state: dict) -> int:
    """How many German words a reader of a translation does not get in their language, by its state alone."""
    return state.get("outdated" if state.get("by_hand") else "missing", 0)


def outdated_words(state: dict, source_segments: Iterable[Segment]) -> int:
    """How many German words a reader of this translation does not get in their language."""
    if not state.get("by_hand"):
        return state.get("missing", 0)
    seen = set(state["seen"])
    return sum(count_words(segment.text) for segment in source_segments if fingerprint(segment.text) not in seen)
