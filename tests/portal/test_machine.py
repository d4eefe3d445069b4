"""Translating by machine: off by default, nothing half-written, and marked until a person has read it."""

import threading

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.models import NewsPage
from portal.words.keeping import write_page
from portal.words.machine import confirm, translate_page
from portal.words.services import DeepL, LibreTranslate, Unavailable, machine_languages, service
from portal.words.writing import NotTranslatedAbove
from tests.factories import NewsFactory, StandardPageFactory, translated
from tests.portal.translators import Careless, Crashing, Down, Marked, answering, setting

pytestmark = pytest.mark.django_db
LINK = '<p>Mehr <a href="https://example.org/">hier</a>.</p>'


@pytest.fixture
def turkish():
    return Locale.objects.get(language_code="tr")


@pytest.fixture
def marked(settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Marked)


@pytest.fixture
def news():
    return NewsFactory(title="Das Fest", slug="fest", intro="Alle kommen.", body=[("text", LINK)])


def test_by_default_there_is_none(news, turkish):
    assert service() is None
    assert machine_languages() == set()
    with pytest.raises(Unavailable):
        translate_page(news, turkish)


def test_a_page_is_translated_published_and_marked_as_unread(marked, news, turkish, admin):
    assert translate_page(news, turkish, user=admin) == (3, 0)
    page = news.get_translation(turkish)
    assert page.live
    assert page.title == "tr:Das Fest"
    assert '<a href="https://example.org/">tr:hier</a>' in page.body[0].value.source
    assert page.translation_state["machine"] == page.translation_state["total"] == 7
    assert set(StringTranslation.objects.values_list("translation_type", "tool_name")) == {("machine", "Marked")}


def test_what_a_person_translated_stays(marked, news, turkish):
    write_page(news, turkish)
    title = StringSegment.objects.get(context__path="title")
    StringTranslation.objects.create(
        translation_of=title.string, context=title.context, locale=turkish, data="Şenlik", translation_type="manual"
    )
    translate_page(news, turkish)
    page = news.get_translation(turkish)
    assert page.title == "Şenlik"
    assert page.translation_state["machine"] == 5


def test_a_second_time_there_is_nothing_to_do(marked, news, turkish):
    translate_page(news, turkish)
    assert translate_page(news, turkish) == (0, 0)


def test_languages_that_no_service_knows_are_not_offered(marked, news):
    assert machine_languages() == {"en", "tr", "ar"}
    with pytest.raises(Unavailable):
        translate_page(news, Locale.objects.get(language_code="de-simple"))


def test_below_a_page_that_is_not_translated_the_service_is_not_even_asked(settings, turkish):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Down)
    with pytest.raises(NotTranslatedAbove):
        translate_page(StandardPageFactory(parent=StandardPageFactory()), turkish)


def test_a_page_written_by_hand_is_not_overwritten(marked, news, turkish):
    translated(news, "tr", title="Şenlik")
    with pytest.raises(Unavailable, match="von Hand"):
        translate_page(news, turkish)
    assert news.get_translation(turkish).title == "Şenlik"


@pytest.mark.parametrize(("translator", "told"), [(Down, "schläft"), (Crashing, "translations")])
def test_a_service_that_fails_is_told_and_nothing_is_written(settings, news, turkish, translator, told):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(translator)
    with pytest.raises(Unavailable, match=told):
        translate_page(news, turkish)
    assert not StringTranslation.objects.exists()
    assert not news.has_translation(turkish)


def test_a_paragraph_whose_link_the_machine_lost_stays_german(settings, news, turkish):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Careless)
    assert translate_page(news, turkish) == (2, 1)
    page = news.get_translation(turkish)
    assert LINK.removeprefix("<p>").removesuffix("</p>") in page.body[0].value.source
    assert page.translation_state["missing"] == 3


def test_a_person_confirms_all_of_a_page(marked, news, turkish, editor, client):
    translate_page(news, turkish)
    page = news.get_translation(turkish)
    assert confirm(page, editor) == 3
    assert set(StringTranslation.objects.values_list("translation_type", "last_translated_by")) == {
        ("manual", editor.pk)
    }
    assert NewsPage.objects.get(pk=page.pk).translation_state == page.translation_state | {"machine": 0}


def test_editing_one_text_by_hand_confirms_that_one(marked, news, turkish, editor, client_of):
    translate_page(news, turkish)
    translation, title = Translation.objects.get(), StringSegment.objects.get(context__path="title")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, title.pk])
    browser = client_of(editor)
    assert browser.put(url, "value=Bayram", content_type="application/x-www-form-urlencoded").status_code == 200
    assert StringTranslation.objects.filter(translation_type="machine").count() == 2
    page = news.get_translation(turkish)
    browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})
    page = NewsPage.objects.get(pk=page.pk)
    assert page.title == "Bayram"
    assert page.translation_state["machine"] == 5


def test_the_button_in_the_editor_tells_when_the_service_fails(settings, news, turkish, editor, client_of):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Marked)
    write_page(news, turkish)
    url = reverse("wagtail_localize:machine_translate", args=[Translation.objects.get().pk])
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Down)
    assert "schläft" in client_of(editor).post(url, follow=True).text
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Marked)
    client_of(editor).post(url)
    assert StringTranslation.objects.filter(translation_type="machine").count() == 3
    assert not news.get_translation(turkish).live


# --- The services -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [DeepL, LibreTranslate])
def test_a_service_is_asked_as_it_wants_to_be(settings, news, turkish, kind):
    news.title = "Guten Tag"
    news.save_revision().publish()
    with answering() as (url, asked):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(kind, URL=url, KEY="geheim")
        translate_page(news, turkish)
    assert news.get_translation(turkish).title == "Guten gün"
    path, headers, content = asked[0]
    if kind is DeepL:
        assert (path, headers["Authorization"]) == ("/v2/translate", "DeepL-Auth-Key geheim")
        assert (content["source_lang"], content["target_lang"], content["tag_handling"]) == ("DE", "TR", "html")
    else:
        assert path == "/translate"
        assert (content["source"], content["target"], content["format"]) == ("de", "tr", "html")
        assert content["api_key"] == "geheim"


def test_many_texts_are_asked_in_portions(settings, turkish):
    news = NewsFactory(body=[("text", "".join(f"<p>Tag {number}</p>" for number in range(60)))])
    with answering() as (url, asked):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(DeepL, URL=url, KEY="geheim")
        translate_page(news, turkish)
    assert [len(content["text"]) for _path, _headers, content in asked] == [40, 22]


@pytest.mark.parametrize("kind", [DeepL, LibreTranslate])
@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (403, "", "Schlüssel"),
        (429, "", "zu oft"),
        (456, "", "verbraucht"),
        (413, "", "zu lang"),
        (500, "", "500"),
        (200, "<html>", "nicht zu lesen"),
        (200, "{}", "nicht zu lesen"),
        (200, "[]", "nicht zu lesen"),
        (200, '{"translations": [{"text": "a"}], "translatedText": ["a"]}', "nicht zu lesen"),
        (200, '{"translations": [{"text": 1}], "translatedText": 7}', "nicht zu lesen"),
    ],
)
def test_whatever_a_service_does_wrong_is_told_and_nothing_is_written(
    settings, news, turkish, kind, status, body, told
):
    with answering(status, body) as (url, _asked):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(kind, URL=url, KEY="geheim")
        with pytest.raises(Unavailable, match=told):
            translate_page(news, turkish)
    assert not StringTranslation.objects.exists()


def test_a_service_that_does_not_answer_is_not_waited_for(settings, news, turkish):
    with answering(wait=threading.Event()) as (url, _asked):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(DeepL, URL=url, KEY="geheim", TIMEOUT=0.1)
        with pytest.raises(Unavailable, match="rechtzeitig"):
            translate_page(news, turkish)


def test_a_service_that_is_not_there_is_told(settings, news, turkish):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(LibreTranslate, URL="http://127.0.0.1:9")
    with pytest.raises(Unavailable, match="nicht zu erreichen"):
        translate_page(news, turkish)
