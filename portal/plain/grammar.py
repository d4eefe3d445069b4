"""Long sentences, passive, genitive, subjunctive, negation."""

import re

from . import vocabulary as known
from .findings import Found, checks
from .sentences import Sentence, sentences

MOST_WORDS = 12


@checks("long-sentence")
def long_sentences(text: str) -> Found:
    for sentence in sentences(text):
        if len(sentence.words) > MOST_WORDS:
            yield sentence.start, sentence.start + len(sentence.text.rstrip()), ""


WERDEN = r"(?:wird|wirst|werden|werdet|wurde|wurden|wurdest|worden)"
WEAK = r"(?:(?:ab|an|auf|aus|bei|ein|mit|nach|vor|zu|weg|zurück|her|hin|fest|los|teil|statt|um|weiter|frei|dar|bereit|vorbei)?ge\w{2,}(?:t|en)"
PARTICIPLE = re.compile(
    WEAK + r"|(?:ab|an|aus|ein|vor|zu|um)?(?:be|ver|er|ent|zer|miss|über|unter|wider)\w{2,}t|\w{2,}iert)$"
)
CLAUSE_END = re.compile(r"\s(?:und|oder|aber|sondern|denn)\s")


def is_participle(word: str) -> bool:
    if word in known.NO_PARTICIPLES or not word[:1].islower():
        return False
    return word in known.STRONG_PARTICIPLES or bool(PARTICIPLE.match(word))


@checks("passive")
def passives(text: str) -> Found:
    """A form of "werden" with a participle where a clause ends, or right before it: "wird … geprüft", "geprüft wird"."""
    for sentence in sentences(text):
        for clause in sentence.clauses():
            if span := passive_in(clause):
                yield clause.start + span[0], clause.start + span[1], ""


def passive_in(clause: Sentence) -> tuple[int, int] | None:
    for found in re.finditer(rf"\b{WERDEN}\b", clause.text, re.IGNORECASE):
        before = re.search(r"(\w+)\s+$", clause.text[: found.start()])
        if before and is_participle(before[1]):
            return before.start(1), found.end()
        for part in CLAUSE_END.split(clause.text[found.end() :]):
            last = re.search(r"(\w+)[\s.!?…]*$", part)
            if last and is_participle(last[1]):
                at = clause.text.index(last[1], found.end())
                return found.start(), at + len(last[1])
    return None


NOUN = r"[A-ZÄÖÜ][\w·-]+"
OWNED = re.compile(
    rf"\b(?:[Dd]es|[Ee]ines|[Mm]eines|[Dd]eines|[Ss]eines|[Ii]hres|[Uu]nseres|[Kk]eines)\s+(?:\w+en\s+){{0,2}}{NOUN}"
)
OWNED_THIS = re.compile(rf"\b(?:[Dd]ieses|[Jj]edes|[Jj]enes)\s+(?:\w+en\s+)?({NOUN}(?:s|es))\b")
OF_THE = re.compile(rf"\b({NOUN})\s+(der|dieser|Ihrer|ihrer|seiner|unserer|einer|aller)\s+(?:\w+en\s+)?({NOUN})")
PREPOSITION = re.compile(
    rf"\b(?:(?:[Ww]egen|[Tt]rotz|[Aa]ufgrund|[Ii]nnerhalb|[Aa]ußerhalb|[Aa]nstatt|[Aa]nlässlich|[Bb]ezüglich|[Zz]wecks|[Mm]ittels)"
    rf"\s+(?:des|der|eines|einer|dieses|dieser|Ihrer|Ihres|seiner|ihrer)|[Ww]ährend\s+(?:des|eines|dieses|Ihres|Ihrer|einer|dieser))\s+(?:\w+en\s+)?{NOUN}"
)  # fmt: skip
FEMININE_ENDING = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|innen|in|en|e|ie|anz|enz|ik|ur|ungen|ei)$")


@checks("genitive")
def genitives(text: str) -> Found:
    taken: list[tuple[int, int]] = []
    for pattern in (PREPOSITION, OWNED, OWNED_THIS, OF_THE):
        for found in pattern.finditer(text):
            span = found.span()
            if is_genitive(pattern, found) and not any(start < span[1] and span[0] < end for start, end in taken):
                taken.append(span)
                yield *span, ""


def is_genitive(pattern: re.Pattern, found: re.Match) -> bool:
    if any(fixed in found[0] for fixed in known.FIXED_GENITIVES):
        return False
    if pattern is OWNED_THIS:
        return not found[1].lower().endswith(known.NEUTER_IN_S)
    if pattern is not OF_THE:
        return True
    if found[1].lower() in known.NO_NOUNS:
        return False
    owner = found[3].split("·")[-1].split("-")[-1]
    feminine = owner in known.FEMININE or FEMININE_ENDING.search(owner) and owner.capitalize() not in known.MASCULINE
    return bool(feminine) and (found[2] == "der" or found[1] not in ("Frau", "Herr"))


@checks("subjunctive")
def subjunctives(text: str) -> Found:
    for found in re.finditer(r"\b\w+\b", text):
        word = found[0]
        if word.lower() not in known.SUBJUNCTIVES or (
            word in ("Würde", "Sei", "Habe", "Werde") and not asks(text, found)
        ):
            continue
        if word.lower() in known.FIRST_PERSON or word == "sei":
            if not re.search(
                r"\b(?:er|sie|es|man|dass \w+|sagt\w*|ob \w+)\s+(?:\w+\s+){0,3}$",
                text[: found.start()].rpartition(".")[2],
            ):
                continue
            if re.search(r"\b[Ii]ch\b", text[: found.start()].rpartition(".")[2] + text[found.end() :][:6]):
                continue
        yield *found.span(), known.SUBJUNCTIVES[word.lower()]


def asks(text: str, found: re.Match) -> bool:
    """Whether a capital "Würde" begins a question: else it is the noun."""
    return found[0] == "Würde" and bool(re.match(r"\s+(?:ich|er|sie|es|man)\b", text[found.end() :]))


NEGATIVE = re.compile(
    r"\b(?:nicht|nichts|nie|niemals|niemand|nirgends|kein|keine|keinen|keinem|keiner|keines|ohne|weder)\b",
    re.IGNORECASE,
)
BETTER = [(re.compile(rf"\b{pattern}\b", re.IGNORECASE), positive) for pattern, positive in known.POSITIVE.items()]


@checks("negation")
def negations(text: str) -> Found:
    """Two negations in one sentence, or one that has a positive word. One "nicht" alone is often the clearest."""
    for sentence in sentences(text):
        found = next((hit for pattern, _positive in BETTER if (hit := pattern.search(sentence.text))), None)
        if found:
            positive = next(positive for pattern, positive in BETTER if pattern is found.re)
            yield sentence.start + found.start(), sentence.start + found.end(), positive
            continue
        several = list(NEGATIVE.finditer(sentence.text))
        if len(several) > 1 and not re.search(r"\b(?:und|oder|,)\s+(?:auch\s+)?kein|\bkein\w* [\w·-]+,", sentence.text):
            yield sentence.start + several[0].start(), sentence.start + several[-1].end(), ""
