"""What every page calls: `search`, `keys`, `suggest`. Some engine always answers."""

from .engines import database_engine
from .entry import Entry
from .results import COUNTED, Asked, Found


def search(asked: Asked) -> Found:
    return database_engine().search(asked)


def keys(text: str, language: str, kind: str, limit: int = COUNTED) -> list[str]:
    """The keys of the things of a kind that a text finds, the best first."""
    return database_engine().keys(text, language, kind, limit)


def suggest(text: str, language: str, size: int = 8) -> list[Entry]:
    """Entries to propose while someone types."""
    return database_engine().suggest(text, language, size)
