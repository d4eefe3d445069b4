import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page

from directory.models import OfferIndexPage, OfferPage, OrganizationPage
from home.models import NewsPage, StandardPage
from portal.facts import FactsMixin
from tests.factories import OfferFactory, published, times, translated
from tests.portal.samples import PAGE_TYPES, full_offer, sample

WITH_FACTS = [model for model in PAGE_TYPES if issubclass(model, FactsMixin)]
LEAVES = [OfferPage, OrganizationPage, NewsPage, StandardPage]


def facts_of(page) -> dict:
    """Every fact of a page in a form that can be compared: columns, and how many rows of each relation."""
    found = {}
    for name in page.FACTS:
        value = getattr(page, name)
        found[name] = value.count() if hasattr(value, "all") else value
    return found


def empty(model, name: str):
    """What a page has where nobody filled it in: the default of the column, or no rows."""
    is_relation = hasattr(getattr(model(), name, None), "all") or name in ("target_groups", "terms", "tags")
    return 0 if is_relation else model._meta.get_field(name).get_default()


@pytest.mark.parametrize("model", LEAVES)
def test_the_samples_fill_every_fact_in(db, model):
    """Otherwise the tests below prove nothing."""
    page = sample(model)
    unset = [name for name, value in facts_of(page).items() if value in (None, "", 0, [])]
    assert set(unset) <= {"maximum_age", "by_appointment", "example"}


@pytest.mark.parametrize("model", LEAVES)
def test_a_translation_leaves_its_own_facts_empty(db, model):
    copy = sample(model).copy_for_translation(Locale.objects.get(language_code="en"))
    copy = model.objects.get(pk=copy.pk)
    assert facts_of(copy) == {name: empty(model, name) for name in model.FACTS}


@pytest.mark.parametrize("model", LEAVES)
def test_a_translation_reads_the_facts_of_its_source(db, model):
    page = sample(model)
    copy = translated(page, "en", title="In English")
    assert facts_of(copy.facts) == facts_of(page)


@pytest.mark.parametrize("model", LEAVES)
def test_copying_a_german_page_keeps_its_facts(db, model):
    page = sample(model)
    expected = facts_of(page) | ({"code": ""} if hasattr(page, "code") else {})
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert facts_of(model.objects.get(pk=copy.pk)) == expected


def test_the_copy_of_an_offer_keeps_its_hours_languages_and_places(db):
    page = full_offer()
    copy = OfferPage.objects.get(pk=page.copy(update_attrs={"slug": "kopie"}).pk)
    for relation in ("schedules", "language_hours"):
        rows = [
            list(getattr(offer, relation).values_list("weekday", "opens_at", "closes_at")) for offer in (page, copy)
        ]
        assert rows[0] == rows[1] != []
    assert [row.location for row in copy.offer_locations.all()] == [row.location for row in page.offer_locations.all()]


def test_a_fact_published_in_german_is_right_in_every_language_at_once(db, client):
    offer = OfferFactory(slug="cafe", hours=["mo 09:00-12:00"], spoken=["bg"])
    translated(offer, "en")
    assert "09:00–12:00" in client.get("/en/angebote/cafe/").text
    offer = OfferPage.objects.get(pk=offer.pk)
    offer.schedules = [type(offer.schedules.first())(**times("tu 15:15-17:45"))]
    published(offer)
    for language in ("de", "en", "ar"):
        text = client.get(f"/{language}/angebote/cafe/").text
        assert "15:15–17:45" in text
        assert "09:00–12:00" not in text


def test_changed_german_words_do_not_change_a_translation(db, client):
    offer = OfferFactory(slug="cafe", description="<p>Alt.</p>")
    translated(offer, "en", description="<p>Old.</p>")
    offer.description = "<p>Neu.</p>"
    published(offer)
    assert "Old." in client.get("/en/angebote/cafe/").text


def edit_form(page, user):
    form_class = type(page).get_edit_handler().get_form_class()
    return form_class(instance=page, for_user=user, parent_page=page.get_parent())


@pytest.mark.parametrize("model", LEAVES)
def test_the_form_of_a_translation_has_no_facts(db, admin, model):
    page = sample(model)
    german = edit_form(page, admin)
    english = edit_form(translated(page, "en"), admin)
    in_form = {*german.fields, *german.formsets}
    assert set(model.FACTS) & in_form
    assert set(model.FACTS) & {*english.fields, *english.formsets} == set()
    assert "title" in english.fields


@pytest.mark.parametrize("model", [model for model in WITH_FACTS if model.REQUIRED_FACTS])
def test_required_facts_are_asked_of_the_german_page_only(db, model):
    page = sample(model)
    translation = translated(page, "en")
    translation.clean()
    for name in model.REQUIRED_FACTS:
        setattr(page, name, None)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.message_dict) == set(model.REQUIRED_FACTS)


@pytest.mark.parametrize("model", LEAVES)
def test_pages_with_facts_begin_in_german(db, model):
    parent = sample(model).get_parent().specific
    assert model.can_create_at(parent)
    if english := parent.get_translation_or_none(Locale.objects.get(language_code="en")):
        assert not model.can_create_at(english)


def test_nothing_is_an_alias(db):
    """After everything the set-up and a translation make."""
    offer = OfferFactory()
    for language in ("en", "ar"):
        translated(offer, language)
    assert Page.objects.filter(alias_of__isnull=False).count() == 0
    assert OfferIndexPage.objects.count() == len(settings.LANGUAGES)


def test_lists_count_an_offer_once_however_many_translations_it_has(db, client):
    offer = OfferFactory(title="Sprachcafé")
    for language in ("en", "ar"):
        translated(offer, language, title=f"Café {language}")
    found = client.get("/en/angebote/")
    assert found.context["number"].paginator.count == 1
    assert "Café en" in found.text
    assert "Sprachcafé" not in found.text
