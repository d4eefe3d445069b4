"""Things made by factories bypass what publishing does: these put them into the search."""

from search.indexing import index_kind, index_waiting
from search.outbox import Waiting
from search.things import sources


def index_everything() -> None:
    for kind in sources():
        for _count in index_kind(kind):
            pass
    Waiting.objects.all().delete()


def index_changes() -> int:
    """What happens after a commit, which a test never makes."""
    return index_waiting.call()
