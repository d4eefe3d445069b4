"""What every page calls: `search`, `keys`, `suggest`. Some engine always answers."""

from portal.changes import journal

from .engines import database_engine
from .entry import SEARCH, Entry
from .results import Asked, Found


def search(asked: Asked) -> Found:
    journal.version(SEARCH)  # a page made of the answer is kept until entries change
    return database_engine().search(asked)


def keys(text: str, language: str, kind: str) -> list[str]:
    """The keys of the things of a kind that a text finds, the best first."""
    journal.version(SEARCH)
    return database_engine().keys(text, language, kind)


def suggest(text: str, language: str, size: int = 8) -> list[Entry]:
    """Entries to propose while someone types."""
    journal.version(SEARCH)
    return database_engine().suggest(text, language, size)
