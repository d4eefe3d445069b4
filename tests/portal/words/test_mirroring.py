"""Slug, place, liveness and end of a German page are those of its translations."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from home.models import StandardPage
from tests.factories import OfferFactory, StandardPageFactory, published, translated


@pytest.fixture
def above(db):
    page = StandardPageFactory(slug="oben", title="Oben")
    translated(page, "tr", title="Yukarı")
    return page


@pytest.fixture
def page(above):
    return StandardPageFactory(slug="seite", title="Seite", parent=above)


@pytest.fixture
def turkish(page):
    return translated(page, "tr", title="Sayfa")


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_a_new_slug_is_that_of_the_translation_and_of_all_below_it(above, turkish):
    above = fresh(above)
    above.slug = "ganz-oben"
    published(above)
    assert fresh(turkish).url_path.endswith("/ganz-oben/seite/")


def test_an_older_draft_of_a_translation_does_not_bring_its_old_slug_back(page, turkish):
    draft = turkish.save_revision()
    page.slug = "anders"
    published(page)
    draft.publish()
    assert fresh(turkish).slug == "anders"


def test_a_translation_cannot_have_a_slug_of_its_own(turkish):
    turkish.slug = "sayfa"
    turkish.save_revision().publish()
    assert fresh(turkish).slug == "seite"


def test_homes_keep_their_slugs(db):
    homes = dict(Page.objects.filter(depth=2).values_list("locale__language_code", "slug"))
    assert len(set(homes.values())) == len(homes)
    home = Page.objects.get(depth=2, locale__language_code="de").specific
    home.save_revision().publish()
    assert dict(Page.objects.filter(depth=2).values_list("locale__language_code", "slug")) == homes


def test_a_move_takes_the_translations_along(page, turkish):
    target = StandardPageFactory(slug="ziel", title="Ziel")
    translated(target, "tr", title="Hedef")
    fresh(page).move(fresh(target), "last-child")
    assert fresh(turkish).url_path.endswith("/ziel/seite/")
    assert fresh(turkish).get_parent().title == "Hedef"


def test_a_move_below_an_untranslated_page_is_refused_whole(page, turkish):
    target = StandardPageFactory(slug="ziel", title="Ziel")
    with pytest.raises(ValidationError, match="Türkçe"):
        fresh(page).move(fresh(target), "last-child")
    assert fresh(page).url_path.endswith("/oben/seite/")
    assert fresh(turkish).url_path.endswith("/oben/seite/")


def test_the_admin_says_so_before_it_tries(client, admin, page, turkish):
    client.force_login(admin)
    target = StandardPageFactory(slug="ziel", title="Ziel")
    answer = client.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/", follow=True)
    assert answer.status_code == 200
    assert "Türkçe" in answer.text
    assert fresh(page).url_path.endswith("/oben/seite/")


@pytest.mark.parametrize("synced", [False, True])
def test_unpublishing_takes_the_translation_away_and_publishing_brings_it_back(page, synced, translate):
    turkish = translate(page, "tr", {"Seite": "Sayfa"}) if synced else translated(page, "tr", title="Sayfa")
    page = fresh(page)
    page.unpublish()
    assert not fresh(turkish).live
    page.save_revision().publish()
    back = fresh(turkish)
    assert (back.live, back.title) == (True, "Sayfa")
    assert "returns" not in back.translation_state


def test_what_was_a_draft_does_not_go_live_with_its_source(page):
    draft = translated(page, "tr", live=False)
    page = fresh(page)
    page.unpublish()
    page.save_revision().publish()
    assert not fresh(draft).live


def test_expiry_ends_the_translations_too(page, turkish):
    page = fresh(page)
    page.expire_at = timezone.now() + timedelta(seconds=60)
    page.save_revision().publish()
    StandardPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not fresh(page).live
    assert not fresh(turkish).live


@pytest.mark.parametrize("through", ["specific", "base", "queryset", "parent"])
def test_deleting_a_page_deletes_its_translations_whatever_the_way(above, page, turkish, through):
    key = page.translation_key
    if through == "specific":
        fresh(page).delete()
    elif through == "base":
        Page.objects.get(pk=page.pk).delete()
    elif through == "queryset":
        Page.objects.filter(pk=page.pk).delete()
    else:
        fresh(above).delete()
    assert not Page.objects.filter(translation_key=key).exists()
    assert not Page.find_problems()[0]


def test_deleting_a_translation_leaves_the_german_page(page, turkish):
    fresh(turkish).delete()
    assert fresh(page).live


def test_a_page_without_translations_costs_one_query_more_to_save(db, django_assert_max_num_queries):
    offer = OfferFactory()
    with django_assert_max_num_queries(40):
        offer.save()
