"""A new index beside the one in use, and one switch from the old to the new. May be killed at any moment."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import transaction
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.helpers import ScanError, streaming_bulk

from ...entry import Entry
from ...indexing import alone, forget_indexes
from ...outbox import OutsideIndex, Unsent
from .. import ServerFailed
from . import mapping
from .client import is_the_fault_of_the_server
from .documents import all_documents
from .sending import BATCH, Sender, Stopped, action, has_arrived, reason

PATIENCE = 60  # seconds a request may take, and a server may be away
BEGINNING = 5  # seconds one is waited for that has not answered yet
AHEAD = 2  # pages made while others are sent
log = logging.getLogger(__name__)


def rebuild(client: Elasticsearch) -> Iterator[tuple[int, int]]:
    """Build the index anew; gives (entries done, entries in all). One process at a time, see `only_one`.

    From the first step on the new index gets every change noted, and has them before it is used. Until the last step the
    old one answers and gets every change as well.
    """
    with failing_in_a_sentence():
        used = in_use_if_it_answers(client)
        client = client.options(request_timeout=PATIENCE)
        remove_all_but(client, used)
        index = begin(client)
        yield from fill(client, index)
        merge(client, index)
        replay(client, index)
        switch(client, index)
        remove_all_but(client, {index.name})


@contextmanager
def failing_in_a_sentence():
    try:
        yield
    except (ApiError, TransportError, ScanError, Stopped) as error:
        away = isinstance(error, TransportError)
        what, why = ("does not answer", error.message) if away else ("refuses", str(error))
        raise ServerFailed(f"Elasticsearch {what}: {' '.join(why.split())[:300]}.") from error


def in_use(client: Elasticsearch, seconds: float = PATIENCE) -> set[str]:
    """The indexes that searches ask: one, or none yet."""
    try:
        return set(patiently(lambda: client.indices.get_alias(name=mapping.name()), seconds).body)
    except NotFoundError:
        return set()


def in_use_if_it_answers(client: Elasticsearch) -> set[str]:
    """The same from a server that may not be there: it is not waited for as long as one that was."""
    return in_use(client.options(request_timeout=BEGINNING), BEGINNING)


def begin(client: Elasticsearch) -> OutsideIndex:
    """The row comes first: whatever changes while the index is filled is noted for it."""
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
    with transaction.atomic():
        alone()  # who writes entries now does not know of this index yet, and is done before it is filled
        index = OutsideIndex.objects.create(name=f"{mapping.name()}-{mapping.version()}-{stamp}")
    body = mapping.index_body()
    body["settings"] = body["settings"] | {"refresh_interval": "-1"}
    client.indices.create(index=index.name, body=body | {"aliases": {mapping.entrance(index.name): {}}})
    return index


def fill(client: Elasticsearch, index: OutsideIndex) -> Iterator[tuple[int, int]]:
    """While one page is sent, the next is made. Every document has version 0: older than any change."""
    total, done, under_way = Entry.objects.count(), 0, deque()
    with ThreadPoolExecutor(1) as sender:
        for page in all_documents():
            actions = [action(index.name, document["thing"], document, 0) for document in page]
            under_way.append(sender.submit(send, client, actions))
            if len(under_way) > AHEAD:
                note_refused(index, under_way.popleft().result())
            done += sum(len(document["languages"]) for document in page)
            yield done, total
        while under_way:
            note_refused(index, under_way.popleft().result())


def merge(client: Elasticsearch, index: OutsideIndex) -> None:
    """Searches take half as long in one segment. Where that does not work out, the server merges them by and by."""
    try:
        client.indices.refresh(index=index.name)
        client.indices.forcemerge(index=index.name, max_num_segments=1)
    except (ApiError, TransportError) as error:
        log.warning("The segments of %s could not be merged: %s", index.name, str(error)[:300])


def send(client: Elasticsearch, actions: list[dict]) -> dict[str, str]:
    """Return what the server does not take, with the reason. Busy servers are waited for."""

    def answers() -> list:
        return list(
            streaming_bulk(
                client,
                actions,
                chunk_size=BATCH,
                max_retries=6,
                initial_backoff=1,
                max_backoff=20,
                raise_on_error=False,
                require_alias=True,
            )
        )

    items = [item for _ok, answer in patiently(answers) for item in answer.values()]
    left = [item for item in items if not has_arrived(item)]
    if any(item["status"] != 400 for item in left):
        raise Stopped(reason(next(item for item in left if item["status"] != 400)))
    return {item["_id"]: reason(item) for item in left}


def note_refused(index: OutsideIndex, refused: dict[str, str]) -> None:
    Unsent.objects.bulk_create(
        Unsent(index=index, thing=thing, attempts=1, error=why[:500], refused=True) for thing, why in refused.items()
    )


def replay(client: Elasticsearch, index: OutsideIndex) -> None:
    """Send what changed meanwhile. From then on the index gets changes like the one in use."""
    for attempt in range(3):
        try:
            Sender(client, index, seconds=float("inf")).run()
            break
        except (Stopped, ApiError, TransportError):
            if attempt == 2:
                raise
            time.sleep(2)
    OutsideIndex.objects.filter(pk=index.pk).update(live=True)
    Sender(client, index, seconds=float("inf")).run()


def switch(client: Elasticsearch, index: OutsideIndex) -> None:
    client.indices.put_settings(index=index.name, settings={"refresh_interval": mapping.SETTINGS["refresh_interval"]})
    client.indices.refresh(index=index.name)
    remove = [{"remove": {"index": old, "alias": mapping.name()}} for old in in_use(client)]
    client.indices.update_aliases(actions=[*remove, {"add": {"index": index.name, "alias": mapping.name()}}])


def remove_all_but(client: Elasticsearch, kept: set[str]) -> list[str]:
    """Remove the old index, and what a rebuild left that was killed; return what there was on the server."""
    forget_indexes(OutsideIndex.objects.exclude(name__in=kept))
    there = patiently(lambda: client.indices.get(index=f"{mapping.name()}-*", ignore_unavailable=True)).body
    gone = [name for name in there if mapping.ours(name) and name not in kept]
    for name in gone:
        client.indices.delete(index=name, ignore_unavailable=True)
    return gone


def remove_left(client: Elasticsearch) -> list[str]:
    """Remove what a killed rebuild left on the server, if it answers; return it. Not while one is under way."""
    client = client.options(request_timeout=BEGINNING)
    try:
        live = OutsideIndex.objects.filter(live=True).values_list("name", flat=True)
        return remove_all_but(client, in_use(client, 0) or set(live))
    except (ApiError, TransportError) as error:
        log.warning("What a rebuild left stays on the search server: %s", str(error)[:300])
        return []


def patiently(ask: Callable, seconds: float = PATIENCE):
    """Ask again for a while when nobody answers: a server may be started anew meanwhile."""
    until = time.monotonic() + seconds
    while True:
        try:
            return ask()
        except (ApiError, TransportError) as error:
            lasting = isinstance(error, ApiError) and error.status_code not in (429, 502, 503, 504)
            if lasting or not is_the_fault_of_the_server(error) or time.monotonic() > until:
                raise
            time.sleep(1)
