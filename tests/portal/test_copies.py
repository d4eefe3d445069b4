"""No aliases, no facts in the tree of another language, no translation below a page that has none."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Locale, Page

from directory.models import OfferPage
from home.models import HomePage
from tests.factories import OfferFactory, StandardPageFactory, translated
from tests.html import soup
from tests.portal.samples import PAGE_TYPES, sample
from tests.portal.test_facts import LEAVES


@pytest.fixture
def staff(admin, client_of):
    return client_of(admin)


def told(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def english(page) -> Page:
    return page.get_translation(Locale.objects.get(language_code="en"))


def parent_of(model) -> Page:
    return Page.objects.get(pk=sample(model).get_parent().pk).specific


@pytest.mark.parametrize("model", LEAVES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_with_facts_is_not_made_in_the_tree_of_another_language(staff, model, method):
    tree = english(parent_of(model))
    url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, tree.pk])
    before = model.objects.count()
    answer = getattr(staff, method)(url, {"title": "X", "slug": "x"})
    assert answer.status_code == 302
    assert "auf Deutsch" in told(answer)
    assert model.objects.count() == before


@pytest.mark.parametrize("model", LEAVES)
def test_a_page_with_facts_is_not_copied_into_the_tree_of_another_language(staff, model):
    page = sample(model)
    tree = english(page.get_parent())
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": tree.pk}
    answer = staff.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert answer.status_code == 200
    wrapper = soup(answer).select_one("[name=new_parent_page]").find_parent(attrs={"data-field-wrapper": True})
    assert "auf Deutsch" in wrapper.select_one(".error-message").text
    assert not Page.objects.filter(slug="kopie").exists()


@pytest.mark.parametrize("model", LEAVES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_translation_is_not_copied(staff, model, method):
    page = translated(sample(model), "en")
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk}
    answer = getattr(staff, method)(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert answer.status_code == 302
    assert "auf Deutsch" in told(answer)
    assert not Page.objects.filter(slug="kopie").exists()


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_no_page_is_copied_as_an_alias(staff, model):
    page = sample(model)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert not soup(staff.get(url)).select("[name=alias]")
    parent = page.get_parent()
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent.pk, "alias": "on"}
    staff.post(url, data)
    assert Page.objects.filter(alias_of__isnull=False).count() == 0


@pytest.mark.parametrize("action", ["create_alias", "copy_for_translation", "copy", "convert_alias"])
def test_the_api_of_the_admin_makes_no_copies(staff, action):
    page = OfferFactory()
    url = f"/admin/api/main/pages/{page.pk}/action/{action}/"
    before = Page.objects.count()
    assert staff.post(url, {"locale": "en", "alias": "true"}).status_code == 404
    assert Page.objects.count() == before


def test_a_translation_is_not_turned_into_an_alias(staff):
    page = translated(OfferFactory(), "en")
    url = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
    assert staff.post(url).status_code == 302
    assert "convert-to-alias" not in staff.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert Page.objects.get(pk=page.pk).alias_of_id is None


def test_languages_offer_no_synchronization_of_trees(staff):
    page = staff.get(reverse("wagtaillocales:edit", args=[Locale.objects.get(language_code="en").pk]))
    assert page.status_code == 200
    assert "sync" not in "".join(field.get("name", "") for field in soup(page).select("main input, main select"))


def submit(staff, page, *codes: str):
    locales = Locale.objects.filter(language_code__in=codes).values_list("pk", flat=True)
    return staff.post(reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": list(locales)})


def test_a_page_is_translated_below_a_translated_parent(staff):
    page = StandardPageFactory()
    submit(staff, page, "en")
    assert english(page).get_parent().specific == english(HomePage.objects.get(locale__language_code="de"))
    assert Page.objects.filter(alias_of__isnull=False).count() == 0


def test_a_page_below_an_untranslated_one_waits_for_it(staff):
    upper = StandardPageFactory()
    lower = StandardPageFactory(parent=upper)
    answer = submit(staff, lower, "en", "ar")
    assert "zuerst die Seite darüber" in told(answer)
    assert lower.get_translations().count() == 0
    translated(upper, "en")
    form = soup(staff.get(reverse("wagtail_localize:submit_page_translation", args=[lower.pk])))
    assert len(form.select("input[name=locales]")) == 1
    submit(staff, lower, "en", "ar")
    assert lower.get_translations().count() == 0, "one language of two is not possible, so nothing is done by halves"
    submit(staff, lower, "en")
    assert lower.get_translations().count() == 1
    assert Page.objects.filter(alias_of__isnull=False).count() == 0


def test_a_page_does_not_move_into_the_tree_of_another_language(staff):
    offer = OfferFactory()
    tree = english(offer.get_parent())
    staff.post(reverse("wagtailadmin_pages:move_confirm", args=[offer.pk, tree.pk]))
    assert OfferPage.objects.get(pk=offer.pk).get_parent().locale.language_code == "de"
