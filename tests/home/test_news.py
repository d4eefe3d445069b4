from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.files.images import ImageFile

from home.models import HomePage, NewsPage
from tests.factories import ImageFactory, NewsFactory, StandardPageFactory, german, published, translated
from tests.html import containing, language_of, soup
from tests.portal.samples import story

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_the_newest_stands_first_and_each_article_once(db, client):
    for day in (3, 9, 5):
        translated(NewsFactory(title=f"Tag {day}", date=date(2026, 3, day)), "en", title=f"Day {day}")
    cards = soup(client.get("/en/aktuelles/")).select("main .cards h2, main .cards h3")
    assert [card.text.strip() for card in cards] == ["Day 9", "Day 5", "Day 3"]


def test_what_was_released_is_asked_of_a_day(db):
    NewsFactory(date=date(2026, 3, 2))
    counts = [NewsPage.objects.released(date(2026, 3, day)).count() for day in (1, 2, 3)]
    assert counts == [0, 1, 1]


def test_many_articles_are_paged(db, client):
    NewsFactory.create_batch(14)
    first, second = client.get("/de/aktuelles/"), client.get("/de/aktuelles/?page=2")
    assert [len(page.context["cards"]) for page in (first, second)] == [12, 2]
    assert client.get("/de/aktuelles/?page=99").context["number"].number == 2


def test_an_empty_list_says_so(db, client):
    assert soup(client.get("/ar/aktuelles/")).main.text.strip()


@pytest.fixture
def article(db):
    return NewsFactory(slug="fest", title="Fest der Kulturen", author="Referat für Integration", date=date(2026, 3, 2))


def test_an_article_says_when_and_by_whom(article, client):
    text = soup(client.get("/de/aktuelles/fest/")).main.text
    assert "2. März 2026" in text
    assert "Referat für Integration" in text


def test_the_date_of_an_untranslated_article_is_in_the_visitors_language(article, client):
    page = soup(client.get("/en/aktuelles/fest/"))
    assert "March 2, 2026" in page.main.text or "2 March 2026" in page.main.text
    assert language_of(page.h1) == ("de", "ltr")


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_feed_is_atom_in_the_language_with_addresses_of_our_own(article, client, language):
    if language == "en":
        translated(article, "en", title="Festival of cultures")
    answer = client.get(f"/{language}/aktuelles/feed/")
    feed = ElementTree.fromstring(answer.content)
    entry = feed.find(f"{ATOM}entry")
    assert feed.get(LANG) == language
    assert entry.find(f"{ATOM}title").text == ("Festival of cultures" if language == "en" else "Fest der Kulturen")
    assert entry.find(f"{ATOM}link").get("href").endswith(f"/{language}/aktuelles/fest/")
    assert not answer.cookies


@pytest.mark.parametrize("language", ["de", "de-simple", "tr", "ar"])
def test_an_entry_of_the_feed_says_when_it_is_in_german(article, client, language):
    if language == "tr":
        translated(article, "tr", title="Kültürler şenliği")
        NewsFactory(title="Nur auf Deutsch", date=date(2026, 3, 1))
    feed = ElementTree.fromstring(client.get(f"/{language}/aktuelles/feed/").content)
    found = {entry.find(f"{ATOM}title").text: entry.get(LANG) for entry in feed.findall(f"{ATOM}entry")}
    if language == "tr":
        assert found == {"Kültürler şenliği": None, "Nur auf Deutsch": "de"}
    else:
        assert found == {"Fest der Kulturen": None if language == "de" else "de"}


def test_a_summary_in_the_feed_says_when_only_it_is_in_german(article, client):
    page = translated(article, "tr", title="Kültürler şenliği", intro="Noch auf Deutsch & <b>so</b>.")
    NewsPage.objects.filter(pk=page.pk).update(translation_state={"total": 9, "missing": 4, "german": {"intro": ["x"]}})
    feed = ElementTree.fromstring(client.get("/tr/aktuelles/feed/").content)
    entry = feed.find(f"{ATOM}entry")
    summary = entry.find(f"{ATOM}summary")
    assert (entry.get(LANG), summary.get(LANG)) == (None, "de")
    assert (summary.text, summary.get("type")) == ("Noch auf Deutsch & <b>so</b>.", None)


def test_the_feed_is_announced_on_every_page(article, client):
    link = soup(client.get("/ar/angebote/")).select_one("link[type='application/atom+xml']")
    assert link["href"] == "/ar/aktuelles/feed/"


def test_every_block_shows_and_its_links_stay_in_the_language(db, client):
    StandardPageFactory(slug="thema", body=story())
    page = soup(client.get("/ar/thema/"))
    for words in ("Überschrift", "Absatz", "Hier bin ich DU.", "Anrufen", "Am Freitag geschlossen.", "0221 4710 123"):
        assert containing(page, words), words
    assert page.select_one("main a[href='/ar/angebote/?free=1']")
    assert page.select_one("main a[href='https://duisburg.de/']")


def test_the_words_of_blocks_are_marked_as_german(db, client):
    StandardPageFactory(slug="thema", body=story())
    page = soup(client.get("/ar/thema/"))
    for words in ("Überschrift", "Absatz", "Hier bin ich DU.", "Anrufen", "Am Freitag geschlossen."):
        assert {language_of(element) for element in containing(page, words)} == {("de", "ltr")}, words


def test_a_situation_is_one_more_page_for_an_editor_and_stands_on_the_home_page(db, client):
    home = german(HomePage)
    home.situations = StandardPageFactory(slug="lebenslagen")
    published(home)
    published(StandardPageFactory(title="Neu in Duisburg", slug="neu", parent=home.situations))
    for language in ("de", "ar"):
        assert soup(client.get(f"/{language}/")).select_one(f"main a[href='/{language}/lebenslagen/neu/']")


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_size_of_a_drawing_is_a_whole_number_at_its_first_view(db, client, language):
    """A rendition of an SVG has broken sizes until it is read back from the database."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200.5 800.25"><path d="M0 0"/></svg>'
    NewsFactory(slug="bild", picture=ImageFactory(file=ImageFile(BytesIO(drawing), name="bild.svg")))
    for address in (f"/{language}/aktuelles/", f"/{language}/aktuelles/bild/", f"/{language}/"):
        images = soup(client.get(address)).select("main img[width]")
        assert images
        assert all(image["width"].isdigit() and image["height"].isdigit() for image in images), images
