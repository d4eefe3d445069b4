"""The database of the tests: migrated once into a template, which every process copies.

The template is made anew as soon as a migration differs. It lies in pytest's cache folder (SQLite) or on the server,
under a name of this checkout (PostgreSQL).
"""

import fcntl
import hashlib
import shutil
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OWN_APPS = ("portal", "search", "directory", "home")


def fingerprint() -> str:
    """Differs when a migration was added or one of ours was changed, or what the search needs beside its tables."""
    from search.engines import database_engine

    names = sorted(map(str, MigrationLoader(None).disk_migrations))
    files = sorted(path for app in OWN_APPS for path in (settings.BASE_DIR / app).rglob("migrations/*.py"))
    content = [path.read_bytes() for path in files]
    return hashlib.sha256(b"\n".join([str((names, database_engine().schema)).encode(), *content])).hexdigest()[:20]


@contextmanager
def locked(path: Path):
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def prepared(cache: Path, worker: str):
    """Point the connection at a migrated database that is this process's alone."""
    prepare = prepared_sqlite if connection.vendor == "sqlite" else prepared_postgresql
    with prepare(cache, worker):
        yield
        connection.close()


def point_at(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


@contextmanager
def prepared_sqlite(cache: Path, worker: str):
    template = cache / f"{fingerprint()}.sqlite3"
    copy = Path(settings.VAR_DIR) / f"{worker}.sqlite3"
    with locked(cache / "lock"):
        if not template.exists():
            for old in cache.glob("*.sqlite3*"):
                old.unlink()
            draft = template.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            point_at(str(draft))
            call_command("migrate", verbosity=0)
            connection.close()
            draft.rename(template)
    shutil.copyfile(template, copy)
    point_at(str(copy))
    yield


@contextmanager
def prepared_postgresql(cache: Path, worker: str):
    checkout = hashlib.sha256(str(settings.BASE_DIR).encode()).hexdigest()[:8]
    template, copy = f"isi_template_{checkout}", f"isi_test_{checkout}_{worker}"
    with locked(cache / "lock"):
        if comment_on(template) != fingerprint():
            create(template)
            point_at(template)
            call_command("migrate", verbosity=0)
            administer(f"COMMENT ON DATABASE {template} IS '{fingerprint()}'")
        create(copy, f"TEMPLATE {template}")
    point_at(copy)
    yield
    connection.close()
    administer(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")


def create(name: str, option: str = "") -> None:
    administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    administer(f"CREATE DATABASE {name} {option}")


def administer(sql: str, *params):
    """Run one statement on the server, outside the databases of the tests; return the first row."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchone() if cursor.description else None


def comment_on(name: str) -> str | None:
    sql = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    row = administer(sql, name)
    return row and row[0]
