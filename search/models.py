from .dictionary import DictionaryEntry
from .entry import Entry
from .outbox import OutsideIndex, Unsent, Waiting
from .spelling import Near, Word

__all__ = ["DictionaryEntry", "Entry", "Near", "OutsideIndex", "Unsent", "Waiting", "Word"]
