"""Counting the queries of a page that a process has shown before."""

from itertools import count

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

numbers = count(1)


def queries_of(client: Client, settings, address: str) -> list[str]:
    """SQL of a second visitor's request; another parameter each time goes past the pages that are kept."""
    mark = "&" if "?" in address else "?"
    settings.CHANGES_POLL_SECONDS = 0
    client.get(f"{address}{mark}visit={next(numbers)}")
    settings.CHANGES_POLL_SECONDS = 3600  # the journal is read once a second at most, whoever asks
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(f"{address}{mark}visit={next(numbers)}")
    assert answer.status_code == 200, address
    return [query["sql"] for query in captured]
