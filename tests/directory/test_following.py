"""The lists follow what is published, thing by thing, without being built anew."""

import pytest

from directory.filters import Filters, Result
from directory.hours import local_now
from directory.indexes import offer_index, organization_index
from directory.listing import OFFER_FACETS, ORGANIZATION_FACETS
from directory.models import OfferPage, TaxonomyTerm
from tests.factories import LocationFactory, OfferFactory, OrganizationFactory, district, published, translated
from tests.search.indexed import index_changes, index_everything


@pytest.fixture
def offer(db) -> OfferPage:
    """One offer, in an index that is built before anything changes."""
    owner = OrganizationFactory(title="Brücke e. V.")
    offer = OfferFactory(organization=owner, locations=[LocationFactory(organization=owner)], terms=["sprachcafe"])
    offer_index()
    organization_index()
    index_everything()
    return offer


def offers(**query) -> list[int]:
    index_changes()
    query = {name: [value] for name, value in query.items()}
    return [item.pk for item in Result(offer_index(), Filters(query, OFFER_FACETS), local_now())[:50]]


def organizations(**query) -> list[int]:
    index_changes()
    query = {name: [value] for name, value in query.items()}
    return [item.pk for item in Result(organization_index(), Filters(query, ORGANIZATION_FACETS), local_now())[:50]]


def test_the_same_index_follows(offer):
    before = offer_index()
    published(offer)
    assert offer_index() is before


def test_a_published_offer_is_found_at_once(offer):
    new = published(OfferFactory(title="Nähkurs"))
    assert offers(q="nähkurs") == [new.pk]


def test_an_unpublished_offer_is_gone_at_once_and_comes_back(offer):
    offer.unpublish()
    assert offers() == []
    published(OfferPage.objects.get(pk=offer.pk))
    assert offers() == [offer.pk]


def test_a_deleted_offer_is_gone(offer):
    offer.delete()
    assert offers() == []


def test_a_draft_changes_nothing(offer):
    offer.title, offer.pillar = "Entwurf", "work"
    offer.save_revision()
    assert offers(pillar="language") == [offer.pk]


def test_a_location_that_moves_takes_its_offers_and_its_organization_along(offer):
    location = offer.offer_locations.get().location
    location.district = district("wedau")
    location.save_revision().publish()
    assert offers(district="wedau") == [offer.pk]
    assert organizations(district="wedau") == [offer.organization_id]
    assert offers(district="marxloh") == organizations(district="marxloh") == []


def test_a_location_that_is_unpublished_is_no_place_any_more(offer):
    offer.offer_locations.get().location.unpublish()
    assert offers(district="marxloh") == []


def test_an_organization_that_is_renamed_is_found_by_its_new_name_with_its_offers(offer):
    offer.organization.title = "Steg e. V."
    published(offer.organization)
    assert offers(q="steg") == [offer.pk]
    assert organizations(q="steg") == [offer.organization_id]
    assert offers(q="brücke") == []


def test_a_term_that_is_renamed_is_found_by_its_new_name(offer):
    term = TaxonomyTerm.objects.get(slug="sprachcafe")
    term.name = "Plauderstunde"
    term.save()
    assert offers(q="plauder") == [offer.pk]


def test_a_translation_is_found_by_its_words_and_counts_as_its_source(offer):
    translation = translated(offer, "en", title="Talking over tea")
    assert offers(q="talking") == [offer.pk]
    translation.unpublish()
    assert offers(q="talking") == []


def test_a_term_in_another_language_finds_an_untranslated_offer(offer):
    assert offers(q="language cafe") == [offer.pk]


def test_many_changes_at_once_end_the_same(offer):
    new = [published(OfferFactory(pillar="work")) for _ in range(3)]
    new[0].unpublish()
    assert set(offers(pillar="work")) == {new[1].pk, new[2].pk}
