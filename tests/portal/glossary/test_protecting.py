"""Official words on their way through a machine translation."""

import random

import pytest

from portal.glossary.models import GlossaryTerm
from portal.glossary.protecting import do_not_translate, protect, restore

WORDS = ["Duldung", "Frist", "Kündigungsfrist", "Agentur für Arbeit", "Steuer-ID"]
PIECES = [
    *WORDS,
    "⟦",
    "⟧",
    "⟦1⟧",
    "⟦ 2 ⟧",
    "⟦⟦3⟧⟧",
    "1",
    "99",
    " ",
    "-",
    "·",
    "<p>",
    "&amp;",
    "ü",
    "\n",
    "٣",
    "Duldungen",
    ".",
]


@pytest.mark.parametrize("seed", range(300))
def test_what_was_protected_comes_back_as_it_was(seed):
    chosen = random.Random(seed)
    text = "".join(chosen.choice(PIECES) for _ in range(chosen.randrange(12)))
    words = chosen.sample(WORDS, chosen.randrange(len(WORDS)))
    assert restore(*protect(text, words)) == text


def test_a_protected_text_shows_the_translation_no_official_word():
    text, kept = protect("Eine Frist bei der Agentur für Arbeit, keine Kündigungsfrist, viele Fristen.", WORDS)
    assert text == "Eine ⟦1⟧ bei der ⟦2⟧, keine ⟦3⟧, viele Fristen."
    assert kept == ["Frist", "Agentur für Arbeit", "Kündigungsfrist"]


def test_words_come_back_wherever_the_translation_put_their_numbers():
    assert restore("Two ⟦ 2 ⟧ and one ⟦1⟧", ["Frist", "Duldung"]) == "Two Duldung and one Frist"
    assert restore("⟦0⟧ ⟦7⟧ ⟦99999999999999999999⟧", ["Frist"]) == "⟦0⟧ ⟦7⟧ ⟦99999999999999999999⟧"


def test_all_forms_of_all_words_are_left_alone(db):
    GlossaryTerm.objects.create(word="Frist", slug="frist", forms="Fristen", explanation="Bis dann.")
    assert do_not_translate() == ["Fristen", "Frist"]
