"""Words near to a misspelt one: those that become equal when a letter is left out of one or both (as SymSpell does)."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

from django.db import models
from django.utils import timezone

from portal.languages import SOURCE, html_lang

from .entry import Entry
from .folding import fold, fold_word, words_of
from .rows import insert, known

SHORTEST, LONGEST = 4, 24
MOST_CANDIDATES = 300
ALIKE, VERY_ALIKE = 0.72, 0.88  # how similar the word must be; letters swapped in a word of six come to 0.83
KEY = ("word", "language")


class Word(models.Model):
    """A word that stands in entries of a language: `word` folded, `written` as people write it.

    Words whose entries are gone may stay until the next rebuild, so a correction is shown only when it finds something.
    """

    word = models.CharField(max_length=LONGEST)
    language = models.CharField(max_length=20)
    written = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "language"], name="unique_word")]


class Near(models.Model):
    """A word with one letter left out, or none."""

    letters = models.CharField(max_length=LONGEST, db_index=True)
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="near")


def variants(word: str) -> set[str]:
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def is_spelled(folded: str) -> bool:
    """Whether it is a word that can be misspelt."""
    return SHORTEST <= len(folded) <= LONGEST and not folded.isdigit()


def spelled(entries: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """Words worth proposing: (folded, language) → written. All texts of a language are read as one, each label once."""
    texts: dict[str, dict[str, None]] = defaultdict(dict)
    last = None
    for entry in entries:
        for part in ("title", "summary"):
            texts[html_lang(entry.language_of(part))][getattr(entry, part)] = None
        if entry.labels is not last:  # as those of one thing are
            last = entry.labels
            for code, labels in entry.labels.items():
                texts[html_lang(code)] |= dict.fromkeys(labels)
    found: dict[tuple[str, str], str] = {}
    for language, each in texts.items():
        for written in dict.fromkeys(words_of("\n".join(each))):
            folded = fold_word(written)
            if is_spelled(folded):
                found.setdefault((folded, language), written[:60])
    return found


def learn(entries: Iterable[Entry], learned: set[tuple[str, str]] | None = None) -> int:
    """Add the words of the entries that are new; return how many. Those `learned` are not looked up; it gets these too."""
    learned = set() if learned is None else learned
    found = {key: written for key, written in spelled(entries).items() if key not in learned}
    there = known(Word, KEY, {word for word, _language in found})
    new = {key: written for key, written in found.items() if key not in there}
    learned.update(found)
    if not new:
        return 0
    insert(Word, (*KEY, "written"), ((*key, written) for key, written in new.items()))
    rows = known(Word, KEY, {word for word, _language in new})
    near = ((letters, rows[key]) for key in new for letters in variants(key[0]))
    insert(Near, ("letters", "word_id"), near)
    return len(new)


def forget_unused() -> int:
    """Forget the words that stand in no entry any more; return how many."""
    began = timezone.now()
    known = {(word, language): pk for word, language, pk in Word.objects.values_list(*KEY, "pk")}
    entries = Entry.objects.only("title", "summary", "labels", "language", "german").iterator(chunk_size=500)
    while chunk := list(islice(entries, 500)):
        for key in spelled(chunk):
            known.pop(key, None)
    gone = sorted(known.values())
    for start in range(0, len(gone), 400):
        Word.objects.filter(pk__in=gone[start : start + 400]).delete()
    learn(Entry.objects.filter(written_at__gte=began))  # written meanwhile with one of these words
    return len(gone)


class Vocabulary(NamedTuple):
    """Words beside those of the entries: folded → as people write them, and their letters."""

    written: dict[str, str]
    letters: frozenset[str]


def edits(word: str, letters: Iterable[str]) -> set[str]:
    """What a word becomes by leaving out, adding, swapping or changing one letter."""
    splits = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    return {
        *(start + rest[1:] for start, rest in splits if rest),
        *(start + rest[1] + rest[0] + rest[2:] for start, rest in splits if len(rest) > 1),
        *(start + letter + rest[1:] for start, rest in splits if rest for letter in letters),
        *(start + letter + rest for start, rest in splits for letter in letters),
    }


def corrections(words: Iterable[str], language: str, others: Iterable[Vocabulary] = ()) -> dict[str, str]:
    """The nearest word that is known, as people write it, for each of these words; itself where it is one. In one query.

    A word of the reader's language or German, as `others` are too, goes before the rest, which must be very like what was typed.
    """
    asked = {word: folded for word in words if is_spelled(folded := fold_word(word))}
    letters = {word: variants(folded) for word, folded in asked.items()}
    every = {each for found in letters.values() for each in found}
    if not every:
        return {}
    near = Near.objects.filter(letters__in=every).values_list(
        "letters", "word__word", "word__written", "word__language"
    )
    by_letters: dict[str, set[tuple[str, str, bool]]] = {}
    own = (SOURCE, html_lang(language))
    for each, word, written, code in near[: MOST_CANDIDATES * len(asked)]:
        by_letters.setdefault(each, set()).add((word, written, code in own))
    found = {}
    for word, folded in asked.items():
        candidates = {each for variant in letters[word] for each in by_letters.get(variant, ())}
        spellings = {folded, fold(word)}
        for vocabulary in others:
            like = {folded}.union(*(edits(each, vocabulary.letters) for each in spellings))
            candidates |= {(each, vocabulary.written[each], True) for each in like & vocabulary.written.keys()}
        if folded in {each for each, _written, _own in candidates}:
            found[word] = word
        elif best := max(nearest(each, candidates) for each in spellings)[1]:
            found[word] = best
    return found


def nearest(folded: str, candidates: Iterable[tuple[str, str, bool]]) -> tuple[tuple[bool, float], str]:
    """How near the candidate is that is most like the word, and it, of (folded, written, own language); one that begins as
    it does, or has the same letters, goes first.
    """
    letters, best = sorted(folded), ((False, 0.0), "")
    for word, written, own in candidates:
        ratio = SequenceMatcher(None, folded, word).ratio()
        near = ratio + 0.05 * (word[0] == folded[0]) + 0.05 * (sorted(word) == letters)
        if near >= (ALIKE if own else VERY_ALIKE):
            best = max(best, ((own, near), written))
    return best
