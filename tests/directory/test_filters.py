from datetime import datetime
from random import Random
from urllib.parse import quote

import pytest
from django.http import QueryDict

from directory.facets import ways_out
from directory.filters import Filters, Result
from directory.hours import local_now
from directory.indexes import offer_index
from directory.listing import OFFER_FACETS
from tests.directory.random_items import a_query
from tests.factories import LocationFactory, OfferFactory, OrganizationFactory, district, times
from tests.search.indexed import index_everything

BAD = [
    "%00",
    "%22",
    "%ED%A0%80",
    "%FF",
    "wort+" * 2000,
    "%F0%9F%A6%8A",
    "%E2%80%AE",
    "1%27%3B--",
    "%25",
    "-1",
    "9" * 30,
]


def filters(query: str) -> Filters:
    return Filters(QueryDict(query), OFFER_FACETS)


def found(query: str) -> set[str]:
    result = Result(offer_index(), filters(query), local_now())
    return {item.slug for item in result[:100]}


def test_unknown_names_and_values_are_left_out(db):
    asked = filters("pillar=language&pillar=nonsense&term=gibt-es-nicht&colour=red&free=yes&near=atlantis&sort=price")
    assert asked.pairs() == [("pillar", "language")]


def test_a_value_counts_once_however_often_it_is_sent(db):
    assert filters("language=bg&language=bg&language=ar").chosen == {"language": ["bg", "ar"]}


@pytest.mark.parametrize("seed", range(20))
def test_an_address_says_all_that_was_asked(db, seed):
    random = Random(seed)
    asked = Filters(
        a_query(random) | {"near": ["marxloh"], "sort": [random.choice(["title", "near", ""])]}, OFFER_FACETS
    )
    again = filters(asked.url()[1:])
    assert (again.pairs(), again.sort, again.url()) == (asked.pairs(), asked.sort, asked.url())


def test_text_with_signs_survives_the_address(db):
    asked = filters("q=" + quote('Kaffee & "Kuchen" 100 % für #1 + mehr'))
    assert filters(asked.url()[1:]).text == 'Kaffee & "Kuchen" 100 % für #1 + mehr'


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ("", "confirmed"),
        ("q=kurs", "best"),
        ("near=marxloh", "near"),
        ("sort=near", "confirmed"),
        ("sort=best", "confirmed"),
        ("q=kurs&sort=title", "title"),
        ("near=marxloh&sort=title", "title"),
    ],
)
def test_the_order_fits_what_was_asked(db, query, sort):
    assert filters(query).sort == sort


@pytest.mark.parametrize("bad", BAD)
def test_no_query_string_breaks_the_list_of_offers(db, client, bad):
    names = ("q", "page", *OFFER_FACETS, "near", "sort")
    assert client.get("/de/angebote/?" + "&".join(f"{name}={bad}" for name in names)).status_code == 200


@pytest.mark.parametrize("bad", BAD)
def test_no_query_string_breaks_the_other_lists(db, client, bad):
    assert client.get(f"/de/organisationen/?q={bad}&kind={bad}&page={bad}&sort={bad}").status_code == 200
    assert client.get(f"/de/aktuelles/?page={bad}").status_code == 200


def test_an_upper_subject_finds_the_offers_of_its_lower_ones(db):
    OfferFactory(slug="cafe", terms=["sprachcafe"])
    OfferFactory(slug="arbeit", terms=["stellensuche"])
    assert found("term=deutsch-lernen") == found("term=sprachcafe") == {"cafe"}


def test_a_bezirk_finds_the_offers_of_its_districts(db):
    OfferFactory(slug="hier", locations=[LocationFactory()])
    OfferFactory(slug="telefonisch")
    assert found("district=hamborn") == found("district=marxloh") == {"hier"}
    assert found("district=online") == {"telefonisch"}


def test_values_of_one_facet_add_and_facets_narrow(db):
    OfferFactory(slug="a", pillar="work", cost="free")
    OfferFactory(slug="b", pillar="advice", cost="free")
    OfferFactory(slug="c", pillar="advice", cost="paid")
    assert found("pillar=work&pillar=advice") == {"a", "b", "c"}
    assert found("pillar=work&pillar=advice&free=1") == {"a", "b"}


@pytest.mark.parametrize(
    ("moment", "language", "expected"),
    [
        ("2026-03-02T10:00", "de", {"stelle"}),
        ("2026-03-02T10:00", "bg", set()),
        ("2026-03-03T10:00", "bg", {"stelle"}),
        ("2026-03-03T11:30", "bg", set()),
        ("2026-03-03T11:30", "de", {"stelle"}),
        ("2026-03-04T10:00", "de", set()),
    ],
)
def test_open_now_and_in_a_language_means_spoken_there_now(db, moment, language, expected):
    """Open on Mondays and Tuesdays from 9 to 12; in Bulgarian on Tuesdays until 11."""
    bulgarian = {"language": "bg", **times("tu 09:00-11:00")}
    OfferFactory(slug="stelle", hours=["mo 09:00-12:00", "tu 09:00-12:00"], spoken=["de", bulgarian])
    now = datetime.fromisoformat(moment)
    result = Result(offer_index(), filters(f"open=1&language={language}"), now)
    assert {item.slug for item in result[:10]} == expected
    assert found(f"language={language}") == {"stelle"}


def test_wheelchair_access_that_is_not_known_is_not_promised(db):
    for wheelchair in ("yes", "partly", "no", "unknown"):
        OfferFactory(slug=wheelchair, locations=[LocationFactory(wheelchair=wheelchair)])
    assert found("wheelchair=1") == {"yes"}


@pytest.mark.parametrize(
    "text", ["Sprachtreff", "sprach treff", "SPRACHTREFF", "Brücke", "brucke", "Bulgarisch", "Cafe"]
)
def test_text_finds_words_labels_languages_and_who_offers(db, text):
    owner = OrganizationFactory(title="Brücke e. V.")
    OfferFactory(slug="treff", title="Sprachtreff", organization=owner, terms=["sprachcafe"], spoken=["bg"])
    OfferFactory(slug="anderes")
    index_everything()
    assert found(f"q={text}") == {"treff"}


def test_what_was_found_by_text_is_filtered_like_the_rest_the_best_first(db):
    OfferFactory(slug="nur-erwaehnt", title="Treff am Abend", summary="Danach ist Chor.", pillar="participation")
    OfferFactory(slug="gemeint", title="Chor", pillar="participation")
    OfferFactory(slug="woanders", title="Chor", pillar="advice")
    index_everything()
    listed = Result(offer_index(), filters("q=chor&pillar=participation"), local_now())
    assert [item.slug for item in listed[0:10]] == ["gemeint", "nur-erwaehnt"]


def test_an_offer_that_ended_is_not_found_by_text_though_the_search_may_not_know_yet(db):
    offer = OfferFactory(title="Chor")
    index_everything()
    offer.unpublish()
    assert found("q=chor") == set()


def test_an_empty_list_names_the_filters_to_drop_the_most_fruitful_first(db):
    OfferFactory(pillar="work", cost="free")
    OfferFactory(pillar="work", cost="free")
    OfferFactory(pillar="advice", cost="paid")
    result = Result(offer_index(), filters("pillar=advice&free=1"), local_now())
    ways = ways_out(result, local_now())
    assert [way["url"] for way in ways] == ["?free=1", "?pillar=advice"]
    assert ["2" in ways[0]["label"], "1" in ways[1]["label"]] == [True, True]


def test_no_way_out_is_named_that_leads_nowhere(db):
    OfferFactory(pillar="work", cost="free")
    result = Result(offer_index(), filters("pillar=advice&free=1&q=nirgends"), local_now())
    assert ways_out(result, local_now()) == []


def test_dropping_a_filter_keeps_the_order_asked_for(db):
    OfferFactory(pillar="work")
    result = Result(offer_index(), filters("pillar=advice&near=marxloh&sort=title"), local_now())
    assert ways_out(result, local_now())[0]["url"] == "?near=marxloh&sort=title"


def test_the_nearest_come_first_and_what_has_no_place_last(db):
    OfferFactory(slug="telefonisch")
    for slug in ("hochfeld", "alt-walsum", "marxloh"):
        OfferFactory(slug=slug, locations=[LocationFactory(district=district(slug))])
    result = Result(offer_index(), filters("near=marxloh"), local_now())
    assert [item.slug for item in result[:10]] == ["marxloh", "alt-walsum", "hochfeld", "telefonisch"]


def test_the_recently_confirmed_come_first(db):
    for day in (3, 9, 1):
        OfferFactory(slug=f"tag-{day}", assured_date=f"2026-03-0{day}")
    OfferFactory(slug="nie", assured_date=None)
    result = Result(offer_index(), filters(""), local_now())
    assert [item.slug for item in result[:10]] == ["tag-9", "tag-3", "tag-1", "nie"]
