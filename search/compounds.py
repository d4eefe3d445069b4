"""German compound nouns taken apart, by a list of the parts that texts of offices, school, work and health use.

The same list (`data/compound_parts.txt`) is the dictionary of Elasticsearch's decompounder.
"""

from functools import cache, lru_cache
from pathlib import Path

from .folding import fold_word

LIST = Path(__file__).parent / "data" / "compound_parts.txt"
JOINTS = ("", "s", "es", "n", "en", "er", "e")
ENDINGS = ("", "e", "en", "er", "n", "s", "es", "in", "innen")
SHORTEST_COMPOUND, SHORTEST_PART = 7, 3


@cache
def parts_list() -> frozenset[str]:
    """The parts, folded."""
    return frozenset(fold_word(line) for line in LIST.read_text(encoding="utf-8").split())


@lru_cache(20_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The folded parts of a folded word: "sprachkurse" → ("sprach", "kurs"); () where it is no compound we know.

    Where only the end is known, that alone: "pflaumenkurs" → ("kurs",).
    """
    if len(word) < SHORTEST_COMPOUND or not word.isascii():
        return ()
    return _split(word) or _head(word)


def _split(word: str) -> tuple[str, ...]:
    known = parts_list()
    for end in ENDINGS:
        if word.endswith(end) and (found := _parts(word[: len(word) - len(end)], known)) and len(found) > 1:
            return found
    return ()


def _parts(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The fewest known parts a word is made of, with joints between them."""
    if word in known:
        return (word,)
    best: tuple[str, ...] = ()
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        first = word[:cut]
        opening = (
            first
            if first in known
            else next((first[: -len(j)] for j in JOINTS[1:] if first.endswith(j) and first[: -len(j)] in known), "")
        )
        if opening and (rest := _parts(word[cut:], known)) and (not best or len(rest) + 1 < len(best)):
            best = (opening, *rest)
    return best


def _head(word: str) -> tuple[str, ...]:
    """The longest known part at the end, when enough stands before it."""
    known = parts_list()
    for end in ENDINGS:
        bare = word[: len(word) - len(end)] if word.endswith(end) else ""
        for cut in range(4, len(bare) - 3):
            if bare[cut:] in known:
                return (bare[cut:],)
    return ()
