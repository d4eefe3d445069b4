"""What the checks of Leichte Sprache say of a text."""

import random

import pytest

from portal.plain.checks import check
from portal.plain.compounds import divided


def found(text: str, **kwargs) -> list[tuple[str, str, str]]:
    return [(finding.rule.id, finding.excerpt, finding.proposal) for finding in check(text, **kwargs)]


@pytest.mark.parametrize(
    ("text", "rule", "excerpt", "proposal"),
    [
        ("Wir haben z. B. Tee.", "abbreviation", "z. B.", "zum Beispiel"),
        ("Es wird morgen geprüft.", "passive", "wird morgen geprüft", ""),
        ("Sie könnten kommen.", "subjunctive", "könnten", "können"),
        ("Wir haben dreiundzwanzig Plätze.", "number-word", "dreiundzwanzig", "23"),
        ("Im Teil XIV steht das.", "roman-number", "XIV", "14"),
        ("50 Prozent sind da.", "big-number", "50 Prozent", "die Hälfte"),
        ("Tee & Kuchen.", "special-character", "&", "und"),
        ("Der Aufenthaltstitel gilt.", "compound", "Aufenthaltstitel", "Aufenthalts·titel"),
    ],
)
def test_a_finding_names_its_place_and_where_it_can_something_better(text, rule, excerpt, proposal):
    assert found(text) == [(rule, excerpt, proposal)]
    finding = check(text)[0]
    assert text[finding.start : finding.end] == finding.excerpt
    assert str(finding.rule.title)
    assert str(finding.rule.explanation)
    assert "Netzwerk Leichte Sprache" in finding.rule.source


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Integrationskurs", "Integrations·kurs"),
        ("Krankenversicherung", "Kranken·versicherung"),
        ("Wohnungsgeberbestätigung", "Wohnungsgeber·bestätigung"),
        ("Ausländerbehörde", "Ausländer·behörde"),
        ("Arbeitsverträge", "Arbeits·verträge"),
        ("Veranstaltungen", ""),
        ("Unterstützung", ""),
        ("Schwierigkeiten", ""),
        ("Kursraum", ""),
        ("Donaudampfschiff", ""),
    ],
)
def test_long_words_are_divided_where_their_parts_are_known(word, parts):
    assert divided(word) == parts


def test_names_addresses_and_numbers_to_call_are_left_alone():
    text = (
        "Verein der Mütter e. V., www.beispiel-verein.de/a&b, info@example.org, (0203) 12 34 56 7, [Platzhalter: § 5]"
    )
    assert found(text, names=["Verein der Mütter"]) == []


def test_a_word_that_the_text_explains_is_no_finding():
    assert found("Das BAMF entscheidet.") != []
    assert found("Das BAMF entscheidet. Das heißt: Es prüft Ihren Antrag.") == []


def test_each_line_is_a_sentence_of_its_own():
    assert found("Eins ist hier\n" * 20) == []


@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_people_type_breaks_the_checks(seed):
    chosen = random.Random(seed)
    pieces = [
        "wird",
        "geprüft",
        "der",
        "Stadt",
        ".",
        "(",
        ")",
        "\n",
        "§",
        "z.",
        "B.",
        "IX",
        "1.000",
        "·",
        "Würde",
        "\u00ad",
        "😀",
        " ",
    ]
    text = "".join(chosen.choice(pieces) + chosen.choice(["", " "]) for _ in range(60))
    for finding in check(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.excerpt
