"""The connection to the search server, and when it is not asked."""

import logging
import threading
import time

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

PATIENCE = 0.8  # seconds a search may take
PAUSE = 10  # seconds without a question after it failed
log = logging.getLogger(__name__)
logging.getLogger("elastic_transport.node_pool").setLevel(logging.ERROR)  # of a server that fails we tell ourselves


class NotAnswering(Exception):
    """The server is down, slow, refuses, or has only a part of the answer."""


def connect(url: str) -> Elasticsearch:
    """Asks once: whoever can wait tries again."""
    return Elasticsearch(url, request_timeout=PATIENCE, max_retries=0, retry_on_timeout=False)


def is_the_fault_of_the_server(error: Exception) -> bool:
    """Not of what we asked: after that it is left alone for a while."""
    if isinstance(error, ApiError):
        return error.status_code not in (400, 413)
    return isinstance(error, (TransportError, NotAnswering))


class Breaker:
    """Open for a while after a failure; then one of the threads of the process tries."""

    def __init__(self):
        self._lock = threading.Lock()
        self._open_until = 0.0

    def lets_through(self) -> bool:
        if not self._open_until:
            return True
        with self._lock:
            if time.monotonic() < self._open_until:
                return False
            self._open_until = time.monotonic() + PAUSE  # for the others, until the one who tries knows
            return True

    def failed(self, error: Exception) -> None:
        if not self._open_until:
            log.warning("Elasticsearch does not answer, the database does: %s", str(error)[:300])
        self._open_until = time.monotonic() + PAUSE

    def worked(self) -> None:
        if self._open_until:
            log.warning("Elasticsearch answers again.")
        self._open_until = 0.0
