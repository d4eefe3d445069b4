"""PostgreSQL: one weighted tsvector per entry, made with the configuration of its language, found by a GIN index.

What that configuration does not know (umlauts written as ae, parts of compounds, Polish, Ukrainian and Bulgarian forms)
is in it as well, as the tokens that `analysis.py` makes.
"""

from django.db import connection
from django.db.models import Expression
from django.utils import timezone

from portal.languages import html_lang

from ..analysis import tokens
from ..entry import WRITTEN, Entry
from ..label_words import indexed_labels, label_words
from ..query import Atom, Term
from ..sounds import sounds
from .database import COLUMNS, LIMIT, Candidate, DatabaseEngine

CONFIGURATIONS = {
    "de": "german",
    "en": "english",
    "tr": "turkish",
    "ar": "arabic",
    "ro": "romanian",
    "ru": "russian",
}
FIND = f"""
SELECT {", ".join(("id", *COLUMNS[1:]))}, ts_rank('{{0.1, 0.3, 0.5, 1.0}}', vector, query)
FROM search_entry, to_tsquery('simple', %s) query
WHERE vector @@ query AND (public_from IS NULL OR public_from <= %s) LIMIT %s
"""  # noqa: S608 — only constants


class Vector(Expression):
    """The tsvector of an entry, made by the database while it is written."""

    def __init__(self, entry: Entry):
        super().__init__()
        self.entry = entry

    def as_sql(self, compiler, connection):
        entry = self.entry
        configuration = CONFIGURATIONS.get(html_lang(entry.language), "simple")
        parts, params = [], []
        for weight, own, extra in (
            ("A", entry.title, tokens(entry.title, entry.language)),
            ("B", "", indexed_labels(entry.labels, entry.shown_in.split())),
            ("C", entry.summary, f"{tokens(entry.summary, entry.language)} {sounds(entry.title)}"),
            ("D", entry.body, tokens(entry.body, entry.language)),
        ):
            parts.append(f"setweight(to_tsvector(%s::regconfig, %s) || to_tsvector('simple', %s), '{weight}')")
            params += [configuration, own, extra]
        codes = [f"shown:{code}" for code in entry.shown_in.split()] + [f"kind:{entry.kind}", *entry.codes.split()]
        return f"({' || '.join(parts)} || array_to_tsvector(%s::text[]))", [*params, codes]


class PostgreSQLEngine(DatabaseEngine):
    name = "postgresql"
    schema = "CREATE INDEX IF NOT EXISTS search_entry_vector ON search_entry USING gin (vector)"

    def write(self, entries: list[Entry], gone: list[int]) -> None:
        if gone:
            Entry.objects.filter(pk__in=gone).delete()
        for entry in entries:
            entry.vector = Vector(entry)
        Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["thing", "language"], update_fields=[*WRITTEN, "vector"]
        )

    def astray(self, entries: list[Entry]) -> list[Entry]:
        if not entries:
            return []
        found, params = [], []
        for entry in entries:
            vector, of = Vector(entry).as_sql(None, connection)
            found.append(f"SELECT id FROM search_entry WHERE id = %s AND vector IS DISTINCT FROM {vector}")  # noqa: S608
            params += [entry.pk, *of]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(found), params)
            wrong = {pk for (pk,) in cursor.fetchall()}
        return [entry for entry in entries if entry.pk in wrong]

    def candidates(self, asked, terms, *, any_of=False, everywhere=False, chosen=None) -> list[Candidate]:
        found = [] if everywhere else [quoted(f"shown:{asked.language}")]
        for facet, values in (chosen or {}).items():
            found.append(f"({' | '.join(quoted(f'{facet}:{value}') for value in values)})")
        if terms:
            found.append(f"({(' | ' if any_of else ' & ').join(term_query(term) for term in terms)})")
        with connection.cursor() as cursor:
            cursor.execute(FIND, [" & ".join(found), timezone.localdate(asked.now), LIMIT])
            return [Candidate(*row) for row in cursor.fetchall()]


def quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def term_query(term: Term) -> str:
    groups = [" & ".join(atom_query(atom) for atom in group) for group in term.alternatives]
    return f"({' | '.join(f'({group})' for group in groups)})"


def atom_query(atom: Atom) -> str:
    found = [quoted(token) for token in sorted(atom.tokens)]
    found += [f"{quoted(atom.prefix)}:*"] if atom.prefix else []
    found += [quoted(atom.sound)] if atom.sound else []
    found += label_words().codes_of(atom)
    return f"({' | '.join(found)})"
