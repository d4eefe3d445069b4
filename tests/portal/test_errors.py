import pytest
from django.db import OperationalError, connection
from django.test import Client

from portal.changes import journal
from tests.html import foreign, soup

WORDS = {"de": "Wege", "en": "", "ar": ""}


@pytest.fixture
def visitor(db, settings) -> Client:
    settings.ROOT_URLCONF = "tests.portal.failing_urls"
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("en", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize(("path", "status"), [("nirgends/", 404), ("verboten/", 403), ("kaputt/", 500)])
def test_what_goes_wrong_is_told_in_the_visitors_language(visitor, language, direction, path, status):
    answer = visitor.get(f"/{language}/{path}")
    page = soup(answer)
    assert answer.status_code == status
    assert (page.html["lang"], page.html["dir"]) == (language, direction)
    assert not visitor.cookies


@pytest.mark.parametrize("path", ["nirgends/", "verboten/", "kaputt/"])
def test_every_error_page_offers_search_and_the_ways_on(visitor, path):
    main = soup(visitor.get(f"/ar/{path}")).main
    assert main.select_one("form[action='/ar/suche/'] input[name=q]")
    assert main.select("a[href='/ar/']")


def test_an_error_outside_of_a_language_speaks_the_browsers(visitor):
    answer = visitor.get("/media/nirgends.png", headers={"accept-language": "ar"})
    assert answer.status_code == 404
    assert soup(answer).html["lang"] == "ar"


def test_a_suspicious_request_is_answered(visitor):
    assert visitor.get("/de/seltsam/").status_code == 400


def test_when_the_database_is_down_a_plain_page_says_so(visitor):
    def down(*args):
        raise OperationalError("the database is down")

    journal.reset()
    with connection.execute_wrapper(down):
        answer = visitor.get("/ar/angebote/")
    assert answer.status_code == 500
    assert "schiefgegangen" in answer.text
    assert foreign(soup(answer)) == []
