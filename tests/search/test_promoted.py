"""Results that the Kernteam promotes for certain searches."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import PageViewRestriction

from portal.changes import journal
from search.promoted import promoted_for
from tests.factories import NewsFactory, StandardPageFactory, published, translated
from tests.html import soup

pytestmark = pytest.mark.django_db
GERMAN = ' lang="de" dir="ltr"'


def promote(text: str, page=None, **values) -> SearchPromotion:
    query, _created = Query.objects.get_or_create(query_string=text)
    return SearchPromotion.objects.create(query=query, page=page, **values)


@pytest.fixture
def office():
    return StandardPageFactory(title="Kommunales Integrationszentrum", slug="ki")


def titles(text: str, language: str = "de") -> list[str]:
    return [each["title"] for each in promoted_for(text, language)]


def test_a_page_is_promoted_for_its_search_only(office):
    promote("beratung", office, description="Hier hilft man Ihnen weiter.")
    assert promoted_for("Beratung", "de") == [
        {"url": "/de/ki/", "title": office.title, "description": "Hier hilft man Ihnen weiter.", "marks": ""}
    ]
    assert promoted_for("Beratung für Frauen", "de") == []


@pytest.mark.parametrize(
    "typed", ["Ausländeramt", "auslaenderamt", " AUSLANDERAMT ", "Ausländer\u00adamt", "ausländeramt?"]
)
def test_other_spellings_of_the_same_meet_it(office, typed):
    promote("ausländeramt", office)
    assert titles(typed) == [office.title]


def test_several_searches_may_lead_to_one_page(office):
    promote("yabancılar dairesi", office)
    promote("чужденци", office)
    assert titles("Yabancilar Dairesi") == titles("Чужденци") == [office.title]


def test_the_order_is_that_of_the_form_and_no_address_comes_twice(office):
    other = StandardPageFactory(title="Zweite")
    promote("beratung", other, sort_order=1)
    promote("beratung", office, sort_order=0)
    promote("Beratung!", office, sort_order=2)
    assert titles("beratung") == [office.title, "Zweite"]


def test_a_page_comes_in_the_language_of_the_visitor(office):
    translated(office, "tr", title="Uyum Merkezi")
    promote("uyum", office)
    assert promoted_for("uyum", "tr") == [{"url": "/tr/ki/", "title": "Uyum Merkezi", "description": "", "marks": ""}]


def test_a_page_that_is_not_translated_comes_in_german_inside_the_language_and_is_marked(office):
    promote("uyum", office, description="Hier hilft man Ihnen weiter.")
    found = promoted_for("uyum", "ar")[0]
    assert (found["url"], found["title"], found["marks"]) == ("/ar/ki/", office.title, GERMAN)
    assert found["description"] == f"<span{GERMAN}>Hier hilft man Ihnen weiter.</span>"
    assert promoted_for("uyum", "de-simple")[0]["marks"] == ""


def test_a_translation_that_was_chosen_counts_as_its_page(office):
    promote("uyum", translated(office, "tr", title="Uyum Merkezi"))
    assert titles("uyum", "de") == [office.title]
    assert titles("uyum", "tr") == ["Uyum Merkezi"]


def test_words_of_the_staff_are_escaped(office):
    promote("beratung", office, description="<script>alert(1)</script>")
    assert "<script>" not in str(promoted_for("beratung", "tr")[0]["description"])


def test_a_link_to_another_website_comes_as_it_is():
    promote("pass", external_link_url="https://example.org/pass?a=1&b=2", external_link_text="Pass beantragen")
    found = promoted_for("pass", "en")[0]
    assert (found["url"], found["title"], found["marks"]) == (
        "https://example.org/pass?a=1&b=2",
        "Pass beantragen",
        GERMAN,
    )


def test_words_that_are_not_german_are_not_marked_as_german():
    promote(
        "уроки", external_link_url="https://example.org/", external_link_text="Курсы для всех", description="Bu ne için"
    )
    found = promoted_for("уроки", "ru")[0]
    assert found["marks"] == ""
    assert found["description"] == '<span lang="tr" dir="ltr">Bu ne için</span>'


def test_a_description_in_the_language_of_the_visitor_is_no_german_below_a_german_title(office):
    promote("uyum", office, description="Bu ne için")
    found = promoted_for("uyum", "tr")[0]
    assert found["marks"] == GERMAN
    assert found["description"] == '<span lang="tr" dir="ltr">Bu ne için</span>'


@pytest.mark.parametrize("hide", ["unpublish", "delete", "restrict"])
def test_what_is_not_public_any_more_is_gone_at_once(office, hide):
    promote("beratung", office)
    assert titles("beratung")
    if hide == "restrict":
        PageViewRestriction.objects.create(page=office, restriction_type="login")
    else:
        getattr(office, hide)()
    assert titles("beratung") == []


def test_drafts_are_not_promoted():
    promote("fest", NewsFactory(live=False))
    assert titles("fest") == []


def test_a_change_of_the_page_or_of_the_promotion_shows_at_once(office):
    promotion = promote("beratung", office)
    assert titles("beratung") == [office.title]
    office.title = "Anlaufstelle"
    published(office)
    assert titles("beratung") == ["Anlaufstelle"]
    promotion.delete()
    assert titles("beratung") == []


def test_a_second_search_asks_the_database_nothing(office, settings, django_assert_num_queries):
    promote("beratung", office)
    titles("beratung")
    settings.CHANGES_POLL_SECONDS = 60
    with django_assert_num_queries(0):
        assert titles("beratung") == [office.title]
        assert titles("etwas anderes") == []


def test_the_number_of_queries_does_not_grow_with_the_promotions():
    counts = []
    for number in range(1, 9):
        promote(f"suche {number}", StandardPageFactory())
        with journal.as_of_now(), CaptureQueriesContext(connection) as queries:
            assert titles("suche 1")
        counts.append(len(queries))
    assert counts[1] == counts[-1]


def test_nothing_that_people_search_for_is_stored(office):
    promote("beratung", office)
    for text in ("beratung", "Mina Muster", "Beratung"):
        promoted_for(text, "de")
    assert list(Query.objects.values_list("query_string", flat=True)) == ["beratung"]
    assert not QueryDailyHits.objects.exists()


@pytest.mark.parametrize("text", ["", '"', "\x00", "\ud800", "x" * 1_000_000, "wort " * 2000, "*:?"])
def test_no_text_makes_an_error(office, text):
    promote("beratung", office)
    assert promoted_for(text, "de") == []


# --- In the back office -----------------------------------------------------------------------------------------------
ADD = "/admin/searchpicks/add/"


def posted(text: str, page) -> dict:
    rows = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "0-page": page.pk, "0-ORDER": 1, "0-DELETE": "", "0-id": ""}
    return {"query_string": text} | {f"editors_picks-{name}": value for name, value in rows.items()}


def test_the_staff_promotes_a_page_and_moves_it_to_another_search(client_of, editor, office):
    staff = client_of(editor)
    assert staff.post(ADD, posted("Beratung", office)).status_code == 302
    assert titles("beratung") == [office.title]
    promotion = SearchPromotion.objects.get()
    url = reverse("wagtailsearchpromotions:edit", args=[promotion.query_id])
    data = posted("Hilfe", office) | {"editors_picks-INITIAL_FORMS": 1, "editors_picks-0-id": promotion.pk}
    assert staff.post(url, data).status_code == 302
    assert (titles("beratung"), titles("hilfe")) == ([], [office.title])


def test_the_form_takes_over_the_search_of_the_report(client_of, editor):
    page = soup(client_of(editor).get(ADD + "?query_string=Schwimmkurs%00%ED%A0%80"))
    assert page.select_one("[name=query_string]")["value"].startswith("Schwimmkurs")


@pytest.mark.parametrize("text", ["\x00", "x" * 1_000_000, "İ" * 255, '"', "..."])
def test_a_text_that_nobody_can_search_for_gets_a_message(client_of, editor, office, text):
    answer = client_of(editor).post(ADD, posted(text, office))
    assert answer.status_code == 200
    assert soup(answer).select_one("[data-field] .error-message, .w-field__errors .error-message")
    assert not SearchPromotion.objects.exists()


@pytest.mark.parametrize("path", ["", "results/"])
def test_the_list_shows_no_views_that_nobody_counts(client_of, editor, office, path):
    promote("beratung", office)
    answer = client_of(editor).get(f"/admin/searchpicks/{path}?q=beratung")
    assert "beratung" in answer.text
    assert "ordering=views" not in answer.text


@pytest.mark.parametrize("text", ["%00", "%ED%A0%80", "x" * 60_000, "%22", "%25"])
def test_the_list_survives_any_search(client_of, editor, text):
    assert client_of(editor).get(f"/admin/searchpicks/?q={text}").status_code == 200
