"""What a process knows of the dictionary, and of the names of labels: words typed → what they mean, and what goes with it.

The names of subjects, districts, languages and pillars in all languages belong to it of themselves (`label_source`).
"""

from collections import Counter
from collections.abc import Callable, Iterable

from django.utils.text import slugify

from portal.changes import held
from portal.languages import SOURCE, html_lang

from .dictionary import DICTIONARY, LONGEST, MOST_MEANINGS, DictionaryEntry
from .folding import fold_word, words_of
from .sounds import sound, sounds_of
from .stemming import languages_of, stem
from .stopwords import says_nothing

NAMES: dict[str, Callable] = {}  # what gives the names of labels, by the scope of changes they follow
SHORTEST_STEM, SHORTEST_HINT, SHORTEST_SOUND = 4, 5, 4  # letters of a stem and of a word, consonants of a name
MOST_RELATED = 5
Names = dict[tuple[str, ...], dict[str, None]]  # words, folded or cut back → what they mean


def label_source(scope: str):
    """Register a function that gives (name, language, what it means) of labels; it is called when the scope changes.

    What means itself is a proper name: it is known by its sound as well.
    """

    def register(function: Callable[[], Iterable[tuple[str, str, str]]]):
        NAMES[scope] = function
        return function

    return register


def key_of(words: list[str], language: str) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in words)


class Dictionary:
    """The names as this process holds them: folded words, and their stems, → what they mean."""

    def __init__(self):
        self.exact: dict[str, Names] = {}
        self.stems: dict[str, Names] = {}
        self.hints: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
        self.sounds: dict[str, set[str]] = {}
        entries = list(DictionaryEntry.objects.all())
        self.related = self._related({entry.pk: entry.meanings for entry in entries})
        times = Counter(means for entry in entries for means in entry.meanings)
        for entry in entries:
            for means in entry.meanings:
                if times[means] == 1 or slugify(means) == entry.slug:  # else each would mean what only goes with it
                    self._add(means, "de", [other for other in entry.meanings if other != means])
            for language, names in entry.names.items():
                for name in names:
                    self._add(name, language, entry.meanings)
        for function in NAMES.values():
            for name, language, means in function():
                if name == means:
                    self.sounds.setdefault(sound(name), set()).add(name)
                else:
                    self._add(name, language, [means])

    def _add(self, name: str, language: str, meanings: list[str]) -> None:
        words = words_of(name)
        if not words or len(words) > LONGEST or not meanings:
            return
        language = html_lang(language)
        for found in (
            self.exact.setdefault(language, {}).setdefault(tuple(map(fold_word, words)), {}),
            self.stems.setdefault(language, {}).setdefault(key_of(words, language), {}),
        ):
            found |= dict.fromkeys(meanings)
        for word in words if len(words) > 1 else ():
            if len(word) >= SHORTEST_HINT and not says_nothing(word, language):
                known = self.hints.setdefault(language, {}).setdefault(stem(word, language), {})
                known.setdefault(fold_word(meanings[0]), tuple(meanings))

    def _related(self, meanings: dict[int, list[str]]) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
        """The stems of a meaning → the meanings of the entries that go with it, the nearest first."""
        found: dict = {}
        pairs = DictionaryEntry.related.through.objects.order_by("pk")
        for one, other in pairs.values_list("from_dictionaryentry", "to_dictionaryentry"):
            for means in meanings[one]:
                near = found.setdefault(key_of(words_of(means), SOURCE), [])
                if len(near) < MOST_RELATED and tuple(meanings[other]) not in near:
                    near.append(tuple(meanings[other]))
        return found

    def get(self, words: list[str], language: str) -> tuple[str, ...]:
        """What these words mean as a name in the visitor's language, else in German, else in any other: that may be an
        accident. "but" is no name in English, BuT is one in German.
        """
        if len(words) == 1 and says_nothing(words[0], language):
            return ()
        found = (
            self._exact(words, [language])
            or self._inflected(words, (language, SOURCE)) | self._exact(words, [SOURCE])
            or self._exact(words, self.exact) | self._inflected(words, languages_of(words[0], language))
        )
        return tuple(found)[:MOST_MEANINGS]

    def _exact(self, words: list[str], codes: Iterable[str]) -> dict[str, None]:
        folded = tuple(map(fold_word, words))
        return {means: None for code in codes for means in self.exact.get(code, {}).get(folded, ())}

    def _inflected(self, words: list[str], codes: Iterable[str]) -> dict[str, None]:
        found: dict[str, None] = {}
        for code in codes:
            key = key_of(words, code)
            if len(key) > 1 or len(key[0]) >= SHORTEST_STEM or code == "ar":  # most Arabic stems have three letters
                found |= self.stems.get(code, {}).get(key, {})
        return found

    def hint(self, word: str, language: str) -> tuple[str, ...]:
        """What a word means that stands in names of one thing only: "bisiklet" in "bisiklet öğrenmek"."""
        if len(word) < SHORTEST_HINT or says_nothing(word, language):
            return ()
        found = self.hints.get(language, {}).get(stem(word, language), ())
        return next(iter(found.values()))[:MOST_MEANINGS] if len(found) == 1 else ()


@held(DICTIONARY, and_those=NAMES)
def dictionary() -> Dictionary:
    return Dictionary()


def meanings(words: list[str], language: str) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Position → (how many words, what they mean), the longest names first; positions do not overlap."""
    known, found, n = dictionary(), {}, 0
    while n < len(words):
        for length in range(min(LONGEST, len(words) - n), 0, -1):
            part = words[n : n + length]
            if means := known.get(part, html_lang(language)):
                found[n] = (length, means)
                n += length - 1
                break
        else:
            if language != SOURCE and (means := known.hint(words[n], html_lang(language))):
                found[n] = (1, means)
        n += 1
    return found


def goes_with(phrases: Iterable[str]) -> list[tuple[str, ...]]:
    """What helps the same person next: the meanings of each, for the first of these phrases that anything goes with."""
    related = dictionary().related
    return next((near for phrase in phrases if (near := related.get(key_of(words_of(phrase), SOURCE)))), [])


def named_like(word: str) -> tuple[str, ...]:
    """The names that sound like a word, whatever its alphabet: "Марксло" → Marxloh."""
    known = dictionary().sounds
    return tuple(
        sorted({name for heard in sounds_of(word) if len(heard) >= SHORTEST_SOUND for name in known.get(heard, ())})
    )
