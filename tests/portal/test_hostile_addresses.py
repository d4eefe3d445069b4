"""No address makes an error, whatever is in it; each is tried on the database the tests run on."""

from urllib.parse import quote

import pytest

from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db

TEXTS = [
    "%00",
    "%22",
    "%20%20",
    "a" * 5000,
    "wort%20" * 2000,
    "%ED%A0%80",
    "%FF%FE",
    "*%20OR%201=1",
    "%F0%9F%98%80",
    "%E2%80%AE",
]
ADDRESSES = [
    "/de/angebote/?q={}",
    "/de/angebote/?page={}&sort={}&near={}",
    "/ar/angebote/?language={}&district={}&term={}&open={}",
    "/de/organisationen/?kind={}&q={}",
    "/de/aktuelles/?page={}",
    "/tr/suche/?q={}&page={}",
    "/ar/suche/?q={}&kind={}&district={}&language={}&pillar={}&date={}&exact={}",
    "/de/suche/vorschlaege/?q={}",
    "/de/melden/?page={}&reason={}",
    "/de/melden/danke/{}/",
    "/de/stadtteile/{}/",
    "/de/angebote/{}/",
    "/ar/{}/",
    "/{}",
    "/de/../../etc/passwd?{}",
    "/media/{}",
    "/media/../secret-key?{}",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_makes_an_error(client, address):
    OfferFactory()
    client.raise_request_exception = False
    for text in TEXTS:
        answer = client.get(address.replace("{}", text))
        assert answer.status_code in (200, 301, 302, 400, 404), (text[:20], answer.status_code)


@pytest.mark.parametrize("page", ["0", "-1", "1e9", "99999999999999999999999", "zwei", ""])
def test_a_page_number_that_is_none_shows_a_page(client, page):
    OfferFactory()
    assert client.get(f"/de/angebote/?page={page}").status_code == 200


@pytest.mark.parametrize("text", ["\0", "\ud800", "a" * 100_000, "<script>alert(1)</script>", "‮"])
def test_no_report_makes_an_error(client, text):
    client.raise_request_exception = False
    names = ("reason", "message", "email", "website", "started")
    body = "&".join(f"{name}={quote(text.encode('utf-8', 'surrogatepass'))}" for name in names)
    answer = client.post("/de/melden/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
