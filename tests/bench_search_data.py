"""Things to find, as many as one likes: titles, summaries and texts made of the demo's words in all ten languages.

The pieces are the paragraphs of the demo content and their translations, the commonest used often and most seldom, a
part of their words exchanged for others of the language. They are written to a file once; `BenchSource` reads it.
"""

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

import polib
from django.conf import settings

from search.things import Source, Thing, Words, register

CODES = [code for code, _name in settings.LANGUAGES]
TRANSLATIONS = Path(settings.BASE_DIR) / "home" / "demo" / "translations"
WORD = re.compile(r"[^\W\d_]{3,}")
TAG = re.compile(r"<[^>]+>")
EXCHANGED = 0.25  # of the longer words of a text
KIND, SCOPE = "bench", "bench"


def paragraphs() -> list[dict[str, str]]:
    """The paragraphs of the demo that are there in all languages, shuffled: each by language."""
    found: dict[str, dict[str, str]] = {}
    for code in CODES[1:]:
        for entry in polib.pofile(str(TRANSLATIONS / f"{code}.po")):
            if entry.msgstr:
                found.setdefault(entry.msgid, {"de": TAG.sub(" ", entry.msgid)})[code] = TAG.sub(" ", entry.msgstr)
    whole = [texts for _german, texts in sorted(found.items()) if len(texts) == len(CODES)]
    random.Random(5).shuffle(whole)
    return whole


class Pick:
    """Draws from a list as words are drawn in a language (Zipf): the first ones often, the last ones seldom."""

    def __init__(self, items: list):
        self.items, self.weights = items, list(accumulate(1 / (rank + 8) for rank in range(len(items))))

    def __call__(self, dice: random.Random, count: int) -> list:
        return dice.choices(self.items, cum_weights=self.weights, k=count)


class Writer:
    """Writes things; the same ones for the same seed."""

    def __init__(self, labels: dict[str, list[tuple[str, dict[str, list[str]]]]]):
        whole = paragraphs()
        size = {id(texts): len(texts["de"].split()) for texts in whole}
        self.titles = Pick([texts for texts in whole if 3 <= size[id(texts)] <= 8])
        self.summaries = Pick([texts for texts in whole if 9 <= size[id(texts)] <= 20])
        self.bodies = Pick([texts for texts in whole if size[id(texts)] >= 9])
        self.words = {code: Pick(vocabulary(whole, code)) for code in CODES}
        self.labels = labels

    def thing(self, number: int) -> dict:
        dice = random.Random(number)
        title, summary = self.titles(dice, 1)[0], self.summaries(dice, 1)[0]
        body, length = self.bodies(dice, 12), dice.randint(40, 120)
        words = {code: self._words(code, title, summary, body, length, dice) for code in CODES}
        chosen = {name: dice.sample(found, dice.randint(1, 2)) for name, found in self.labels.items()}
        together: dict[str, list[str]] = {}
        for _code, texts in sum(chosen.values(), []):
            for language, label in texts.items():
                if language == "de" or label != texts["de"]:
                    together.setdefault(language, []).append(label)
        facets = {name: [code for code, _texts in found] for name, found in chosen.items() if name != "group"}
        assured = date(2025, 6, 1) + timedelta(dice.randrange(530))
        return {"words": words, "labels": together, "facets": facets, "assured": assured.isoformat()}

    def _words(self, code: str, title, summary, body, length: int, dice: random.Random) -> tuple[str, str, str]:
        text = " ".join(texts[code] for texts in body).split()[:length]
        return (
            self._varied(title[code], code, dice),
            self._varied(summary[code], code, dice),
            self._varied(" ".join(text), code, dice),
        )

    def _varied(self, text: str, code: str, dice: random.Random) -> str:
        others = iter(self.words[code](dice, text.count(" ") // 2 + 4))
        return WORD.sub(
            lambda word: next(others, word[0]) if len(word[0]) > 4 and dice.random() < EXCHANGED else word[0], text
        )


def vocabulary(whole: list[dict[str, str]], code: str) -> list[str]:
    """The words of a language, shuffled: which ones are common is the paragraphs' affair."""
    words = sorted({word for texts in whole for word in WORD.findall(texts[code]) if len(word) > 4})
    random.Random(code).shuffle(words)
    return words


def labels_of_the_directory() -> dict[str, list[tuple[str, dict[str, str]]]]:
    """By facet: codes with their labels in all languages."""
    from directory.labels import labels
    from directory.models import OfferPage
    from directory.search_sources import choice_labels, record_labels, spoken_labels
    from portal.languages import SPOKEN

    found = {
        kind: [(slug, record_labels(kind, slug)) for slug in labels().records[kind]]
        for kind in ("term", "group", "district")
    }
    spoken = sorted(SPOKEN)[:25]
    found["language"] = [(code, labels) for code in spoken for labels in spoken_labels([code])]
    found["pillar"] = [(pillar.value, choice_labels(pillar)) for pillar in OfferPage.Pillar]
    return found


def write_things(path: Path, count: int) -> None:
    """One JSON object a line."""
    writer = Writer(labels_of_the_directory())
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, count + 1):
            file.write(json.dumps(writer.thing(number), ensure_ascii=False) + "\n")


@register
class BenchSource(Source):
    """Things of a file; `edited` says how often a thing was changed since."""

    kind, label, scope = KIND, "Things", SCOPE
    path: Path
    edited: dict[int, int] = {}

    @cache  # noqa: B019
    def lines(self) -> list[int]:
        """Where each line begins."""
        starts, at = [], 0
        with self.path.open("rb") as file:
            for line in file:
                starts.append(at)
                at += len(line)
        return starts

    def public_keys(self) -> set[str]:
        return {str(number) for number in range(1, len(self.lines()) + 1)}

    def things(self, ids: set[int] | None = None) -> Iterator[Thing]:
        with self.path.open("rb") as file:
            for number in sorted(ids or map(int, self.public_keys())):
                file.seek(self.lines()[number - 1])
                yield self.thing(number, json.loads(file.readline()))

    def thing(self, number: int, record: dict) -> Thing:
        again = f" {self.edited[number]}" if number in self.edited else ""
        words = {code: Words(title + again, summary, body) for code, (title, summary, body) in record["words"].items()}
        return Thing(
            key=str(number),
            path=f"bench/{number}/",
            words=words,
            labels=record["labels"],
            facets=record["facets"],
            assured=date.fromisoformat(record["assured"]),
        )
