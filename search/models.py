from .dictionary import DictionaryEntry
from .entry import Entry
from .outbox import OutsideIndex, Unsent, Waiting
from .spelling import Near, Word
from .statistics import SearchCount
from .tasks import SearchTask

__all__ = [
    "DictionaryEntry",
    "Entry",
    "Near",
    "OutsideIndex",
    "SearchCount",
    "SearchTask",
    "Unsent",
    "Waiting",
    "Word",
]
