from .dictionary import DictionaryEntry
from .engines.postgresql import Vector
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
    "Vector",
    "Waiting",
    "Word",
]
