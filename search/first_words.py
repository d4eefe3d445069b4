"""The dictionary an installation begins with, from `data/dictionary/`: the German file, and one for each language."""

from pathlib import Path

import yaml
from django.conf import settings

from portal.changes import changed
from portal.languages import SOURCE

from .dictionary import DICTIONARY, DictionaryEntry

FOLDER = Path(__file__).parent / "data" / "dictionary"


def read(code: str) -> dict:
    path = FOLDER / f"{code}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}


def load_dictionary() -> int:
    """Make the entries that are missing, add the languages an entry lacks; what the Kernteam changed stays."""
    names = {code: read(code) for code, _name in settings.LANGUAGES if code != SOURCE}
    there = {entry.slug: entry for entry in DictionaryEntry.objects.all()}
    new, more = [], []
    for slug, record in read(SOURCE).items():
        found = {SOURCE: record.get("names", [])} | {code: each[slug] for code, each in names.items() if slug in each}
        found = {code: each for code, each in found.items() if each}
        if slug not in there:
            new.append(DictionaryEntry(slug=slug, means="\n".join(record["means"]), names=found))
        elif found.keys() - there[slug].names.keys():
            there[slug].names = found | there[slug].names
            more.append(there[slug])
    DictionaryEntry.objects.bulk_create(new)
    DictionaryEntry.objects.bulk_update(more, ["names"])
    relate({entry.slug for entry in new})
    if new or more:
        changed(DICTIONARY)
    return len(new) + len(more)


def relate(new: set[str]) -> None:
    """Say what goes with new entries: first each with what is named beside it, which is nearest, then the other way."""
    named = [(slug, other) for slug, record in read(SOURCE).items() for other in record.get("related", ())]
    pairs = [pair for pair in named if not new.isdisjoint(pair)]
    keys = dict(DictionaryEntry.objects.values_list("slug", "pk"))
    Pair = DictionaryEntry.related.through
    Pair.objects.bulk_create(
        [
            Pair(from_dictionaryentry_id=keys[one], to_dictionaryentry_id=keys[other])
            for one, other in [*pairs, *((other, one) for one, other in pairs)]
            if one in keys and other in keys
        ],
        ignore_conflicts=True,
    )
