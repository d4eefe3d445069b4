"""What the pages of the directory cost: a number that is small, and the same for many rows."""

import pytest

from tests.factories import ContactFactory, LocationFactory, OfferFactory, OrganizationFactory, district, translated
from tests.portal.samples import full_offer, full_organization
from tests.queries import queries_of

LIST, PAGE = 12, 8  # at most


@pytest.fixture
def cost(client, settings):
    return lambda address: queries_of(client, settings, address)


@pytest.fixture
def more_offers(db):
    """Makes offers with everything a card shows, some of them translated."""
    owner = OrganizationFactory()
    places = [LocationFactory(organization=owner, district=district(slug)) for slug in ("marxloh", "hochfeld")]

    def make(count: int) -> None:
        rows = {"hours": ["mo 09:00-12:00"], "spoken": ["de", "bg"], "terms": ["sprachcafe"], "groups": ["frauen"]}
        offers = [OfferFactory(organization=owner, locations=places, **rows) for _ in range(count)]
        for offer in offers[::4]:
            translated(offer, "en")

    return make


@pytest.mark.parametrize("language", ["de", "en", "ar"])
@pytest.mark.parametrize(
    "query", ["", "?q=angebot&pillar=language&language=bg&district=marxloh&free=1&open=1&near=wedau"]
)
def test_the_list_of_offers_costs_the_same_for_ten_and_for_sixty(cost, more_offers, language, query):
    more_offers(10)
    few = cost(f"/{language}/angebote/{query}")
    more_offers(50)
    many = cost(f"/{language}/angebote/{query}")
    assert len(many) == len(few) <= LIST, many


@pytest.mark.parametrize("address", ["/de/stadtteile/marxloh/", "/en/stadtteile/marxloh/", "/de/stadtteile/", "/de/"])
def test_pages_that_show_offers_cost_the_same_for_ten_and_for_sixty(cost, more_offers, address):
    more_offers(10)
    few = cost(address)
    more_offers(50)
    many = cost(address)
    assert len(many) == len(few) <= LIST, many


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_an_offer_costs_eight_queries_at_most_however_much_it_says(cost, more_offers, language):
    """One of the whole, with several places, contacts and similar offers, is no dearer than a short one."""
    translated(full_offer(), "en")
    few = cost(f"/{language}/angebote/voll/")
    more_offers(20)
    owner = OrganizationFactory()
    rich = {"locations": LocationFactory.create_batch(3, organization=owner), "hours": ["mo 09:00-12:00"] * 9}
    rich |= {"contacts": ContactFactory.create_batch(3, organization=owner), "spoken": ["de", "bg", "ar"] * 2}
    translated(OfferFactory(slug="reich", organization=owner, terms=["sprachcafe"], **rich), "en")
    many = cost(f"/{language}/angebote/reich/")
    assert len(few) <= PAGE, few
    assert len(many) <= PAGE, many


@pytest.mark.parametrize("language", ["de", "ar"])
def test_an_organization_costs_the_same_with_one_offer_and_with_thirty(cost, language):
    owner = full_organization()
    place = LocationFactory(organization=owner)
    OfferFactory(organization=owner, locations=[place])
    few = cost(f"/{language}/organisationen/voll/")
    for _ in range(29):
        OfferFactory(organization=owner, locations=[place])
    many = cost(f"/{language}/organisationen/voll/")
    assert len(many) == len(few) <= LIST, many


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_list_of_organizations_costs_the_same_for_five_and_for_forty(cost, language):
    for page in OrganizationFactory.create_batch(5):
        translated(page, "en")
    few = cost(f"/{language}/organisationen/")
    LocationFactory.create_batch(35)
    many = cost(f"/{language}/organisationen/")
    assert len(many) == len(few) <= LIST, many
