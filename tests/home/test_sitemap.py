from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, PageViewRestriction

from directory.models import Location
from tests.factories import LocationFactory, NewsFactory, OfferFactory, StandardPageFactory, published, translated

LANGUAGES = [code for code, _name in settings.LANGUAGES]
HOST = "http://testserver"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}


def read(client, language: str) -> dict[str, ElementTree.Element]:
    """The entries of a language's sitemap by their path below the language."""
    root = ElementTree.fromstring(client.get(f"/sitemap-{language}.xml").content)
    start = f"{HOST}/{language}/"
    found = {url.findtext("s:loc", namespaces=NAMES): url for url in root}
    assert all(location.startswith(start) for location in found)
    return {location.removeprefix(start): url for location, url in found.items()}


def alternates(url) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in url.findall("xhtml:link", NAMES)}


def changed(url):
    return parse_datetime(url.findtext("s:lastmod", namespaces=NAMES))


def test_the_index_names_a_sitemap_for_each_language_and_robots_are_told(client, db):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = [each.findtext("s:loc", namespaces=NAMES) for each in root]
    assert found == [f"{HOST}/sitemap-{code}.xml" for code in LANGUAGES]
    assert f"Sitemap: {HOST}/sitemap.xml\n" in client.get("/robots.txt").text


@pytest.mark.parametrize("language", ["xx", "de-DE", "%00"])
def test_other_languages_have_none(client, db, language):
    assert client.get(f"/sitemap-{language}.xml").status_code == 404


def test_a_page_is_in_the_sitemaps_of_the_languages_it_is_really_translated_into(client, db):
    offer = OfferFactory(slug="cafe")
    translated(offer, "tr")
    translated(offer, "de-simple")
    translated(offer, "ar", live=False)
    found = {code for code in LANGUAGES if "angebote/cafe/" in read(client, code)}
    assert found == {"de", "de-simple", "tr"}


def test_alternates_are_the_real_translations_and_german_is_the_default(client, db):
    translated(OfferFactory(slug="cafe"), "de-simple")
    StandardPageFactory(slug="nur-deutsch")
    addresses = {code: f"{HOST}/{code}/angebote/cafe/" for code in ("de", "de-simple")}
    for code in addresses:
        assert alternates(read(client, code)["angebote/cafe/"]) == addresses | {"x-default": addresses["de"]}
    assert alternates(read(client, "de")["nur-deutsch/"]) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_lists_and_districts_are_in_every_language_and_answer(client, db, language):
    found = read(client, language)
    assert {
        "",
        "angebote/",
        "organisationen/",
        "aktuelles/",
        "woerter/",
        "stadtteile/",
        "stadtteile/marxloh/",
    } <= found.keys()
    assert len([path for path in found if path.startswith("stadtteile/")]) == 47
    assert set(alternates(found["stadtteile/marxloh/"])) == {*LANGUAGES, "x-default"}
    for path in ("", "stadtteile/marxloh/"):
        assert client.get(f"/{language}/{path}").status_code == 200


def at(page: Page, days_ago: int):
    """The page, published some days ago."""
    moment = timezone.now().replace(microsecond=0) - timedelta(days=days_ago)
    Page.objects.filter(pk=page.pk).update(last_published_at=moment)
    return moment


def test_a_page_changed_when_its_words_or_its_facts_did(client, db):
    location = LocationFactory()
    Location.objects.update(last_published_at=None)
    offer = published(OfferFactory(slug="cafe", locations=[location]))
    turkish = translated(offer, "tr")
    at(offer, 9)
    words = at(turkish, 5)
    assert changed(read(client, "tr")["angebote/cafe/"]) == words
    facts = at(offer, 2)
    assert changed(read(client, "tr")["angebote/cafe/"]) == facts
    moved = timezone.now().replace(microsecond=0)
    Location.objects.update(last_published_at=moved)
    assert [changed(read(client, code)["angebote/cafe/"]) for code in ("de", "tr")] == [moved, moved]


def test_what_is_hidden_or_in_no_list_is_not_in_it(client, db):
    private = StandardPageFactory(slug="intern")
    translated(private, "tr")
    StandardPageFactory(slug="darunter", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    translated(gone := OfferFactory(slug="weg"), "tr")
    gone.unpublish()
    OfferFactory(slug="ende", status="inactive")
    NewsFactory(slug="morgen", date=date(2999, 1, 1))
    for language in ("de", "tr"):
        found = read(client, language)
        assert (
            not {"intern/", "intern/darunter/", "angebote/weg/", "angebote/ende/", "aktuelles/morgen/"} & found.keys()
        )


def test_it_costs_the_same_for_few_and_for_many(client, db, settings):
    settings.CHANGES_POLL_SECONDS = 3600

    def cost() -> int:
        client.get("/sitemap-tr.xml")
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap-tr.xml")
        return len(captured)

    translated(OfferFactory(locations=[LocationFactory()]), "tr")
    few = cost()
    for offer in OfferFactory.create_batch(6, locations=[LocationFactory()]):
        translated(offer, "tr")
    assert cost() == few <= 10


def test_machines_are_told_to_come_back_later_and_get_no_cookie(client, db):
    for address in ("/sitemap.xml", "/sitemap-ar.xml"):
        answer = client.get(address)
        assert answer["Content-Type"].startswith("application/xml")
        assert "max-age=3600" in answer["Cache-Control"]
        assert not answer.cookies
