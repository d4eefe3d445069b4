"""A walk through languages of every script over a small portal with everything that can be translated, in every state."""

import pytest

from directory.models import OrganizationPicture
from home.models import HomePage
from tests import factories
from tests.crawler import Answer, Element, Page, crawl
from tests.factories import german, published, translated
from tests.portal.samples import story

LANGUAGES = ("de", "de-simple", "tr", "ar", "ru")  # the source, one like it, and every script; all: tests/browser
SENTENCE = (
    "<p>Kommen Sie am Freitag in unser Haus und bringen Sie Ihre Kinder mit.</p><p>Wir sprechen viele Sprachen.</p>"
)
SLUGS = ("marxloh", "baerl")  # of 46 districts, which are all made the same way


@pytest.fixture
def fetch(client, db):
    def fetch(path: str) -> Answer:
        answer = client.get(path)
        kind = answer.get("Content-Type", "").split(";")[0]
        return Answer(answer.status_code, kind, answer.text, answer.get("Location", ""))

    return fetch


@pytest.fixture
def portal(translate):
    """Pages that are not translated, partly, wholly, and by hand."""
    owner = factories.OrganizationFactory(
        slug="bruecke",
        title="Kulturbrücke in Marxloh e. V.",
        summary="Wir helfen einander im ganzen Stadtteil.",
        description=SENTENCE,
        hours=["tu 09:00-12:00"],
        languages=["de", "tr", "ar"],
    )
    owner.pictures = [OrganizationPicture(image=factories.ImageFactory())]
    owner = published(owner)
    place = factories.LocationFactory(organization=owner, name="Haus der Kulturen am alten Markt", wheelchair="yes")
    desk = factories.ContactFactory(organization=owner, name="Büro für alle Fragen der Familie")
    rows = {"organization": owner, "locations": [place], "contacts": [desk], "hours": ["mo 09:00-12:00"]}
    rows |= {"spoken": ["de", "ar"], "terms": ["sprachcafe"], "groups": ["frauen"], "cost": "free"}
    words = {"description": SENTENCE, "what_to_bring": "Bitte bringen Sie einen Ausweis und gute Laune mit."}
    offers = [
        published(factories.OfferFactory(slug=slug, title=f"Deutsch lernen für {slug}", **rows, **words))
        for slug in ("keiner", "teils", "hand")
    ]
    translate(owner, "tr", {"Wir helfen einander im ganzen Stadtteil.": "Mahallede birbirimize yardım ediyoruz."})
    first = "Kommen Sie am Freitag in unser Haus und bringen Sie Ihre Kinder mit."
    for code, sentence in (
        ("tr", "Cuma günü evimize gelin ve çocuklarınızı getirin."),
        ("ar", "تعالوا يوم الجمعة إلى بيتنا وأحضروا أطفالكم."),
        ("ru", "Приходите к нам в пятницу и приводите детей."),
        ("de-simple", "Kommen Sie am Freitag."),
    ):
        translate(offers[1], code, {first: sentence})
    arabic = {"title": "تعلّم الألمانية مع الجميع في الحي", "summary": "كلام وشاي للجميع", "what_to_bring": "بطاقة"}
    translated(offers[2], "ar", description="<p>تعالوا يوم الجمعة إلى بيتنا.</p>", **arabic)
    pages(translate)


def pages(translate) -> None:
    """What editors write."""
    situations = published(factories.StandardPageFactory(slug="lebenslagen", title="Hilfe für das ganze Leben hier"))
    new = published(
        factories.StandardPageFactory(
            slug="neu", title="Neu in der Stadt und im Viertel", parent=situations, body=story(), in_footer=True
        )
    )
    translate(situations, "tr", {"Worum es hier geht.": "Burada konu nedir?"})
    translate(new, "tr", {"Am Freitag geschlossen.": "Cuma günü kapalı."})
    article = published(factories.NewsFactory(slug="fest", title="Ein Fest für die ganze Stadt"))
    article.tags.add("Fest der Kulturen in Duisburg")
    published(article)
    translate(article, "ru", {"Was geschehen ist.": "Что случилось у нас."})
    home = german(HomePage)
    home.situations = situations
    published(home)


def test_a_walk_through_the_languages_finds_nothing_wrong(fetch, portal):
    def skip(path: str) -> bool:
        return "/stadtteile/" in path and not path.endswith(("/stadtteile/", *(f"/{slug}/" for slug in SLUGS)))

    findings, count = crawl(fetch, LANGUAGES, skip=skip)
    assert set(count) == set(LANGUAGES)
    assert min(count.values()) >= 20
    assert findings == [], "\n".join(map(str, findings))


# --- The crawler itself: what it would find ---------------------------------------------------------------------------
HEAD = '<html lang="ar" dir="rtl"><head></head><body>'


def found(html: str) -> list[str]:
    return [wrong for wrong, _text in Page(HEAD + html).wrong_words()]


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<p>Kommen Sie am Freitag vorbei</p>", ["Latin words marked as ar"]),
        ('<p lang="de">Kommen Sie am Freitag vorbei</p>', ["words in de run rtl"]),
        ('<p lang="de" dir="ltr">Kommen Sie am Freitag vorbei</p>', []),
        ('<p lang="de" dir="auto">Kommen Sie am Freitag vorbei</p>', []),
        ('<p lang="de" dir="ltr">تعالوا يوم الجمعة إلى بيتنا</p>', ["Arabic words marked as de"]),
        ('<p lang="tr" dir="ltr">Kommen Sie mit und bringen Sie Tee</p>', ["German words marked as tr"]),
        ("<p><bdi>Verein der Freunde des Parks e. V.</bdi> <b>تعالوا يوم الجمعة إلى</b></p>", []),
        ("<p>Haus der Kulturen</p>", []),
        ("<title>Haus der Kulturen · ISI Duisburg</title>", []),
        ("<title>Haus der Kulturen am Markt · ISI Duisburg</title>", ["Latin words marked as ar"]),
        ("<title>Haus der Kulturen am Markt · ISI Duisburg</title><h1><bdi>Haus der Kulturen am Markt</bdi></h1>", []),
        ('<p>تعالوا<img alt="Vier Menschen an einem Tisch"></p>', ["Latin words marked as ar"]),
        ('<p lang="ru" dir="ltr">Приходите к нам в пятницу</p>', []),
        ('<p lang="tr" dir="ltr">Приходите к нам в пятницу</p>', ["Cyrillic words marked as tr"]),
    ],
)
def test_words_that_are_marked_wrongly_are_found(html, what):
    assert found(html) == what


def test_dead_links_strays_and_heads_that_disagree_are_found():
    def head(*codes, own="de", path=""):
        links = "".join(f'<link rel="alternate" hreflang="{code}" href="http://x/{code}/{path}">' for code in codes)
        return f'<html lang="{own}" dir="ltr"><link rel="canonical" href="http://x/{own}/{path}">{links}'

    answers = {
        "/de/": head("de", "en") + '<a href="weg/">a</a><a href="/en/">b</a><a href="#fort">c</a><a href="eins/">d</a>',
        "/en/": head("en", own="en"),
        "/de/eins/": head("de", "en", path="eins/").replace("en/eins/", "en/zwei/"),
    }

    def fetch(path: str) -> Answer:
        return Answer(200 if path in answers else 404, "text/html", answers.get(path, ""))

    findings, count = crawl(fetch, ["de"])
    assert count == {"de": 2}
    assert [(address, what) for address, what, _text in findings] == [
        ("/de/", "leaves the language"),
        ("/de/", "leads to a place that is not there"),
        ("/de/weg/", "answers 404"),
        ("/de/", "its alternate for en says something else"),
        ("/de/eins/", "names in its head what does not answer"),
    ]


def test_an_element_is_what_was_said_of_it_or_above_it():
    [(text, element)] = Page('<html lang="ar" dir="rtl"><p dir="auto"><i>Text</i></p>').texts
    assert (text, element) == ("Text", Element("i", "ar", "auto", False))
