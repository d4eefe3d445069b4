"""The judged queries in `judged/`: what people type and, by thing, how well it answers."""

from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "judged"
LANGUAGES = ("de", "de-simple", "en", "tr", "ar", "bg", "ro", "ru", "uk", "pl")
TAGS = {
    "plain", "misspelt", "inflected", "compound", "transliterated", "cross-language", "question", "name",
    "abbreviation", "district",
}  # fmt: skip
FIRST = 10  # so many results people look at
WANTED = 2  # the grade from which a thing should be among them


@dataclass(frozen=True)
class Judged:
    """A query and the grade of each thing that answers it: {"offer:hausaufgabenhilfe-zeytin": 3}."""

    text: str
    language: str
    tags: tuple[str, ...]
    grades: dict[str, int]
    held_out: bool


@cache
def needs() -> dict[str, dict[str, int]]:
    """Need → thing → grade."""
    found = yaml.safe_load((FOLDER / "needs.yaml").read_text(encoding="utf-8"))
    return {
        need: {thing: grade for grade, things in graded.items() for thing in things.split()}
        for need, graded in found.items()
    }


@cache
def judged(language: str) -> tuple[Judged, ...]:
    records = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return tuple(
        Judged(each["text"], language, tuple(each["tags"]), needs()[each["need"]], each.get("held_out", False))
        for each in records
    )


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    """How near the first ten come to the best order there could be; a thing of grade 3 weighs 7, of 2 three, of 1 one."""
    return gained([grades.get(thing, 0) for thing in found]) / gained(sorted(grades.values(), reverse=True))


def gained(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:FIRST]))


def recall(found: list[str], grades: dict[str, int]) -> float:
    """The share of the good things that is among the first ten, of as many as have room there."""
    wanted = {thing for thing, grade in grades.items() if grade >= WANTED} or set(grades)
    return len(wanted & set(found[:FIRST])) / min(len(wanted), FIRST)
