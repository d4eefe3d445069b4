"""SQLite: a full-text table (FTS5) of tokens that `analysis.py` makes; its row numbers are those of the entries."""

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial

from django.db import connection

from ..analysis import text_tokens, tokens
from ..entry import Entry
from ..label_words import indexed_labels
from ..query import Atom, Term
from ..ranking import BEGINNING, Texts
from ..rows import COLUMNS as ENTRY
from ..rows import entry_values
from ..sounds import sounds
from .candidates import Contents, Trial
from .database import DatabaseEngine

dumps = partial(json.dumps, ensure_ascii=False)
TABLE = "search_words"
FIELDS = ("title", "labels", "summary", "body", "sounds", "codes")
FIND = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT %s"  # noqa: S608 — only constants, as below
CONTENTS = f"""
SELECT e.id, e.path, e.title, e.summary, e.body, w.labels, w.summary, substr(w.body, 1, {BEGINNING})
FROM search_entry e JOIN {TABLE} w ON w.rowid = e.id WHERE e.id IN (SELECT value FROM json_each(%s))
"""  # noqa: S608
LAST = "SELECT seq FROM sqlite_sequence WHERE name = 'search_entry'"
NOT_ALNUM = re.compile(r"[^0-9a-z]+")


@lru_cache(2_000)
def code_token(code: str) -> str:
    """A code as one token that no word is: "district:alt-hamborn" → "zqdistrictqalthamborn"."""
    return "zq" + NOT_ALNUM.sub("", code.replace(":", "q"))


class SQLiteEngine(DatabaseEngine):
    name = "sqlite"
    schema = (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5({', '.join(FIELDS)}, tokenize='ascii', detail=column)",
    )
    stray_words = f"FROM {TABLE} WHERE rowid NOT IN (SELECT id FROM search_entry)"  # noqa: S608
    tells_fields = True

    def forget(self, pks: list[int]) -> None:
        with connection.cursor() as cursor:
            for table, key in (("search_entry", "id"), (TABLE, "rowid")):
                which = f"WHERE {key} IN (SELECT value FROM json_each(%s))"  # noqa: S608
                cursor.execute(f"DELETE FROM {table} {which}", [json.dumps(pks)])  # noqa: S608

    def numbers(self, count: int) -> Iterable[int]:
        with connection.cursor() as cursor:
            cursor.execute(LAST)
            (last,) = cursor.fetchone() or (0,)
        return range(last + 1, last + 1 + count)

    def statements(self, entries: list[Entry]) -> list[tuple[str, list]]:
        return [
            (inserting("search_entry", ENTRY), [dumps(list(entry_values(entries)))]),
            (inserting(TABLE, ("rowid", *FIELDS)), [dumps(list(map(row, entries)))]),
        ]

    def astray(self, entries: list[Entry]) -> list[Entry]:
        stored = f"SELECT rowid, {', '.join(FIELDS)} FROM {TABLE} WHERE rowid IN ({', '.join(['%s'] * len(entries))})"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(stored, [entry.pk for entry in entries])
            there = {found[0]: found for found in cursor.fetchall()}
        return [entry for entry in entries if there.get(entry.pk) != row(entry)]

    def found(self, asked, trials, chosen=None) -> list[list[int]]:
        codes, params = codes_match(asked, chosen), []
        for trial in trials:
            match = [*([] if trial.everywhere else codes), *words_match(trial)]
            params += [" AND ".join(match), trial.most]
        with connection.cursor() as cursor:
            if len(trials) == 1:
                return [[pk for (pk,) in cursor.execute(FIND, params)]]
            each = (f"SELECT {number}, rowid FROM ({FIND})" for number in range(len(trials)))  # noqa: S608
            found: list[list[int]] = [[] for _trial in trials]
            for number, pk in cursor.execute(" UNION ALL ".join(each), params):
                found[number].append(pk)
            return found

    def contents(self, pks: list[int]) -> dict[int, Contents]:
        with connection.cursor() as cursor:
            cursor.execute(CONTENTS, [json.dumps(pks)])
            return {
                pk: Contents(*read, Texts(*(f" {text} " for text in texts)))
                for pk, *read, texts in ((*row[:5], row[5:]) for row in cursor.fetchall())
            }


def inserting(table: str, columns: Sequence[str]) -> str:
    """Many rows, as one parameter: it takes a lock of Python's for each statement, and not for each row."""
    values = ", ".join(f"json_extract(value, '$[{number}]')" for number in range(len(columns)))
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM json_each(%s)"  # noqa: S608


def row(entry: Entry) -> tuple:
    readers = entry.shown_in.split()
    codes = [*(f"shown:{code}" for code in readers), *entry.codes.split()]
    return (
        entry.pk,
        tokens(entry.title, entry.language_of("title")),
        indexed_labels(entry.labels, readers),
        text_tokens(entry.summary, entry.language_of("summary")),
        text_tokens(entry.body, entry.language_of("body")),
        sounds(entry.title),
        " ".join(map(code_token, codes)),
    )


def codes_match(asked, chosen: dict | None) -> list[str]:
    found = [f"codes:{code_token(f'shown:{asked.language}')}"]
    for facet, values in (chosen or {}).items():
        found.append(f"codes:({' OR '.join(code_token(f'{facet}:{value}') for value in values)})")
    return found


def words_match(trial: Trial) -> list[str]:
    found = list(map(term_match, trial.terms))
    return [f"{{{trial.fields}}} : ({' AND '.join(found)})"] if trial.fields and found else found


def term_match(term: Term) -> str:
    return f"({' OR '.join(map(group_match, term.alternatives))})"


def group_match(group: tuple[Atom, ...]) -> str:
    return f"({' AND '.join(atom_match(atom) for atom in group)})"


def atom_match(atom: Atom) -> str:
    """Tokens have letters and digits only, and stand in quotation marks: nothing of them is an operator."""
    found = [f'"{token}"' for token in sorted(atom.tokens)]
    found += [f'"{atom.prefix}"*'] if atom.prefix else []
    parts = [f"{{title labels summary body}} : ({' OR '.join(found)})"]
    parts += [f"labels : ({' OR '.join(codes)})"] if (codes := atom.codes) else []
    parts += [f"sounds : {atom.sound}"] if atom.sound else []
    return f"({' OR '.join(parts)})"
