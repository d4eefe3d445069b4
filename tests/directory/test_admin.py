"""The directory in the back office."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from directory.models import (
    Contact,
    ContactRole,
    District,
    Feedback,
    Location,
    OfferPage,
    OrganizationPage,
    TargetGroup,
    TaxonomyTerm,
)
from tests.factories import (
    ContactFactory,
    FeedbackFactory,
    LocationFactory,
    OfferFactory,
    OrganizationFactory,
    translated,
)
from tests.html import soup

RECORDS = [Location, Contact, TaxonomyTerm, TargetGroup, ContactRole, District]


@pytest.fixture
def staff(kernteam, client_of):
    return client_of(kernteam)


def record_url(thing, action: str) -> str:
    model = thing if isinstance(thing, type) else type(thing)
    args = [] if isinstance(thing, type) else [thing.pk]
    return reverse(f"wagtailsnippets_directory_{model._meta.model_name}:{action}", args=args)


def told(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def titles(answer) -> list[str]:
    return [found.text.strip() for found in soup(answer).select("td.title .title-wrapper > a")]


# --- Lists ------------------------------------------------------------------------------------------------------------
def test_one_menu_leads_to_everything_of_the_directory(staff):
    page = staff.get("/admin/").text
    for address in (
        "/admin/offers/",
        "/admin/organizations/",
        "/admin/feedback/",
        *(record_url(m, "list") for m in RECORDS),
    ):
        assert f'"{address}"' in page
        assert staff.get(address).status_code == 200
    assert '"/admin/snippets/"' not in page


def test_offers_are_listed_once_whatever_languages_they_are_in(staff):
    offer = OfferFactory(title="Sprachcafé")
    translated(offer, "en", title="Language café")
    assert titles(staff.get("/admin/offers/")) == ["Sprachcafé"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("pillar=work", {"Bewerbung"}),
        ("confirmed=never", {"Bewerbung"}),
        ("confirmed=old", {"Alt"}),
        ("organization={owner}", {"Alt"}),
    ],
)
def test_offers_can_be_filtered(staff, query, found):
    OfferFactory(title="Frisch", assured_date=date.today())
    OfferFactory(title="Bewerbung", pillar="work", assured_date=None)
    old = OfferFactory(title="Alt", assured_date=date.today() - timedelta(days=500))
    answer = staff.get("/admin/offers/?" + query.format(owner=old.organization_id))
    assert set(titles(answer)) == found


@pytest.mark.parametrize(
    ("factory", "address", "per_row"),
    [
        (OfferFactory, "/admin/offers/", 2),  # wagtail-localize's buttons ask twice
        (OrganizationFactory, "/admin/organizations/", 2),
        (LocationFactory, "/admin/snippets/directory/location/", 0),
        (ContactFactory, "/admin/snippets/directory/contact/", 0),
        (FeedbackFactory, "/admin/feedback/", 0),
    ],
)
def test_a_list_asks_nothing_of_ours_per_row(staff, factory, address, per_row):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert staff.get(address).status_code == 200
        return len(found)

    factory.create_batch(2)
    staff.get(address)
    few = queries()
    factory.create_batch(6)
    staff.get(address)  # what the change made stale is read again, once
    assert queries() <= few + 6 * per_row


def test_offers_can_be_exported_in_words(staff):
    OfferFactory(title="Bewerbung", pillar="work", cost="free")
    row = b"".join(staff.get("/admin/offers/?export=csv").streaming_content).decode().splitlines()[1]
    assert row.startswith("Bewerbung,Verein")
    assert "Arbeit und Bildung" in row


def test_subjects_stand_below_their_upper_subject(staff):
    listed = titles(staff.get(record_url(TaxonomyTerm, "list")))
    cafe = TaxonomyTerm.objects.get(slug="sprachcafe")
    between = listed[listed.index(cafe.parent.name) + 1 : listed.index(cafe.name)]
    assert set(between) < set(cafe.parent.children.values_list("name", flat=True))


# --- Labels -----------------------------------------------------------------------------------------------------------
def label_data(record, **changes) -> dict:
    data = {"name": record.name, "slug": record.slug, "label_en": "", "label_ar": "", "sort_order": 3, "parent": ""}
    if isinstance(record, District):
        data["hyphenated"] = record.hyphenated
    return data | changes


@pytest.mark.parametrize("model", [TaxonomyTerm, TargetGroup, ContactRole, District])
def test_labels_are_edited_as_one_text_per_language(staff, model):
    record = model.objects.filter(**({"parent": None} if model is TaxonomyTerm else {})).first()
    record.labels = {"en": "Old", "ar": "قديم", "xx": "kept"}
    record.save()
    form = soup(staff.get(record_url(record, "edit")))
    assert form.select_one("[name=label_ar]")["dir"] == "rtl"
    assert form.select_one("[name=label_en]")["value"] == "Old"
    answer = staff.post(record_url(record, "edit"), label_data(record, label_en=" New "))
    assert answer.status_code == 302
    assert model.objects.get(pk=record.pk).labels == {"en": "New", "xx": "kept"}


def test_the_short_name_of_a_subject_in_use_stays(staff):
    term = TaxonomyTerm.objects.get(slug="sprachcafe")
    staff.post(record_url(term, "edit"), label_data(term, slug="anders", parent=term.parent_id, name="Café"))
    term.refresh_from_db()
    assert (term.slug, term.name) == ("sprachcafe", "Café")


def test_a_third_level_of_subjects_is_refused_at_the_field(staff):
    lower = TaxonomyTerm.objects.get(slug="sprachcafe")
    answer = staff.post(record_url(lower.parent, "edit"), label_data(lower.parent, parent=lower.parent_id))
    assert answer.status_code == 200
    upper = TaxonomyTerm.objects.filter(parent=None).exclude(pk=lower.parent_id).first()
    answer = staff.post(record_url(upper, "edit"), label_data(upper, parent=lower.parent_id))
    assert "Themen haben nur zwei Ebenen" in soup(answer).select_one("[data-contentpath=parent] .error-message").text


def test_a_new_target_group_reaches_the_lists(staff, client):
    data = {"name": "Nachbarn", "slug": "nachbarn", "label_en": "Neighbors", "label_ar": ""}
    assert staff.post(record_url(TargetGroup, "add"), data).status_code == 302
    OfferFactory(groups=["nachbarn"])
    assert "Neighbors" in client.get("/en/angebote/").text


def test_dragging_target_groups_changes_the_order_on_the_site(staff, client):
    first, *_rest, last = TargetGroup.objects.order_by("sort_order")
    OfferFactory(groups=[first.slug, last.slug])
    url = reverse("wagtailsnippets_directory_targetgroup:reorder", args=[last.pk])
    before = client.get("/de/angebote/").text
    assert before.index(first.name) < before.index(last.name)
    assert staff.post(f"{url}?position=0").status_code == 200
    after = client.get("/de/angebote/").text
    assert after.index(last.name) < after.index(first.name)


# --- Feedback ---------------------------------------------------------------------------------------------------------
def test_new_feedback_stands_first_and_is_counted(staff):
    FeedbackFactory(status="done", message="Alt und erledigt")
    FeedbackFactory(message="Neu")
    page = soup(staff.get("/admin/feedback/"))
    rows = [row.text for row in page.select("tbody tr")]
    assert ["Neu" in rows[0], "Alt und erledigt" in rows[1]] == [True, True]
    assert re.search(r'"label": "[^"]* \(1\)"', staff.get("/admin/").text)
    assert soup(staff.get("/admin/")).select_one(
        "#new-feedback-section, #panel-new-feedback-section, [id*=new-feedback]"
    )


def test_feedback_is_done_with_one_press_and_can_be_opened_again(kernteam):
    feedback = FeedbackFactory()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(kernteam)
    for expected in ("done", "new"):
        form = soup(browser.get("/admin/feedback/")).select_one("tbody form")
        data = {field["name"]: field["value"] for field in form.select("input")}
        assert browser.post(form["action"], data).status_code == 302
        feedback.refresh_from_db()
        assert feedback.status == expected
    assert browser.get(form["action"]).status_code == 405


def test_a_report_leads_to_the_form_of_its_page(staff):
    feedback = FeedbackFactory(page=OfferFactory(), email="leserin@example.org", message="Falsch")
    page = soup(staff.get(reverse("feedback:edit", args=[feedback.pk])))
    assert page.select_one(f'a[href="/admin/pages/{feedback.page_id}/edit/"]')
    assert page.select_one('a[href="mailto:leserin@example.org"]')
    assert not page.select_one("[name=message]"), "what visitors wrote is not changed"


def test_a_note_is_kept(staff):
    feedback = FeedbackFactory()
    staff.post(reverse("feedback:edit", args=[feedback.pk]), {"status": "done", "note": "Angerufen."})
    feedback.refresh_from_db()
    assert (feedback.status, feedback.note) == ("done", "Angerufen.")


# --- Deleting ---------------------------------------------------------------------------------------------------------
def in_use() -> dict:
    """Everything an offer needs."""
    contact = ContactFactory(role=ContactRole.objects.first())
    location = LocationFactory(organization=contact.organization)
    labels = {"terms": ["sprachcafe"], "groups": ["frauen"]}
    OfferFactory(organization=contact.organization, locations=[location], contacts=[contact], **labels)
    term = TaxonomyTerm.objects.get(slug="sprachcafe")
    group = TargetGroup.objects.get(slug="frauen")
    return {type(each): each for each in (location, contact, term, group, contact.role)}


@pytest.mark.parametrize("model", [Location, Contact, TaxonomyTerm, TargetGroup, ContactRole])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_in_use_cannot_be_deleted_and_says_why(staff, model, method):
    thing = in_use()[model]
    answer = getattr(staff, method)(record_url(thing, "delete"))
    assert answer.status_code == 302
    assert "kann nicht gelöscht werden" in told(answer)
    assert model.objects.filter(pk=thing.pk).exists()


def test_an_upper_subject_cannot_be_deleted_before_those_below_it(staff):
    upper = TaxonomyTerm.objects.get(slug="sprachcafe").parent
    assert "stehen noch Themen" in told(staff.post(record_url(upper, "delete")))
    assert TaxonomyTerm.objects.filter(pk=upper.pk).exists()


@pytest.mark.parametrize("factory", [LocationFactory, ContactFactory])
def test_what_nobody_needs_can_be_deleted(staff, factory):
    thing = factory()
    assert staff.post(record_url(thing, "delete")).status_code == 302
    assert not type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_organization_with_offers_cannot_be_deleted(staff, method):
    offer = OfferFactory(title="Sprachcafé")
    answer = getattr(staff, method)(reverse("wagtailadmin_pages:delete", args=[offer.organization_id]))
    assert answer.status_code == 302
    assert "„Sprachcafé“" in told(answer)
    assert OrganizationPage.objects.filter(pk=offer.organization_id).exists()


def test_a_list_page_above_such_an_organization_cannot_be_deleted_either(admin, client_of):
    offer = OfferFactory()
    parent = offer.organization.get_parent()
    answer = client_of(admin).post(reverse("wagtailadmin_pages:delete", args=[parent.pk]))
    assert "kann nicht gelöscht werden" in told(answer)
    assert Page.objects.filter(pk=parent.pk).exists()


def test_an_organization_without_offers_can_be_deleted(staff):
    organization = OrganizationFactory()
    staff.post(reverse("wagtailadmin_pages:delete", args=[organization.pk]))
    assert not OrganizationPage.objects.filter(pk=organization.pk).exists()


def test_bulk_deletion_refuses_organizations_with_offers(staff):
    free, needed = OrganizationFactory(), OfferFactory().organization
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    url += f"?id={free.pk}&id={needed.pk}&next=/admin/organizations/"
    assert not soup(staff.get(url)).select_one("form button.serious"), "what is needed is shown, and no button"
    assert staff.post(url).status_code == 302
    assert OrganizationPage.objects.filter(pk__in=[free.pk, needed.pk]).count() == 2


def test_bulk_deletion_refuses_list_pages_above_them_with_the_reason(admin, client_of):
    parent = OfferFactory().organization.get_parent()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = client_of(admin).post(f"{url}?id={parent.pk}&next=/admin/")
    assert "kann nicht gelöscht werden" in told(answer)
    assert Page.objects.filter(pk=parent.pk).exists()


def test_bulk_deletion_refuses_subjects_in_use(staff):
    term = in_use()[TaxonomyTerm]
    url = reverse("wagtail_bulk_action", args=["directory", "taxonomyterm", "delete"])
    assert staff.post(f"{url}?id={term.pk}&next=/admin/").status_code == 302
    assert TaxonomyTerm.objects.filter(pk=term.pk).exists()


def test_feedback_outlives_the_page_it_is_about(staff):
    feedback = FeedbackFactory(page=OfferFactory())
    staff.post(reverse("wagtailadmin_pages:delete", args=[feedback.page_id]))
    assert Feedback.objects.get().page is None
    assert staff.get("/admin/feedback/").status_code == 200


def test_the_copy_of_an_imported_offer_is_no_second_import_of_it(staff):
    offer = OfferFactory(code="o-1", title="Sprachcafé")
    url = reverse("wagtailadmin_pages:copy", args=[offer.pk])
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": offer.get_parent().pk}
    assert staff.post(url, data).status_code == 302
    assert OfferPage.objects.get(slug="kopie").code == ""
