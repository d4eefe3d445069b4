"""SQLite: a full-text table (FTS5) of tokens that `analysis.py` makes, joined to the entries from its side."""

import json
import re
from datetime import UTC, date, datetime
from functools import lru_cache

from django.db import connection
from django.utils import timezone

from ..analysis import tokens
from ..entry import Entry
from ..label_words import indexed_labels
from ..query import Atom, Term
from ..ranking import Texts
from ..rows import COLUMNS as ENTRY
from ..rows import UPDATE, entry_values, with_keys
from ..sounds import sounds
from .database import COLUMNS, LIMIT, Candidate, DatabaseEngine, by_number

TABLE = "search_words"
FIELDS = {"title": 10.0, "labels": 4.0, "summary": 3.0, "body": 1.0, "sounds": 2.0, "codes": 0.0}
SCHEMA = f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5({', '.join(FIELDS)}, tokenize='ascii', detail=column)"
WRITE = f"""
INSERT INTO search_entry ({", ".join(ENTRY)}) VALUES ({", ".join(["%s"] * len(ENTRY))})
ON CONFLICT (thing, language) DO UPDATE SET {UPDATE}
"""  # noqa: S608 — only constants
SCORED = 300  # so few are scored by bm25, which costs more than finding them
DATES = ("starts_at", "ends_at", "assured")  # read as text: Django would parse each, of thousands of rows
ROW = ", ".join(f"e.{column}" + " || ''" * (column in DATES) for column in ("id", *COLUMNS[1:]))
PUBLIC = "(e.public_from IS NULL OR e.public_from <= %s)"
FIND = f"""
SELECT {ROW}, CASE
    WHEN (SELECT count(*) FROM (SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT {SCORED + 1})) <= {SCORED}
    THEN -bm25({TABLE}, {", ".join(map(str, FIELDS.values()))}) ELSE 0
END
FROM {TABLE} CROSS JOIN search_entry e ON e.id = {TABLE}.rowid
WHERE {TABLE} MATCH %s AND {PUBLIC} LIMIT %s
"""  # noqa: S608 — only constants
ROWS = f"SELECT {ROW}, 0 FROM search_entry e WHERE e.id IN (SELECT value FROM json_each(%s)) AND {PUBLIC}"  # noqa: S608
IDS = f"SELECT rowid, {{}} FROM (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT {LIMIT})"  # noqa: S608
SCORES = {"title": 10, "title labels summary": 4}  # where a word stands tells enough of what there is much of
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
        codes = codes_match(asked, chosen)
        words = " AND ".join(map(term_match, terms))
        today, match = timezone.localdate(asked.now), " AND ".join([*codes, *([f"({words})"] if words else [])])
        with connection.cursor() as cursor:
            cursor.execute(FIND, [match, match, today, LIMIT])
            rows = cursor.fetchall()
            if not words or len(rows) <= SCORED:
                return list(map(candidate, rows))
            scores = self._scores(cursor, words, codes)
            if len(rows) == LIMIT:  # there are more: those with the words in the title first
                first = list(scores)[:LIMIT]
                cursor.execute(ROWS, [json.dumps(first), today])
                rows = [*cursor.fetchall(), *(row for row in rows if row[0] not in scores)][:LIMIT]
        return [candidate((*row[:-1], scores.get(row[0], 1))) for row in rows]

    def candidates_of_each(self, asked, trials, chosen=None) -> list[list[Candidate]]:
        codes, today = codes_match(asked, chosen), timezone.localdate(asked.now)
        sql = " UNION ALL ".join(f"SELECT {number}, q.* FROM ({FIND}) q" for number in range(len(trials)))  # noqa: S608
        params = []
        for trial in trials:
            match = " AND ".join([*([] if trial.everywhere else codes), *map(term_match, trial.terms)])
            params += [match, match, today, SCORED]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return by_number(len(trials), ((number, candidate(row)) for number, *row in cursor.fetchall()))

    def _scores(self, cursor, words: str, codes: list[str]) -> dict[int, int]:
        """What has the words elsewhere than in its body alone → a score by where they stand, the best first."""
        where = [" AND ".join([*codes, f"{{{fields}}} : ({words})"]) for fields in SCORES]
        cursor.execute(" UNION ALL ".join(map(IDS.format, SCORES.values())), where)
        found: dict[int, int] = {}
        for pk, score in cursor.fetchall():
            found.setdefault(pk, score)
        return found

    def texts(self, pks: list[int]) -> dict[int, Texts]:
        places = ", ".join(["%s"] * len(pks))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rowid, labels, summary FROM {TABLE} WHERE rowid IN ({places})", pks)  # noqa: S608
            return {pk: Texts(f" {labels} ", f" {summary} ") for pk, labels, summary in cursor.fetchall()}


def candidate(row: tuple) -> Candidate:
    """SQLite has no time zones: what Django stores is UTC."""
    pk, thing, language, codes, title, german, starts_at, ends_at, assured, score = row
    return Candidate(
        pk,
        thing,
        language,
        codes,
        title,
        german,
        starts_at and datetime.fromisoformat(starts_at).replace(tzinfo=UTC),
        ends_at and datetime.fromisoformat(ends_at).replace(tzinfo=UTC),
        assured and date.fromisoformat(assured),
        score,
    )


def row(entry: Entry) -> tuple:
    readers = entry.shown_in.split()
    codes = [f"shown:{code}" for code in readers] + [f"kind:{entry.kind}", *entry.codes.split()]
    return (
        entry.pk,
        tokens(entry.title, entry.language_of("title")),
        indexed_labels(entry.labels, readers),
        tokens(entry.summary, entry.language_of("summary")),
        tokens(entry.body, entry.language_of("body")),
        sounds(entry.title),
        " ".join(map(code_token, codes)),
    )


def codes_match(asked, chosen: dict | None) -> list[str]:
    found = [f"codes:{code_token(f'shown:{asked.language}')}"]
    for facet, values in (chosen or {}).items():
        found.append(f"codes:({' OR '.join(code_token(f'{facet}:{value}') for value in values)})")
    return found


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
