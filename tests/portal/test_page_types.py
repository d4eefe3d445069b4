"""Contract of every page class: it shows, can be edited and previewed, and publishing it unchanged changes nothing."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from tests.factories import translated
from tests.html import soup
from tests.portal.samples import PAGE_TYPES, SAMPLES, sample
from tests.portal.test_facts import LEAVES, facts_of

every_page_type = pytest.mark.parametrize("model", PAGE_TYPES)


@pytest.fixture
def staff(admin, client_of):
    return client_of(admin)


def edit_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(staff, model, address: str) -> dict:
    """What the page form at this address would send. Stories are built by script, so theirs is written here."""
    page = staff.get(address)
    data = dict(querydict_from_html(page.text, form_id="page-edit-form").lists())
    data |= {box["name"]: "on" for box in soup(page).select("#page-edit-form [type=checkbox][checked]:not([value])")}
    if hasattr(model, "body"):
        blocks = [("heading", "Überschrift"), ("text", rich_text("<p>Ein Absatz.</p>")), ("notice", "Achtung")]
        data |= nested_form_data({"body": streamfield(blocks)})
    return data


def address_of(page, language: str) -> str:
    return f"/{language}/" + page.url_path.removeprefix("/").partition("/")[2]


def test_there_is_a_sample_of_every_page_type():
    assert set(SAMPLES) == set(PAGE_TYPES)


@every_page_type
@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_every_page_type_shows_in_every_language(client, db, model, language):
    page = sample(model)
    answer = client.get(address_of(page, language))
    html = soup(answer).html
    assert answer.status_code == 200
    assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert len(html.select("h1")) == 1


@every_page_type
def test_every_page_type_can_be_published_unchanged_from_its_form(staff, db, model):
    page = sample(model)
    before = facts_of(page) if hasattr(page, "FACTS") else {}
    data = form_of(staff, model, edit_address(page))
    data["action-publish"] = "1"
    answer = staff.post(edit_address(page), data)
    assert answer.status_code == 302, soup(answer).select(".error-message, .messages")
    page = model.objects.get(pk=page.pk)
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").exists()
    assert (facts_of(page) if hasattr(page, "FACTS") else {}) == before


@pytest.mark.parametrize("model", LEAVES)
def test_a_translation_can_be_published_from_its_form(staff, db, model):
    page = translated(sample(model), "en")
    data = form_of(staff, model, edit_address(page))
    answer = staff.post(edit_address(page), data | {"title": "New words", "action-publish": "1"})
    assert answer.status_code == 302, soup(answer).select(".error-message, .messages")
    assert Page.objects.get(pk=page.pk).title == "New words"


@every_page_type
def test_every_page_type_previews(staff, db, model):
    page = sample(model)
    data = form_of(staff, model, edit_address(page))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert staff.post(preview, data).json() == {"is_valid": True, "is_available": True}
    shown = staff.get(preview)
    assert shown.status_code == 200
    assert soup(shown).h1


@pytest.mark.parametrize("model", LEAVES)
def test_a_preview_of_a_translation_shows_its_words_and_the_published_facts(staff, db, model):
    page = translated(sample(model), "en")
    data = form_of(staff, model, edit_address(page))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert staff.post(preview, data | {"title": "New words"}).json()["is_valid"]
    assert "New words" in soup(staff.get(preview)).h1.text


@pytest.mark.parametrize("model", LEAVES)
def test_an_empty_new_page_can_be_previewed_as_it_grows(staff, db, model):
    """The editor asks for a preview at every keystroke, before there is an organization, hours or a place."""
    parent = sample(model).get_parent()
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    data = form_of(staff, model, address)
    args = [model._meta.app_label, model._meta.model_name, parent.pk]
    preview = reverse("wagtailadmin_pages:preview_on_add", args=args)
    answer = staff.post(preview, data | {"title": "Neu", "slug": "neu"})
    assert answer.status_code == 200
    assert staff.get(preview).status_code == 200
