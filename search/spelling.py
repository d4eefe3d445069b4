"""Words near to a misspelt one: those that become equal when a letter is left out of one or both (as SymSpell does)."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import islice

from django.db import models
from django.utils import timezone

from .entry import Entry
from .folding import fold_word, words_of
from .rows import insert, known

SHORTEST, LONGEST = 4, 24
MOST_CANDIDATES = 300
ALIKE = 0.72  # how similar the word must be; letters swapped in a word of six come to 0.83


class Word(models.Model):
    """A word that stands in entries: `word` folded, `written` as people write it.

    Words whose entries are gone may stay until the next rebuild, so a correction is shown only when it finds something.
    """

    word = models.CharField(max_length=LONGEST, unique=True)
    written = models.CharField(max_length=60)


class Near(models.Model):
    """A word with one letter left out, or none."""

    letters = models.CharField(max_length=LONGEST, db_index=True)
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="near")


def variants(word: str) -> set[str]:
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def spelled(entries: Iterable[Entry]) -> dict[str, str]:
    """Words worth proposing: folded → written. Labels are the same in many entries, so each text is read once."""
    texts: dict[str, None] = {}
    for entry in entries:
        texts[entry.title] = texts[entry.summary] = None
        texts |= {text: None for found in entry.labels.values() for text in found}
    found: dict[str, str] = {}
    for written in dict.fromkeys(word for text in texts for word in words_of(text)):
        folded = fold_word(written)
        if SHORTEST <= len(folded) <= LONGEST and not folded.isdigit():
            found.setdefault(folded, written[:60])
    return found


def learn(entries: Iterable[Entry]) -> int:
    """Add the words of the entries that are new; return how many."""
    found = spelled(entries)
    there = known(Word, "word", found)
    new = [word for word in found if word not in there]
    if not new:
        return 0
    insert(Word, ("word", "written"), ((word, found[word]) for word in new))
    rows = known(Word, "word", new).items()
    insert(Near, ("letters", "word_id"), ((letters, pk) for word, pk in rows for letters in variants(word)))
    return len(new)


def forget_unused() -> int:
    """Forget the words that stand in no entry any more; return how many."""
    began, known = timezone.now(), dict(Word.objects.values_list("word", "pk"))
    entries = Entry.objects.only("title", "summary", "labels").iterator(chunk_size=500)
    while chunk := list(islice(entries, 500)):
        for folded in spelled(chunk):
            known.pop(folded, None)
    gone = sorted(known.values())
    for start in range(0, len(gone), 400):
        Word.objects.filter(pk__in=gone[start : start + 400]).delete()
    learn(Entry.objects.filter(written_at__gte=began).defer("vector"))  # written meanwhile with one of these words
    return len(gone)


def corrections(words: Iterable[str]) -> dict[str, str]:
    """The nearest word that is known, as people write it, for each of these words that is not; in two queries."""
    asked = {word: fold_word(word) for word in words if len(word) >= SHORTEST and not word.isdigit()}
    letters = {word: variants(folded) for word, folded in asked.items()}
    every = {each for found in letters.values() for each in found}
    if not every:
        return {}
    near = Near.objects.filter(letters__in=every).values_list("letters", "word__word", "word__written")
    by_letters: dict[str, set[tuple[str, str]]] = {}
    for each, word, written in near[: MOST_CANDIDATES * len(asked)]:
        by_letters.setdefault(each, set()).add((word, written))
    found = {}
    for word, folded in asked.items():
        candidates = {pair for each in letters[word] for pair in by_letters.get(each, ())}
        if folded not in {known for known, _written in candidates} and (best := nearest(folded, candidates)):
            found[word] = best
    return found


def corrected(words: list[str]) -> str:
    """The text with misspelt words put right; "" where there is nothing better."""
    found = corrections(words)
    return " ".join(found.get(word, word) for word in words) if found else ""


def nearest(folded: str, candidates: Iterable[tuple[str, str]]) -> str:
    """The candidate most like the word; one that begins as it does goes first."""
    scored = [
        (SequenceMatcher(None, folded, known).ratio() + 0.05 * (known[0] == folded[0]), written)
        for known, written in candidates
    ]
    likeness, written = max(scored, default=(0, ""))
    return written if likeness >= ALIKE else ""
