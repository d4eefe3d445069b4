"""An offer of which only some words are translated: labels, hours, cost and languages are in the visitor's language."""

from datetime import date

import pytest

from tests.factories import ContactFactory, LocationFactory, OfferFactory, OrganizationFactory, published
from tests.html import containing, language_of, soup

GERMAN = "Bitte bringen Sie einen Ausweis mit."
WORDS = {  # the title in each language; the rest of the words stays German
    "tr": "Dil kafesi",
    "ar": "مقهى اللغة",
    "ru": "Языковое кафе",
    "de-simple": "Reden auf Deutsch",
}
FACTS = {  # weekday, 2.50 euros, a language, a target group, a subject, the day it was confirmed on
    "tr": ("Pazartesi", "2,50 €", "Türkçe", "Kadınlar", "Okuma yazma öğrenmek", "1 Şubat 2026"),
    "ar": ("الاثنين", "2,50 €", "التركية", "النساء", "تعلّم القراءة والكتابة", "1 فبراير 2026"),
    "ru": ("понедельник", "2,50 €", "Турецкий", "Женщины", "Учиться читать и писать", "1 февраля 2026"),
    "de-simple": ("Montag", "2,50 €", "Türkisch", "Frauen", "Lesen und Schreiben lernen", "1. Februar 2026"),
}


@pytest.fixture
def offer(db, translate):
    owner = OrganizationFactory(title="Brücke e. V.")
    page = OfferFactory(
        slug="cafe",
        title="Sprachcafé",
        summary="Wir reden bei Tee und Kuchen über alles.",
        organization=owner,
        locations=[LocationFactory(organization=owner)],
        contacts=[ContactFactory(organization=owner)],
        hours=["mo 09:00-12:00"],
        spoken=["tr"],
        terms=["alphabetisierung"],
        groups=["frauen"],
        cost="paid",
        cost_amount="2.50",
        what_to_bring=GERMAN,
        assured_date=date(2026, 2, 1),
    )
    page = published(page)
    for language, title in WORDS.items():
        translate(page, language, {"Sprachcafé": title})
    return page


@pytest.mark.parametrize("language", WORDS)
def test_facts_are_in_the_visitors_language_and_only_words_in_german(client, offer, language):
    page = soup(client.get(f"/{language}/angebote/cafe/"))
    own = (language.split("-")[0], "rtl" if language == "ar" else "ltr")
    assert page.h1.text == WORDS[language]
    for words in FACTS[language]:
        found = [element for element in containing(page, words) if element.find_parent("main")]
        assert found, words
        if words != FACTS[language][2]:  # a language also says its own name, marked as that language
            assert own in {language_of(element) for element in found}, words
    assert {language_of(element) for element in containing(page, GERMAN)} == {("de", "ltr")}
