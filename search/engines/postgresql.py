"""PostgreSQL: one weighted tsvector per entry, made with the configuration of its language, found by a GIN index.

What that configuration does not know (umlauts written as ae, parts of compounds, Polish, Ukrainian and Bulgarian forms)
is in it as well, as the tokens that `analysis.py` makes.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection

from portal.languages import SOURCE, html_lang

from ..analysis import text_tokens, tokens
from ..entry import Entry
from ..label_words import indexed_labels
from ..query import Atom, Term
from ..ranking import BEGINNING, Texts
from ..rows import COLUMNS as ENTRY
from ..rows import as_json, records, types_of
from ..sounds import sounds
from .candidates import Contents
from .database import DatabaseEngine

CONFIGURATIONS = {
    "de": "german",
    "en": "english",
    "tr": "turkish",
    "ar": "arabic",
    "ro": "romanian",
    "ru": "russian",
}
WORDS = {"id": "bigint", "configuration": "text", "tokens": "text"}  # what a vector is made of beside the entry
VECTOR = """
setweight(to_tsvector(configuration::regconfig, title), 'A') ||
setweight(to_tsvector(configuration::regconfig, summary), 'C') || to_tsvector(configuration::regconfig, body) ||
array_to_tsvector(array_remove(string_to_array(translate(texts, E'\\n', ' ') || ' ' || tokens, ' '), ''))
"""
MADE = f"FROM {records(WORDS)} JOIN search_entry USING (id)"
WRITE = f"INSERT INTO search_vector (entry_id, language, vector) SELECT id, search_entry.language, {VECTOR} {MADE}"
ASTRAY = f"""
SELECT id {MADE} LEFT JOIN search_vector stored ON (stored.entry_id, stored.language) = (id, search_entry.language)
WHERE stored.vector IS DISTINCT FROM {VECTOR}
"""  # noqa: S608
FORGET = """
WITH gone AS (DELETE FROM search_entry WHERE id = ANY(%s)) DELETE FROM search_vector WHERE entry_id = ANY(%s)
"""
NUMBERS = "SELECT nextval(pg_get_serial_sequence('search_entry', 'id')) FROM generate_series(1, %s)"
FIND = "search_found(CAST(%s AS tsquery), CAST(%s AS tsquery), %s, %s)"
FIND_EVERYWHERE = "search_everywhere(CAST(%s AS tsquery), %s)"
SHOWN = f"""
SELECT entry_id FROM search_vector WHERE language = reader AND vector @@ query UNION ALL
SELECT entry_id FROM search_vector WHERE language = '{SOURCE}' AND vector @@ german LIMIT most
"""  # noqa: S608
CONTENTS = "SELECT id, path, title, summary, body, texts FROM search_entry WHERE id = ANY(%s)"


def function(name: str, select: str) -> str:
    """PL/pgSQL keeps the plan of a function, SQL makes it each time."""
    returns = "RETURNS bigint[] LANGUAGE plpgsql STABLE SET enable_seqscan = off"
    return f"CREATE OR REPLACE FUNCTION {name} {returns} AS $$ BEGIN RETURN ARRAY({select}); END $$"


def partition(language: str) -> str:
    name = language.replace("-", "_")
    return f"CREATE TABLE IF NOT EXISTS search_vector_{name} PARTITION OF search_vector FOR VALUES IN ('{language}')"


class PostgreSQLEngine(DatabaseEngine):
    name = "postgresql"
    schema = (
        # what finds an entry lies apart from it, with each language by itself: a tenth of the words and of the pages
        """
        CREATE TABLE IF NOT EXISTS search_vector (
            entry_id bigint NOT NULL, language varchar(20) NOT NULL, vector tsvector NOT NULL
        ) PARTITION BY LIST (language)
        """,
        "ALTER TABLE search_vector ALTER vector SET STORAGE EXTERNAL",
        *(partition(code) for code, _name in settings.LANGUAGES),
        "CREATE INDEX IF NOT EXISTS search_vector_words ON search_vector USING gin (vector)",
        # without the language, by which PostgreSQL would rather read all vectors of a partition than ask for many words
        "CREATE INDEX IF NOT EXISTS search_vector_entry ON search_vector (entry_id)",
        # what an entry is ranked by, which SQLite has in the table of words; a row lies on one page, with all its texts
        "ALTER TABLE search_entry ADD COLUMN IF NOT EXISTS texts text, SET (toast_tuple_target = 8160)",
        # of a table of so few pages PostgreSQL may read every vector, which takes seconds
        function(
            "search_found(query tsquery, german tsquery, reader varchar, most integer)",
            SHOWN,
        ),
        function(
            "search_everywhere(query tsquery, most integer)",
            "SELECT entry_id FROM search_vector WHERE vector @@ query LIMIT most",
        ),
    )
    stray_words = "FROM search_vector WHERE entry_id NOT IN (SELECT id FROM search_entry)"

    def forget(self, pks: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(FORGET, [pks, pks])

    def numbers(self, count: int) -> Iterable[int]:
        with connection.cursor() as cursor:
            cursor.execute(NUMBERS, [count])
            return [number for (number,) in cursor.fetchall()]

    def statements(self, entries: list[Entry]) -> list[tuple[str, list]]:
        columns = {**types_of(Entry, ENTRY), "texts": "text"}
        names = ", ".join(columns)
        write_entries = f"INSERT INTO search_entry ({names}) SELECT {names} FROM {records(columns)}"  # noqa: S608
        some = [(entry, *texts_and_rest(entry)) for entry in entries]
        rows = ((*(getattr(entry, name) for name in ENTRY), texts) for entry, texts, _rest in some)
        return [
            (write_entries, [as_json(tuple(columns), rows)]),
            (WRITE, [as_json(tuple(WORDS), (words(entry, rest) for entry, _texts, rest in some))]),
        ]

    def astray(self, entries: list[Entry]) -> list[Entry]:
        wanted = {entry.pk: texts_and_rest(entry) for entry in entries}
        rows = [words(entry, wanted[entry.pk][1]) for entry in entries]
        with connection.cursor() as cursor:
            cursor.execute(ASTRAY, [as_json(tuple(WORDS), rows)])
            wrong = {pk for (pk,) in cursor.fetchall()}
            cursor.execute("SELECT id, texts FROM search_entry WHERE id = ANY(%s)", [list(wanted)])
            wrong |= {pk for pk, texts in cursor.fetchall() if texts != wanted[pk][0]}
        return [entry for entry in entries if entry.pk in wrong]

    def found(self, asked, trials, chosen=None) -> list[list[int]]:
        codes, shown, sql, params = codes_query(chosen), quoted(f"shown:{asked.language}"), [], []
        for trial in trials:
            terms = list(map(term_query, trial.terms))
            if trial.everywhere:
                sql.append(FIND_EVERYWHERE)
                params += [" & ".join(terms), trial.most]
            else:
                own = " & ".join([*codes, *terms]) or shown
                german = None if asked.language == SOURCE else f"{shown} & {own}"
                sql.append(FIND)
                params += [own, german, asked.language, trial.most]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(sql)}", params)
            return list(cursor.fetchone())

    def contents(self, pks: list[int]) -> dict[int, Contents]:
        with connection.cursor() as cursor:
            cursor.execute(CONTENTS, [pks])
            return {
                pk: Contents(*read, Texts(*(f" {text} " for text in texts.split("\n"))))
                for pk, *read, texts in cursor.fetchall()
            }


def texts_and_rest(entry: Entry) -> tuple[str, str]:
    """The tokens that an entry is ranked by, as it is stored; and the rest of them."""
    readers = entry.shown_in.split()
    labels = indexed_labels(entry.labels, readers)
    summary = text_tokens(entry.summary, entry.language_of("summary"))
    body, rest = beginning(text_tokens(entry.body, entry.language_of("body")))
    title = tokens(entry.title, entry.language_of("title"))
    shown = " ".join([f"shown:{code}" for code in readers])
    return f"{labels}\n{summary}\n{body}", f"{rest} {title} {sounds(entry.title)} {shown} {entry.codes}"


def beginning(text: str) -> tuple[str, str]:
    """What of it is looked at, in whole words, and the rest."""
    end = text.find(" ", BEGINNING)
    return (text, "") if end < 0 else (text[:end], text[end:])


def words(entry: Entry, tokens: str) -> tuple:
    return entry.pk, CONFIGURATIONS.get(html_lang(entry.language), "simple"), tokens


def codes_query(chosen: dict | None) -> list[str]:
    return [
        f"({' | '.join(quoted(f'{facet}:{value}') for value in values)})" for facet, values in (chosen or {}).items()
    ]


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
