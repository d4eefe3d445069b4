"""What is unpublished, private or not yet due appears nowhere: a walk over every public page before and after."""

from datetime import date

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, RelatedPage
from tests.factories import (
    ContactFactory,
    LocationFactory,
    NewsFactory,
    OfferFactory,
    OrganizationFactory,
    StandardPageFactory,
    german,
    translated,
)

WALK = (
    "",
    "angebote/",
    "angebote/marke/",
    "angebote/anderes/",
    "organisationen/",
    "organisationen/marke/",
    "organisationen/anderer/",
    "stadtteile/",
    "stadtteile/marxloh/",
    "aktuelles/",
    "aktuelles/feed/",
    "aktuelles/marke/",
    "aktuelles/andere/",
    "thema/",
    "thema/marke/",
    "melden/?page=angebote/marke/",
    "melden/?page=thema/marke/",
)


NUMBER = "0221 4710 999"


@pytest.fixture
def world(db) -> dict:
    """Things with a word in their names that stands nowhere else, and others that point at them."""
    owner = OrganizationFactory(slug="marke", title="Vereinsmarke")
    other = OrganizationFactory(slug="anderer")
    found = {"Vereinsmarke": owner, "Ortsmarke": LocationFactory(organization=other, name="Ortsmarke")}
    found[NUMBER] = ContactFactory(organization=other, phone=NUMBER)
    rows = {"locations": [found["Ortsmarke"], LocationFactory()], "contacts": [found[NUMBER]]}
    rows |= {"terms": ["sprachcafe"]}
    found["Angebotsmarke"] = OfferFactory(slug="marke", title="Angebotsmarke", organization=other, **rows)
    OfferFactory(slug="anderes", organization=owner, **rows)
    found["Meldungsmarke"] = NewsFactory(slug="marke", title="Meldungsmarke")
    return found | stories(found)


def stories(found: dict) -> dict:
    """Pages of editors that point at those things."""
    chosen = {"heading": "", "kind": "", "pages": [found["Vereinsmarke"]], "limit": 3}
    blocks = [("organizations", chosen), ("contacts", {"heading": "", "contacts": [found[NUMBER]]})]
    theme = StandardPageFactory(slug="thema", body=blocks)
    child = StandardPageFactory(slug="marke", title="Seitenmarke", parent=theme, in_footer=True)
    article = NewsFactory(slug="andere")
    article.related_pages = [RelatedPage(page=Page.objects.get(pk=found["Angebotsmarke"].pk))]
    article.save()
    home = german(HomePage)
    home.introduced, home.situations = found["Vereinsmarke"], theme
    home.save_revision().publish()
    return {"Seitenmarke": child}


def seen(client, word: str, languages=("de", "ar")) -> list[str]:
    """Addresses at which the word stands."""
    addresses = [f"/{code}/{path}" for code in languages for path in WALK]
    return [address for address in addresses if word in client.get(address).text]


NAMES = ("Angebotsmarke", "Vereinsmarke", "Ortsmarke", NUMBER, "Meldungsmarke", "Seitenmarke")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_unpublished_appears_nowhere(client, world, name):
    assert len(seen(client, name, ["ar"])) >= 2
    world[name].unpublish()
    assert seen(client, name) == []


def test_what_is_deleted_appears_nowhere(client, world):
    world["Angebotsmarke"].delete()
    world["Meldungsmarke"].delete()
    assert seen(client, "Angebotsmarke") + seen(client, "Meldungsmarke") == []


@pytest.mark.parametrize("name", ["Angebotsmarke", "Vereinsmarke", "Meldungsmarke"])
def test_the_summary_of_a_private_page_appears_nowhere(client, world, name):
    page = world[name]
    type(page).objects.filter(pk=page.pk).update(**{"intro" if name == "Meldungsmarke" else "summary": "Nur für uns."})
    assert seen(client, "Nur für uns.", ["ar"])
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert seen(client, "Nur für uns.") == []


@pytest.mark.parametrize(
    ("name", "address"),
    [("Angebotsmarke", "angebote/"), ("Vereinsmarke", "organisationen/"), ("Meldungsmarke", "aktuelles/")],
)
def test_of_a_private_translation_the_lists_show_the_german_page(client, world, name, address):
    translation = translated(world[name], "tr", title="Gizli")
    assert "Gizli" in client.get(f"/tr/{address}").text
    PageViewRestriction.objects.create(page=translation, restriction_type="login")
    answer = client.get(f"/tr/{address}").text
    assert "Gizli" not in answer
    assert name in answer


def test_news_of_a_day_to_come_is_in_no_list(client, world):
    NewsFactory(slug="morgen", title="Zukunftsmarke", date=date(2999, 1, 1))
    assert seen(client, "Zukunftsmarke") == []


def test_an_offer_that_does_not_take_place_any_more_is_in_no_list_but_says_so_itself(client, world):
    OfferFactory(slug="ende", title="Endmarke", status="inactive", terms=["sprachcafe"])
    assert seen(client, "Endmarke") == []
    assert client.get("/de/angebote/ende/").status_code == 200


def test_a_draft_of_a_translation_appears_nowhere(client, world):
    translated(world["Angebotsmarke"], "ar", live=False, title="Entwurfsmarke")
    assert seen(client, "Entwurfsmarke") == []


def test_a_draft_change_of_a_published_page_appears_nowhere(client, world):
    offer = world["Angebotsmarke"]
    offer.title = "Entwurfsmarke"
    offer.save_revision()
    assert seen(client, "Entwurfsmarke") == []
