import pytest
from django.conf import settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from portal.serving import find_page
from tests.factories import OfferFactory, OrganizationFactory, StandardPageFactory, published, translated
from tests.html import canonical, containing, language_of, soup, switch


@pytest.fixture
def offer(db):
    return OfferFactory(slug="cafe", title="Sprachcafé", summary="Reden bei Tee.", description="<p>Jede Woche.</p>")


# --- The best available language --------------------------------------------------------------------------------------
def test_an_untranslated_page_shows_in_german_inside_the_arabic_interface(client, offer):
    page = soup(client.get("/ar/angebote/cafe/"))
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    for words in ("Sprachcafé", "Reden bei Tee.", "Jede Woche."):
        found = [element for element in containing(page, words) if element.find_parent("main")]
        assert {language_of(element) for element in found} == {("de", "ltr")}, words


def test_an_untranslated_page_says_so_and_points_at_the_german_one(client, offer):
    page = soup(client.get("/ar/angebote/cafe/"))
    assert "العربية" in page.select_one(".notice").text
    assert canonical(page) == "http://testserver/de/angebote/cafe/"


def test_a_translation_is_preferred_where_it_exists(client, offer):
    translated(offer, "en", title="Language café", summary="Tea and talk.")
    page = soup(client.get("/en/angebote/cafe/"))
    assert language_of(page.h1) == ("en", "ltr")
    assert page.h1.text.strip() == "Language café"
    assert canonical(page) == "http://testserver/en/angebote/cafe/"
    assert not page.select(".notice")


def test_a_translation_names_the_other_languages_it_exists_in(client, offer):
    translated(offer, "en")
    links = soup(client.get("/en/angebote/cafe/")).select("link[rel=alternate][hreflang]")
    assert {link["hreflang"]: link["href"] for link in links} == {
        "de": "http://testserver/de/angebote/cafe/",
        "en": "http://testserver/en/angebote/cafe/",
        "x-default": "http://testserver/de/angebote/cafe/",
    }


def test_a_draft_translation_stays_hidden(client, offer):
    translated(offer, "en", live=False, title="Not yet")
    answer = client.get("/en/angebote/cafe/")
    assert "Not yet" not in answer.text
    assert "Sprachcafé" in answer.text


def test_a_page_below_an_untranslated_page_is_found(client, db):
    upper = StandardPageFactory(slug="lebenslagen")
    StandardPageFactory(slug="neu", title="Neu in Duisburg", parent=upper)
    assert "Neu in Duisburg" in client.get("/ar/lebenslagen/neu/").text


@pytest.mark.parametrize(
    "address", ["/de/gibt-es-nicht/", "/ar/angebote/gibt-es-nicht/", "/en/start/", "/de/angebote/cafe/mehr/"]
)
def test_what_does_not_exist_is_not_found(client, offer, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/de/%00/", "/de/" + "x/" * 400, "/de/%FF/", "/de/angebote/%E2%80%AE/", "/de/../de/"]
)
def test_strange_addresses_are_not_found_either(client, db, address):
    assert client.get(address).status_code == 404


def test_an_address_without_a_slash_leads_to_the_page(client, offer):
    assert client.get("/ar/angebote/cafe").url == "/ar/angebote/cafe/"


@pytest.mark.parametrize(
    ("wanted", "address"), [("ar", "/ar/"), ("en-GB,en;q=0.9", "/en/"), ("fr", "/de/"), ("", "/de/")]
)
def test_the_bare_address_leads_to_the_visitors_language(client, db, wanted, address):
    assert client.get("/", headers={"accept-language": wanted}).url == address


def test_a_page_is_found_in_two_queries(offer, django_assert_num_queries, settings):
    translated(offer, "en")
    find_page("angebote/cafe/", "en")
    settings.CHANGES_POLL_SECONDS = 60
    with django_assert_num_queries(1):
        assert find_page("angebote/cafe/", "en").facts.pk == offer.pk


# --- Unpublished and private ------------------------------------------------------------------------------------------
def test_unpublishing_the_german_page_takes_its_translations_away(client, offer):
    translated(offer, "en")
    offer.unpublish()
    assert [client.get(f"/{code}/angebote/cafe/").status_code for code in ("de", "en", "ar")] == [404] * 3


@pytest.fixture
def private(offer):
    """The offer with a password, and its English translation."""
    translated(offer, "en", description="<p>Every week.</p>")
    PageViewRestriction.objects.create(page=offer, restriction_type="password", password="geheim")
    return offer


@pytest.mark.parametrize("language", ["de", "ar", "en"])
def test_a_page_with_a_password_shows_nothing_of_itself_in_any_language(client, private, language):
    page = soup(client.get(f"/{language}/angebote/cafe/"))
    assert page.html["lang"] == language
    assert page.select("input[type=password]")
    assert "Jede Woche" not in page.text
    assert "Every week" not in page.text


def test_the_password_opens_the_page(client, private):
    form = soup(client.get("/de/angebote/cafe/")).select_one("main form")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    answer = client.post(form["action"], data | {"password": "geheim"}, follow=True)
    assert "Jede Woche" in answer.text


def test_a_page_with_a_password_is_not_kept_by_caches(client, private):
    client.get("/de/angebote/cafe/")
    assert "private" in client.get("/de/angebote/cafe/")["Cache-Control"]


@pytest.mark.parametrize("address", ["/de/angebote/", "/en/angebote/", "/de/stadtteile/", "/de/"])
def test_a_page_with_a_password_is_in_no_list(client, private, address):
    assert "Reden bei Tee" not in client.get(address).text


# --- Redirects --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_a_german_redirect_serves_every_language(client, offer, language):
    Redirect.objects.create(old_path="/de/alt", redirect_page=Page.objects.get(pk=offer.pk))
    answer = client.get(f"/{language}/alt/")
    assert (answer.status_code, answer.url) == (301, f"/{language}/angebote/cafe/")


def test_a_redirect_to_an_address_keeps_the_language_and_is_temporary_if_it_says_so(client, db):
    Redirect.objects.create(old_path="/de/alt", redirect_link="/de/angebote/?free=1", is_permanent=False)
    answer = client.get("/ar/alt/")
    assert (answer.status_code, answer.url) == (302, "/ar/angebote/?free=1")


def test_a_redirect_to_another_site_leads_there_from_every_language(client, db):
    Redirect.objects.create(old_path="/de/alt", redirect_link="https://www.duisburg.de/de/x")
    assert client.get("/ar/alt/").url == "https://www.duisburg.de/de/x"


def test_a_redirect_of_a_language_wins_over_the_german_one(client, db):
    Redirect.objects.create(old_path="/de/alt", redirect_link="/de/angebote/")
    Redirect.objects.create(old_path="/ar/alt", redirect_link="/ar/organisationen/")
    assert client.get("/ar/alt/").url == "/ar/organisationen/"


# --- The switch of language -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "rest",
    [
        "",
        "angebote/?pillar=language&q=Kaffee+%26+Kuchen&language=bg",
        "angebote/cafe/",
        "stadtteile/marxloh/",
        "organisationen/?kind=mso",
        "aktuelles/",
        "melden/?page=angebote/cafe/",
        "gibt-es-nicht/",
    ],
)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_switch_stays_on_the_page_and_keeps_the_filters(client, offer, language, rest):
    found = switch(soup(client.get(f"/{language}/{rest}")))
    assert found == {code: f"/{code}/{rest}" for code, _name in settings.LANGUAGES}


def test_the_switch_names_each_language_in_itself_and_marks_the_present_one(client, db):
    links = soup(client.get("/en/")).select("nav a[hreflang]")
    assert [link.text for link in links] == [name for _code, name in settings.LANGUAGES]
    assert [link["lang"] for link in links] == [code.partition("-")[0] for code, _name in settings.LANGUAGES]
    assert [link["hreflang"] for link in links if link.get("aria-current")] == ["en"]


def test_links_between_pages_stay_in_the_language(client, offer):
    owner = OrganizationFactory(slug="bruecke")
    offer.organization = owner
    published(offer)
    main = soup(client.get("/ar/angebote/cafe/")).main
    inside = [link["href"] for link in main.select("a[href^='/']")]
    assert "/ar/organisationen/bruecke/" in inside
    assert all(href.startswith("/ar/") for href in inside)
