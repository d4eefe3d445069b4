"""The translation desk: what is missing where, and the next step from there."""

from datetime import date

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation

from home.models import NewsPage
from portal.counting import months_ago
from portal.desk import queries
from portal.desk.cells import visits
from portal.visits import Visit
from portal.words import syncing
from portal.words.batches import Batch
from portal.words.keeping import write_page
from portal.words.outbox import WaitingWords
from tests.factories import NewsFactory, OfferFactory, OrganizationFactory, StandardPageFactory, published, translated
from tests.html import soup
from tests.portal.translators import Down, Marked, setting
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
TYPES, PAGES = "/admin/translations/", "/admin/translations/pages/"
IMPORT = "/admin/translations/import/"


@pytest.fixture
def turkish():
    return Locale.objects.get(language_code="tr")


@pytest.fixture
def desk(editor, client_of):
    return client_of(editor)


@pytest.fixture
def marked(settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Marked)


def translate(page, locale, kind: str = "manual", only: str = "", live: bool = True):
    """Write a translation with the words of the page turned round."""
    write_page(page, locale, publish=False)
    for segment in StringSegment.objects.filter(source__object_id=page.translation_key, context__path__contains=only):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            data=segment.string.data[::-1] if "<" not in segment.string.data else segment.string.data,
            translation_type=kind,
        )
    return write_page(page, locale, publish=live)


def cell_of(desk, page, code: str = "tr"):
    """The cell of a page in the list of one language."""
    found = soup(desk.get(f"{PAGES}?language={code}"))
    return found.select_one(f"input[name=pages][value='{page.pk}']").find_parent("tr").select_one("td")


# --- States -----------------------------------------------------------------------------------------------------------
def make(state: str, turkish):
    news = NewsFactory(title="Das große Fest", slug=slugify(f"fest-{state}"), intro="Alle kommen.")
    if state == "draft":
        translate(news, turkish, live=False)
    elif state == "outdated":
        translate(news, turkish, only="title")
    elif state in ("machine", "done"):
        translate(news, turkish, kind="machine" if state == "machine" else "manual")
    elif state == "by hand":
        translated(news, "tr")
        news.intro = "Niemand kommt mehr."
        published(news)
    return news


@pytest.mark.parametrize(
    ("state", "word", "sign", "words"),
    [
        ("missing", "fehlt", "plus", "7 Wörter"),
        ("draft", "Entwurf", "draft", None),
        ("outdated", "unvollständig", "warning", "4 Wörter"),
        ("machine", "maschinell", "cogs", "7 Wörter"),
        ("by hand", "unvollständig", "warning", "3 Wörter"),
        ("done", "übersetzt", "check", None),
    ],
)
def test_a_cell_says_its_state_in_a_word_and_a_sign_with_the_number_of_words(desk, turkish, state, word, sign, words):
    cell = cell_of(desk, make(state, turkish))
    assert word in cell.select_one(".desk-state").text
    assert cell.select_one(f"svg.icon-{sign} use[href='#icon-{sign}']")
    found = [p.text for p in cell.select("p")]
    assert found == ([words] if words else [])


def test_what_is_missing_is_begun_with_one_press(desk, turkish):
    news = NewsFactory()
    button = cell_of(desk, news).select_one("button[name=locales]")
    answer = desk.post(button["formaction"], {button["name"]: button["value"]})
    page = news.get_translation(turkish)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live
    assert cell_of(desk, news).select_one(".desk-state")["href"] == answer.url


def test_what_is_outdated_leads_to_the_editor_of_translations(desk, turkish):
    news = make("outdated", turkish)
    assert "Das große Fest" in desk.get(cell_of(desk, news).select_one("a")["href"]).text


def test_below_a_page_that_is_not_translated_the_desk_says_so_and_offers_nothing(desk, marked):
    below = StandardPageFactory(parent=StandardPageFactory())
    cell = cell_of(desk, below)
    assert "Seite darüber fehlt" in cell.text
    assert not cell.select("button")


def test_a_machine_translation_is_confirmed_from_the_desk(desk, turkish, editor):
    news = make("machine", turkish)
    button = cell_of(desk, news).select_one("button")
    assert "Bestätigen" in button.text
    assert "bestätigt" in desk.post(button["formaction"], follow=True).text
    assert "übersetzt" in cell_of(desk, news).text
    assert set(StringTranslation.objects.values_list("last_translated_by", flat=True)) == {editor.pk}


def test_a_page_by_hand_is_marked_as_up_to_date(desk, turkish):
    news = make("by hand", turkish)
    button = cell_of(desk, news).select_one("button")
    desk.post(button["formaction"])
    assert "übersetzt" in cell_of(desk, news).text
    assert news.get_translation(turkish).translation_state["by_hand"]


def test_a_page_that_is_not_by_hand_is_not_up_to_date_by_word(desk, turkish):
    news = make("outdated", turkish)
    page = news.get_translation(turkish)
    answer = desk.post(reverse("translation_desk:is_up_to_date", args=[page.pk]), follow=True)
    assert "Text für Text" in answer.text
    assert NewsPage.objects.get(pk=page.pk).translation_state["missing"] == 4


def test_a_page_is_translated_by_machine_from_the_desk_and_leads_back(desk, turkish, marked):
    news = NewsFactory(title="Das Fest")
    button = next(each for each in cell_of(desk, news).select("button") if "Maschinell" in each.text)
    answer = desk.post(button["formaction"])
    assert answer.url == f"{PAGES}?language=tr"
    assert news.get_translation(turkish).title == "tr:Das Fest"


def test_without_a_service_or_for_leichte_sprache_no_machine_is_offered(desk, settings):
    news = NewsFactory()
    assert "Maschinell" not in cell_of(desk, news).text
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Marked)
    assert "Maschinell" not in cell_of(desk, news, "de-simple").text
    answer = desk.post(reverse("translation_desk:by_machine", args=[news.pk, "de-simple"]), follow=True)
    assert "keine maschinelle Übersetzung" in answer.text


def test_a_service_that_fails_is_told(desk, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Down)
    answer = desk.post(reverse("translation_desk:by_machine", args=[NewsFactory().pk, "tr"]), follow=True)
    assert "schläft" in answer.text


# --- Both tables ------------------------------------------------------------------------------------------------------
def test_the_table_of_types_counts_pages_and_words(desk, turkish):
    for state in ("missing", "draft", "outdated", "machine", "by hand", "done"):
        make(state, turkish)
    NewsFactory(live=False)
    matrix = {model: tallies for model, tallies in queries.type_matrix()}
    number = [language.code for language in queries.languages()].index("tr")
    tally = matrix[NewsPage][number]
    assert (tally.of, tally.pages, tally.missing, tally.draft) == (6, 5, 1, 1)
    assert (tally.outdated, tally.machine, tally.done) == (2, 1, 1)
    assert tally.words == 7 + 4 + 3
    row = next(tr for tr in soup(desk.get(TYPES)).select("tbody tr") if tr.th.text.strip() == "Nachricht")
    assert row.select("td")[number].select_one("p").text == "14 Wörter"


def test_numbers_of_the_table_of_types_lead_to_those_pages(desk, turkish):
    titles = {state: make(state, turkish) for state in ("missing", "draft", "outdated", "machine", "done")}
    for state, page in titles.items():
        found = soup(desk.get(f"{PAGES}?kind=newspage&language=tr&state={state}"))
        assert [box["value"] for box in found.select("input[name=pages]")] == [str(page.pk)], state


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("text=Nähen", 1),
        ("text=naehen", 1),
        ("kind=offerpage", 1),
        ("kind=nonsense&state=strange&language=xx&p=999&text=%00", 3),
        ("state=missing", 3),
        ("state=done", 0),
        ("state=outdated&text=x", 0),
    ],
)
def test_the_list_is_filtered(desk, query, count):
    organization = OrganizationFactory(title="Verein")
    OfferFactory(title="Nähen", slug="naehen", organization=organization)
    NewsFactory(title="Fest")
    own = {"Verein", "Nähen", "Fest"}
    found = {span.text for span in soup(desk.get(f"{PAGES}?{query}")).select("th label span[lang]")}
    assert len(found & own) == count


def test_only_published_german_pages_are_listed_and_homes_too(desk):
    NewsFactory(title="Geheim", live=False)
    found = [span.text for span in soup(desk.get(PAGES)).select("th label span[lang]")]
    assert "Geheim" not in found
    assert len(found) == Page.objects.filter(locale__language_code="de", depth__gt=1, live=True).count()


def test_pages_come_fifty_at_a_time(desk):
    for _number in range(55):
        NewsFactory()
    assert len(soup(desk.get(PAGES)).select("tbody tr")) == 50
    assert soup(desk.get(f"{PAGES}?p=2")).select("tbody tr")


@pytest.mark.parametrize("address", [TYPES, PAGES, f"{PAGES}?state=outdated", f"{PAGES}?language=tr&state=missing"])
def test_more_pages_cost_no_more_queries(desk, turkish, settings, address):
    def made(number: int) -> None:
        for _each in range(number):
            for page in (NewsFactory(), OfferFactory()):
                Visit.objects.create(page=page, language="tr", month=months_ago(0), count=9)
            translate(NewsFactory(), turkish, only="title")
        StandardPageFactory(parent=StandardPageFactory())

    made(3)
    few = queries_of(desk, settings, address)
    made(14)
    assert len(queries_of(desk, settings, address)) == len(few)


def test_tables_can_be_read_without_seeing_them(desk):
    NewsFactory()
    for address in (TYPES, PAGES):
        table = soup(desk.get(address)).select_one("table.desk-table")
        assert table.caption.text.strip()
        assert all(th.get("scope") == "col" for th in table.select("thead th"))
        assert all(row.th["scope"] == "row" for row in table.select("tbody tr"))
        region = table.find_parent(attrs={"role": "region"})
        assert region["tabindex"] == "0"
        assert region["aria-label"]


def test_the_first_button_of_the_list_is_harmless(desk):
    """Enter in a field presses it."""
    NewsFactory()
    form = soup(desk.get(PAGES)).select_one("form[method=post]:has(table)")
    assert form.select_one("button").get("formaction") is None


def test_titles_cannot_break_out(desk):
    NewsFactory(title='<script>alert("x")</script>')
    assert "<script>alert" not in desk.get(PAGES).text


# --- Who is waiting ---------------------------------------------------------------------------------------------------
def test_what_is_asked_for_most_comes_first(desk):
    pages = {count: NewsFactory(title=f"Seite {count}") for count in (0, 3, 70, 12)}
    for count, page in pages.items():
        if count:
            Visit.objects.create(page=page, language="tr", month=months_ago(0), count=count)
    Visit.objects.create(page=pages[0], language="ar", month=months_ago(0), count=100)
    Visit.objects.create(page=pages[0], language="tr", month=date(2020, 1, 1), count=1000)
    found = soup(desk.get(f"{PAGES}?language=tr"))
    assert [span.text for span in found.select("th label span[lang]")][:3] == ["Seite 70", "Seite 12", "Seite 3"]
    assert [p.text for p in found.select(".desk-asked")] == [
        "70-mal aufgerufen",
        "12-mal aufgerufen",
        "weniger als 5-mal aufgerufen",
    ]
    assert soup(desk.get(PAGES)).select_one("th label span[lang]").text == "Seite 0"


@pytest.mark.parametrize(("count", "shown"), [(0, ""), (1, "weniger als 5"), (4, "weniger als 5"), (5, "5-mal")])
def test_small_numbers_are_not_shown(count, shown):
    assert shown in visits(count)
    assert bool(visits(count)) is bool(shown)


# --- Waiting and failed -----------------------------------------------------------------------------------------------
def test_what_failed_stands_on_top_with_the_reason_and_can_be_tried_again(desk, turkish, monkeypatch):
    news = NewsFactory(title="Das Fest")
    write_page(news, turkish, publish=True)
    news.title = "Das große Fest"
    published(news)
    monkeypatch.setattr(syncing, "sync", lambda page: 1 / 0)
    again = reverse("translation_desk:try_again")
    assert "warten noch" in desk.post(again, follow=True).text
    section = soup(desk.get(TYPES)).select_one("#desk-waiting").parent
    assert "Das große Fest" in section.text
    assert "division by zero" in section.text
    assert section.form["action"] == again
    monkeypatch.undo()
    assert "Erledigt" in desk.post(again, follow=True).text
    assert not WaitingWords.objects.exists()
    assert soup(desk.get(TYPES)).select_one("#desk-waiting") is None


# --- Many at once -----------------------------------------------------------------------------------------------------
def send(desk, *pages, query: str = "", **data):
    return desk.post(PAGES + query, {"scope": "ticked", "pages": [page.pk for page in pages], **data})


def test_translations_are_created_for_the_ticked_pages(desk, turkish):
    chosen, other = NewsFactory(), NewsFactory()
    answer = send(desk, chosen, action="create", languages=["tr", "ar"])
    assert answer.url == PAGES
    assert chosen.get_translations().count() == 2
    assert not other.has_translation(turkish)
    assert not Batch.objects.exists()


def test_or_for_all_of_the_list(desk):
    NewsFactory(title="Fest A")
    NewsFactory(title="Fest B")
    NewsFactory(title="Anders")
    send(desk, scope="all", query="?text=Fest", action="create", languages=["tr"])
    assert NewsPage.objects.filter(locale__language_code="tr").count() == 2


def test_pages_are_translated_by_machine_and_problems_stay_on_the_desk(desk, marked):
    below = StandardPageFactory(parent=StandardPageFactory(), title="Unten")
    news = NewsFactory(title="Fest")
    send(desk, below, news, action="machine", languages=["tr"])
    section = soup(desk.get(TYPES)).select_one(".desk-notice")
    assert "Unten (tr)" in section.text
    desk.post(section.select_one("button")["formaction"])
    assert not Batch.objects.exists()


def test_words_are_exported_in_one_language(desk, turkish):
    news = NewsFactory(title="Das Fest")
    answer = send(desk, news, action="po-missing", languages=["tr"])
    assert answer["Content-Disposition"].startswith('attachment; filename="isi-tr-')
    po = polib.pofile(answer.text)
    assert po.metadata["Language"] == "tr"
    assert po.find("Das Fest")


def test_nothing_to_export_is_said(desk, turkish):
    answer = desk.post(
        PAGES,
        {"scope": "ticked", "pages": [make("done", turkish).pk], "action": "po-missing", "languages": ["tr"]},
        follow=True,
    )
    assert "nichts zu exportieren" in answer.text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"action": "create", "languages": ["tr"], "pages": []}, "angekreuzt"),
        ({"action": "create", "languages": ["tr"], "pages": ["x", "-1", "9" * 40]}, "angekreuzt"),
        ({"action": "create"}, "Sprache an"),
        ({"action": "po-all", "languages": ["tr", "ar"]}, "eine Sprache"),
        ({"action": "machine", "languages": ["de-simple"]}, "Leichte Sprache"),
        ({"action": "", "languages": ["tr"]}, "errorlist"),
        ({"action": "create", "languages": ["xx"]}, "xx"),
    ],
)
def test_what_is_not_clear_is_asked_beside_the_field_and_ticks_are_kept(desk, marked, data, told):
    news = NewsFactory()
    given = {"scope": "ticked", "pages": [str(news.pk)], **data}
    answer = desk.post(PAGES, given)
    assert answer.status_code == 200
    if told == "errorlist":
        assert soup(answer).select(".desk-batch .error-message")
    else:
        assert told in " ".join(error.text for error in soup(answer).select(".desk-batch .error-message"))
    ticked = [box["value"] for box in soup(answer).select("input[name=pages][checked]")]
    assert ticked == [pk for pk in given["pages"] if pk == str(news.pk)]
    assert not NewsPage.objects.filter(locale__language_code="tr").exists()


# --- A file comes back ------------------------------------------------------------------------------------------------
def upload(desk, content: bytes, **data):
    file = SimpleUploadedFile("isi.po", content)
    return desk.post(IMPORT, {"language": "tr", "publish": "on", "file": file, **data}, follow=True)


def exported(desk, page, **words) -> bytes:
    po = polib.pofile(send(desk, page, action="po-all", languages=["tr"]).text)
    for entry in po:
        entry.msgstr = words.get(entry.msgid, "")
    return str(po).encode()


def test_a_file_is_imported_and_the_pages_are_published(desk, turkish):
    news = NewsFactory(title="Fest")
    answer = upload(desk, exported(desk, news, Fest="Şenlik"))
    assert "1 Texte übernommen" in answer.text
    page = news.get_translation(turkish)
    assert (page.title, page.live) == ("Şenlik", True)


def test_or_stay_drafts(desk, turkish):
    news = NewsFactory(title="Fest")
    upload(desk, exported(desk, news, Fest="Şenlik"), publish="")
    assert not news.get_translation(turkish).live


def test_problems_are_listed_with_their_line_and_nothing_is_changed(desk, turkish):
    news = NewsFactory(title="Fest", intro="Alle kommen.")
    answer = upload(desk, exported(desk, news, **{"Fest": "Şenlik", "Alle kommen.": "<b>Gelin</b>"}))
    row = soup(answer).select_one("#desk-problems").parent.select_one("tbody tr")
    assert row.th.text.startswith("Zeile ")
    assert "<b>" in row.td.text
    assert not StringTranslation.objects.exists()
    assert not news.has_translation(turkish)


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "leer"), (b"x", "keine PO-Datei"), (b"#\n" * 3_000_000, "5 MB"), (b"\xff\xfe", "UTF-8")]
)
def test_a_file_that_cannot_be_read_is_told_beside_the_field(desk, content, told):
    answer = upload(desk, content)
    assert answer.status_code == 200
    assert told in soup(answer).select_one("form:has([name=file])").text


# --- Who may ----------------------------------------------------------------------------------------------------------
def test_the_menu_has_the_desk_and_reports_do_not_have_another(desk):
    menu = desk.get("/admin/").text
    assert TYPES in menu
    assert reverse("wagtail_localize:translations_report") not in menu
