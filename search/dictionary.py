"""Everyday names of things and what they mean, across languages and scripts, kept by the Kernteam.

"Yabancılar Dairesi", "чужденци" and "JC" become the words that the texts of the portal use. The names of subjects,
districts, languages and pillars in all languages belong to it of themselves (`label_sources`).
"""

from collections import Counter
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.changes import changed, held
from portal.languages import SOURCE, html_lang

from .folding import MAX_WORDS, fold_word, fold_words, words_of
from .sounds import sound
from .stemming import languages_of, stem
from .stopwords import says_nothing

DICTIONARY = "dictionary"  # scope of changes
LONGEST = 5  # words of a name
MOST_MEANINGS = 4
NAMES: dict[str, Callable] = {}  # what gives the names of labels, by the scope of changes they follow
SHORTEST_STEM, SHORTEST_HINT, SHORTEST_SOUND = 4, 5, 4  # letters of a stem and of a word, consonants of a name


class DictionaryEntry(models.Model):
    """`names` holds, by language, what people say; `means` the words, one phrase a line, that are searched for then."""

    slug = models.SlugField(_("short name"), max_length=100, unique=True, editable=False)
    means = models.TextField(
        _("means"), max_length=500, help_text=_("Words that stand in the texts of the portal, one phrase on each line.")
    )
    names = models.JSONField(_("other names"), default=dict, blank=True)

    class Meta:
        verbose_name = _("dictionary entry")
        verbose_name_plural = _("dictionary of the search")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.meanings[0] if self.meanings else self.slug

    @property
    def meanings(self) -> list[str]:
        return [line.strip() for line in self.means.splitlines() if line.strip()]

    def clean(self):
        super().clean()
        self.means = "\n".join(dict.fromkeys(self.meanings))
        if problem := meanings_problem(self.meanings):
            raise ValidationError({"means": problem})
        if self._state.adding and (twin := self.twin()):
            told = _("There is an entry that means “%(means)s” already. Please add the names there.")
            raise ValidationError({"means": ValidationError(told, code="twin", params={"means": twin})})
        self.slug = self.slug or self.free_slug()

    def twin(self) -> "DictionaryEntry | None":
        """Another entry with the same meanings."""
        sought = list(map(fold_words, self.meanings))
        return next((entry for entry in self.others() if list(map(fold_words, entry.meanings)) == sought), None)

    def others(self) -> models.QuerySet:
        return DictionaryEntry.objects.exclude(pk=self.pk)

    def free_slug(self) -> str:
        """The first meaning as a slug that no entry has."""
        slug = slugify(fold_word(self.meanings[0]))[:90] or "wort"
        taken = set(DictionaryEntry.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        free = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
        return next(each for each in free if each not in taken)

    def taken(self) -> dict[str, "DictionaryEntry"]:
        """The names of this entry that another one has as well: both are searched for then."""
        mine = {fold_words(name): name for names in self.names.values() for name in names}
        return {
            mine[fold_words(name)]: entry
            for entry in self.others()
            for name in (*entry.meanings, *(name for names in entry.names.values() for name in names))
            if fold_words(name) in mine
        }


def meanings_problem(meanings: list[str]) -> str:
    if not meanings or not all(map(words_of, meanings)):
        return _("Please write at least one word on each line.")
    if len(meanings) > MOST_MEANINGS:
        return _("These are more than %(most)s lines; the search would leave out the rest.") % {"most": MOST_MEANINGS}
    if any(len(words_of(phrase)) > MAX_WORDS for phrase in meanings):
        return _("Please write short phrases, of at most %(most)s words.") % {"most": MAX_WORDS}
    return ""


def names_problem(names: list[str]) -> str:
    for name in names:
        if not words_of(name):
            return _("“%(name)s” is not a word.") % {"name": name}
        if len(words_of(name)) > LONGEST:
            told = _("“%(name)s” has more than %(most)s words: the search knows names of at most so many.")
            return told % {"name": name[:60], "most": LONGEST}
    return ""


@receiver([post_save, post_delete], sender=DictionaryEntry)
def note_entry(sender, **kwargs):
    changed(DICTIONARY)


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
        self.exact: dict[tuple[str, ...], dict[str, None]] = {}
        self.stems: dict[str, dict[tuple[str, ...], dict[str, None]]] = {}
        self.hints: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
        self.sounds: dict[str, set[str]] = {}
        entries = list(DictionaryEntry.objects.all())
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
            self.exact.setdefault(tuple(map(fold_word, words)), {}),
            self.stems.setdefault(language, {}).setdefault(key_of(words, language), {}),
        ):
            found |= dict.fromkeys(meanings)
        for word in words if len(words) > 1 else ():
            if len(word) >= SHORTEST_HINT and not says_nothing(word, language):
                known = self.hints.setdefault(language, {}).setdefault(stem(word, language), {})
                known.setdefault(fold_word(meanings[0]), tuple(meanings))

    def get(self, words: list[str], language: str) -> tuple[str, ...]:
        """What these words mean, as a name in any language; best known in the language of the visitor."""
        found = dict(self.exact.get(tuple(map(fold_word, words)), {}))
        for code in dict.fromkeys((language, SOURCE, *languages_of(words[0], language))):
            key = key_of(words, code)
            if len(key) > 1 or len(key[0]) >= SHORTEST_STEM or code == "ar":  # most Arabic stems have three letters
                found |= self.stems.get(code, {}).get(key, {})
        return tuple(found)[:MOST_MEANINGS]

    def hint(self, word: str, language: str) -> tuple[str, ...]:
        """What a word means that stands in names of one thing only: "bisiklet" in "bisiklet öğrenmek"."""
        found = self.hints.get(language, {}).get(stem(word, language), ()) if len(word) >= SHORTEST_HINT else ()
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


def named_like(word: str) -> tuple[str, ...]:
    """The names that sound like a word, whatever its alphabet: "Марксло" → Marxloh."""
    heard = sound(word)
    return tuple(sorted(dictionary().sounds.get(heard, ()))) if len(heard) >= SHORTEST_SOUND else ()
