"""Official words in the text of a page."""

import pytest
from bs4 import BeautifulSoup
from django.utils.html import escape
from django.utils.translation import override

from directory.models import OfferPage
from portal.glossary.marking import Explainer
from portal.glossary.models import GlossaryTerm
from portal.glossary.words import NAMES
from tests.factories import NewsFactory, OfferFactory, OrganizationFactory, StandardPageFactory, translated
from tests.html import language_of, soup
from tests.queries import queries_of


@pytest.fixture(autouse=True)
def words(db):
    make("Duldung", forms="Duldungen", explanations={"en": "You may stay for now.", "ar": "تأجيل الترحيل"})
    make("Frist", forms="Fristen")
    make("Kündigungsfrist")
    make("Integrationskurs")
    make("Beirat")


def make(word: str, **fields) -> GlossaryTerm:
    slug = word.lower().replace("ü", "ue")
    return GlossaryTerm.objects.create(word=word, slug=slug, explanation=f"Was {word} heißt.", **fields)


def explain(text: str, language: str = "de") -> BeautifulSoup:
    with override(language):
        return BeautifulSoup(Explainer(language).explain(text), "html.parser")


def marked(page: BeautifulSoup) -> list[str]:
    return [found.text for found in page.select("dfn.word")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sie haben eine Duldung.", ["Duldung"]),
        ("Duldungen gelten kurz, jede Duldung auch.", ["Duldungen"]),
        ("Die Kündigungsfrist ist keine Frist wie jede andere.", ["Kündigungsfrist", "Frist"]),
        ("Ein Integrations·kurs beginnt.", ["Integrations·kurs"]),
        ("Permit (Duldung) from the office", ["Duldung"]),
        ("Ohne Geduldung, duldung, DULDUNG oder Duldungs-Antrag und Asyl-Duldung", []),
        ("Die Kündigungsfristen", []),
        ("", []),
    ],
)
def test_words_are_found_whole_and_once(text, found):
    page = explain(text)
    assert marked(page) == found
    for note in page.select("[popover]"):
        note.decompose()
    assert page.text == text


def test_a_page_explains_a_word_once_in_all_its_texts():
    explainer = Explainer("de")
    texts = [explainer.explain(text) for text in ("Eine Duldung.", "<Duldungen>", "Eine Frist.")]
    assert ["popover" in text for text in texts] == [True, False, True]
    assert texts[1] == "&lt;Duldungen&gt;"


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/Frist/">Die Frist</a></p>',
        "<h2>Die <i>Frist</i></h2><h3>Frist</h3>",
        "<button>Frist</button>",
        '<img alt="Frist" title="Frist">',
        "<bdi>Frist</bdi>",
    ],
)
def test_links_headings_buttons_and_attributes_stay_as_they_are(html):
    from django.utils.safestring import mark_safe

    assert str(Explainer("de").explain(mark_safe(html))) == html
    assert marked(explain(mark_safe(html + "<p>Die Frist</p>"))) == ["Frist"]


def test_names_of_organizations_stay_whole():
    page = OrganizationFactory(title="Beirat für „Frist & Recht“")
    text = f"Der {page.title} ist ein Beirat."
    assert escape(page.title) in str(Explainer("de").explain(text))
    assert marked(explain(text)) == ["Beirat"]
    page.unpublish()
    assert marked(explain(text)) == ["Beirat", "Frist"]


def test_every_registered_name_comes_from_a_scope_of_changes():
    assert OrganizationFactory._meta.model.changes_scope in NAMES


def test_what_was_typed_is_escaped():
    assert "<script>" not in str(Explainer("de").explain("<script>Frist</script>"))
    GlossaryTerm.objects.filter(word="Frist").update(explanation="<b>x</b>")
    GlossaryTerm.objects.get(word="Frist").save()
    assert explain("Frist").select_one(".meaning").text == "<b>x</b>"


@pytest.mark.parametrize(
    ("language", "text", "lang", "direction"),
    [
        ("en", "You may stay for now.", "en", "ltr"),
        ("ar", "تأجيل الترحيل", "ar", "rtl"),
        ("tr", "Was Duldung heißt.", "de", "ltr"),
        ("de-simple", "Was Duldung heißt.", "de", "ltr"),
    ],
)
def test_the_explanation_is_in_the_visitors_language_or_in_german_and_says_so(language, text, lang, direction):
    meaning = explain("Duldung", language).select_one(".meaning")
    assert (meaning.text, meaning["lang"], meaning["dir"]) == (text, lang, direction)


# --- On pages ---------------------------------------------------------------------------------------------------------
def test_the_button_opens_its_note_without_a_script(client):
    OfferFactory(slug="kurs", description="<p>Die <b>Frist</b> und der Integrationskurs.</p>", title="Frist")
    page = soup(client.get("/ar/angebote/kurs/"))
    assert marked(page) == ["Frist", "Integrationskurs"]
    notes = page.select("[popover]")
    assert len({note["id"] for note in notes}) == len(notes) == 2
    for word, note in zip(page.select("dfn.word"), notes, strict=True):
        assert word.button["popovertarget"] == note["id"]
        assert language_of(word.button.span) == ("de", "ltr")
        assert (language_of(word.button)[0], note["lang"], note["dir"]) == ("ar", "ar", "rtl")
        assert note.a["href"] == "/ar/woerter/"
        assert note.find_parent(["p", "li", "dd"])
        assert not note.find(["p", "div", "ul", "h2"])
    assert "Frist" in page.h1.text
    assert not page.h1.find("dfn")


def test_all_texts_of_an_offer_are_explained(client):
    offer = OfferFactory(
        slug="kurs", summary="Eine Duldung?", alert="Die Frist!", description="<p>Kündigungsfrist</p>",
        what_to_bring="Zum\nIntegrationskurs", how_to_come="Beim Beirat",
    )  # fmt: skip
    page = soup(client.get("/de/angebote/kurs/"))
    assert marked(page) == ["Duldung", "Frist", "Kündigungsfrist", "Integrationskurs", "Beirat"]
    assert page.select_one("meta[name=description]")["content"] == offer.summary


def test_a_translation_explains_the_german_word_that_it_leaves_in_brackets(client):
    page = translated(OfferFactory(slug="kurs", summary="Duldung"), "en", summary="Permit (Duldung)")
    assert isinstance(page, OfferPage)
    assert soup(client.get("/en/angebote/kurs/")).select_one(".meaning").text == "You may stay for now."


def test_texts_of_news_pages_and_organizations_are_explained(client):
    blocks = [
        ("heading", "Frist"), ("text", "<p>Die Frist</p>"), ("notice", "Eine Duldung"),
        ("steps", [{"title": "Beirat", "text": "Der Beirat"}]), ("quote", {"text": "Integrationskurs", "source": ""}),
    ]  # fmt: skip
    expected = ["Kündigungsfrist", "Frist", "Duldung", "Beirat", "Integrationskurs"]
    StandardPageFactory(slug="seite", summary="Kündigungsfrist", body=blocks)
    NewsFactory(slug="neu", intro="Kündigungsfrist", body=blocks)
    OrganizationFactory(slug="verein", summary="Eine Frist", description="<p>Duldung</p>")
    assert marked(soup(client.get("/de/seite/"))) == expected
    assert marked(soup(client.get("/de/aktuelles/neu/"))) == expected
    assert marked(soup(client.get("/de/organisationen/verein/"))) == ["Frist", "Duldung"]


def test_cards_that_are_links_as_a_whole_are_not_interrupted(client):
    OfferFactory(summary="Eine Duldung")
    assert marked(soup(client.get("/de/angebote/"))) == []


def test_a_changed_word_is_explained_anew_at_once(client):
    StandardPageFactory(slug="seite", summary="Die Duldung")
    client.get("/de/seite/")
    term = GlossaryTerm.objects.get(word="Duldung")
    term.explanation = "Neu erklärt."
    term.save()
    assert "Neu erklärt." in client.get("/de/seite/").text
    GlossaryTerm.objects.filter(pk=term.pk).delete()
    assert marked(soup(client.get("/de/seite/"))) == []


def test_many_words_cost_no_more_queries_than_few(client, settings):
    StandardPageFactory(slug="seite", summary="Duldung, Frist, Beirat")
    few = len(queries_of(client, settings, "/de/seite/"))
    for number in range(20):
        make(f"Amtswort{number}")
    StandardPageFactory(slug="lang", summary=" ".join(f"Amtswort{number}" for number in range(12)))
    assert len(queries_of(client, settings, "/de/lang/")) <= few


# --- All words --------------------------------------------------------------------------------------------------------
def test_all_words_stand_in_the_order_of_a_german_dictionary(client):
    for word in ("Übergang", "Unterhalt", "Ämter", "Zeugnis"):
        GlossaryTerm.objects.create(word=word, slug=word.lower()[1:], explanation="Kurz.")
    page = soup(client.get("/ar/woerter/"))
    shown = [found.text for found in page.select(".words dfn")]
    assert shown == [
        "Ämter", "Beirat", "Duldung", "Frist", "Integrationskurs", "Kündigungsfrist", "Übergang", "Unterhalt", "Zeugnis"
    ]  # fmt: skip
    assert {language_of(found) for found in page.select(".words dfn")} == {("de", "ltr")}
    explained = {found.find_previous("dfn").text: language_of(found) for found in page.select(".words dd")}
    assert (explained["Duldung"], explained["Frist"]) == (("ar", "rtl"), ("de", "ltr"))


def test_the_foot_leads_to_the_words_once_there_are_some(client):
    assert soup(client.get("/en/")).select_one('.foot a[href="/en/woerter/"]')
    GlossaryTerm.objects.all().delete()
    assert not soup(client.get("/en/")).select_one('.foot a[href="/en/woerter/"]')
    assert soup(client.get("/en/woerter/")).select_one(".empty h2").text
