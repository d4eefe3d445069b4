"""How a thing lies in the index: one document with all its languages, each read by the analyzer of its language.

Beside what the analyzers make, `forms` holds the tokens of our own `analysis.py`, which knows the compounds of German
and the endings of Polish and Ukrainian. Needs nothing but the stock image and its `analysis-icu` plugin.
"""

import hashlib
import json
import re
from functools import cache

from django.conf import settings
from elasticsearch.dsl import Date, Index, Keyword, Mapping, Object, Text, analyzer, char_filter, token_filter

from portal.languages import html_lang

STEMMERS = {  # Polish and Ukrainian have none
    "de": "light_german",
    "en": "english",
    "tr": "turkish",
    "ar": "arabic",
    "bg": "bulgarian",
    "ro": "romanian",
    "ru": "russian",
}
JOINED = ["\\u00AD=>", "·=>"]  # what only shows where a word may part: Integrations·kurs
LETTERS = {"ro": ["ş=>ș", "Ş=>Ș", "ţ=>ț", "Ţ=>Ț"], "ru": ["ё=>е", "Ё=>Е"]}
BEFORE = {  # filters before the stem is cut
    "de": ["lowercase", "german_normalization"],
    "tr": ["apostrophe", token_filter("isi_lowercase_tr", type="lowercase", language="turkish")],
    "ar": ["lowercase", "decimal_digit", "arabic_normalization"],
}
SETTINGS = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "1s", "gc_deletes": "6h"}
PREFIXES = {"min_chars": 3, "max_chars": 8}
DATES = "strict_date_optional_time"


def name() -> str:
    """The alias that searches ask, and how the names of our indexes begin."""
    return settings.ELASTICSEARCH_INDEX


@cache
def analyzer_of(language: str):
    """Lower case, the word and its stem, both without accents."""
    stemmer = STEMMERS.get(language)
    stems = ["keyword_repeat", token_filter(f"isi_stem_{language}", type="stemmer", language=stemmer)]
    return analyzer(
        f"isi_{language}",
        tokenizer="standard",
        char_filter=[
            char_filter(f"isi_letters_{language}", type="mapping", mappings=JOINED + LETTERS.get(language, []))
        ],
        filter=[
            *BEFORE.get(language, ["lowercase"]),
            *(stems if stemmer else []),
            "icu_folding",
            "remove_duplicates",
        ],
    )


def languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def by_language(field) -> Object:
    return Object(properties={code: field(html_lang(code)) for code in languages()}, dynamic=False)


def tokens(norms: bool = False, **options) -> Text:
    """Tokens that are made already, separated by blanks."""
    return Text(analyzer="whitespace", index_options="freqs", norms=norms, **options)


def index_body() -> dict:
    """Settings and mapping of a new index."""
    fields = {
        **{field: Keyword() for field in ("thing", "kind", "languages", "codes", "made_of")},
        **{field: Date(format=DATES) for field in ("starts_at", "over_at", "assured")},
        "public_from": Date(format=DATES, null_value="1970-01-01"),
        "title": by_language(lambda code: Text(analyzer=analyzer_of(code))),
        "summary": by_language(lambda code: Text(analyzer=analyzer_of(code))),
        "body": by_language(lambda code: Text(analyzer=analyzer_of(code), index_options="freqs", norms=False)),
        "forms": Object(
            properties={
                "title": by_language(lambda code: tokens(norms=True, index_prefixes=PREFIXES)),
                "text": by_language(lambda code: tokens()),
            }
        ),
        "labels": tokens(index_prefixes=PREFIXES),
        "sounds": tokens(),
        "order": by_language(lambda code: Keyword()),
    }
    mapping = Mapping()
    for field, how in fields.items():
        mapping.field(field, how)
    mapping.meta("dynamic", False).meta("_source", {"excludes": ["forms", "body"]})
    index = Index("any")
    index.settings(**SETTINGS)
    index.mapping(mapping)
    return index.to_dict()


@cache
def version() -> str:
    """Differs as soon as an index is to be made in another way; what was made before then no longer answers."""
    return hashlib.sha256(json.dumps(index_body(), sort_keys=True).encode()).hexdigest()[:8]


def ours(index: str) -> bool:
    """Whether an index on the server is one of this installation: others may have names that begin as ours do."""
    return bool(re.fullmatch(rf"{re.escape(name())}-[0-9a-f]{{8}}-\d{{20}}", index))


def entrance(index: str) -> str:
    """The alias through which an index is written, so that the server does not make one of its own where it is gone."""
    return f"{index}-in"
