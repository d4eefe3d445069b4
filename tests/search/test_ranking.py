"""What counts how much: a title more than labels, a whole word more than a part of one, the word typed more than its meaning."""

import pytest

from search.query import Query
from search.ranking import Texts, Wanted, title_of

pytestmark = pytest.mark.django_db


def answer(text: str, title: str, labels: str = "", summary: str = "", language: str = "de") -> float:
    query = Query(text, language)
    return Wanted(query, {}).answered(query.terms, title_of(title, "de"), Texts(f" {labels} ", f" {summary} ", " "))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("xylophon", "Xylophon"), ("xylophon", "Xylophon am Rhein")),  # which says nothing else
        (("xylophon", "Xylophon am Rhein"), ("xylophon", "Singen", "xylophon")),
        (("xylophon", "Singen", "xylophon"), ("xylophon", "Singen", "", "xylophon")),
        (("xylophon", "Singen", "", "xylophon"), ("xylophon", "Singen")),
        (("sprache", "Sprachkurs"), ("kurs", "Sprachkurs")),  # the first part says more than the last
        (("vertrag", "Vertrag"), ("vertrag", "Arbeitsvertrag")),
        (("xylophon", "Xylophone"), ("xylophon", "Xylophonisten")),
    ],
)
def test_the_nearer_answer_counts_more(better, worse):
    assert answer(*better) > answer(*worse) > 0


def test_what_was_typed_counts_more_than_what_it_means():
    typed, meant = answer("Kita", "Kita"), answer("Kiga", "Kita")
    assert typed > meant > answer("Kiga", "Chor")


def test_a_phrase_is_no_less_than_its_words():
    assert answer("polska szkola", "polnisch fur schulkinder", language="pl") > 2 * answer(
        "polska szkola", "arabisch fur kinder", language="pl"
    )


def test_a_word_that_stands_in_names_of_one_thing_hints_at_it():
    assert any("radfahr" in atom.tokens for term in Query("lastik", "tr").terms for atom in term.atoms)


@pytest.mark.parametrize(
    ("text", "language", "corrected"),
    [
        ("laywer", "en", "lawyer"),  # a word of the dictionary, which stands in no entry
        ("преводъч", "bg", "преводач"),
        ("asigurae medicală", "ro", "asigurare medicală"),
        ("tarsq rabota", "bg", "търся работа"),  # in Latin letters
        ("vchyty nimetsku", "uk", "вчити німецьку"),
        ("Anwalt", "ru", ""),
        ("przyjeżdżam", "pl", ""),
    ],
)
def test_words_are_put_right_by_the_dictionary_and_in_the_letters_of_the_reader(text, language, corrected):
    found = Query(text, language).corrected
    assert (found.text if found else "") == corrected


def test_who_misspells_a_word_gets_what_it_means_before_what_only_sounds_so():
    assert [query.text for query in Query("акушрека", "uk").otherwise] == ["акушерка", "акушрека"]
    assert [query.text for query in Query("Зейтин", "ru").otherwise] == ["Зейтин"]


def test_translated_texts_have_what_readers_call_it():
    assert any("cafe" in atom.tokens for term in Query("conversation group", "en").terms for atom in term.atoms)


@pytest.mark.parametrize("name", ["Марксло", "ماركسلوه", "Марксло́"])
def test_a_district_is_known_by_its_sound(name):
    assert any("marxloh" in atom.tokens for term in Query(name, "ru").terms for atom in term.atoms)


def test_what_an_entry_goes_with_is_not_what_it_means():
    """Educators work in a Kita after an Ausbildung; whoever seeks a Kita seeks no Ausbildung."""
    assert not any("ausbildung" in atom.tokens for term in Query("Kita", "de").terms for atom in term.atoms)


@pytest.mark.parametrize(
    ("text", "language", "meaning"),
    [("but", "en", False), ("BuT", "de", True), ("kız", "tr", False), ("yabancılar dairesi", "de", True)],
)
def test_a_name_of_another_language_counts_where_the_readers_own_knows_none(text, language, meaning):
    """BuT (Bildung und Teilhabe) and KiZ (Kinderzuschlag) are German, but is English, kız a Turkish girl."""
    means = Query(text, language).terms[0].means if Query(text, language) else ()
    assert bool({"Bildung und Teilhabe", "Kinderzuschlag", "Ausländerbehörde"}.intersection(means)) is meaning


def test_what_the_dictionary_knows_as_a_whole_is_not_taken_apart():
    assert Query("Frauenhaus", "de").terms[0].means
    assert Query("Frauenhaus", "de").single == ()
