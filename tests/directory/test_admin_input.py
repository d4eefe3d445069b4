"""Bad input in the forms of the back office gets a message at its field; nothing is lost or dropped."""

import pytest
from django.urls import reverse

from directory.models import Contact, Location, OfferPage, OrganizationPage, TaxonomyTerm
from tests.factories import ContactFactory, LocationFactory, OfferFactory, OrganizationFactory
from tests.html import soup
from tests.portal.samples import sample
from tests.portal.test_page_types import edit_address, form_of

MONDAY = {"weekday": "0", "opens_at": "09:00", "closes_at": "12:00"}


@pytest.fixture
def staff(kernteam, client_of):
    return client_of(kernteam)


def rows(relation: str, *given: dict) -> dict:
    """The fields of a formset of new rows."""
    data = {f"{relation}-TOTAL_FORMS": len(given), f"{relation}-INITIAL_FORMS": 0}
    for number, row in enumerate(given):
        data |= {f"{relation}-{number}-{name}": value for name, value in row.items()}
        data |= {
            f"{relation}-{number}-id": "",
            f"{relation}-{number}-DELETE": "",
            f"{relation}-{number}-ORDER": number + 1,
        }
    return data


def errors_at(answer, field: str) -> str:
    """The messages at a field, by the name of its input."""
    page = soup(answer)
    widget = page.select_one(f'[name="{field}"], #id_{field}')
    return " ".join(
        error.text for error in widget.find_parent(attrs={"data-field-wrapper": True}).select(".error-message")
    )


def publish(staff, page, **changes):
    data = form_of(staff, type(page), edit_address(page))
    return staff.post(edit_address(page), data | changes | {"action-publish": "1"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("organization", ""),
        ("pillar", ""),
        ("pillar", "nonsense"),
        ("summary", "x" * 161),
        ("terms", "unknown-subject"),
        ("target_groups", "99999"),
        ("minimum_age", "-1"),
        ("minimum_age", "sixteen"),
        ("maximum_age", "3"),
        ("cost_amount", "-5"),
        ("cost_amount", "12,345"),
        ("cost_amount", "a lot"),
        ("url", "javascript:alert(1)"),
        ("assured_date", "31.02.2026"),
        ("assured_date", "soon"),
        ("status", "nonsense"),
    ],
)
def test_a_wrong_value_in_an_offer_gets_a_message_at_its_field(staff, field, value):
    answer = publish(staff, sample(OfferPage), **{field: value})
    assert answer.status_code == 200
    assert errors_at(answer, field)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (MONDAY | {"opens_at": "25:00"}, "opens_at"),
        (MONDAY | {"closes_at": "noon"}, "closes_at"),
        (MONDAY | {"closes_at": ""}, "opens_at"),
        (MONDAY | {"closes_at": "09:00"}, "closes_at"),
        (MONDAY | {"weekday": "9"}, "weekday"),
        (MONDAY | {"weekday": ""}, "weekday"),
        (MONDAY | {"valid_from": "01.09.2026", "valid_to": "31.08.2026"}, "valid_to"),
        (MONDAY | {"valid_from": "2026-13-01"}, "valid_from"),
        ({"closed": "on"}, "valid_from"),
    ],
)
def test_wrong_hours_get_a_message_at_their_field_and_no_row_is_dropped(staff, row, field):
    offer = OfferFactory(hours=["tu 10:00-12:00"])
    answer = publish(staff, offer, **rows("schedules", MONDAY, row))
    assert answer.status_code == 200
    assert errors_at(answer, f"schedules-1-{field}")
    assert soup(answer).select_one('[name="schedules-0-opens_at"]')["value"].startswith("09:00"), (
        "what was typed is kept"
    )
    assert [str(each.opens_at) for each in OfferPage.objects.get(pk=offer.pk).schedules.all()] == ["10:00:00"]


def test_hours_past_midnight_are_right(staff):
    offer = OfferFactory()
    assert (
        publish(staff, offer, **rows("schedules", MONDAY | {"opens_at": "20:00", "closes_at": "02:00"})).status_code
        == 302
    )
    assert str(OfferPage.objects.get(pk=offer.pk).schedules.get().closes_at) == "02:00:00"


def test_hours_may_only_name_a_location_of_the_offer(staff):
    mine, other = LocationFactory(), LocationFactory()
    offer = OfferFactory(locations=[mine])
    answer = publish(staff, offer, **rows("schedules", MONDAY | {"location": other.pk}))
    assert errors_at(answer, "schedules-0-location")
    assert publish(staff, offer, **rows("schedules", MONDAY | {"location": mine.pk})).status_code == 302


def test_language_hours_want_weekday_and_both_times_or_none(staff):
    offer = OfferFactory()
    half = {"language": "bg", "mode": "fluent", "weekday": "1", "opens_at": "", "closes_at": ""}
    assert errors_at(publish(staff, offer, **rows("language_hours", half)), "language_hours-0-weekday")


def test_subjects_are_chosen_by_ticking(staff):
    offer = OfferFactory(terms=["sprachcafe"])
    assert publish(staff, offer, terms=["vorlesen", "familie"]).status_code == 302
    assert {term.slug for term in OfferPage.objects.get(pk=offer.pk).terms.all()} == {"vorlesen", "familie"}
    assert publish(staff, offer, terms=[]).status_code == 302
    assert OfferPage.objects.get(pk=offer.pk).terms.count() == 0


def test_subjects_are_ticked_below_their_upper_subject_in_the_form(staff):
    page = soup(staff.get(edit_address(OfferFactory(terms=["sprachcafe"]))))
    assert [box["value"] for box in page.select("[name=terms][checked]")] == ["sprachcafe"]
    assert len(page.select("[name=terms]")) == TaxonomyTerm.objects.count()


def test_a_draft_may_lack_what_publishing_asks_for(staff):
    offer = OfferFactory()
    data = form_of(staff, OfferPage, edit_address(offer)) | {"pillar": "", "organization": "", "summary": ""}
    assert staff.post(edit_address(offer), data).status_code == 302
    draft = OfferPage.objects.get(pk=offer.pk).get_latest_revision_as_object()
    assert (draft.organization, draft.summary) == (None, "")
    assert OfferPage.objects.get(pk=offer.pk).organization, "what is published stays"


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", ""), ("year_incorporated", "-3"), ("website", "javascript:1"), ("email", "no"), ("languages", "xx")],
)
def test_a_wrong_value_in_an_organization_gets_a_message_at_its_field(staff, field, value):
    answer = publish(staff, sample(OrganizationPage), **{field: value})
    assert answer.status_code == 200
    assert errors_at(answer, field)


def record_answer(staff, record, changes: dict):
    fields = (
        "organization_id",
        "name",
        "phone",
        "email",
        "role_id",
        "address_1",
        "postal_code",
        "city",
        "country",
        "district_id",
        "wheelchair",
    )
    data = {name.removesuffix("_id"): getattr(record, name, "") or "" for name in fields}
    url = reverse(f"wagtailsnippets_directory_{record._meta.model_name}:edit", args=[record.pk])
    return staff.post(url, data | {"latitude": "", "longitude": ""} | changes | {"action-publish": "1"})


@pytest.mark.parametrize(
    ("factory", "field", "value"),
    [
        (ContactFactory, "phone", "call me"),
        (ContactFactory, "phone", "0203 12345<script>"),
        (ContactFactory, "email", "nobody"),
        (ContactFactory, "role", "99999"),
        (ContactFactory, "organization", ""),
        (LocationFactory, "postal_code", "4705"),
        (LocationFactory, "district", ""),
        (LocationFactory, "latitude", "north"),
        (LocationFactory, "latitude", "5100000"),
        (LocationFactory, "wheelchair", "perhaps"),
    ],
)
def test_a_wrong_value_in_a_record_gets_a_message_at_its_field(staff, factory, field, value):
    answer = record_answer(staff, factory(), {field: value})
    assert answer.status_code == 200
    assert errors_at(answer, field)


@pytest.mark.parametrize("factory", [ContactFactory, LocationFactory])
def test_a_record_can_be_published(staff, factory):
    record = factory()
    assert record_answer(staff, record, {"name": "Neuer Name"}).status_code == 302
    assert type(record).objects.get(pk=record.pk).name == "Neuer Name"


def test_a_new_record_can_be_chosen_by_its_organization(staff):
    organization = OrganizationFactory(title="Kulturbrücke")
    LocationFactory(organization=organization, name="Haus", address_1="Rosenplatz 12")
    ContactFactory(organization=organization, name="Büro")
    for model, shown in ((Location, "Rosenplatz 12"), (Contact, "0221 4710 123")):
        listed = staff.get(f"/admin/snippets/choose/directory/{model._meta.model_name}/").json()["html"]
        assert "Kulturbrücke" in listed
        assert shown in listed
