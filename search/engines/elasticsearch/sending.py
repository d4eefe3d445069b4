"""Sending what changed. A change is forgotten when the server has confirmed it, and not before.

What is sent is the state read after the change was noted, under the number of the newest change as its version: who
comes late with an older state is refused (409) and has nothing more to do. `indexing.alone` makes the numbers follow the
order of the changes.
"""

import logging
import time
from collections.abc import Iterator

from django.db.models import F
from django.db.models.functions import Least
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from ...outbox import OutsideIndex, Unsent
from .client import is_the_fault_of_the_server
from .documents import documents
from .mapping import entrance

BATCH = 200  # changes sent in one request
PATIENCE = 3  # seconds one request may take where nobody waits; an editor waits no longer than a search does
IN_PLACE = 5  # seconds an editor may wait for all that is unsent; the rest goes with `tidy`
MOST_ATTEMPTS = 30_000
log = logging.getLogger(__name__)


class Stopped(Exception):
    """The server answers, but takes nothing now: it is full, read-only, or lacks the index."""


class Sender:
    """Sends what one index lacks."""

    def __init__(self, client: Elasticsearch, index: OutsideIndex, again: bool = False, seconds: float = IN_PLACE):
        self.client = client.options(request_timeout=PATIENCE) if seconds > IN_PLACE else client
        self.index, self.until = index, time.monotonic() + seconds
        self.waiting = Unsent.objects.filter(index=index).order_by("pk")
        if not again:
            self.waiting = self.waiting.filter(refused=False)

    def run(self) -> int:
        """Return how many things the index has got. Raises what stops it; all that is unsent then stays."""
        sent, last = 0, 0
        while time.monotonic() < self.until and (rows := self.after(last)):
            last = rows[-1][0]
            sent += self.send(rows)
        return sent

    def after(self, last: int) -> list[tuple[int, str]]:
        return list(self.waiting.filter(pk__gt=last).values_list("pk", "thing")[:BATCH])

    def send(self, rows: list[tuple[int, str]]) -> int:
        """Send the things of these rows; where the request as a whole is wrong, each thing for itself."""
        newest = {thing: pk for pk, thing in rows}  # in order of their numbers
        try:
            answers = list(self.answers(newest))
        except Exception as error:
            if is_the_fault_of_the_server(error):
                self.stay(rows, str(error))
                raise
            if len(newest) > 1:
                return sum(self.send([row for row in rows if row[1] == thing]) for thing in newest)
            log.exception("%s cannot be sent.", rows[0][1])
            self.stay(rows, str(error), refused=True)
            return 0
        return self.heard(rows, answers)

    def answers(self, newest: dict[str, int]) -> Iterator[tuple[str, dict]]:
        there = documents(newest)
        for _ok, answer in streaming_bulk(
            self.client,
            (action(self.index.name, thing, there.get(thing), number) for thing, number in newest.items()),
            chunk_size=BATCH,
            raise_on_error=False,
            require_alias=True,
        ):
            ((_operation, item),) = answer.items()
            yield item["_id"], item

    def heard(self, rows: list[tuple[int, str]], answers: list[tuple[str, dict]]) -> int:
        """Forget what arrived; note why the rest did not."""
        items = dict(answers)
        arrived = {thing for thing, item in items.items() if has_arrived(item)}
        refused = {thing for thing, item in items.items() if item["status"] == 400}
        Unsent.objects.filter(pk__in=[pk for pk, thing in rows if thing in arrived]).delete()
        for thing in refused:
            log.error("Elasticsearch does not take %s: %s", thing, reason(items[thing]))
            self.stay([row for row in rows if row[1] == thing], reason(items[thing]), refused=True)
        left = [row for row in rows if row[1] not in arrived | refused]
        if left:
            self.stay(left, why := reason(items.get(left[0][1], {})))
            raise Stopped(why)
        return len(arrived)

    def stay(self, rows: list[tuple[int, str]], why: str, refused: bool = False) -> None:
        Unsent.objects.filter(pk__in=[pk for pk, _thing in rows]).update(
            attempts=Least(F("attempts") + 1, MOST_ATTEMPTS), error=why[:500], refused=refused
        )


def action(index: str, thing: str, document: dict | None, version: int) -> dict:
    found = {"_index": entrance(index), "_id": thing, "version": version, "version_type": "external"}
    return {**found, "_source": document} if document else {**found, "_op_type": "delete"}


def has_arrived(item: dict) -> bool:
    """Also when something newer is there already, or what is to be deleted is not there."""
    return item["status"] in (200, 201, 409) or item["status"] == 404 and "error" not in item


def reason(item: dict) -> str:
    error = item.get("error", {})
    return f"{error.get('type', '')}: {error.get('reason', '')}" if isinstance(error, dict) else str(error)
