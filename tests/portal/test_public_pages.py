"""Contract of every public address. A new view or page type must be named here, or a test below fails."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import signing
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from directory.feedback import SALT
from tests.factories import FeedbackFactory
from tests.html import foreign, soup
from tests.portal.samples import PAGE_TYPES, sample
from tests.portal.test_page_types import address_of

LANGUAGES = [("de", "de", "ltr"), ("de-simple", "de", "ltr"), ("tr", "tr", "ltr"), ("ar", "ar", "rtl")]
VIEWS = {
    "words": lambda: [],
    "search:page": lambda: [],
    "directory:districts": lambda: [],
    "directory:district": lambda: ["marxloh"],
    "directory:feedback": lambda: [],
    "directory:feedback_received": lambda: [signing.dumps(FeedbackFactory().pk, salt=SALT)],
}
NOT_HTML = {"news_feed", "health", "robots", "sitemap_index", "sitemap", "suggestions"}
OUTSIDE = {  # of the languages, or not for visitors without an account
    "styleguide", "wagtail_serve", "wagtailadmin_login", "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
}  # fmt: skip


def names_of_views() -> set[str]:
    """Every named address but the admin's and the documents'."""
    found, waiting = set(), [get_resolver()]
    while waiting:
        for pattern in waiting.pop().url_patterns:
            if isinstance(pattern, URLPattern):
                found.add(pattern.name)
            elif str(pattern.pattern) not in ("admin/", "dokumente/"):
                waiting.append(pattern)
    return found - {None}


def test_every_view_is_known_here():
    assert names_of_views() == {*(name.rpartition(":")[2] for name in VIEWS), *NOT_HTML, *OUTSIDE}


def public_addresses(language: str) -> list[str]:
    with translation.override(language):
        views = [reverse(name, args=args()) for name, args in VIEWS.items()]
    pages = [address_of(sample(model), language) for model in PAGE_TYPES if model.__name__ != "HomePage"]
    lists = [f"/{language}/angebote/?q=x&open=1&free=1", f"/{language}/angebote/?page=2", f"/{language}/nirgends/"]
    lists += [f"/{language}/suche/?q=deutsch", f"/{language}/suche/?q=gibtesnicht&kind=offer"]
    return [f"/{language}/", *pages, *views, *lists]


@pytest.fixture(params=LANGUAGES, ids=lambda pair: pair[0])
def visits(request, client, db, settings):
    """Answers of all public addresses of a language, by address, and its `lang` and `dir`."""
    language, lang, direction = request.param
    found = {address: client.get(address) for address in public_addresses(language)}
    assert len(found) >= 14
    return found, (lang, direction), client


def test_every_public_page_is_fit_for_everybody(visits):
    """In one walk, because making the pages takes longest."""
    answers, language, client = visits
    for address, answer in answers.items():
        page = soup(answer)
        assert answer.status_code == (404 if "nirgends" in address else 200), address
        assert (page.html["lang"], page.html["dir"]) == language, address
        assert foreign(page) == [], address
        assert inline_code(page) == [], address
        assert not answer.cookies, address
        assert "Cookie" not in answer.get("Vary", ""), address
        assert_strict(answer["Content-Security-Policy"])
        assert len(page.select("h1")) == 1, address
        assert page.title.text.strip(), address
    assert not client.cookies


def inline_code(page) -> list:
    """What the Content-Security-Policy would forbid, and everything else that is no data for search engines."""
    handlers = [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    scripts = [tag for tag in page.find_all("script") if not tag.get("src") and not is_data(tag)]
    return handlers + scripts + page.select("[style], style")


def is_data(script) -> bool:
    """Browsers run no block of this type. Of ours nothing in it can end the element."""
    return script.attrs == {"type": "application/ld+json"} and "<" not in script.text and bool(json.loads(script.text))


def assert_strict(policy: str) -> None:
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "object-src 'none'" in policy


@pytest.mark.parametrize("address", ["/de/", "/ar/angebote/", "/en/stadtteile/marxloh/"])
def test_public_pages_may_be_kept_by_caches_and_are_not_changed_on_the_way(client, db, address):
    answer = client.get(address)
    assert "public" in answer["Cache-Control"]
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_a_page_outside_the_languages_is_kept_for_each_of_them(client, db):
    langs = [
        soup(client.get("/styleguide/", headers={"accept-language": code})).html["lang"] for code in ("ar", "de", "ar")
    ]
    assert langs == ["ar", "de", "ar"]


def test_other_security_headers_are_set(client, db):
    headers = client.get("/de/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_admin_may_use_inline_code_and_is_not_kept(client, admin):
    client.force_login(admin)
    answer = client.get("/admin/")
    assert "'unsafe-inline'" in answer["Content-Security-Policy"]
    assert "no-cache" in answer["Cache-Control"]


def test_map_tiles_are_allowed_only_when_the_operator_set_them(client, db):
    assert "img-src 'self' data:;" in client.get("/de/")["Content-Security-Policy"] + ";"


@pytest.mark.parametrize(("name", "kind"), [("health", "text/plain"), ("robots", "text/plain")])
def test_addresses_for_machines_answer_without_a_cookie(client, db, name, kind):
    answer = client.get(reverse(name))
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, kind)
    assert not answer.cookies


# --- The style guide --------------------------------------------------------------------------------------------------
COMPONENTS = Path(settings.BASE_DIR, "portal/templates/components")


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_style_guide_shows_every_component(client, db, language):
    answer = client.get("/styleguide/", headers={"accept-language": language})
    assert answer.status_code == 200
    shown = {template.name for template in answer.templates}
    assert {f"components/{path.name}" for path in COMPONENTS.glob("*.html")} - shown == set()


def test_the_style_guide_is_as_clean_as_the_pages(client, db):
    page = soup(client.get("/styleguide/"))
    assert foreign(page) == inline_code(page) == []


def own_templates() -> list[str]:
    roots = [Path(apps.get_app_config(name).path) / "templates" for name in ("portal", "home", "directory", "search")]
    return sorted(str(path.relative_to(root)) for root in roots for path in root.rglob("*.html"))


@pytest.mark.parametrize("name", own_templates())
def test_every_template_compiles(name):
    get_template(name)


def test_no_template_is_longer_than_a_hundred_lines():
    assert [name for name in own_templates() if len(get_template(name).template.source.splitlines()) > 100] == []
