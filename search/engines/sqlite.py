"""SQLite: a full-text table (FTS5) of tokens that `analysis.py` makes, joined to the entries from its side."""

import json
import re
from datetime import UTC, datetime
from functools import lru_cache

from django.db import connection
from django.utils import timezone

from ..analysis import text_tokens, tokens
from ..entry import Entry
from ..label_words import indexed_labels
from ..query import Atom, Term
from ..ranking import BEGINNING, Texts
from ..rows import COLUMNS as ENTRY
from ..rows import UPDATE, entry_values, with_keys
from ..sounds import sounds
from .candidates import COLUMNS, Candidate, Details, by_number, made_of
from .database import LIMIT, DatabaseEngine

TABLE = "search_words"
FIELDS = ("title", "labels", "summary", "body", "sounds", "codes")
CARD = "search_entry_card"  # what is read of thousands, on a thirtieth of the pages
SCHEMA = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5({', '.join(FIELDS)}, tokenize='ascii', detail=column)",
    f"CREATE INDEX IF NOT EXISTS {CARD} ON search_entry (id, {', '.join((*COLUMNS[1:], 'public_from'))})",
)
WRITE = f"""
INSERT INTO search_entry ({", ".join(ENTRY)}) VALUES ({", ".join(["%s"] * len(ENTRY))})
ON CONFLICT (thing, language) DO UPDATE SET {UPDATE}
"""  # noqa: S608 — only constants
PUBLIC = "(e.public_from IS NULL OR e.public_from <= %s)"
ROW = ", ".join(  # dates as text: Django would parse each, of thousands of rows
    f"e.{column}" + " || ''" * (column in ("starts_at", "ends_at")) for column in ("id", *COLUMNS[1:])
)
FIND = f"""
SELECT {ROW} FROM {TABLE} CROSS JOIN search_entry e INDEXED BY {CARD} ON e.id = {TABLE}.rowid
WHERE {TABLE} MATCH %s AND {PUBLIC} LIMIT %s
"""  # noqa: S608 — only constants
DETAILS = f"""
SELECT e.id, e.language, e.german, e.assured, w.labels, w.summary, substr(w.body, 1, {BEGINNING})
FROM search_entry e JOIN {TABLE} w ON w.rowid = e.id WHERE e.id IN (SELECT value FROM json_each(%s))
"""  # noqa: S608 — only constants
IDS = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT %s"  # noqa: S608
STRAYS = "WHERE rowid NOT IN (SELECT id FROM search_entry)"
NOT_ALNUM = re.compile(r"[^0-9a-z]+")


@lru_cache(2_000)
def code_token(code: str) -> str:
    """A code as one token that no word is: "district:alt-hamborn" → "zqdistrictqalthamborn"."""
    return "zq" + NOT_ALNUM.sub("", code.replace(":", "q"))


class SQLiteEngine(DatabaseEngine):
    name = "sqlite"
    schema = SCHEMA

    def write(self, entries: list[Entry], gone: list[int]) -> None:
        if gone:
            Entry.objects.filter(pk__in=gone).delete()
        old = [(pk,) for pk in (*gone, *(entry.pk for entry in entries if entry.pk))]
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, entry_values(entries))
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", old)  # noqa: S608
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, {', '.join(FIELDS)}) VALUES (%s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
                map(row, with_keys(entries)),
            )

    def astray(self, entries: list[Entry]) -> list[Entry]:
        stored = f"SELECT rowid, {', '.join(FIELDS)} FROM {TABLE} WHERE rowid IN ({', '.join(['%s'] * len(entries))})"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(stored, [entry.pk for entry in entries])
            there = {found[0]: found for found in cursor.fetchall()}
        return [entry for entry in entries if there.get(entry.pk) != row(entry)]

    def strays(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {TABLE} {STRAYS}")  # noqa: S608
            return cursor.fetchone()[0]

    def forget_strays(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} {STRAYS}")  # noqa: S608

    def candidates(self, asked, terms, chosen=None) -> list[Candidate]:
        return self._candidates(asked, codes_match(asked, chosen) + list(map(term_match, terms)))

    def also(self, asked, terms, chosen) -> list[Candidate]:
        return self._candidates(asked, standing_in("title", asked, terms, chosen))

    def _candidates(self, asked, match: list[str]) -> list[Candidate]:
        with connection.cursor() as cursor:
            cursor.execute(FIND, [" AND ".join(match), timezone.localdate(asked.now), LIMIT])
            return candidates_of(cursor.fetchall())

    def elsewhere(self, asked, terms, chosen) -> set[int]:
        match = standing_in("title labels summary", asked, terms, chosen)
        with connection.cursor() as cursor:
            cursor.execute(IDS, [" AND ".join(match), LIMIT])
            return {pk for (pk,) in cursor.fetchall()}

    def candidates_of_each(self, asked, trials, chosen=None) -> list[list[Candidate]]:
        codes, today = codes_match(asked, chosen), timezone.localdate(asked.now)
        sql = " UNION ALL ".join(f"SELECT {number}, q.* FROM ({FIND}) q" for number in range(len(trials)))  # noqa: S608
        params = []
        for trial in trials:
            match = " AND ".join([*([] if trial.everywhere else codes), *map(term_match, trial.terms)])
            params += [match, today, trial.most]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        return by_number(len(trials), [row[0] for row in rows], candidates_of([row[1:] for row in rows]))

    def details(self, pks: list[int]) -> dict[int, Details]:
        with connection.cursor() as cursor:
            cursor.execute(DETAILS, [json.dumps(pks)])
            return {
                pk: Details(language, german, assured, Texts(*(f" {text} " for text in texts)))
                for pk, language, german, assured, *texts in cursor.fetchall()
            }


def candidates_of(rows: list[tuple]) -> list[Candidate]:
    return [dated(each) if each.starts_at else each for each in made_of(rows)]


def dated(found: Candidate) -> Candidate:
    return found._replace(starts_at=moment(found.starts_at), ends_at=found.ends_at and moment(found.ends_at))


def moment(text: str) -> datetime:
    """SQLite has no time zones: what Django stores is UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


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


def standing_in(fields: str, asked, terms, chosen) -> list[str]:
    return [*codes_match(asked, chosen), f"{{{fields}}} : ({' AND '.join(map(term_match, terms))})"]


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
