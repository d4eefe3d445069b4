"""Labels in all languages, without writing them into every entry.

An entry has the words of its labels in German and in the languages of its readers, and a code for each German label.
What the label is called elsewhere is known here (`meanings.label_source`): whoever types a word of it, in whatever
language, looks for the code as well.
"""

from bisect import bisect_left
from functools import lru_cache
from hashlib import blake2s
from itertools import islice, takewhile

from portal.changes import held
from portal.languages import SOURCE

from .analysis import forms, label_tokens
from .folding import words_of
from .meanings import NAMES

MOST = 60  # codes looked for instead of one word


@lru_cache(10_000)
def label_code(german: str) -> str:
    """A token that no word is."""
    return "zl" + blake2s(german.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def indexed_labels(labels: dict[str, list[str]], languages: list[str]) -> str:
    """The tokens of the labels of an entry with readers in these languages, and the codes of all its labels."""
    near = {code: texts for code, texts in labels.items() if code == SOURCE or code in languages}
    return " ".join([label_tokens(near), *map(label_code, labels.get(SOURCE, ()))])


class LabelWords:
    def __init__(self):
        self.codes: dict[str, dict[str, None]] = {}
        for function in NAMES.values():
            for name, language, german in function():
                for form in {form for word in words_of(name) for form in forms(word, language).split()}:
                    self.codes.setdefault(form, {})[label_code(german)] = None
        self.words = sorted(self.codes)
        self.codes_of = lru_cache(2_000)(self._codes_of)

    def _codes_of(self, tokens: frozenset[str], prefix: str) -> tuple[str, ...]:
        """The codes of labels that have one of these words, or one that begins so, in some language; exact ones first."""
        words = list(tokens)
        if prefix:
            after = islice(self.words, bisect_left(self.words, prefix), None)
            words += takewhile(lambda word: word.startswith(prefix), after)
        return tuple({code: None for word in words for code in self.codes.get(word, ())})[:MOST]


@held(and_those=NAMES)
def label_words() -> LabelWords:
    return LabelWords()
