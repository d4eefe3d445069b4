"""What offers and organizations say to search engines: words of the page, facts of its source."""

from datetime import date, time
from decimal import Decimal

import pytest

from directory.hours import Hours, Slot
from directory.models import OfferPage, OrganizationPage
from directory.structured_data import KINDS, opening_hours
from tests.factories import (
    ContactFactory,
    ImageFactory,
    LocationFactory,
    OfferFactory,
    OrganizationFactory,
    published,
    translated,
)
from tests.html import soup
from tests.schema_org import all_data, assert_known

HOST = "http://testserver"
TODAY = date(2026, 3, 2)


@pytest.fixture
def offer(db):
    owner = OrganizationFactory(slug="bruecke", title="Brücke e. V.")
    place = LocationFactory(organization=owner, name="Haus", latitude="51.50312", longitude="6.75234", wheelchair="no")
    desk = ContactFactory(organization=owner, name="Büro", phone="0221 4710 123", email="buero@example.org")
    return OfferFactory(
        slug="cafe",
        title="Sprachcafé",
        summary="Reden bei Tee.",
        organization=owner,
        locations=[place],
        contacts=[desk],
        hours=["mo 09:00-12:00"],
        spoken=["de", "bg", "sgn"],
        groups=["frauen"],
        terms=["sprachcafe"],
        minimum_age=16,
        cost="paid",
        cost_amount=Decimal("2.50"),
        fees_description="Mit Pass umsonst.",
        holidays="closed",
        url="https://example.org/cafe",
    )


def data_of(client, address: str, kind: str = "WebPage") -> dict:
    [data] = all_data(soup(client.get(address)), kind)
    assert_known(data)
    return data


def test_an_offer_is_a_service_with_all_its_facts(client, offer):
    service = data_of(client, "/de/angebote/cafe/")["mainEntity"]
    assert service["provider"]["url"] == f"{HOST}/de/organisationen/bruecke/"
    assert service["areaServed"]["name"] == "Duisburg"
    assert service["serviceType"] == ["Sprachcafé"]
    assert service["audience"] == {"@type": "PeopleAudience", "audienceType": ["Frauen"], "suggestedMinAge": 16}
    price = {"@type": "Offer", "price": "2.50", "priceCurrency": "EUR", "description": "Mit Pass umsonst."}
    assert service["offers"] == price
    assert service["hoursAvailable"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/Monday",
            "opens": "09:00",
            "closes": "12:00",
        },
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/PublicHolidays",
            "opens": "00:00",
            "closes": "00:00",
        },
    ]


def test_the_channel_of_an_offer_says_where_and_in_which_languages(client, offer):
    [channel] = data_of(client, "/de/angebote/cafe/")["mainEntity"]["availableChannel"]
    assert channel["availableLanguage"] == ["de", "bg", "gsg"]
    assert channel["serviceUrl"] == "https://example.org/cafe"
    assert channel["servicePhone"][0]["telephone"] == "+492214710123"
    place = channel["serviceLocation"]
    assert place["address"]["postalCode"] == "47169"
    assert place["containedInPlace"]["name"] == "Marxloh"
    assert place["amenityFeature"]["value"] is False
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 51.50312, "longitude": 6.75234}


def test_words_and_labels_are_in_the_language_of_the_page_facts_are_the_same(client, offer):
    translated(offer, "en", title="Language café", summary="Tea and talk.")
    german, english, arabic = (data_of(client, f"/{code}/angebote/cafe/") for code in ("de", "en", "ar"))
    assert arabic == german  # it is not translated: the same German words at the same address
    assert (english["inLanguage"], english["mainEntity"]["name"]) == ("en", "Language café")
    assert english["mainEntity"]["url"] == f"{HOST}/en/angebote/cafe/"
    assert english["mainEntity"]["audience"]["audienceType"] == ["Women"]
    assert english["mainEntity"]["provider"]["url"] == f"{HOST}/en/organisationen/bruecke/"
    for fact in ("hoursAvailable", "areaServed"):
        assert english["mainEntity"][fact] == german["mainEntity"][fact]


def test_a_new_phone_number_is_right_in_every_language_at_once(client, offer):
    translated(offer, "en")
    desk = offer.offer_contacts.get().contact
    desk.phone = "0221 4710 999"
    desk.save_revision().publish()
    for language in ("de", "en"):
        [channel] = data_of(client, f"/{language}/angebote/cafe/")["mainEntity"]["availableChannel"]
        assert channel["servicePhone"][0]["telephone"] == "+492214710999"


@pytest.mark.parametrize(
    ("facts", "price"),
    [
        ({"cost": "free"}, {"@type": "Offer", "price": "0", "priceCurrency": "EUR"}),
        ({"cost": "paid", "cost_amount": Decimal(5)}, {"@type": "Offer", "price": "5", "priceCurrency": "EUR"}),
        ({"cost": "paid", "fees_description": "Nach Einkommen."}, {"@type": "Offer", "description": "Nach Einkommen."}),
        ({"cost": "paid"}, None),
        ({"cost": "unknown"}, None),
    ],
)
def test_the_price_is_never_guessed(client, db, facts, price):
    OfferFactory(slug="kurs", **facts)
    found = data_of(client, "/de/angebote/kurs/")["mainEntity"].get("offers")
    if found and "price" in found:
        found["price"] = found["price"].removesuffix(".00")
    assert found == price


@pytest.mark.parametrize("status", [OfferPage.Status.PAUSED, OfferPage.Status.INACTIVE])
def test_what_does_not_take_place_has_no_hours(client, offer, status):
    offer.status = status
    published(offer)
    assert "hoursAvailable" not in data_of(client, "/de/angebote/cafe/")["mainEntity"]


def test_an_offer_of_which_little_is_known_says_little(client, db):
    OfferFactory(slug="karg")
    service = data_of(client, "/de/angebote/karg/")["mainEntity"]
    assert {"hoursAvailable", "availableChannel", "offers", "audience"} & service.keys() == set()


def test_a_text_cannot_end_the_block(client, db):
    OfferFactory(slug="boese", title="</script><script>alert(1)</script>")
    answer = client.get("/de/angebote/boese/")
    assert "<script>alert" not in answer.text
    assert data_of(client, "/de/angebote/boese/")["name"] == "</script><script>alert(1)</script>"


# --- Hours ------------------------------------------------------------------------------------------------------------
def test_hours_carry_how_long_they_are_valid_and_those_that_ended_are_left_out():
    week = Slot(0, time(9), time(12), date(2026, 3, 1), date(2026, 4, 30))
    ended = Slot(1, time(9), time(12), date(2025, 3, 1), date(2025, 4, 30))
    [row] = opening_hours(Hours((week, ended)), TODAY, {})
    assert (row["validFrom"], row["validThrough"]) == (date(2026, 3, 1), date(2026, 4, 30))


def test_a_closure_is_midnight_to_midnight():
    closure = Slot(None, None, None, date(2026, 7, 1), date(2026, 8, 1), closed=True)
    [row] = opening_hours(Hours((closure,)), TODAY, {})
    assert (row["opens"], row["closes"]) == ("00:00", "00:00")
    assert "dayOfWeek" not in row


def test_hours_past_midnight_and_at_a_place_stay_so():
    [row] = opening_hours(Hours((Slot(4, time(20), time(2), location_id=7),)), TODAY, {7: "Haus"})
    assert (row["opens"], row["closes"], row["name"]) == ("20:00", "02:00", "Haus")


# --- Organizations ----------------------------------------------------------------------------------------------------
@pytest.fixture
def organization(db):
    page = OrganizationFactory(
        slug="bruecke",
        title="Brücke e. V.",
        kind="mso",
        logo=ImageFactory(),
        year_incorporated=1998,
        website="https://example.org/",
        languages=["de", "ar"],
        email="post@example.org",
        hours=["tu 09:00-12:00"],
    )
    LocationFactory(organization=page, name="Haus")
    ContactFactory(organization=page, name="Büro")
    return page


def test_an_organization_says_how_to_reach_it(client, organization):
    translated(organization, "en", summary="We help each other.")
    page = data_of(client, "/en/organisationen/bruecke/")
    data = page["mainEntity"]
    assert page["inLanguage"] == "en"
    assert (data["@type"], data["name"], data["description"]) == ("NGO", "Brücke e. V.", "We help each other.")
    assert (data["telephone"], data["email"]) == (["+492214710123"], "post@example.org")
    assert data["address"][0]["streetAddress"] == "Musterstraße 1"
    assert data["location"][0]["openingHoursSpecification"][0]["opens"] == "09:00"
    assert (data["foundingDate"], data["knowsLanguage"]) == ("1998", ["de", "ar"])
    assert data["logo"].startswith(f"{HOST}/media/")


def test_without_a_place_the_hours_are_those_of_who_answers(client, organization):
    organization.locations.get().unpublish()
    data = data_of(client, "/de/organisationen/bruecke/")["mainEntity"]
    assert data["contactPoint"][0]["hoursAvailable"][0]["dayOfWeek"] == "https://schema.org/Tuesday"


@pytest.mark.parametrize("kind", OrganizationPage.Kind.values)
def test_every_kind_of_organization_is_a_type_of_schema_org(client, db, kind):
    OrganizationFactory(slug="haus", kind=kind)
    data = data_of(client, "/de/organisationen/haus/")["mainEntity"]
    assert data["@type"] == KINDS.get(kind, "Organization")
