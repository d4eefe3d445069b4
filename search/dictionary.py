"""Everyday names of things and what they mean, across languages and scripts, kept by the Kernteam.

"Yabancılar Dairesi", "чужденци" and "JC" become the words that the texts of the portal use. The names of subjects,
districts, languages and pillars in all languages belong to it of themselves (`label_sources`).
"""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from portal.changes import changed, journal
from portal.languages import html_lang

from .folding import fold_word, words_of
from .stemming import stem

DICTIONARY = "dictionary"  # scope of changes
LONGEST = 5  # words of a name
MOST_MEANINGS = 4
NAMES: dict[str, Callable] = {}  # what gives the names of labels, by the scope of changes they follow


class DictionaryEntry(models.Model):
    """`names` holds, by language, what people say; `means` the words, one phrase a line, that are searched for then."""

    slug = models.SlugField(_("short name"), max_length=100, unique=True)
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
        self.means = "\n".join(self.meanings)
        if not any(map(words_of, self.meanings)):
            raise ValidationError({"means": _("Please write at least one word.")})


@receiver([post_save, post_delete], sender=DictionaryEntry)
def note_entry(sender, **kwargs):
    changed(DICTIONARY)


def label_source(scope: str):
    """Register a function that gives (name, language, what it means) of labels; it is called when the scope changes."""

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
        for entry in DictionaryEntry.objects.all():
            for means in entry.meanings:
                self._add(means, "de", [other for other in entry.meanings if other != means])
            for language, names in entry.names.items():
                for name in names:
                    self._add(name, language, entry.meanings)
        for function in NAMES.values():
            for name, language, means in function():
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

    def get(self, words: list[str], language: str) -> tuple[str, ...]:
        """What these words mean, as a name in any language; best known in the language of the visitor."""
        found = dict(self.exact.get(tuple(map(fold_word, words)), {}))
        for code in sorted(self.stems, key=lambda code: code != language):
            found |= self.stems[code].get(key_of(words, code), {})
        return tuple(found)[:MOST_MEANINGS]


_state: dict = {"version": None, "dictionary": None}


def dictionary() -> Dictionary:
    version = tuple(journal.version(scope) for scope in (DICTIONARY, *NAMES))
    if _state["version"] != version:
        _state.update(version=version, dictionary=Dictionary())
    return _state["dictionary"]


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
        n += 1
    return found
