"""300 searches as people type them, made of the words of the things: 30 in each language, none twice."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from search.stopwords import says_nothing

from .bench_search_data import CODES, WORD

KINDS = (
    "common", "frequent", "rare", "two", "two with a facet", "three", "misspelt", "foreign", "prefix", "common with facets",
)  # fmt: skip
SAMPLE = 1500  # things whose words are counted


class Asking(NamedTuple):
    kind: str
    language: str
    text: str
    chosen: dict[str, tuple[str, ...]]


class Vocabulary:
    """The words of the things in a language, the commonest first; titles, and labels in this language."""

    def __init__(self, records: list[dict], language: str):
        texts = [record["words"][language] for record in records]
        found = Counter(word.lower() for words in texts for text in words for word in WORD.findall(text))
        words = [word for word, _count in found.most_common() if len(word) > 3 and not says_nothing(word, language)]
        self.common, self.frequent, self.rare = words[:25], words[25:400], words[len(words) // 2 :]
        self.titles = [WORD.findall(title) for title, _summary, _body in texts]
        self.labels = [label for record in records[:200] for label in record["labels"].get(language, ())]


def misspelt(word: str, dice: random.Random) -> str:
    """Two letters swapped, one left out, or one doubled; the first one is right."""
    at = dice.randint(1, len(word) - 2)
    return dice.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )


class Asker:
    def __init__(self, path: Path, seed: int):
        with path.open(encoding="utf-8") as file:
            self.records = [json.loads(line) for line, _number in zip(file, range(SAMPLE), strict=False)]
        self.dice, self.seen = random.Random(seed), set()
        self.vocabulary = cache(lambda language: Vocabulary(self.records, language))

    def asked(self, each: int = 3) -> Iterator[Asking]:
        for _round in range(each):
            for kind in KINDS:
                for language in CODES:
                    yield self._distinct(kind, language)

    def _distinct(self, kind: str, language: str) -> Asking:
        for tries in range(10_000):
            text = self._text(kind, language)
            if tries > 100:  # few things have few words
                text += " " + self.dice.choice(self.vocabulary(language).rare)
            if (text, language) not in self.seen:
                self.seen.add((text, language))
                return Asking(kind, language, text, self._chosen(kind))
        raise ValueError(f"There are too few words in {language}.")

    def _text(self, kind: str, language: str) -> str:
        known, pick = self.vocabulary(language), self.dice.choice
        match kind.split():
            case ["common", *_]:
                return pick(known.common)
            case ["frequent"]:
                return pick(known.frequent)
            case ["rare"]:
                return pick(known.rare)
            case ["two", *_]:
                return f"{pick(known.frequent)} {pick(known.common)}"
            case ["three"]:
                return " ".join(pick(known.titles)[:3])
            case ["misspelt"]:
                return misspelt(
                    pick([word for word in pick(known.titles) if len(word) > 5] or known.frequent), self.dice
                )
            case ["foreign"]:
                return pick(self.vocabulary(pick([code for code in CODES if code != language])).labels)
        word = pick(known.frequent)
        return word[: max(3, len(word) * 2 // 3)]

    def _chosen(self, kind: str) -> dict[str, tuple[str, ...]]:
        record = self.dice.choice(self.records)
        if kind == "two with a facet":
            return {"district": tuple(record["facets"]["district"])}
        if kind == "common with facets":
            return {"pillar": tuple(record["facets"]["pillar"]), "language": tuple(record["facets"]["language"][:1])}
        return {}


def sample(asked: list[Asking], count: int) -> list[Asking]:
    """Some of them, of every kind and language alike."""
    return asked[:: len(asked) // count + 1][:count]
