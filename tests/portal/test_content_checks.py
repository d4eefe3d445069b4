"""Editors see on the page and in its form what is not accessible yet."""

import json
import re

import pytest
from django.urls import reverse

from tests.factories import OfferFactory
from tests.html import foreign, soup


def rules(answer) -> list[str]:
    script = re.search(r'id="checker-axe-configuration"[^>]*>(.*?)</script>', answer.text, re.DOTALL)
    return json.loads(script[1])["options"]["runOnly"]


@pytest.fixture
def offer(db):
    return OfferFactory(slug="cafe")


def test_the_form_of_a_page_checks_what_is_written(editor, client_of, offer):
    answer = client_of(editor).get(reverse("wagtailadmin_pages:edit", args=[offer.pk]))
    assert {"image-alt", "heading-order", "alt-text-quality"} <= set(rules(answer))


def test_editors_get_the_checks_on_the_page_itself(editor, client_of, offer):
    answer = client_of(editor).get("/de/angebote/cafe/")
    assert "image-alt" in rules(answer)
    assert foreign(soup(answer)) == []


def test_visitors_get_none_of_it(client, offer):
    page = client.get("/de/angebote/cafe/")
    assert "wagtail" not in page.text
    assert not page.cookies


def test_the_back_office_asks_no_other_host(editor, client_of):
    assert foreign(soup(client_of(editor).get("/admin/"))) == []


def test_the_help_menu_leads_nowhere_else(editor, client_of):
    page = client_of(editor).get("/admin/").text
    assert "whats-new-in-wagtail" not in page
    assert "editor-guide" not in page
