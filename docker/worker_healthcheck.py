"""Whether the worker does its tasks: none has waited for long. The database is asked, since a worker answers nobody."""

import os
import sys
from datetime import UTC, datetime, timedelta

LONG = timedelta(minutes=15)
LATE = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'READY' AND enqueued_at < %s"


def late(cursor) -> int:
    cursor.execute(LATE, [datetime.now(UTC) - LONG])
    return cursor.fetchone()[0]


if __name__ == "__main__":
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=4) as connection:
        sys.exit(late(connection.cursor()) > 0)
