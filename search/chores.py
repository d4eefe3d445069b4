"""What `manage.py tidy` does for the search."""

from portal.tidying import chore

from .engines import outside_engine
from .indexing import index_waiting
from .outbox import Unsent, Waiting


@chore
def index_what_waits() -> str:
    """Also whole kinds, which would take too long while someone waits, and what failed before."""
    done = index_waiting.call(everything=True)
    return f"Indexed: {done}, could not be indexed: {Waiting.objects.count()}."


@chore
def send_what_is_unsent() -> str:
    outside = outside_engine()
    sent = outside.send_unsent(again=True, seconds=float("inf")) if outside else 0
    left = Unsent.objects.filter(index__live=True)
    return f"Sent to the search server: {sent}, unsent: {left.count()}, refused: {left.filter(refused=True).count()}."
