"""A German text as sentences and clauses, with places in it kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Addresses of the net and telephone numbers are no words; blanks in their place keep every position.
NO_WORDS = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+|\b[\w-]+\.(?:de|org|com|net|eu)\b(?:/\S*)?"
    r"|\+?\(?\b0\d[\d()/ -]{4,}\d|\+49[\d ()/-]+|\[[^\]]*\]|\be\. ?V\."
)
WORD = re.compile(r"\w+(?:[:.,·'’-]\w+)*")
END = re.compile(r"(?<=[.!?:…])[“\")»]*\s+|\n+")
NO_END = re.compile(r"(?:\b(?:z|d|u|o|s|i|e|v)\.|\b\d{1,2}\.|\b(?:usw|bzw|ggf|evtl|ca|etc|inkl|zzgl|max|mind|bspw|sog|vgl|Tel|Nr|Str|Std"
                    r"|Abs|Art|St|Dr|Prof|Hr|Fr|Mo|Di|Mi|Do|Sa|So|tgl|Mio|Mrd|Jh|min|Min|gem|B|h|a|o|Ä|R)\.)$")  # fmt: skip

# What follows "Klasse 8." in a new sentence, and never "am 8. Mai" or "z. B.".
BEGINS = re.compile(
    r"(?:In|Im|Am|An|Das|Die|Der|Den|Dann|Dort|Wir|Sie|Es|Er|Ihr|Ihre|Bitte|Und|Aber|Auch|Danach|Dafür|Hier)\b"
)


@dataclass(frozen=True)
class Sentence:
    text: str
    start: int

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.text)

    def clauses(self) -> Iterator["Sentence"]:
        """What stands between commas, brackets and dashes."""
        for found in re.finditer(r"[^,;()–—:„“”\"]+", self.text):
            yield Sentence(found[0], self.start + found.start())


def without(text: str, names: Iterable[str]) -> str:
    """The text with blanks for names, addresses and numbers that nobody can write in another way."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " " * len(name))
    return NO_WORDS.sub(lambda found: " " * len(found[0]), text)


def sentences(text: str) -> list[Sentence]:
    found, start = [], 0
    for end in END.finditer(text):
        sentence = text[start : end.start()]
        if "\n" not in end[0] and NO_END.search(sentence) and not BEGINS.match(text, end.end()):
            continue
        found.append(Sentence(sentence, start))
        start = end.end()
    found.append(Sentence(text[start:], start))
    return [sentence for sentence in found if sentence.words]
