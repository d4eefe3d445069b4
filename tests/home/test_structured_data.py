"""What news say to search engines, and what no text in them can do to the page."""

import json
from datetime import date

import pytest

from portal.structured_data import breadcrumb_list, script, thing
from tests.factories import NewsFactory, translated
from tests.html import soup
from tests.schema_org import all_data, assert_known

NASTY = '</script><script>alert("1")</script><!-- & \u2028'


@pytest.fixture
def article(db):
    page = NewsFactory(slug="fest", title="Fest", intro="Alle kommen.", author="Referat", date=date(2026, 3, 2))
    page.tags.add("Fest")
    page.save()
    return page


@pytest.mark.parametrize("language", ["de", "tr", "ar"])
def test_an_article_has_the_words_of_its_page_and_the_facts_of_the_german_one(client, article, language):
    translated(article, "tr", title="Şenlik", intro="Herkes geliyor.")
    [data] = all_data(soup(client.get(f"/{language}/aktuelles/fest/")), "NewsArticle")
    own = "tr" if language == "tr" else "de"
    assert_known(data)
    assert (data["headline"], data["inLanguage"]) == ({"tr": "Şenlik", "de": "Fest"}[own], own)
    assert data["url"] == f"http://testserver/{own}/aktuelles/fest/"
    assert (data["datePublished"], data["author"]["name"], data["keywords"]) == ("2026-03-02", "Referat", ["Fest"])
    assert data["isAccessibleForFree"] is True


def test_the_way_to_a_page_is_said_in_full_addresses(client, article):
    [data] = all_data(soup(client.get("/en/aktuelles/fest/")), "BreadcrumbList")
    assert_known(data)
    assert [(step["position"], step["item"]) for step in data["itemListElement"]] == [
        (1, "http://testserver/en/"),
        (2, "http://testserver/en/aktuelles/"),
    ]


def test_nothing_that_is_written_can_end_the_block(client, db):
    NewsFactory(slug="boese", title=NASTY, intro=NASTY, author=NASTY)
    answer = client.get("/de/aktuelles/boese/")
    assert "<script>alert" not in answer.text
    [data] = all_data(soup(answer), "NewsArticle")
    assert data["headline"] == NASTY


def test_a_block_is_escaped_and_says_the_same():
    html = script(thing("Thing", name=NASTY))
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(inside)
    assert json.loads(inside) == {"@context": "https://schema.org", "@type": "Thing", "name": NASTY}


def test_what_is_not_known_is_not_said_but_nothing_and_no_are():
    assert thing("Thing", a=None, b="", c=[], d={}, e=0, f=False) == {"@type": "Thing", "e": 0, "f": False}


def test_a_crumb_elsewhere_keeps_its_address():
    [step] = breadcrumb_list([{"title": "Stadt", "url": "https://www.duisburg.de/"}])["itemListElement"]
    assert step["item"] == "https://www.duisburg.de/"
