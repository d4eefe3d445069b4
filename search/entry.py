import json
from hashlib import blake2s

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.languages import SOURCE

from .folding import fold
from .things import Thing, Words

SEARCH = "search"  # scope of changes: entries were written
BODY = 8_000  # characters of a body that are searched
CODE = "{}:{}"


class Readable(json.JSONEncoder):
    """Letters as they are: escaped, Arabic and Cyrillic labels are three times as long."""

    def __init__(self, **options):
        super().__init__(**options | {"ensure_ascii": False})


class EntryQuerySet(models.QuerySet):
    def shown_in(self, language: str):
        """One entry per thing: that in this language or, where there is none, the German one."""
        return self.filter(language__in={language, SOURCE}, shown_in__contains=f" {language} ")


class Entry(models.Model):
    """A public thing in one language: all that the search reads. Written by `indexing.py`, by nothing else.

    `thing` is kind and key ("offer:12"), `shown_in` the languages whose readers get this entry (" tr ", the German one
    also those of all languages in which the thing is not: " de bg ro "), `codes` what it is filtered by
    ("kind:offer district:marxloh"), `german` the parts that are German although the entry is not. A row is never changed:
    what is written anew has another primary key.
    """

    thing = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, db_index=True)
    language = models.CharField(max_length=20)
    shown_in = models.CharField(max_length=250)
    codes = models.TextField(blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    public_from = models.DateField(null=True)
    assured = models.DateField(null=True)
    sort_title = models.CharField(max_length=250)
    path = models.CharField(max_length=500)
    german = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=32)
    written_at = models.DateTimeField(default=timezone.now)
    title = models.TextField()
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    labels = models.JSONField(default=dict, encoder=Readable)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "language"], name="unique_entry")]

    def __str__(self) -> str:
        return f"{self.thing} {self.language}"

    def url_in(self, language: str) -> str:
        return f"/{language}/{self.path}"

    def language_of(self, part: str) -> str:
        """The language that "title", "summary" or "body" is really in."""
        return SOURCE if part in self.german.split() else self.language

    @property
    def facets(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code in self.codes.split():
            name, _colon, value = code.partition(":")
            found.setdefault(name, []).append(value)
        return found


def thing_id(kind: str, key: str) -> str:
    return CODE.format(kind, key)


def key_of(thing: str) -> str:
    return thing.partition(":")[2]


def entries_of(kind: str, thing: Thing) -> list[Entry]:
    """The entries of a thing as they are to be, not saved."""
    facets = {"kind": (kind,), **thing.facets}
    common = {
        "thing": thing_id(kind, thing.key),
        "kind": kind,
        "path": thing.path,
        "labels": {code: list(texts) for code, texts in thing.labels.items() if texts},
        "codes": " ".join(CODE.format(name, value) for name, values in facets.items() for value in values),
        "starts_at": thing.starts_at,
        "ends_at": thing.ends_at,
        "public_from": thing.public_from,
        "assured": thing.assured,
    }
    missing = [code for code, _name in settings.LANGUAGES if code not in thing.words]
    base = blake2s(encoded(json.dumps(common, sort_keys=True, default=str)), digest_size=16)
    common["written_at"] = timezone.now()
    return [
        entry(code, words, [code, *(missing if code == SOURCE else ())], common, base)
        for code, words in thing.words.items()
    ]


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def entry(language: str, words: Words, shown_in: list[str], common: dict, base: blake2s) -> Entry:
    """`base` is the hash of what is common, of which each entry takes a copy."""
    found = base.copy()
    found.update(encoded(f"{language}{shown_in}{words}"))
    return Entry(
        **common,
        language=language,
        shown_in=f" {' '.join(shown_in)} ",
        title=words.title,
        summary=words.summary,
        body=words.body[:BODY],
        german=" ".join(words.german),
        sort_title=fold(words.title[:250])[:250],
        fingerprint=found.hexdigest(),
    )
