"""The page of the search as people get it."""

from copy import copy
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from directory.models import OfferPage
from home.models import HomePage
from search.engines import candidates, database_engine
from search.entry import Entry
from search.help import _helpers, register_help
from search.results import COUNTED
from tests.factories import (
    ContactFactory,
    LocationFactory,
    NewsFactory,
    OfferFactory,
    OrganizationFactory,
    StandardPageFactory,
    district,
    german,
    published,
    translated,
)
from tests.html import canonical, language_of, soup
from tests.queries import queries_of
from tests.search.indexed import index_kinds

pytestmark = pytest.mark.django_db
WORD = "Zitherkreis"  # nothing else has it


@pytest.fixture
def owner():
    return OrganizationFactory(title="Brücke e. V.", languages=["de", "tr"])


@pytest.fixture
def offers(owner) -> list[OfferPage]:
    """Three in German, one of them in Turkish and Arabic as well."""
    places = [LocationFactory(organization=owner, district=district(slug)) for slug in ("marxloh", "hochfeld", "wedau")]
    found = [
        OfferFactory(
            title=f"{WORD} {n}", slug=f"kreis-{n}", organization=owner, locations=[place], pillar="participation"
        )
        for n, place in enumerate(places, 1)
    ]
    translated(found[0], "tr", title="Kanun çalma", summary="Herkes gelebilir.")
    translated(found[0], "ar", title=f"عزف {WORD} للجميع", summary="الجميع مدعوون.")
    index_kinds("offer")
    return found


def titles(page) -> list[str]:
    return [link.text for link in page.select("#results .card a.cover")]


def visit(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return soup(answer)


# --- What is found ----------------------------------------------------------------------------------------------------
def test_hits_stand_with_kind_place_and_what_was_sought(client, offers):
    page = visit(client, f"/de/suche/?q={WORD.lower()}")
    assert sorted(titles(page)) == [f"{WORD} {n}" for n in (1, 2, 3)]
    card = next(card for card in page.select(".card") if f"{WORD} 1" in card.text)
    assert card.select_one(".kicker b").text == "Angebot"
    assert card.h3.mark.text == WORD
    assert card.a["href"] == "/de/angebote/kreis-1/"
    assert card.select_one(".plate").text == "Marxloh"
    assert page.select_one("#results [role=status]").text.strip() == f"3 Treffer für „{WORD.lower()}“"
    assert page.select_one("input#q")["value"] == WORD.lower()


def test_markup_in_what_is_found_or_typed_is_shown_as_it_is(client, owner):
    OfferFactory(title=f"{WORD} <b>fett</b> & mehr", organization=owner)
    index_kinds("offer")
    page = visit(client, f"/de/suche/?q={WORD}+<script>")
    assert titles(page) == [f"{WORD} <b>fett</b> & mehr"]
    assert page.select("main script:not([type]), .card h3 b") == []


def test_what_is_only_in_german_comes_last_under_a_heading_and_is_marked(client, offers):
    page = visit(client, f"/ar/suche/?q={WORD}")
    found = titles(page)
    assert found[0] == f"عزف {WORD} للجميع"
    assert sorted(found[1:]) == [f"{WORD} 2", f"{WORD} 3"]
    assert len(page.select("#results h3.part")) == 1
    own, *others = page.select(".card")
    assert language_of(own.h3) == ("ar", "rtl")
    assert [language_of(card.h4) for card in others] == [("de", "ltr")] * 2
    with override("ar"):
        assert all(gettext("in German") in card.select_one(".kicker").text for card in others)


def test_a_german_part_of_a_translation_is_marked(client, owner):
    offer = OfferFactory(title=WORD, summary="Kommen Sie vorbei.", organization=owner)
    turkish = translated(offer, "tr", title=WORD, summary="Buyurun.")
    index_kinds("offer")
    Entry.objects.filter(thing=f"offer:{offer.pk}", language="tr").update(german="title")
    card = visit(client, f"/tr/suche/?q={WORD}").select_one(".card")
    assert language_of(card.h3) == ("de", "ltr")
    assert language_of(card.select_one("p:not([class])")) == ("tr", "ltr")
    assert turkish.title == WORD


def test_a_piece_of_a_text_that_is_still_german_is_marked(client, owner, translate):
    page = StandardPageFactory(title="Anmelden", body=[("text", "<p>Am Meldeplatz hängt ein Zettelkasten.</p>")])
    offer = OfferFactory(title="Singen", description="<p>Wir singen im Zettelkasten.</p>", organization=owner)
    for each, title in ((page, "التسجيل"), (offer, "الغناء")):
        translate(published(each), "ar", {each.title: title})
    index_kinds("offer", "page")
    cards = visit(client, "/ar/suche/?q=Zettelkasten").select(".card")
    assert {card.select_one(".cover").text for card in cards} == {"التسجيل", "الغناء"}
    pieces = [card.mark.parent for card in cards]
    assert all("Zettelkasten" in piece.text for piece in pieces)
    assert {language_of(piece) for piece in pieces} == {("de", "ltr")}


def test_easy_language_marks_nothing_but_says_that_it_is_not_easy(client, offers):
    page = visit(client, f"/de-simple/suche/?q={WORD}")
    assert page.select_one("#results h3.part").text == "Noch nicht in Leichter Sprache"
    assert page.select("#results [dir]") == []


def test_what_answers_less_well_stands_apart(client, offers, owner):
    OfferFactory(title=f"{WORD} mit Kontrabass", organization=owner)
    index_kinds("offer")
    page = visit(client, f"/de/suche/?q={WORD}+Kontrabass")
    assert titles(page)[0] == f"{WORD} mit Kontrabass"
    assert page.select_one("#results h3.part").text == "Das könnte auch passen"


def test_what_nobody_confirmed_for_long_says_so_and_news_their_day(client, owner):
    OfferFactory(title=WORD, organization=owner, assured_date=date.today() - timedelta(days=800))
    NewsFactory(title=f"{WORD} eröffnet", date=date(2026, 3, 2))
    index_kinds("offer", "news")
    page = visit(client, f"/de/suche/?q={WORD}")
    cards = {card.select_one(".kicker b").text: card.text for card in page.select(".card")}
    assert "seit über einem Jahr nicht bestätigt" in cards["Angebot"]
    assert "2. März 2026" in cards["Aktuelles"]
    assert "nicht bestätigt" not in cards["Aktuelles"]


# --- Narrowing --------------------------------------------------------------------------------------------------------
def test_kinds_stand_above_with_their_numbers_and_lead_to_one_kind(client, offers):
    NewsFactory(title=WORD)
    index_kinds("news")
    page = visit(client, f"/de/suche/?q={WORD}&district=marxloh&district=hochfeld")
    assert page.select(".kinds") == []  # of one kind only
    kinds = visit(client, f"/de/suche/?q={WORD}").select(".kinds a")
    assert [" ".join(kind.text.split()) for kind in kinds] == ["Alles 4", "Angebote 3", "Aktuelles 1"]
    assert kinds[0].get("aria-current") == "true"
    page = visit(client, f"/de/suche/{kinds[2]['href']}")
    assert titles(page) == [WORD]
    assert [kind.get("aria-current") for kind in page.select(".kinds a")] == [None, None, "true"]


def test_filters_narrow_add_up_and_are_taken_off_by_chips(client, offers):
    page = visit(client, f"/de/suche/?q={WORD}&district=marxloh&district=wedau")
    assert sorted(titles(page)) == [f"{WORD} 1", f"{WORD} 3"]
    boxes = {box["value"]: box for box in page.select("#filter-form input[name=district]")}
    assert boxes["marxloh"].has_attr("checked")
    assert boxes["hochfeld"].find_parent("label").span.text == "1"
    chips = {chip.text.split(":")[-1].strip(): chip["href"] for chip in page.select("a.chip")}
    assert titles(visit(client, f"/de/suche/{chips['Marxloh']}")) == [f"{WORD} 3"]


def test_values_that_nobody_knows_are_left_out(client, offers):
    page = visit(client, f"/de/suche/?q={WORD}&district=atlantis&kind=unicorn&pillar=x&date=never&colour=red&page=zwei")
    assert len(titles(page)) == 3
    assert page.select("a.chip") == []


def test_a_district_alone_is_a_question_too(client, offers):
    assert f"{WORD} 3" in titles(visit(client, "/de/suche/?district=wedau"))


def test_of_very_many_only_that_they_are_more_is_said(client, offers):
    row = Entry.objects.get(thing=f"offer:{offers[1].pk}", language="de")
    copies = [copy(row) for _ in range(COUNTED + 5)]
    for n, each in enumerate(copies):
        each.pk, each.thing = None, f"offer:{900_000 + n}"
    database_engine().write(copies, [])
    page = visit(client, f"/de/suche/?q={WORD}&kind=offer")
    assert page.select_one("#results h2").text == f"Mehr als 2.000 Treffer für „{WORD}“"
    assert page.select(".kinds .count") == []
    assert len(titles(visit(client, f"/de/suche/?q={WORD}&page=999999"))) == 20


def test_the_pages_of_a_long_answer(client, owner):
    for n in range(23):
        OfferFactory(title=f"{WORD} {n:02}", organization=owner)
    index_kinds("offer")
    first, second, beyond = (titles(visit(client, f"/de/suche/?q={WORD}&page={n}")) for n in (1, 2, 9))
    assert (len(first), len(second)) == (20, 3)
    assert not set(first) & set(second)
    assert beyond == second


# --- Misspelt, and nothing --------------------------------------------------------------------------------------------
def test_a_misspelt_word_is_put_right_and_may_be_insisted_on(client, offers):
    page = visit(client, "/de/suche/?q=Zithrekreis")
    assert len(titles(page)) == 3
    assert "Zu „Zithrekreis“ wurde nichts gefunden." in page.select_one("#results .notice").text
    exact = visit(client, f"/de/suche/{page.select_one('#results .notice a')['href']}")
    assert exact.select(".card") == []
    meant = exact.select_one("main .way-out a")
    assert "zitherkreis" in meant.text.lower()
    assert len(titles(visit(client, f"/de/suche/{meant['href']}"))) == 3


def test_who_insists_on_a_spelling_may_filter(client, offers, owner):
    OfferFactory(title="Zithrekreis", organization=owner)
    index_kinds("offer")
    page = visit(client, "/de/suche/?q=Zithrekreis&exact=1&kind=offer&pillar=language&pillar=work")
    hidden = {field["name"]: field["value"] for field in page.select("#filter-form input[type=hidden]")}
    assert hidden == {"kind": "offer", "exact": "1"}
    assert all("exact=1" in link["href"] for link in page.select(".chips a"))
    plain = visit(client, "/de/suche/?q=Zithrekreis")
    assert plain.select("#filter-form input[type=hidden]") == []


def test_without_a_hit_it_names_the_filter_to_drop_the_most_fruitful_first(client, offers):
    page = visit(client, f"/de/suche/?q={WORD}&district=baerl&kind=offer&pillar=participation")
    ways = page.select("main .way-out a")
    assert [way.text for way in ways] == ["Ohne „Baerl“: 3 Treffer"]
    assert len(titles(visit(client, f"/de/suche/{ways[0]['href']}"))) == 3


def near(page) -> list[str]:
    assert page.select(".card") == []
    return [link.text for link in page.select("main .way-out a")]


def test_without_a_hit_it_names_words_near_to_those_typed_that_find_something(client, offers):
    page = visit(client, "/de/suche/?q=Zipherkreist")
    assert near(page) == [WORD.lower()]
    assert "Meinten Sie" in page.main.text
    assert len(titles(visit(client, f"/de/suche/{page.select_one('main .way-out a')['href']}"))) == 3
    german = visit(client, "/tr/suche/?q=Zipherkreist").select_one("main .way-out a")
    assert (german.text, *language_of(german)) == (WORD.lower(), "de", "ltr")
    for each in offers:
        each.unpublish()
    index_kinds("offer")  # its words stay known until the next rebuild
    assert near(visit(client, "/de/suche/?q=Zipherkreist")) == []


def test_without_a_hit_it_names_subjects_that_share_a_part(client, owner):
    OfferFactory(title="Sitzen und hören", terms=["vorlesen"], organization=owner)
    index_kinds("offer")
    assert near(visit(client, "/de/suche/?q=Vorlesungsmitschrift")) == ["Vorlesen"]
    (link,) = visit(client, "/tr/suche/?q=Vorlesungsmitschrift").select("main .way-out a")
    assert titles(visit(client, f"/tr/suche/{link['href']}")) == ["Sitzen und hören"]


def test_without_a_hit_near_words_cost_two_queries(client, settings, offers, monkeypatch):
    monkeypatch.setattr(candidates, "known", candidates.read(Entry.objects.all()))  # as after the first searches

    def cost(text: str) -> int:
        return len(queries_of(client, settings, f"/de/suche/?q={text}"))

    assert cost("Zipherkreist") <= cost("xqzxqz") + 1 <= 8


@pytest.fixture
def office():
    page = OrganizationFactory(title="Servicebüro der Stadt")
    ContactFactory(organization=page, phone="0221 4710 400")
    home = german(HomePage)
    home.helps = page
    published(home)
    return page


@pytest.mark.parametrize("language", ["de", "tr"])
def test_without_a_hit_there_is_an_office_to_call_and_a_place_to_say_what_is_missing(client, office, language):
    page = visit(client, f"/{language}/suche/?q=xqzxqz")
    assert page.select_one("main a[href='tel:+492214710400']") is not None
    assert page.select_one(f"main a[href^='/{language}/melden/']") is not None
    assert page.select(".card") == []


def test_a_hidden_office_is_not_named(client, office):
    office.unpublish()
    assert visit(client, "/de/suche/?q=xqzxqz").select("main a[href^='tel:']") == []


def test_another_app_adds_someone_to_ask_in_a_line(client):
    forum = register_help(lambda: {"sign": "people", "title": "Im Forum fragen", "url": "/de/forum/"})
    try:
        assert visit(client, "/de/suche/?q=xqzxqz").select_one("main a[href='/de/forum/']").text == "Im Forum fragen"
    finally:
        _helpers.remove(forum)


# --- The page itself --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20", "?q=%22", "?kind=unicorn"])
def test_an_empty_question_is_a_friendly_start_for_search_engines_too(client, query):
    page = visit(client, f"/de/suche/{query}")
    assert page.select("meta[name=robots]") == []
    assert len(page.select("main .situation")) >= 4  # the pillars
    assert page.select("main .card") == []


@pytest.mark.parametrize("typed", ["😀🎉", '"', "+ - & | !", "…", "„“"])
@pytest.mark.parametrize("address", ["suche/", "angebote/", "organisationen/"])
def test_what_has_no_letters_or_digits_is_said_beside_the_field_and_kept(client, offers, address, typed):
    page = soup(client.get(f"/de/{address}", {"q": typed}))
    field = page.select_one("main input[name=q]")
    assert field["value"] == typed
    told = page.select_one(f"#{field['aria-describedby']}").text
    assert (
        told
        == "In Ihrer Eingabe sind keine Buchstaben oder Ziffern. Bitte schreiben Sie ein Wort, egal in welcher Sprache."
    )
    assert page.select("a.chip") == []


def test_what_has_no_letters_narrows_no_further_what_is_filtered(client, offers):
    page = visit(client, "/tr/suche/?q=%22&district=wedau")
    assert f"{WORD} 3" in titles(page)
    assert '"' not in page.select_one("#results [role=status]").text
    assert page.select_one("main .search-box .error") is not None


def test_a_word_has_nothing_said_beside_the_field(client, offers):
    field = visit(client, f"/de/suche/?q={WORD}+%22").select_one("main input[name=q]")
    assert not field.has_attr("aria-describedby")


def test_results_are_not_for_search_engines_and_the_canonical_page_is_the_empty_one(client, offers):
    page = visit(client, f"/tr/suche/?q={WORD}&page=2&kind=offer")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert canonical(page) == "http://testserver/tr/suche/"


def test_the_language_switch_keeps_the_question(client, offers):
    page = visit(client, f"/de/suche/?q={WORD}&district=wedau")
    assert page.select_one("a[hreflang=ar]")["href"] == f"/ar/suche/?q={WORD}&district=wedau"


def test_the_page_is_kept_without_a_cookie_until_what_is_found_changes(client, offers, settings):
    address = f"/de/suche/?q={WORD}"
    answer = client.get(address)
    assert not answer.cookies
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    settings.CHANGES_POLL_SECONDS = 3600
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(captured) == 0
    settings.CHANGES_POLL_SECONDS = 0
    offers[1].unpublish()
    index_kinds("offer")
    assert len(titles(visit(client, address))) == 2


@pytest.mark.parametrize("list_of", ["suche/", "angebote/", "organisationen/"])
@pytest.mark.parametrize(
    ("query", "kept_by"),
    [("", "public"), ("?district=wedau", "public"), (f"?q={WORD}", "private"), ("?q=%22", "private")],
)
def test_what_somebody_typed_is_kept_by_no_proxy(client, offers, list_of, query, kept_by):
    answer = client.get(f"/de/{list_of}{query}")
    assert answer["Cache-Control"] == f"{kept_by}, max-age=0, must-revalidate"


def test_a_first_page_costs_few_queries_however_much_is_found(client, settings, owner):
    costs = {}
    for count in (3, 30):
        for n in range(count):
            OfferFactory(title=f"{WORD} {count} {n}", organization=owner)
        index_kinds("offer")
        for language in ("de", "ar"):
            costs[count, language] = queries_of(client, settings, f"/{language}/suche/?q={WORD}&pillar=language")
    assert max(map(len, costs.values())) <= 6, costs
    for language in ("de", "ar"):
        assert len(costs[30, language]) <= len(costs[3, language])  # few hits are followed by others


def test_every_search_box_for_everything_leads_here(client, offers):
    for address in ("/de/", "/de/nirgends/", "/de/stadtteile/"):
        forms = soup(client.get(address)).select("form.search")
        assert {form["action"] for form in forms} == {"/de/suche/"}, address


def test_an_empty_list_of_offers_leads_to_the_search_of_everything(client, offers):
    page = visit(client, "/de/angebote/?q=Brücke+%26+nirgends")
    link = next(link for link in page.select("main a") if "/suche/" in link["href"])
    assert link["href"] == "/de/suche/?q=Br%C3%BCcke%20%26%20nirgends"


# --- While one types --------------------------------------------------------------------------------------------------
def proposals(client, language: str, text: str):
    answer = client.get(f"/{language}/suche/vorschlaege/", {"q": text})
    return soup(answer).select("[role=listbox] > a[role=option]"), answer


def test_proposals_name_title_kind_and_address(client, offers):
    options, answer = proposals(client, "tr", "kanun")
    (option,) = options
    assert option["href"] == "/tr/angebote/kreis-1/"
    assert "Kanun çalma" in option.text
    assert option.span.get("lang") is None
    assert answer["X-Robots-Tag"] == "noindex"


def test_german_proposals_are_marked_and_nothing_typed_becomes_markup(client, owner):
    OfferFactory(title=f"{WORD} <i>", organization=owner)
    index_kinds("offer")
    (option,), _answer = proposals(client, "ar", "zither")
    assert option.span["lang"] == "de"
    assert option.select("i") == []


def test_a_misspelt_beginning_still_proposes_something_and_nonsense_nothing(client, offers):
    assert len(proposals(client, "de", "Zithrekreis")[0]) == 3
    assert proposals(client, "de", "xqzxqz")[0] == []
    assert proposals(client, "de", "")[0] == []


def test_there_are_at_most_six_proposals_for_few_queries(client, owner):
    for n in range(9):
        OfferFactory(title=f"{WORD} {n}", organization=owner)
    index_kinds("offer")
    proposals(client, "de", "zit")
    with CaptureQueriesContext(connection) as captured:
        options, answer = proposals(client, "de", "zith")
    assert len(options) == 6
    assert len(captured) <= 4, captured.captured_queries  # one reads what this process does not know yet
    assert "private" in answer["Cache-Control"]  # what people type is in no shared cache
