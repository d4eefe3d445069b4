"""Many rows written in one go, as a rebuild needs it: without an object, and without a statement, for each."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import connection, models

from .entry import Entry

PLAIN = (models.BigAutoField, models.CharField, models.TextField)  # their values go to a database as they are
COLUMNS = tuple(field.name for field in Entry._meta.concrete_fields)


def batches(found: Sequence, size: int) -> Iterator[Sequence]:
    """So many at once, in order."""
    for start in range(0, len(found), size):
        yield found[start : start + size]


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple]) -> None:
    """Insert rows; those that are there already stay."""
    into = f"{model._meta.db_table} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = f"INSERT INTO {into} SELECT * FROM {records(types_of(model, columns))} ON CONFLICT DO NOTHING"  # noqa: S608
            cursor.execute(sql, [as_json(columns, rows)])
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT OR IGNORE INTO {into} VALUES ({marks})", rows)  # noqa: S608


def known(model: type[models.Model], columns: Sequence[str], values: Iterable[str]) -> dict[tuple, int]:
    """The rows whose first column has one of these values: columns → primary key. Thousands of values are one parameter."""
    postgresql = connection.vendor == "postgresql"
    which = "= ANY(%s)" if postgresql else "IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        sql = f"SELECT id, {', '.join(columns)} FROM {model._meta.db_table} WHERE {columns[0]} {which}"  # noqa: S608
        cursor.execute(sql, [list(values) if postgresql else json.dumps(list(values))])
        return {tuple(row): pk for pk, *row in cursor.fetchall()}


def types_of(model: type[models.Model], columns: Iterable[str]) -> dict[str, str]:
    """Column → its type in the database."""
    return {name: model._meta.get_field(name).db_type(connection) for name in columns}


def records(columns: dict[str, str]) -> str:
    """PostgreSQL's SQL that makes rows, of columns with these types, of one parameter: many are slow to be escaped."""
    return f"json_to_recordset(%s) AS made ({', '.join(f'{name} {each}' for name, each in columns.items())})"


def as_json(columns: Sequence[str], rows: Iterable[Sequence]) -> str:
    """That parameter."""
    return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, default=str)


def entry_values(entries: Iterable[Entry]) -> Iterator[tuple]:
    """The values of entries as the database takes them, in the order of `COLUMNS`."""
    special = [preparation(name) for name in COLUMNS]
    for entry in entries:
        values = entry.__dict__
        yield tuple(
            prepare(values[name]) if prepare else values[name] for name, prepare in zip(COLUMNS, special, strict=True)
        )


def preparation(name: str) -> Callable | None:
    """Most of it is the same for all languages of a thing, so what was prepared last is kept."""
    field, last = Entry._meta.get_field(name), [None, None]

    def prepare(value):
        if value is not last[0] or last[1] is None:
            last[:] = value, field.get_db_prep_save(value, connection)
        return last[1]

    return None if isinstance(field, PLAIN) else prepare
