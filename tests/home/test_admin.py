"""News, pages and the dashboard in the back office."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Workflow
from wagtail.test.utils.form_data import nested_form_data, streamfield

from directory.models import Contact, Location
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from home.staff import set_up_staff
from tests.factories import NewsFactory, StandardPageFactory, german, translated
from tests.html import soup
from tests.portal.samples import PAGE_TYPES
from tests.portal.test_page_types import edit_address, form_of


@pytest.fixture
def staff(editor, client_of):
    return client_of(editor)


def test_news_are_listed_once_the_newest_first(staff):
    NewsFactory(title="Alt", date="2026-01-01")
    translated(NewsFactory(title="Neu", date="2026-05-01"), "en", title="New")
    links = soup(staff.get("/admin/news/")).select("td.title .title-wrapper > a")
    assert [link.text.strip() for link in links] == ["Neu", "Alt"]


def test_a_new_article_begins_in_german_whatever_lists_there_are(staff):
    answer = staff.get("/admin/news/choose_parent/")
    assert answer.url == reverse("wagtailadmin_pages:add", args=["home", "newspage", german(NewsIndexPage).pk])


@pytest.mark.parametrize("model", [NewsPage, StandardPage])
def test_the_address_is_made_from_the_title(staff, model):
    parent = german(NewsIndexPage if model is NewsPage else HomePage)
    page = soup(staff.get(reverse("wagtailadmin_pages:add", args=["home", model._meta.model_name, parent.pk])))
    assert "w-sync" in page.select_one("[name=title]")["data-controller"]


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_every_page_type_says_in_german_what_it_is_and_what_it_is_for(model):
    german_words = (str(model.get_verbose_name()), str(model.get_page_description()))
    with translation.override("en"):
        english_words = (str(model.get_verbose_name()), str(model.get_page_description()))
    assert all(german_words)
    assert not set(german_words) & set(english_words)


def link_answer(staff, address: str):
    page = StandardPageFactory()
    data = form_of(staff, StandardPage, edit_address(page))
    links = {"label": "Mehr", "path": address}
    body = nested_form_data({"body": streamfield([("links", streamfield([]))])})
    body |= {
        "body-0-value-count": "1",
        "body-0-value-0-deleted": "",
        "body-0-value-0-order": "0",
        "body-0-value-0-type": "item",
    }
    body |= {f"body-0-value-0-value-{name}": value for name, value in links.items()}
    data = {name: value for name, value in data.items() if not name.startswith("body-")} | body
    return staff.post(edit_address(page), data | {"action-publish": "1"})


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScript:1",
        "//evil.example/",
        "/\\evil.example",
        "http://x.example",
        "data:x",
        "https://",
    ],
)
def test_links_lead_within_or_to_safe_addresses_only(staff, address):
    answer = link_answer(staff, address)
    assert answer.status_code == 200
    assert gettext("Please begin the address with / or https://.") in answer.text


@pytest.mark.parametrize("address", ["/angebote/?free=1", "https://www.duisburg.de/"])
def test_links_within_and_to_safe_addresses_are_kept(staff, address):
    assert link_answer(staff, address).status_code == 302


# --- What the set-up makes of the staff -------------------------------------------------------------------------------
def test_the_kernteam_approves_pages_and_records(db):
    workflow = Workflow.objects.get(active=True)
    assert [group.name for task in workflow.tasks for group in task.specific.groups.all()] == ["Kernteam"]
    for model in (Location, Contact, HomePage):
        page_or_record = german(HomePage) if model is HomePage else model()
        assert (page_or_record.get_workflow() or workflow) == workflow
    assert {model.get_default_workflow() for model in (Location, Contact)} == {workflow}


def test_only_our_groups_exist(db):
    assert set(Group.objects.values_list("name", flat=True)) == {"Kernteam", "Redaktion"}


def test_setting_up_again_keeps_what_the_operator_changed(db):
    kernteam = Group.objects.get(name="Kernteam")
    own = Group.objects.create(name="Praktikum")
    Workflow.objects.update(active=False)
    before = kernteam.permissions.count()
    set_up_staff()
    assert Group.objects.filter(pk=own.pk).exists()
    assert not Workflow.objects.filter(active=True).exists()
    assert kernteam.permissions.count() == before
