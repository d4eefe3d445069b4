"""The entries of a thing as one document."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from ...analysis import label_tokens, text_tokens, tokens
from ...entry import Entry
from ...sounds import sounds

PAGE = 100  # things read at once


def document(entries: list[Entry]) -> dict:
    """`order` has a title for every language in which the thing is shown."""
    first = entries[0]
    return {
        "thing": first.thing,
        "kind": first.kind,
        "languages": [entry.language for entry in entries],
        "codes": first.codes.split(),
        "starts_at": first.starts_at,
        "over_at": first.ends_at or first.starts_at,
        "public_from": first.public_from,
        "assured": first.assured,
        "made_of": made_of((entry.language, entry.fingerprint) for entry in entries),
        "title": {entry.language: entry.title for entry in entries},
        "summary": {entry.language: entry.summary for entry in entries if entry.summary},
        "body": {entry.language: entry.body for entry in entries if entry.body and not is_german(entry, "body")},
        "forms": {
            "title": {entry.language: tokens(entry.title, entry.language_of("title")) for entry in entries},
            "text": {entry.language: summary_and_body(entry) for entry in entries},
        },
        "labels": label_tokens(first.labels),
        "sounds": " ".join(dict.fromkeys(" ".join(sounds(entry.title) for entry in entries).split())),
        "order": {code: entry.sort_title for entry in entries for code in entry.shown_in.split()},
    }


def is_german(entry: Entry, part: str) -> bool:
    """Whether a part of a translation is German: the German entry has it already."""
    return entry.language_of(part) != entry.language


def summary_and_body(entry: Entry) -> str:
    return " ".join(text_tokens(getattr(entry, part), entry.language_of(part)) for part in ("summary", "body"))


def made_of(parts: Iterable[tuple[str, str]]) -> str:
    """A value that differs when one of the entries does; `parts` are their languages and fingerprints."""
    return hashlib.blake2s(repr(sorted(parts)).encode(), digest_size=12).hexdigest()


def documents(things: Iterable[str]) -> dict[str, dict]:
    """The documents of these things, without those that are not public (any more)."""
    rows = Entry.objects.filter(thing__in=things).order_by("thing", "language")
    return {thing: document(list(entries)) for thing, entries in groupby(rows, key=lambda entry: entry.thing)}


def all_documents() -> Iterator[list[dict]]:
    """Every document, a page of things at a time."""
    last = ""
    while things := list(
        Entry.objects.filter(thing__gt=last).order_by("thing").values_list("thing", flat=True).distinct()[:PAGE]
    ):
        last = things[-1]
        yield list(documents(things).values())
