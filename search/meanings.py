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
from .spelling import Vocabulary, is_spelled
from .stemming import languages_of, stem
from .stopwords import says_nothing

NAMES: dict[str, Callable] = {}  # what gives the names of labels, by the scope of changes they follow
SHORTEST_STEM, SHORTEST_HINT, SHORTEST_SOUND = 4, 5, 4  # letters of a stem and of a word, consonants of a name
MOST_RELATED = 5
Meanings = tuple[str, ...]


def label_source(scope: str):
    """Register a function that gives (name, language, what it means) of labels; it is called when the scope changes.

    What means itself is a proper name: it is known by its sound as well.
    """

    def register(function: Callable[[], Iterable[tuple[str, str, str]]]):
        NAMES[scope] = function
        return function

    return register


def key_of(words: list[str], language: str) -> str:
    return " ".join([stem(word, language) for word in words])


class Names:
    """Names by language, as folded words and as their stems, → what they mean.

    Tens of thousands are held: as strings in flat dictionaries, which the garbage collector does not walk through.
    """

    def __init__(self):
        self.exact: dict[str, dict[str, Meanings]] = {}
        self.stems: dict[str, dict[str, Meanings]] = {}
        self.hints: dict[
            str, dict[str, Meanings]
        ] = {}  # words of names of several words; () for those of several things
        self.sounds: dict[str, Meanings] = {}
        self.first: dict[str, dict[str, str]] = {}  # the first name of each meaning, by language

    def add(self, name: str, language: str, means: Meanings) -> None:
        words, language = words_of(name), html_lang(language)
        if not words or len(words) > LONGEST or not means:
            return
        also(self.exact.setdefault(language, {}), " ".join(map(fold_word, words)), means)
        also(self.stems.setdefault(language, {}), key_of(words, language), means)
        hints = self.hints.setdefault(language, {})
        for word in words if len(words) > 1 else ():
            if len(word) >= SHORTEST_HINT and not says_nothing(word, language):
                known = hints.setdefault(stem(word, language), means)
                if known and known[0] != means[0]:
                    hints[stem(word, language)] = ()


def also(known: dict[str, Meanings], key: str, means: Meanings) -> None:
    there = known.get(key)
    known[key] = tuple(dict.fromkeys((*there, *means))) if there else means


@held(DICTIONARY)
def entries_by_name() -> Names:
    """The names that the dictionary has."""
    found, entries = Names(), list(DictionaryEntry.objects.all())
    times = Counter(means for entry in entries for means in entry.meanings)
    for entry in entries:
        meanings = tuple(entry.meanings)
        for means in meanings:
            if times[means] == 1 or slugify(means) == entry.slug:  # else each would mean what only goes with it
                found.add(means, SOURCE, tuple(other for other in meanings if other != means))
        for language, names in entry.names.items():
            for name in names:
                found.add(name, language, meanings)
            if names and meanings:
                found.first.setdefault(language, {}).setdefault(meanings[0], names[0])
    return found


@held(and_those=NAMES)
def labels_by_name() -> Names:
    """The names that labels have in other languages, and how proper names sound."""
    found = Names()
    for function in NAMES.values():
        for name, language, means in function():
            if name == means:
                also(found.sounds, sound(name), (name,))
            else:
                found.add(name, language, (means,))
    return found


@held(DICTIONARY)
def words_of_names(language: str) -> Vocabulary:
    """The words of the names that the dictionary has in a language: many that are misspelt stand in no entry."""
    written = {}
    for names in DictionaryEntry.objects.values_list("names", flat=True):
        for word in words_of("\n".join(names.get(language, ()))):
            if is_spelled(folded := fold_word(word)):
                written.setdefault(folded, word)
    return Vocabulary(written, frozenset("".join(written)))


@held(DICTIONARY)
def related() -> dict[str, list[Meanings]]:
    """The stems of a meaning → the meanings of the entries that go with it, the nearest first."""
    meanings = {entry.pk: tuple(entry.meanings) for entry in DictionaryEntry.objects.defer("names")}
    pairs = DictionaryEntry.related.through.objects.order_by("pk")
    found: dict[str, list[Meanings]] = {}
    for one, other in pairs.values_list("from_dictionaryentry", "to_dictionaryentry"):
        for means in meanings[one]:
            near = found.setdefault(key_of(words_of(means), SOURCE), [])
            if len(near) < MOST_RELATED and meanings[other] not in near:
                near.append(meanings[other])
    return found


class Lookup:
    """Asks the dictionary and the labels as they are now."""

    def __init__(self, language: str):
        self.language, self.known = html_lang(language), (entries_by_name(), labels_by_name())

    def get(self, words: list[str]) -> Meanings:
        """What these words mean as a name in the visitor's language, else in German, else in any other: that may be an
        accident. "but" is no name in English, BuT is one in German.
        """
        if len(words) == 1 and says_nothing(words[0], self.language):
            return ()
        found = (
            self._exact(words, [self.language])
            or self._inflected(words, (self.language, SOURCE)) | self._exact(words, [SOURCE])
            or self._exact(words, self.known[0].exact) | self._inflected(words, languages_of(words[0], self.language))
        )
        return tuple(found)[:MOST_MEANINGS]

    def _exact(self, words: list[str], codes: Iterable[str]) -> dict[str, None]:
        key = " ".join(map(fold_word, words))
        return {means: None for code in codes for each in self.known for means in each.exact.get(code, {}).get(key, ())}

    def _inflected(self, words: list[str], codes: Iterable[str]) -> dict[str, None]:
        found: dict[str, None] = {}
        for code in codes:
            key = key_of(words, code)
            if len(words) > 1 or len(key) >= SHORTEST_STEM or code == "ar":  # most Arabic stems have three letters
                found |= {means: None for each in self.known for means in each.stems.get(code, {}).get(key, ())}
        return found

    def hint(self, word: str) -> Meanings:
        """What a word means that stands in names of one thing only: "bisiklet" in "bisiklet öğrenmek". A place means
        itself.
        """
        if len(word) < SHORTEST_HINT or says_nothing(word, self.language) or named_like(word):
            return ()
        key = stem(word, self.language)
        found = [hints[key] for each in self.known if key in (hints := each.hints.get(self.language, {}))]
        return found[0][:MOST_MEANINGS] if len(found) == 1 else ()


def meanings(words: list[str], language: str) -> dict[int, tuple[int, Meanings]]:
    """Position → (how many words, what they mean), the longest names first; positions do not overlap."""
    known, found, n = Lookup(language), {}, 0
    while n < len(words):
        for length in range(min(LONGEST, len(words) - n), 0, -1):
            if means := known.get(words[n : n + length]):
                found[n] = (length, means)
                n += length - 1
                break
        else:
            if language != SOURCE and (means := known.hint(words[n])):
                found[n] = (1, means)
        n += 1
    return found


def called(means: Meanings, language: str) -> str:
    """What readers of a language call what means this, in texts that are translated; "" where we know none."""
    return entries_by_name().first.get(language, {}).get(means[0], "") if means and language != SOURCE else ""


def goes_with(phrases: Iterable[str]) -> list[Meanings]:
    """What helps the same person next: the meanings of each, for the first of these phrases that anything goes with."""
    known = related()
    return next((near for phrase in phrases if (near := known.get(key_of(words_of(phrase), SOURCE)))), [])


def named_like(word: str) -> Meanings:
    """The names that sound like a word, whatever its alphabet: "Марксло" → Marxloh."""
    known = labels_by_name().sounds
    return tuple(
        sorted({name for heard in sounds_of(word) if len(heard) >= SHORTEST_SOUND for name in known.get(heard, ())})
    )
