import pytest

from home.models import HomePage
from tests.factories import ImageFactory, NewsFactory, StandardPageFactory, german, translated
from tests.portal.samples import full_home, full_news
from tests.queries import queries_of


@pytest.fixture
def cost(client, settings):
    return lambda address: queries_of(client, settings, address)


def news(count: int) -> None:
    picture = ImageFactory()
    for page in NewsFactory.create_batch(count, picture=picture):
        translated(page, "en")


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_list_of_news_costs_the_same_for_three_and_for_thirty(cost, db, language):
    news(3)
    few = cost(f"/{language}/aktuelles/")
    news(27)
    many = cost(f"/{language}/aktuelles/")
    assert len(many) == len(few) <= 12, many


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_home_page_costs_the_same_with_little_and_with_much(cost, db, language):
    full_home()
    few = cost(f"/{language}/")
    StandardPageFactory.create_batch(8, parent=german(HomePage).situations)
    news(10)
    many = cost(f"/{language}/")
    assert len(many) <= len(few) <= 15, many


def test_an_article_costs_the_same_beside_many(cost, db):
    full_news()
    news(3)
    few = cost("/de/aktuelles/voll/")
    news(20)
    many = cost("/de/aktuelles/voll/")
    assert len(many) == len(few), many


def test_a_page_costs_the_same_for_two_children_and_for_ten(cost, db):
    parent = StandardPageFactory(slug="lebenslagen")
    StandardPageFactory.create_batch(2, parent=parent)
    few = cost("/ar/lebenslagen/")
    StandardPageFactory.create_batch(8, parent=parent)
    many = cost("/ar/lebenslagen/")
    assert len(many) == len(few) <= 10, many


def test_the_feed_costs_the_same_for_three_and_for_thirty(cost, db):
    news(3)
    few = cost("/en/aktuelles/feed/")
    news(27)
    many = cost("/en/aktuelles/feed/")
    assert len(many) == len(few) <= 8, many
