"""What the pages of the directory cost: a number that is small, and the same for many rows."""

import pytest
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.factories import ContactFactory, LocationFactory, OfferFactory, OrganizationFactory, district, translated
from tests.portal.samples import full_offer, full_organization
from tests.queries import queries_of

LIST, PAGE = 12, 8  # at most
FILTERED = "?q=angebot&pillar=language&language=bg&district=marxloh&free=1&open=1&near=wedau"
SHOW_OFFERS = ("angebote/", f"angebote/{FILTERED}", "stadtteile/marxloh/", "stadtteile/", "", "organisationen/voll/")


@pytest.fixture
def cost(client, db, settings):
    """Queries of an address in each language."""

    def cost(address: str) -> dict[str, list[str]]:
        found = {f"/{code}/{address}" for code in ("de", "en", "ar")}
        return {address: queries_of(client, settings, address) for address in found}

    return cost


def assert_same(few: dict, many: dict, at_most: int) -> None:
    for address in few:
        assert len(many[address]) == len(few[address]) <= at_most, (address, many[address])


def make_offers(owner, count: int) -> None:
    """Offers with everything a card shows, some of them translated."""
    places = [LocationFactory(organization=owner, district=district(slug)) for slug in ("marxloh", "hochfeld")]
    rows = {"hours": ["mo 09:00-12:00"], "spoken": ["de", "bg"], "terms": ["sprachcafe"], "groups": ["frauen"]}
    with disable_reference_index_auto_update():
        offers = [OfferFactory(organization=owner, locations=places, **rows) for _ in range(count)]
        for offer in offers[::5]:
            translated(offer, "en")


def test_every_page_that_shows_offers_costs_the_same_for_ten_and_for_sixty(cost):
    owner = full_organization()
    make_offers(owner, 10)
    few = {address: cost(address) for address in SHOW_OFFERS}
    make_offers(owner, 50)
    for address in SHOW_OFFERS:
        assert_same(few[address], cost(address), LIST if address else 15)


def test_a_list_of_which_more_than_half_falls_back_costs_what_the_german_one_costs(client, db, settings):
    """Forty offers, of which 40 % are in Turkish."""
    owner = full_organization()
    make_offers(owner, 40)
    for offer in owner.offers.order_by("?")[:16]:
        translated(offer, "tr", title=f"Kurs {offer.pk}")
    costs = {code: len(queries_of(client, settings, f"/{code}/angebote/")) for code in ("de", "tr", "pl")}
    assert len(set(costs.values())) == 1, costs


def test_an_offer_costs_the_same_however_much_it_says(cost):
    translated(full_offer(), "en")
    few = cost("angebote/voll/")
    owner = OrganizationFactory()
    make_offers(owner, 6)
    rows = {"hours": ["mo 09:00-12:00"] * 9, "spoken": ["de", "bg", "ar"] * 2, "terms": ["sprachcafe", "bewerbung"]}
    rows |= {"locations": LocationFactory.create_batch(3, organization=owner)}
    rows |= {"contacts": ContactFactory.create_batch(3, organization=owner)}
    translated(OfferFactory(slug="reich", organization=owner, **rows), "en")
    many = cost("angebote/reich/")
    assert max(map(len, [*few.values(), *many.values()])) <= PAGE, many
    assert sum(map(len, many.values())) <= sum(map(len, few.values())) + 3


def test_the_list_of_organizations_costs_the_same_for_three_and_for_thirty(cost):
    for page in OrganizationFactory.create_batch(3):
        translated(page, "en")
    LocationFactory()
    few = cost("organisationen/")
    with disable_reference_index_auto_update():
        LocationFactory.create_batch(27)
    assert_same(few, cost("organisationen/"), LIST)
