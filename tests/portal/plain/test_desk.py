"""Hints for Leichte Sprache in the back office."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests.factories import StandardPageFactory, translated
from tests.html import soup

HARD = {"title": "Ihr Antrag", "summary": "Der Antrag wird z. B. im Amt geprüft."}


@pytest.fixture
def page(db):
    return translated(StandardPageFactory(slug="antrag"), "de-simple", **HARD)


@pytest.fixture
def staff(editor, client_of):
    return client_of(editor)


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def report(page) -> str:
    return reverse("plain_report", args=[page.pk])


def test_the_form_of_a_page_in_leichte_sprache_shows_hints_by_field_with_their_rule(staff, page):
    form = soup(staff.get(edit(page)))
    notice = form.select_one(".plain-notice")
    assert notice.summary.text == "2 Hinweise zur Leichten Sprache"
    assert [mark.text for mark in notice.select("mark")] == ["wird z. B. im Amt geprüft", "z. B."]
    assert "zum Beispiel" in notice.text
    assert "BITV 2.0, Anlage 2, Teil 2, Nr. 1" in notice.text
    assert len(notice.select(".plain-field")) == 1
    assert form.select(f'a[href="{report(page)}"]')


def test_hints_never_keep_anybody_from_saving(staff, page):
    form = soup(staff.get(edit(page))).select_one("#page-edit-form, form[data-edit-form], form[action*='/edit/']")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    data |= {"summary": "Er wird geprüft.", "body-count": "0", "action-publish": "1"}
    assert staff.post(edit(page), data).status_code == 302
    page.refresh_from_db()
    assert page.summary == "Er wird geprüft."


def test_pages_in_other_languages_and_easy_pages_have_no_hints(staff, page):
    easy = translated(StandardPageFactory(slug="leicht"), "de-simple", title="Leicht", summary="Wir helfen Ihnen.")
    german = StandardPageFactory(summary=HARD["summary"])
    for each in (easy, german):
        assert not soup(staff.get(edit(each))).select(".plain-notice")
    assert staff.get(report(easy)).status_code == 200
    assert staff.get(report(german)).status_code == 404


def test_the_report_is_for_those_who_may_edit_the_page(staff, client, page):
    assert [mark.text for mark in soup(staff.get(report(page))).select("mark")][1] == "z. B."
    assert client.get(report(page)).status_code == 302
    assert staff.get(reverse("plain_report", args=[10**9])).status_code == 404


def test_what_was_typed_is_escaped_in_the_hints(staff):
    page = translated(StandardPageFactory(), "de-simple", title="A", summary="<script>x</script> usw.")
    assert "<script>x" not in str(soup(staff.get(report(page))).select_one(".plain-report"))


def test_the_editor_of_a_translation_shows_hints_on_the_translated_words(staff):
    source = StandardPageFactory(slug="antrag", title="Antrag", summary="Deutsch z. B. hier")
    simple = Locale.objects.get(language_code="de-simple")
    made, _created = TranslationSource.update_or_create_from_instance(source)
    translation = Translation.objects.create(source=made, target_locale=simple)
    segment = made.stringsegment_set.get(context__path="summary")
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=simple, data="Kommen Sie <b>ggf.</b> vorbei."
    )
    translation.save_target()
    page = source.get_translation(simple)
    form = soup(staff.get(edit(page)))
    assert form.select_one(".plain-notice mark").text == "ggf."
    assert [mark.text for mark in soup(staff.get(report(page))).select("mark")] == ["ggf."]
