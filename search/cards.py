"""Hits as people see them: cards, in parts with a heading where the language or the words are not those asked for."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.languages import SOURCE, html_lang, spoken_words
from portal.words.marking import SAME, marks

from .entry import Entry
from .facets import Place, facets
from .results import Hit, stale
from .things import Source, sources

MOST_PLACES = 3
CLEAR, GOOD, FAIR = 0.8, 0.7, 0.4  # shares of the best answer


def parts(hits: list[Hit]) -> list[dict]:
    """The hits of a page as {heading, cards}, see `arranged`."""
    language = get_language() or SOURCE
    return [
        {"heading": heading, "cards": [card(hit, language) for hit in some]}
        for heading, some in arranged(hits, language)
        if some
    ]


def arranged(hits: list[Hit], language: str) -> list[tuple[str, list[Hit]]]:
    """(heading, hits): the good ones in the reader's language, which need no heading, the good ones that are German only,
    and the others; each in their order. What is German and clearly better is not put behind the others.
    """
    german = [hit for hit in hits if hit.entry.language != language and hit.share >= GOOD]
    enough = CLEAR if german else FAIR
    own = [hit for hit in hits if hit.entry.language == language and hit.share >= enough]
    rest = [hit for hit in hits if hit not in own and hit not in german]
    only = _("Not yet in easy language") if html_lang(language) == SOURCE else _("So far only in German")
    return [("", own), (only, german), (_("This may fit as well"), rest)]


def card(hit: Hit, language: str) -> dict:
    """The variables of `components/result_card.html`."""
    entry, codes = hit.entry, hit.entry.facets
    source = sources().get(entry.kind, Source())
    pillar = next(iter(codes.get("pillar", ())), "")
    return {
        "url": entry.url_in(language),
        "title": hit.title,
        "title_marks": german_marks(entry, language, "title"),
        "snippet": hit.snippet,
        "snippet_marks": german_marks(entry, language, "body" if hit.from_body else "summary"),
        "kind": str(source.one or source.label),
        "sign": sign(entry, source),
        "pillar": pillar,
        "about": facets()["pillar"].label_of(pillar) if pillar else "",
        "german": german_note(entry, language),
        **where(codes, entry.title),
        "languages": spoken_words(codes.get("language", ()), language),
        "when": when(entry),
        "stale": stale(entry.assured, timezone.localdate()),
    }


def proposal(entry: Entry, language: str) -> dict:
    """An entry to choose while someone types: {url, title, title_marks, kind, sign}."""
    source = sources().get(entry.kind, Source())
    return {
        "url": entry.url_in(language),
        "title": entry.title,
        "title_marks": german_marks(entry, language, "title"),
        "kind": str(source.one or source.label),
        "sign": sign(entry, source),
    }


def sign(entry: Entry, source: Source) -> str:
    pillar = next(iter(entry.facets.get("pillar", ())), "")
    return f"pillar-{pillar}" if pillar else source.sign


def german_marks(entry: Entry, language: str, part: str) -> str:
    """`lang` and `dir` for words that are German on the page of another language."""
    german = entry.language != language or part in entry.german.split()
    return (marks(SOURCE) if german else SAME)["attributes"]


def german_note(entry: Entry, language: str) -> str:
    if entry.language == language:
        return ""
    return "" if html_lang(language) == SOURCE else _("in German")


def where(codes: dict[str, list[str]], title: str) -> dict:
    """The names of at most three districts, and the tile of something that is in one."""
    facet = facets().get("district")
    found: list[Place] = facet.places(codes.get("district", ())) if facet and facet.places else []
    names = [place.name for place in found[:MOST_PLACES] if place.name != title]
    return {"places": names, "tile": found[0] if len(found) == 1 else None}


def when(entry: Entry) -> dict | None:
    """The day of something dated, or since which it can be read: {iso, words}."""
    if entry.starts_at is None:
        day = entry.public_from
        return day and {"iso": day.isoformat(), "words": date_format(day, "DATE_FORMAT")}
    start, end = (timezone.localtime(moment) for moment in (entry.starts_at, entry.ends_at or entry.starts_at))
    words = date_format(start, "DATE_FORMAT")
    if end.date() != start.date():
        words = _("%(first)s to %(last)s") % {"first": words, "last": date_format(end, "DATE_FORMAT")}
    if end < timezone.now():
        words = _("%(when)s (past)") % {"when": words}
    return {"iso": start.isoformat(), "words": words}
