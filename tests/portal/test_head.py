"""What stands in the head of a page for search engines and for those who share its address."""

import pytest
from django.conf import settings
from wagtail.models import PageViewRestriction

from tests.factories import NewsFactory, OfferFactory, translated
from tests.html import canonical, soup

ALL = [code for code, _name in settings.LANGUAGES]
HOST = "http://testserver"


def alternates(page) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")}


def meta(page, name: str) -> str:
    tag = page.select_one(f"meta[property='{name}'], meta[name='{name}']")
    return tag["content"] if tag else ""


@pytest.fixture
def offer(db):
    return OfferFactory(slug="cafe", title="Sprachcafé", summary="Reden bei Tee.")


# --- Addresses --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["de", "de-simple", "tr", "ar"])
def test_only_real_translations_are_named_and_german_is_the_default(client, offer, language):
    translated(offer, "tr", title="Dil kafesi")
    translated(offer, "de-simple", title="Reden auf Deutsch")
    page = soup(client.get(f"/{language}/angebote/cafe/"))
    addresses = {code: f"{HOST}/{code}/angebote/cafe/" for code in ("de", "de-simple", "tr")}
    assert alternates(page) == addresses | {"x-default": addresses["de"]}
    assert canonical(page) == addresses["de" if language == "ar" else language]


@pytest.mark.parametrize("path", ["", "angebote/", "aktuelles/", "woerter/", "stadtteile/", "stadtteile/marxloh/"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_home_lists_and_districts_are_there_in_every_language(client, db, path, language):
    page = soup(client.get(f"/{language}/{path}"))
    assert canonical(page) == f"{HOST}/{language}/{path}"
    assert alternates(page) == {code: f"{HOST}/{code}/{path}" for code in ALL} | {"x-default": f"{HOST}/de/{path}"}


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?page=2", "?page=2"),
        ("?page=2&sort=title&near=wedau&utm_source=x", "?page=2"),
        ("?page=1", ""),
        ("?page=99", "?page=2"),
        ("?page=zwei", ""),
        ("?language=bg&page=2", ""),
        ("?q=angebot&page=2", ""),
    ],
)
def test_of_the_query_a_list_keeps_the_number_of_its_page(client, db, query, kept):
    OfferFactory.create_batch(25, spoken=["bg"])
    page = soup(client.get(f"/en/angebote/{query}"))
    assert canonical(page) == f"{HOST}/en/angebote/{kept}"
    assert alternates(page)["ar"] == f"{HOST}/ar/angebote/{kept}"


@pytest.mark.parametrize("address", ["/de/nirgends/", "/ar/melden/"])
def test_what_is_no_page_to_find_has_no_canonical_address(client, db, address):
    page = soup(client.get(address))
    assert page.select("link[rel=canonical], link[hreflang], meta[property^='og:']") == []


# --- Titles and descriptions ------------------------------------------------------------------------------------------
def test_a_shared_page_says_what_it_is_in_its_language(client, offer):
    translated(offer, "tr", title="Dil kafesi", summary="Çay ve sohbet.")
    page = soup(client.get("/tr/angebote/cafe/"))
    assert [meta(page, f"og:{name}") for name in ("title", "description", "locale", "type")] == [
        "Dil kafesi", "Çay ve sohbet.", "tr_TR", "website",
    ]  # fmt: skip
    assert meta(page, "description") == "Çay ve sohbet."
    assert not page.select("meta[property='og:image']")


def test_an_untranslated_page_is_shared_in_german_and_its_title_is_marked(client, offer):
    page = soup(client.get("/ar/angebote/cafe/"))
    assert meta(page, "og:locale") == "de_DE"
    assert meta(page, "og:url") == f"{HOST}/de/angebote/cafe/"
    assert (page.title["lang"], page.title["dir"]) == ("de", "ltr")
    assert page.select_one("meta[name=description]")["lang"] == "de"


def test_title_and_description_for_search_engines_win(client, db):
    NewsFactory(slug="fest", title="Fest", seo_title="Fest der Kulturen", search_description="Alle sind eingeladen.")
    page = soup(client.get("/de/aktuelles/fest/"))
    assert page.title.text == "Fest der Kulturen · ISI Duisburg"
    assert meta(page, "description") == meta(page, "og:description") == "Alle sind eingeladen."
    assert meta(page, "og:type") == "article"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_district_says_what_there_is(client, db, language):
    page = soup(client.get(f"/{language}/stadtteile/marxloh/"))
    assert meta(page, "og:title") == "Marxloh"
    assert "Hamborn" in meta(page, "description")


def test_a_page_with_a_password_says_nothing_of_itself(client, offer):
    PageViewRestriction.objects.create(page=offer, restriction_type="password", password="geheim")
    answer = client.get("/de/angebote/cafe/")
    assert "Reden bei Tee" not in answer.text
    assert "Sprachcafé" not in answer.text
    assert "Service" not in answer.text
