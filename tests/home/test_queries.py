import pytest
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.models import HomePage
from tests.factories import ImageFactory, NewsFactory, StandardPageFactory, german, translated
from tests.portal.samples import full_home, full_news
from tests.queries import queries_of


@pytest.fixture
def cost(client, db, settings):
    """How many queries an address costs in each language."""
    return lambda address: [len(queries_of(client, settings, f"/{code}/{address}")) for code in ("de", "en", "ar")]


def make_news(count: int) -> None:
    picture = ImageFactory()
    with disable_reference_index_auto_update():
        for page in NewsFactory.create_batch(count, picture=picture):
            translated(page, "en")


def test_lists_and_articles_of_news_cost_the_same_for_four_and_for_twenty(cost):
    full_news()
    make_news(3)
    addresses = ("aktuelles/", "aktuelles/feed/", "aktuelles/voll/")
    few = [cost(address) for address in addresses]
    make_news(16)
    assert [cost(address) for address in addresses] == few
    assert max(map(max, few)) <= 15


def test_the_home_page_costs_the_same_with_little_and_with_much(cost):
    full_home()
    make_news(1)
    few = cost("")
    StandardPageFactory.create_batch(6, parent=german(HomePage).situations)
    make_news(4)
    assert cost("") == few
    assert max(few) <= 15


def test_a_page_costs_the_same_for_two_children_and_for_ten(cost):
    parent = StandardPageFactory(slug="lebenslagen")
    StandardPageFactory.create_batch(2, parent=parent)
    few = cost("lebenslagen/")
    StandardPageFactory.create_batch(8, parent=parent)
    assert cost("lebenslagen/") == few
    assert max(few) <= 10
