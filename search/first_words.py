"""The dictionary an installation begins with, from `data/dictionary/`: the German file, and one for each language."""

from pathlib import Path

import yaml
from django.conf import settings

from portal.changes import changed

from .dictionary import DICTIONARY, DictionaryEntry

FOLDER = Path(__file__).parent / "data" / "dictionary"


def read(code: str) -> dict:
    path = FOLDER / f"{code}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}


def load_dictionary() -> int:
    """Make the entries that are missing, add the languages an entry lacks; what the Kernteam changed stays."""
    names = {code: read(code) for code, _name in settings.LANGUAGES if code != "de"}
    there = {entry.slug: entry for entry in DictionaryEntry.objects.all()}
    new, more = [], []
    for slug, record in read("de").items():
        found = {"de": record.get("names", [])} | {code: each[slug] for code, each in names.items() if slug in each}
        found = {code: each for code, each in found.items() if each}
        if slug not in there:
            new.append(DictionaryEntry(slug=slug, means="\n".join(record["means"]), names=found))
        elif found.keys() - there[slug].names.keys():
            there[slug].names = found | there[slug].names
            more.append(there[slug])
    DictionaryEntry.objects.bulk_create(new)
    DictionaryEntry.objects.bulk_update(more, ["names"])
    if new or more:
        changed(DICTIONARY)
    return len(new) + len(more)
