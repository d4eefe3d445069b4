"""PostgreSQL: one weighted tsvector per entry, made with the configuration of its language, found by a GIN index.

What that configuration does not know (umlauts written as ae, parts of compounds, Polish, Ukrainian and Bulgarian forms)
is in it as well, as the tokens that `analysis.py` makes.
"""

from django.db import connection
from django.utils import timezone

from portal.languages import html_lang

from ..analysis import text_tokens, tokens
from ..entry import Entry
from ..label_words import indexed_labels
from ..query import Atom, Term
from ..ranking import BEGINNING, Texts
from ..results import Asked
from ..rows import COLUMNS as ENTRY
from ..rows import UPDATE, as_json, records, types_of
from ..sounds import sounds
from .candidates import COLUMNS, Candidate, Details, by_number, made_of
from .database import LIMIT, DatabaseEngine

CONFIGURATIONS = {
    "de": "german",
    "en": "english",
    "tr": "turkish",
    "ar": "arabic",
    "ro": "romanian",
    "ru": "russian",
}
FIND = f"""
SELECT {", ".join(("id", *COLUMNS[1:]))} FROM search_entry
WHERE vector @@ CAST(%s AS tsquery) AND (public_from IS NULL OR public_from <= %s) LIMIT %s
"""  # noqa: S608 — only constants
DETAILS = "SELECT id, language, german, assured, texts FROM search_entry WHERE id = ANY(%s)"
TOKENS = ("configuration", "label_tokens", "summary_tokens", "body_tokens", "other_tokens")
TYPES = dict.fromkeys(TOKENS, "text")
AT_ONCE = 500  # entries sent in one statement: ten kilobytes each
VECTOR = """
setweight(to_tsvector(configuration::regconfig, title), 'A') ||
setweight(to_tsvector(configuration::regconfig, summary), 'C') || to_tsvector(configuration::regconfig, body) ||
array_to_tsvector(array_remove(string_to_array(
    concat_ws(' ', label_tokens, summary_tokens, body_tokens, other_tokens), ' '
), ''))
"""
TEXTS = f"label_tokens || E'\\n' || summary_tokens || E'\\n' || left(body_tokens, {BEGINNING})"


def vector_parts(entry: Entry) -> tuple[str, ...]:
    """What the database makes the vector and the texts of, in the order of `TOKENS`."""
    readers = entry.shown_in.split()
    title = tokens(entry.title, entry.language_of("title"))
    return (
        CONFIGURATIONS.get(html_lang(entry.language), "simple"),
        indexed_labels(entry.labels, readers),
        text_tokens(entry.summary, entry.language_of("summary")),
        text_tokens(entry.body, entry.language_of("body")),
        " ".join((title, sounds(entry.title), *(f"shown:{code}" for code in readers), entry.codes)),
    )


WRITE = f"""
INSERT INTO search_entry ({", ".join(ENTRY)}, vector, texts) SELECT {", ".join(ENTRY)}, {VECTOR}, {TEXTS} FROM {{}}
ON CONFLICT (thing, language) DO UPDATE SET {UPDATE}, vector = excluded.vector, texts = excluded.texts
"""  # noqa: S608 — only constants
ASTRAY = f"""
SELECT id FROM {records({"id": "bigint", **TYPES})} JOIN search_entry USING (id)
WHERE vector IS DISTINCT FROM {VECTOR} OR texts IS DISTINCT FROM {TEXTS}
"""  # noqa: S608 — only constants


class PostgreSQLEngine(DatabaseEngine):
    name = "postgresql"
    schema = ("CREATE INDEX IF NOT EXISTS search_entry_vector ON search_entry USING gin (vector)",)

    def write(self, entries: list[Entry], gone: list[int]) -> None:
        if gone:
            Entry.objects.filter(pk__in=gone).delete()
        sql = WRITE.format(records(types_of(Entry, ENTRY) | TYPES))
        with connection.cursor() as cursor:
            for start in range(0, len(entries), AT_ONCE):
                rows = (
                    (*(getattr(entry, name) for name in ENTRY), *vector_parts(entry))
                    for entry in entries[start : start + AT_ONCE]
                )
                cursor.execute(sql, [as_json((*ENTRY, *TOKENS), rows)])

    def astray(self, entries: list[Entry]) -> list[Entry]:
        if not entries:
            return []
        with connection.cursor() as cursor:
            cursor.execute(ASTRAY, [as_json(("id", *TOKENS), ((entry.pk, *vector_parts(entry)) for entry in entries))])
            wrong = {pk for (pk,) in cursor.fetchall()}
        return [entry for entry in entries if entry.pk in wrong]

    def candidates(self, asked, terms, chosen=None) -> list[Candidate]:
        found = [*codes_query(asked, chosen), *map(term_query, terms)]
        with connection.cursor() as cursor:
            cursor.execute(FIND, [" & ".join(found), timezone.localdate(asked.now), LIMIT])
            return list(made_of(cursor.fetchall()))

    def candidates_of_each(self, asked, trials, chosen=None) -> list[list[Candidate]]:
        codes, today = codes_query(asked, chosen), timezone.localdate(asked.now)
        sql = " UNION ALL ".join(f"(SELECT {number}, q.* FROM ({FIND}) q)" for number in range(len(trials)))  # noqa: S608
        params = []
        for trial in trials:
            query = " & ".join([*([] if trial.everywhere else codes), *map(term_query, trial.terms)])
            params += [query, today, trial.most]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        return by_number(len(trials), [row[0] for row in rows], made_of(row[1:] for row in rows))

    def details(self, pks: list[int]) -> dict[int, Details]:
        with connection.cursor() as cursor:
            cursor.execute(DETAILS, [pks])
            return {
                pk: Details(language, german, assured, Texts(*(f" {text} " for text in texts.split("\n"))))
                for pk, language, german, assured, texts in cursor.fetchall()
            }


def codes_query(asked: Asked, chosen: dict | None) -> list[str]:
    found = [quoted(f"shown:{asked.language}")]
    for facet, values in (chosen or {}).items():
        found.append(f"({' | '.join(quoted(f'{facet}:{value}') for value in values)})")
    return found


def quoted(token: str) -> str:
    """A lexeme just as it stands in the vector: to_tsquery would take "shown:de" apart."""
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def term_query(term: Term) -> str:
    groups = [" & ".join(atom_query(atom) for atom in group) for group in term.alternatives]
    return f"({' | '.join(f'({group})' for group in groups)})"


def atom_query(atom: Atom) -> str:
    found = [quoted(token) for token in sorted(atom.tokens)]
    found += [f"{quoted(atom.prefix)}:*"] if atom.prefix else []
    found += [quoted(atom.sound)] if atom.sound else []
    found += atom.codes
    return f"({' | '.join(found)})"
