"""The demo's content as the search sees it, straight from its files: no pages are made, so it is there in seconds.

The things are put together by the same functions as those of the real pages; only their keys are the ids of the files
("offer:hausaufgabenhilfe-zeytin"), so that judgments can name them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import polib
from django.conf import settings

from directory.hours import Spoken
from directory.models import District, TaxonomyTerm
from directory.rich_text import to_html
from directory.search_sources import DistrictSource, offer_thing, organization_thing
from home import demonstration
from home.blocks import StoryBlock
from home.demonstration import FOLDER, read
from home.models import NewsPage, StandardPage
from home.search_sources import NewsSource, StandardPageSource
from portal.changes import journal
from portal.glossary.loading import read_terms
from portal.glossary.models import GlossaryTerm
from portal.languages import SOURCE
from portal.tree import locale_ids
from portal.words.state import fingerprint
from search.entry import Entry
from search.indexing import Difference, write
from search.official_words import OfficialWords
from search.things import Thing

OTHERS = [code for code, _name in settings.LANGUAGES if code != SOURCE]
PIECE = re.compile(r"(<(?:p|li)>)(.*?)(?=</(?:p|li)>)", re.DOTALL)
LINK, BREAK = re.compile(r"<a\b[^>]*>"), re.compile(r"<br ?/?>")
NOT_WORDS = {"offers", "organizations", "contacts"}  # blocks of which only the heading is text


read_folder = cache(demonstration.read_folder)


class Catalog:
    """The translations of one language: by page address and German words."""

    def __init__(self, code: str):
        self.code, self.words = code, defaultdict(dict)
        for entry in polib.pofile(str(FOLDER / "translations" / f"{code}.po")):
            if entry.msgstr:
                for address, _line in entry.occurrences:
                    self.words[address][LINK.sub("<a>", entry.msgid)] = BREAK.sub(" ", entry.msgstr)

    def of(self, address: str) -> dict[str, str] | None:
        """The words of a page; None where the page is not translated."""
        return self.words.get(address)


@cache
def catalogs() -> list[Catalog]:
    return [Catalog(code) for code in OTHERS]


def load() -> int:
    """Make the demo's entries the only ones of the (test) database; return how many there are."""
    with journal.as_of_now():
        things = by_kind()
    for kind, found in things.items():
        there = {thing.partition(":")[2] for thing in Entry.objects.filter(kind=kind).values_list("thing", flat=True)}
        write(Difference(kind, there | {thing.key for thing in found}, found))
    return Entry.objects.count()


def by_kind() -> dict[str, list[Thing]]:
    return {
        "offer": list(offers()),
        "organization": list(organizations()),
        "district": [named(thing) for thing in DistrictSource().things()],
        "word": [named(thing) for thing in words()],
        "page": list(pages()),
        "news": list(news()),
    }


def named(thing: Thing) -> Thing:
    """With the last part of its address as key."""
    return replace(thing, key=thing.path.rstrip("/").rpartition("/")[2].removeprefix("#wort-"))


# --- Directory --------------------------------------------------------------------------------------------------------
def rows_of(record: dict, address: str, html: str) -> tuple[dict, list[tuple[dict]]]:
    """The columns of a page and those of its translations."""
    own = {"title": record["name"], "summary": record["summary"], "description": html}
    own["eligibility_description"] = record.get("eligibility_description", "")
    row = {"pk": record["id"], "slug": record["id"], "translation_key": record["id"], "locale_id": locale_ids()[SOURCE]}
    found = []
    for catalog in catalogs():
        if (known := catalog.of(address)) is not None:
            german = {name: pieces for name, text in own.items() if (pieces := untranslated(text, known))}
            texts = {name: html_in(text, known) for name, text in own.items()}
            place = {"locale_id": locale_ids()[catalog.code], "translation_state": {"german": german}}
            found.append((texts | place,))
    return row | own | {"translation_state": {}}, found


def html_in(html: str, known: dict[str, str]) -> str:
    """A text, or the paragraphs of HTML, in another language as far as it is known."""
    if "<" not in html:
        return known.get(html, html)
    return PIECE.sub(lambda match: match[1] + known.get(LINK.sub("<a>", match[2]).strip(), match[2]), html)


def untranslated(html: str, known: dict[str, str]) -> list[str]:
    """The fingerprints of the paragraphs that stay German."""
    pieces = [match[2] for match in PIECE.finditer(html)] if "<" in html else [html]
    return [fingerprint(piece) for piece in pieces if piece and LINK.sub("<a>", piece).strip() not in known]


@cache
def places() -> dict[str, tuple[str, str]]:
    """District and Bezirk of each location."""
    bezirke = dict(District.objects.values_list("slug", "bezirk"))
    found = {}
    for record in read_folder("organizations"):
        for each in record.get("locations", ()):
            found[each["id"]] = (each["district"], bezirke[each["district"]])
    return found


def offers() -> Iterator[Thing]:
    titles = {record["id"]: record["name"] for record in read_folder("organizations")}
    parents = dict(TaxonomyTerm.objects.values_list("slug", "parent__slug"))
    for record in read_folder("offers"):
        row, others = rows_of(record, f"angebote/{record['id']}/", to_html(record["description"]))
        row |= {"pillar": record["pillar"], "assured_date": record.get("assured_date")}
        row |= {"organization__title": titles[record["organization"]], "organization__live": True}
        terms = {term for slug in record.get("terms", ()) for term in (slug, parents[slug]) if term}
        spoken = [Spoken(each["language"], each["mode"]) for each in record.get("languages", ())]
        districts = [name for each in record.get("locations", ()) for name in places()[each]]
        values = {
            "term": tuple(sorted(terms)),
            "group": tuple(record.get("target_groups", ())),
            "language": tuple(dict.fromkeys(each.language for each in spoken)),
            "district": tuple(dict.fromkeys(districts)) or ("online",),
            "pillar": (record["pillar"],),
        }
        rows = SimpleNamespace(values=lambda row, found=values: found, translations={record["id"]: others})
        yield offer_thing(row, rows)


def organizations() -> Iterator[Thing]:
    for record in read_folder("organizations"):
        row, others = rows_of(record, f"organisationen/{record['id']}/", to_html(record["description"]))
        row |= {"kind": record["kind"], "languages": record["languages"]}
        yield organization_thing(row, others, [places()[each["id"]] for each in record.get("locations", ())])


def words() -> Iterator[Thing]:
    """The official words; they are kept, as the real thing reads them from the database."""
    terms = []
    for record in read_terms(FOLDER / "glossary.yaml"):
        more = {"explanation": record["explanation"], "explanations": record["explanations"]}
        terms.append(
            GlossaryTerm(slug=record["slug"], word=record["word"], forms="\n".join(record.get("forms", ())), **more)
        )
    GlossaryTerm.objects.bulk_create(terms, ignore_conflicts=True)
    return OfficialWords().things()


# --- Stories ----------------------------------------------------------------------------------------------------------
def stories(model, source, records: list[dict], folder: str, summary: str) -> Iterator[tuple[dict, Thing]]:
    for record in records:
        address = "/".join((*filter(None, [record.get("parent")]), record["slug"], ""))
        known = {catalog.code: catalog.of(folder + address) for catalog in catalogs()}
        own = story(model, record, {}, SOURCE, summary)
        others = [story(model, record, known[code], code, summary) for code in OTHERS if known[code] is not None]
        yield record, replace(source.thing(own, others), key=record["slug"], path=folder + address)


def pages() -> Iterator[Thing]:
    source = StandardPageSource()
    source.more = lambda page: {}
    return (thing for _record, thing in stories(StandardPage, source, read("pages.yaml")["pages"], "", "summary"))


def news() -> Iterator[Thing]:
    source = NewsSource()
    source.more = lambda page: {}
    for record, thing in stories(NewsPage, source, read("news.yaml"), "aktuelles/", "intro"):
        tags = record.get("tags", [])
        yield replace(thing, labels={SOURCE: tags} if tags else {}, public_from=record["date"])


def story(model, record: dict, known: dict[str, str], language: str, summary: str):
    """A page as it would be in a language, not saved."""
    plain = {"title": record["title"], summary: record[summary]}
    page = model(locale_id=locale_ids()[language], **{name: known.get(text, text) for name, text in plain.items()})
    if language != SOURCE:
        german = {name: [fingerprint(text)] for name, text in plain.items() if text not in known}
        page.translation_state = {"german": german | {"body.any": untranslated_blocks(record.get("body", ()), known)}}
    page.url_path = ""
    page.body = StoryBlock().to_python(
        [
            {"type": kind, "value": block(kind, value, known)}
            for part in record.get("body", ())
            for kind, value in part.items()
        ]
    )
    return page


def untranslated_blocks(value, known: dict[str, str]) -> list[str]:
    if isinstance(value, str):
        return untranslated(value, known)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for part in parts for found in untranslated_blocks(part, known)]


def block(kind: str, value, known: dict[str, str]):
    """The value of a block in a language; of lists from the directory only what is text."""
    if isinstance(value, str):
        return html_in(value, known)
    if isinstance(value, list):
        return [block(kind, each, known) for each in value]
    found = {name: known.get(text, text) for name, text in value.items() if isinstance(text, str)}
    return {"heading": found.get("heading", "")} if kind in NOT_WORDS else found
