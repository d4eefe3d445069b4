"""What every page calls: `search`, `keys`, `suggest`. The search server is asked first, the database whenever that is
down, slow, refuses, is not built yet or lacks changes. Who asks never notices.
"""

import logging

from portal.changes import journal

from .engines import database_engine, outside_engine
from .entry import SEARCH, Entry
from .results import Asked, Found

log = logging.getLogger(__name__)


def search(asked: Asked) -> Found:
    return answer("search", asked)


def keys(text: str, language: str, kind: str) -> list[str]:
    """The keys of the things of a kind that a text finds, the best first."""
    return answer("keys", text, language, kind)


def suggest(text: str, language: str, size: int = 8) -> list[Entry]:
    """Entries to propose while someone types."""
    return answer("suggest", text, language, size)


def answer(question: str, *what):
    journal.version(SEARCH)  # a page made of the answer is kept until entries change
    outside = outside_engine()
    if outside is not None and outside.in_step() and outside.breaker.lets_through():
        try:
            found = getattr(outside, question)(*what)
            outside.breaker.worked()
            return found
        except Exception as error:  # whatever it is: the database can answer
            outside.failed(error)
    return getattr(database_engine(), question)(*what)
