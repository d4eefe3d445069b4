"""What `manage.py tidy` does for the search."""

from portal.upkeep import upkeep

from .engines import outside_engine
from .indexing import index_waiting
from .outbox import Unsent, Waiting
from .rebuilding import remove_left_indexes


@upkeep("Things indexed")
def index_what_waits() -> int:
    """Also whole kinds, which would take too long while someone waits, and what failed before."""
    return index_waiting.call(everything=True)


@upkeep("Things that could not be indexed")
def count_what_waits() -> int:
    return Waiting.objects.count()


upkeep("Indexes removed that a killed rebuild left")(remove_left_indexes)


@upkeep("Things sent to the search server")
def send_what_is_unsent() -> int:
    outside = outside_engine()
    return outside.send_unsent(again=True, seconds=float("inf")) if outside else 0


@upkeep("Things that the search server refused")
def count_what_is_refused() -> int:
    return Unsent.objects.filter(index__live=True, refused=True).count()
