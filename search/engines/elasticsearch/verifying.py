"""Whether the index holds what the entries say."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from django.db import transaction
from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan

from ...entry import Entry
from ...indexing import BATCH, alone, send_later
from ...outbox import OutsideIndex
from ...rows import batches
from . import mapping
from .building import PATIENCE, failing_in_a_sentence, in_use_if_it_answers, rebuild
from .documents import made_of
from .sending import Sender

Faults = Iterator[tuple[str, list[str], Callable[[], object]]]


def faults(client: Elasticsearch) -> Faults:
    """Gives (what differs, in which things, what repairs it)."""
    with failing_in_a_sentence():
        index = right_index(client)
        client = client.options(request_timeout=PATIENCE)
        if index is None:
            where = "Elasticsearch has no index made by this version of the portal"
            yield where, [mapping.name()], lambda: list(rebuild(client))
        elif wrong := different(client, index, different(client, index)):
            yield "Documents in Elasticsearch", wrong, partial(repair, client, index, wrong)


def right_index(client: Elasticsearch) -> OutsideIndex | None:
    """The one that searches ask, when it gets all changes and is made as this version makes it."""
    names = in_use_if_it_answers(client)
    index = OutsideIndex.objects.filter(name__in=names, live=True).first()
    made_so = index and index.name.startswith(f"{mapping.name()}-{mapping.version()}-")
    return index if made_so and len(names) == 1 else None


def different(client: Elasticsearch, index: OutsideIndex, among: list[str] | None = None) -> list[str]:
    """The things (of these) whose document is missing, another or too many, and not about to be sent."""
    if among == []:
        return []
    is_there, is_to_be = stored(client, index, among), wanted(among)
    late = set(index.unsent.filter(refused=False).values_list("thing", flat=True))
    found = {thing for thing in is_there.keys() | is_to_be.keys() if is_there.get(thing) != is_to_be.get(thing)}
    return sorted(found - late)


def stored(client: Elasticsearch, index: OutsideIndex, among: list[str] | None) -> dict[str, str]:
    """Thing → what its document is made of."""
    client.indices.refresh(index=index.name)
    query = {"query": {"ids": {"values": among}}} if among else {}
    query |= {"_source": False, "docvalue_fields": ["made_of"], "sort": ["_doc"]}
    hits = scan(client, index=index.name, query=query, size=1_000, preserve_order=True)
    return {hit["_id"]: hit["fields"]["made_of"][0] for hit in hits}


def wanted(among: list[str] | None) -> dict[str, str]:
    rows = Entry.objects.all() if among is None else Entry.objects.filter(thing__in=among)
    rows = rows.order_by("thing").values_list("thing", "language", "fingerprint").iterator(chunk_size=2_000)
    return {thing: made_of(row[1:] for row in parts) for thing, parts in groupby(rows, key=lambda row: row[0])}


def repair(client: Elasticsearch, index: OutsideIndex, things: list[str]) -> None:
    """Send them. Where the server has versions that this database has not come to, build the index anew: that happens
    after the database was set back to a backup.
    """
    for batch in batches(things, BATCH):
        with transaction.atomic():
            alone()
            send_later(set(batch))
    with failing_in_a_sentence():
        Sender(client, index, again=True, seconds=float("inf")).run()
        refused = set(index.unsent.filter(refused=True).values_list("thing", flat=True))
        if set(different(client, index, things)) - refused:
            list(rebuild(client))
