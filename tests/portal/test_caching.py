import pytest
from django.conf import settings as django_settings
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import TaxonomyTerm
from home.models import HomePage
from portal.caching import kept
from tests.factories import NewsFactory, OfferFactory, german, published

pytestmark = pytest.mark.django_db


def is_kept(path: str) -> bool:
    """Whether a second visitor's page is answered without reading any page from the database."""
    with CaptureQueriesContext(connection) as captured:
        Client().get(path)
    return not [query for query in captured if "wagtailcore_page" in query["sql"]]


@pytest.mark.parametrize("path", ["/de/", "/de/angebote/", "/ar/aktuelles/", "/de/stadtteile/"])
def test_a_page_is_made_once_for_many_visitors(client, path):
    client.get(path)
    assert is_kept(path)


def test_a_published_offer_is_in_the_kept_list_at_once(client):
    offer = OfferFactory(title="Nähen am Montag")
    client.get("/de/angebote/")
    offer.title = "Nähen am Dienstag"
    published(offer)
    assert "Nähen am Dienstag" in client.get("/de/angebote/").text


def test_a_published_article_leaves_the_offers_kept_but_not_the_home_page(client):
    for path in ("/de/angebote/", "/de/", "/de/aktuelles/"):
        client.get(path)
    published(NewsFactory(title="Das Fest"))
    assert is_kept("/de/angebote/")
    assert "Das Fest" in client.get("/de/").text
    assert "Das Fest" in client.get("/de/aktuelles/").text


def test_an_unpublished_offer_is_gone_at_once(client):
    offer = OfferFactory(slug="naehen")
    assert client.get("/de/angebote/naehen/").status_code == 200
    offer.unpublish()
    assert client.get("/de/angebote/naehen/").status_code == 404


def test_a_new_label_shows_at_once(client):
    OfferFactory(terms=["sprachcafe"])
    client.get("/de/angebote/?term=sprachcafe")
    term = TaxonomyTerm.objects.get(slug="sprachcafe")
    term.name = "Sprachtreff"
    term.save()
    assert "Sprachtreff" in client.get("/de/angebote/?term=sprachcafe").text


def test_what_an_editor_sees_is_not_kept(admin_client):
    admin_client.get("/de/")
    assert not kept.pages


def test_a_page_with_a_password_is_not_kept(client):
    german(HomePage).view_restrictions.create(restriction_type="password", password="geheim")
    client.get("/de/")
    assert not kept.pages


def test_a_browser_that_has_the_page_gets_not_modified(client):
    answer = client.get("/de/")
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get("/de/", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_filters_are_part_of_the_address_that_is_kept(client):
    OfferFactory(title="Nähen", cost="free")
    OfferFactory(title="Segeln", cost="paid")
    assert "Segeln" in client.get("/de/angebote/").text
    assert "Segeln" not in client.get("/de/angebote/?free=1").text


def test_only_so_many_pages_are_kept(client, monkeypatch):
    monkeypatch.setattr("portal.caching.KEPT_PAGES", 3)
    for number in range(6):
        client.get(f"/de/angebote/?page={number}")
    assert len(kept.pages) == 3
    assert django_settings.SESSION_COOKIE_NAME not in client.cookies


def test_a_kept_page_is_shown_while_the_database_is_away_however_old_it_is(client, monkeypatch):
    monkeypatch.setattr("portal.caching.KEPT_SECONDS", -1)
    page = client.get("/de/angebote/")

    def away(*args):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(away):
        assert Client(raise_request_exception=False).get("/de/angebote/").content == page.content
        assert Client(raise_request_exception=False).get("/de/angebote/?q=neu").status_code == 500
    assert client.get("/de/angebote/?q=neu").status_code == 200
