"""The rules a text is checked against, with where they come from.

Sources: "Die Regeln für Leichte Sprache" of the Netzwerk Leichte Sprache, and BITV 2.0, Anlage 2, Teil 2 (numbers).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

NETWORK = "Netzwerk Leichte Sprache"


def bitv(number: int) -> str:
    return f"{NETWORK}; BITV 2.0, Anlage 2, Teil 2, Nr. {number}"


@dataclass(frozen=True)
class Rule:
    id: str
    title: str
    explanation: str
    source: str


RULES = {
    rule.id: rule
    for rule in (
        Rule("long-sentence", _("Long sentence"), _("One sentence says one thing, in at most 12 words."), bitv(5)),
        Rule("passive", _("Passive"), _("Say who does something: “We answer you”, not “You are answered”."), bitv(1)),
        Rule("genitive", _("Genitive"), _("Write “von” in the place of the genitive."), bitv(1)),
        Rule("subjunctive", _("Subjunctive"), _("Say what is, not what would be. “Vielleicht” often helps."), bitv(1)),
        Rule("abbreviation", _("Abbreviation"), _("Write the word out, or explain the abbreviation."), bitv(1)),
        Rule("compound", _("Long word"), _("Divide long words with a dot in the middle."), bitv(4)),
        Rule("foreign-word", _("Difficult word"), _("Use a word that everybody knows, or explain it: “Das heißt: …”"), bitv(4)),
        Rule("special-character", _("Special character"), _("Write words in the place of signs."), bitv(6)),
        Rule("number-word", _("Number as a word"), _("Write numbers as digits."), NETWORK),
        Rule("roman-number", _("Roman number"), _("Write numbers as digits that everybody knows."), NETWORK),
        Rule("big-number", _("Big or exact number"), _("Big and exact numbers are hard. “Viele” or “wenige” may do."), NETWORK),
        Rule("negation", _("Negation"), _("Say it in a positive way. Two negations in one sentence confuse."), bitv(1)),
    )
}  # fmt: skip
