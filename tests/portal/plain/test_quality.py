"""How often the checks of Leichte Sprache are right: floors, so that no change makes them worse unseen."""

import re
from html import unescape

import polib
import pytest
from django.conf import settings

from portal.plain.checks import check
from portal.plain.rules import RULES
from portal.plain.sentences import sentences

from .sentences import HELD_OUT, TUNED

SIMPLE = settings.BASE_DIR / "home/demo/translations/de-simple.po"


def outcome(judged: list[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall, a rule counted once in a sentence."""
    right = wrong = missed = 0
    for text, expected in judged:
        found = {finding.rule.id for finding in check(text)}
        right += len(found & set(expected.split()))
        wrong += len(found - set(expected.split()))
        missed += len(set(expected.split()) - found)
    return right / (right + wrong), right / (right + missed)


@pytest.mark.parametrize(
    ("judged", "least"), [(TUNED, (0.98, 0.98)), (HELD_OUT, (0.97, 0.88))], ids=["tuned", "held out"]
)
def test_what_is_found_is_right_and_most_is_found(judged, least):
    precision, recall = outcome(judged)
    assert precision >= least[0]
    assert recall >= least[1]


def test_enough_was_judged_and_a_good_part_of_it_afterwards():
    assert len(TUNED) + len(HELD_OUT) >= 120
    assert len(HELD_OUT) * 3 >= len(TUNED) + len(HELD_OUT)
    for judged in (TUNED, HELD_OUT):
        assert {rule for _text, rules in judged for rule in rules.split()} == set(RULES)
        assert sum(not rules for _text, rules in judged) * 3 >= len(judged)


def test_well_written_texts_are_left_in_peace():
    """The demo in Leichte Sprache, written by its rules: fewer than one hint in thirty sentences."""
    texts = [entry.msgstr for entry in polib.pofile(str(SIMPLE)) if entry.msgstr]
    texts = [unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br ?/?>", "\n", text))) for text in texts]
    count = sum(len(sentences(text)) for text in texts)
    hints = sum(len(check(text)) for text in texts)
    assert count > 1000
    assert hints * 30 < count
