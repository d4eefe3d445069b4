"""The desk of the search in the back office: the report, the tasks, the dictionary."""

import pytest
from django.contrib.auth.models import Group
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse

from portal.counting import months_ago
from search.dictionary import DictionaryEntry
from search.indexing import index_waiting
from search.meanings import meanings
from search.statistics import SearchCount
from search.tasks import SearchTask
from tests.factories import OfferFactory, UserFactory, published
from tests.html import soup

pytestmark = pytest.mark.django_db
REPORT, TRY, TASKS, NEW_TASK = (
    "/admin/suche/",
    "/admin/suche/versuch/",
    "/admin/suche/aufgaben/",
    "/admin/suche/aufgaben/new/",
)
WORDS, NEW_WORD = (reverse(f"wagtailsnippets_search_dictionaryentry:{name}") for name in ("list", "add"))
HOSTILE = ["%00", "%ED%A0%80", "x" * 60_000, "%22", "%25", "%3Cscript%3E", "-1", "%D9%A1"]


@pytest.fixture
def staff(kernteam, client_of):
    return client_of(kernteam)


def counted(text: str = "schwimmkurs", number: int = 5, **values) -> SearchCount:
    values = {"language": "de", "outcome": "none", "month": months_ago(0), "day": 1, "district": ""} | values
    key = "-".join(map(str, (text, *values.values())))[:64]
    return SearchCount.objects.create(text=text if number > 4 else "", count=number, key=key, **values)


def task(**values) -> SearchTask:
    return SearchTask.objects.create(**{"text": "schwimmkurs", "language": "de"} | values)


def entry(means: str = "Jobcenter", slug: str = "jc", **names: list[str]) -> DictionaryEntry:
    return DictionaryEntry.objects.create(slug=slug, means=means, names=names)


def listed(answer) -> list[str]:
    return [cell.text.strip() for cell in soup(answer).select(".desk-searches h2")]


# --- The report -------------------------------------------------------------------------------------------------------
def test_the_report_shows_what_was_sought_often_the_most_frequent_first(staff):
    counted("chor", 6)
    counted("schwimmkurs", 9)
    counted("geheim", 4)
    assert listed(staff.get(REPORT)) == ["schwimmkurs", "chor"]


def test_the_months_are_added_up_and_old_ones_left_out(staff):
    for month in (0, 1, 2, 3):
        counted("chor", 5, month=months_ago(month))
    assert "an 15 Tagen" in soup(staff.get(REPORT)).select_one(".desk-searches p").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["a", "b", "c", "d"]),
        ("?district=-", ["a", "b", "c"]),
        ("?language=tr", ["b"]),
        ("?outcome=few", ["c"]),
        ("?district=marxloh", ["d"]),
        ("?district=marxloh&language=tr", []),
        ("?language=nonsense&district=nonsense", ["a", "b", "c", "d"]),
    ],
)
def test_the_report_is_filtered_by_language_district_and_outcome(staff, query, found):
    counted("a")
    counted("b", language="tr")
    counted("c", outcome="few")
    counted("d", district="marxloh")
    assert listed(staff.get(REPORT + query)) == found


def test_searches_in_a_district_have_a_row_of_their_own(staff):
    counted("chor", 9)
    counted("chor", 5, district="marxloh")
    facts = [p.text for p in soup(staff.get(REPORT)).select(".desk-searches p")]
    assert ["die ganze Stadt" in facts[0], "Marxloh" in facts[1]] == [True, True]


def test_an_empty_report_says_that_all_is_well(staff):
    assert "vergeblich" in soup(staff.get(REPORT)).select_one(".desk-empty").text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["language", "district", "outcome", "p"])
def test_the_report_survives_any_filter(staff, name, text):
    counted("chor")
    assert listed(staff.get(f"{REPORT}?{name}={text}")) == ["chor"]


def test_the_report_costs_the_same_for_few_rows_and_for_many(staff, django_assert_max_num_queries):
    for number in range(40):
        counted(f"wort {number}", district="" if number % 2 else "marxloh")
    staff.get(REPORT)
    with django_assert_max_num_queries(25):
        assert len(listed(staff.get(REPORT))) == 40


def test_forgetting_a_search_removes_its_words_everywhere(staff):
    for month in (0, 1):
        counted("mina muster", month=months_ago(month), district="marxloh" if month else "")
    counted("chor")
    staff.post(
        reverse("search_desk:forget", args=[SearchCount.objects.filter(text="mina muster", district="").get().pk])
    )
    assert set(SearchCount.objects.values_list("text", flat=True)) == {"chor"}


# --- Tasks ------------------------------------------------------------------------------------------------------------
def press(staff, label: str, text: str = "schwimmkurs"):
    """Press a button in the row of a search."""
    row = next(h2.parent for h2 in soup(staff.get(REPORT)).select(".desk-searches h2") if h2.text == text)
    button = next(button for button in row.select("button") if label in button.text)
    return staff.post(button.get("formaction") or button.find_parent("form")["action"], {"next": REPORT}, follow=True)


def test_a_search_becomes_a_task_with_one_press(staff, kernteam):
    counted("schwimmkurs", language="tr")
    assert "Aufgabe" in press(staff, "Angebot").text
    made = SearchTask.objects.get()
    assert (made.text, made.language, made.purpose, made.status) == ("schwimmkurs", "tr", "offer", "open")
    assert made.created_by == kernteam


def test_a_search_is_never_an_open_task_twice(staff):
    row = counted()
    url = reverse("search_desk:make_task", args=[row.pk])
    staff.post(url)
    assert "schon" in staff.post(url, follow=True).text
    assert SearchTask.objects.count() == 1
    SearchTask.objects.get().turn(None)
    staff.post(url)
    assert SearchTask.objects.count() == 2


def test_the_report_says_that_a_search_is_a_task_already(staff):
    counted()
    task()
    row = soup(staff.get(REPORT)).select_one(".desk-searches li")
    assert "offen" in row.select_one(".desk-state").text
    assert not [button for button in row.select("button") if "Angebot" in button.text]


def test_a_search_that_is_not_shown_cannot_become_a_task(staff):
    row = counted(number=4)
    assert staff.post(reverse("search_desk:make_task", args=[row.pk])).status_code == 404


def test_a_task_is_ticked_off_and_opened_again(staff, kernteam):
    made = task()
    url = reverse("search_tasks:turn", args=[made.pk])
    staff.post(url)
    made.refresh_from_db()
    assert (made.status, made.done_by) == ("done", kernteam)
    assert made.done_at
    staff.post(url)
    made.refresh_from_db()
    assert (made.status, made.done_by, made.done_at) == ("open", None, None)


def test_tasks_are_filtered_by_state_and_hold_a_note(staff):
    open_, done = task(text="chor"), task(text="tanz")
    done.turn(None)
    answer = staff.get(TASKS + "?status=open").text
    assert "chor" in answer
    assert "tanz" not in answer
    data = {"text": "chor", "language": "de", "purpose": "page", "note": "Die Musikschule fragen"}
    assert staff.post(reverse("search_tasks:edit", args=[open_.pk]), data).status_code == 302
    assert "Die Musikschule fragen" in staff.get(TASKS).text


def test_a_task_can_be_made_by_hand(staff, kernteam):
    staff.post(NEW_TASK, {"text": "chor", "language": "tr", "district": "marxloh", "purpose": "offer", "note": ""})
    assert SearchTask.objects.get().created_by == kernteam


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "\x00"),
        ("text", "x" * 1_000_000),
        ("language", "xx"),
        ("district", "nonsense"),
        ("district", "\x00"),
        ("purpose", "nonsense"),
        ("note", "x" * 1_000_000),
        ("note", "a\x00b"),
    ],
)
def test_a_wrong_value_in_a_task_gets_a_message_at_its_field(staff, field, value):
    data = {"text": "chor", "language": "de", "district": "", "purpose": "offer", "note": ""} | {field: value}
    answer = staff.post(NEW_TASK, data)
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert not SearchTask.objects.exists()


WRITTEN = {"text": "schwimmkurs", "language": "de", "district": "", "purpose": "offer", "note": ""}


def refusals(answer) -> list[str]:
    assert answer.status_code == 200
    return answer.context["form"].errors["text"]


def test_a_task_made_by_hand_twice_is_refused_at_its_field(staff):
    assert staff.post(NEW_TASK, WRITTEN).status_code == 302
    answer = staff.post(NEW_TASK, WRITTEN)
    assert refusals(answer) == ["Dafür gibt es schon eine offene Aufgabe."]
    assert soup(answer).select_one("[name=text]")["value"] == "schwimmkurs"
    assert SearchTask.objects.count() == 1
    assert staff.post(NEW_TASK, WRITTEN | {"purpose": "page"}).status_code == 302


def test_a_task_cannot_be_changed_into_another_open_one(staff):
    other, first = task(text="chor"), task()
    edit = reverse("search_tasks:edit", args=[other.pk])
    assert refusals(staff.post(edit, WRITTEN)) == ["Dafür gibt es schon eine offene Aufgabe."]
    first.turn(None)
    assert staff.post(edit, WRITTEN).status_code == 302


def test_a_task_is_not_opened_again_where_there_is_another_for_the_same(staff):
    done = task()
    done.turn(None)
    task()
    answer = staff.post(reverse("search_tasks:turn", args=[done.pk]), follow=True)
    assert "Dafür gibt es schon eine offene Aufgabe." in answer.text
    done.refresh_from_db()
    assert done.status == "done"


@pytest.mark.parametrize("by", ["new", "edit"])
def test_the_second_of_two_who_save_at_once_gets_the_message_at_the_field(staff, by):
    url = NEW_TASK if by == "new" else reverse("search_tasks:edit", args=[task(text="chor").pk])

    def first(**kwargs):  # after the second was checked, before it is saved
        SearchTask.objects.bulk_create([SearchTask(text="schwimmkurs", language="de")])

    pre_save.connect(first, sender=SearchTask)
    try:
        assert refusals(staff.post(url, WRITTEN)) == ["Dafür gibt es schon eine offene Aufgabe."]
    finally:
        pre_save.disconnect(first, sender=SearchTask)


# --- Trying a search --------------------------------------------------------------------------------------------------
def test_trying_shows_what_is_understood_and_what_is_found(staff):
    entry("Jobcenter", de=["JC"])
    published(OfferFactory(title="Beratung im Jobcenter"))
    index_waiting.call()
    page = soup(staff.get(TRY + "?q=wo+ist+das+JC&language=de"))
    assert [cell.text.strip() for cell in page.select(".desk-table tbody tr:first-child > *")] == [
        "jc",
        "Jobcenter",
        "–",
    ]
    assert "wo, ist, das" in page.text
    assert "1 Treffer" in page.select_one(".desk-heading").text
    assert page.select_one(".desk-hits a")["href"] == "/de/angebote/beratung-im-jobcenter/"


def test_trying_takes_a_compound_apart(staff):
    assert "schwimm + kurs" in " ".join(soup(staff.get(TRY + "?q=Schwimmkurs")).select_one(".desk-table").text.split())


@pytest.mark.parametrize("text", [*HOSTILE, "", "...", "wort+" * 2000])
def test_trying_survives_any_text(staff, text):
    assert staff.get(f"{TRY}?q={text}&language={text[:200]}").status_code == 200


# --- The dictionary ---------------------------------------------------------------------------------------------------
def written(**values: str) -> dict:
    codes = ("de", "en", "tr", "ar", "bg", "ro", "ru", "uk", "pl")
    return {"means": "Jobcenter", **{f"names_{code}": "" for code in codes}} | values


def test_a_new_entry_is_found_at_once_in_all_its_languages(staff):
    answer = staff.post(
        NEW_WORD,
        written(means="Bürgerrat\nRat der Bürger", names_de="BR\n\n  Bürger  rat ", names_tr="Yurttaş Meclisi"),
    )
    assert answer.status_code == 302
    made = DictionaryEntry.objects.get(means__startswith="Bürgerrat")
    assert (made.slug, made.meanings) == ("burgerrat", ["Bürgerrat", "Rat der Bürger"])
    assert made.names == {"de": ["BR", "Bürger rat"], "tr": ["Yurttaş Meclisi"]}
    assert meanings(["yurttas", "meclisi"], "tr") == {0: (2, ("Bürgerrat", "Rat der Bürger"))}


def test_a_second_entry_of_the_same_first_word_gets_a_short_name_of_its_own(staff):
    for means in ("Bürgerrat", "Bürgerrat\nStadtrat"):
        assert staff.post(NEW_WORD, written(means=means)).status_code == 302
    assert set(DictionaryEntry.objects.filter(slug__startswith="burgerrat").values_list("slug", flat=True)) == {
        "burgerrat",
        "burgerrat-2",
    }


def test_the_short_name_stays_when_the_meaning_changes(staff):
    made = entry("Bürgerrat", "altername")
    staff.post(reverse("wagtailsnippets_search_dictionaryentry:edit", args=[made.pk]), written(means="Stadtteilrat"))
    made.refresh_from_db()
    assert (made.slug, made.means) == ("altername", "Stadtteilrat")


def test_languages_that_have_no_field_keep_their_names(staff):
    made = entry("Bürgerrat", names={}, **{"de-simple": ["Bürger-Rat"]})
    staff.post(reverse("wagtailsnippets_search_dictionaryentry:edit", args=[made.pk]), written(means="Bürgerrat"))
    made.refresh_from_db()
    assert made.names["de-simple"] == ["Bürger-Rat"]


def test_the_report_hands_its_word_over_in_its_language(staff):
    counted("sosyal yardım", language="tr")
    link = next(a for a in soup(staff.get(REPORT)).select(".desk-steps a") if "Wörterbuch" in a.text)
    page = soup(staff.get(link["href"]))
    assert page.select_one("[name=names_tr]").text.strip() == "sosyal yardım"
    assert page.select_one("[name=names_de]").text.strip() == ""


def test_a_name_that_another_entry_has_gets_a_hint(staff):
    entry("Bürgerrat", de=["BR"])
    answer = staff.post(NEW_WORD, written(means="Betriebsrat", names_en="br"), follow=True)
    assert "„br“ steht auch im Eintrag „Bürgerrat“" in soup(answer).text
    assert DictionaryEntry.objects.filter(means="Betriebsrat").exists()


def test_an_entry_that_is_there_already_is_refused_and_named(staff):
    entry("Bürgerrat", de=["BR"])
    answer = staff.post(NEW_WORD, written(means="bürgerrat "))
    assert "„Bürgerrat“" in str(answer.context["form"].errors["means"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("means", ""),
        ("means", " \n "),
        ("means", "...\n!"),
        ("means", "\x00"),
        ("means", "x" * 1_000_000),
        ("means", "eins\nzwei\ndrei\nvier\nfünf"),
        ("means", "wort " * 13),
        ("names_de", "eins zwei drei vier fünf sechs"),
        ("names_tr", "gut\n..."),
        ("names_ar", "a\x00b"),
        ("names_pl", "x" * 1_000_000),
    ],
)
def test_a_wrong_value_in_an_entry_gets_a_message_at_its_field(staff, field, value):
    before = DictionaryEntry.objects.count()
    answer = staff.post(NEW_WORD, written(**{"means": "Bürgerrat", field: value}))
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert DictionaryEntry.objects.count() == before


@pytest.mark.parametrize("name", ['"', "<script>alert(1)</script>", "%s {0}", "a' OR 1=1 --", "😀 Kita"])
def test_odd_signs_in_names_are_kept_and_break_nothing(staff, name):
    answer = staff.post(NEW_WORD, written(means="Bürgerrat", names_de=f"{name}\nBR"))
    if answer.status_code == 302:
        assert "<script>" not in staff.get(WORDS + "?q=burgerrat").text.replace("<script>\n", "")
    assert Client().get("/de/").status_code == 200


@pytest.mark.parametrize("text", ["Чуждест", "чуждестранци", "BÜRGERRAT", "buergerrat", "yabanc"])
def test_an_entry_is_found_by_any_of_its_names(staff, text):
    entry("Bürgerrat", bg=["Чуждестранци"], tr=["Yabancılar"])
    page = soup(staff.get(WORDS, {"q": text}))
    assert "Bürgerrat" in page.select_one("table.listing").text


def test_entries_that_lack_a_language_are_listed(staff):
    DictionaryEntry.objects.all().delete()
    entry("Bürgerrat", "a", tr=["Yurttaş Meclisi"])
    entry("Stadtrat", "b", de=["Rat"])
    text = soup(staff.get(WORDS + "?lacking=tr")).select_one("table.listing").text
    assert "Stadtrat" in text
    assert "Bürgerrat" not in text


def test_leichte_sprache_is_not_missed_in_the_column_of_languages(staff):
    DictionaryEntry.objects.all().delete()
    made = entry("Bürgerrat", **{code: ["x"] for code in ("de", "en", "tr", "ar", "bg", "ro", "ru", "uk")})
    assert soup(staff.get(WORDS)).select_one("table.listing .icon-check") is None
    made.names["pl"] = ["x"]
    made.save()
    assert soup(staff.get(WORDS)).select_one("table.listing .icon-check")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("url", [WORDS, NEW_WORD, TASKS, TRY])
def test_lists_and_forms_survive_any_address(staff, url, text):
    names = ("q", "name", "language", "lacking", "status", "ordering", "p")
    assert staff.get(url + "?" + "&".join(f"{name}={text[:9000]}" for name in names)).status_code == 200
    assert staff.get(f"{url}?q={text}").status_code == 200


def test_the_dictionary_that_comes_along_can_be_saved_as_it_is():
    for each in DictionaryEntry.objects.all():
        each.full_clean()


# --- Who may what -----------------------------------------------------------------------------------------------------
ROLES = ("anonymous", "Redaktion", "Kernteam", "operator")
READING = {  # address, who may open it
    "the report": (lambda: REPORT, "-+++"),
    "trying": (lambda: TRY, "-+++"),
    "the tasks": (lambda: TASKS, "-+++"),
    "a task": (lambda: reverse("search_tasks:edit", args=[task().pk]), "--++"),
    "a new task": (lambda: NEW_TASK, "--++"),
    "the dictionary": (lambda: WORDS, "-+++"),
    "an entry": (lambda: reverse("wagtailsnippets_search_dictionaryentry:edit", args=[entry().pk]), "--++"),
    "a new entry": (lambda: NEW_WORD, "--++"),
    "promoted results": (lambda: "/admin/searchpicks/", "-+++"),
    "a new promoted result": (lambda: "/admin/searchpicks/add/", "-+++"),
}
DOING = {  # address, what is true when it is done, who may
    "making a task": (
        lambda: reverse("search_desk:make_task", args=[counted().pk]),
        lambda: SearchTask.objects.exists(),
        "--++",
    ),
    "ticking off": (
        lambda: reverse("search_tasks:turn", args=[task().pk]),
        lambda: SearchTask.objects.filter(status="done").exists(),
        "--++",
    ),
    "forgetting a search": (
        lambda: reverse("search_desk:forget", args=[counted().pk]),
        lambda: not SearchCount.objects.exists(),
        "--++",
    ),
    "deleting a task": (
        lambda: reverse("search_tasks:delete", args=[task().pk]),
        lambda: not SearchTask.objects.exists(),
        "--++",
    ),
    "deleting an entry": (
        lambda: reverse("wagtailsnippets_search_dictionaryentry:delete", args=[entry(slug="weg").pk]),
        lambda: not DictionaryEntry.objects.filter(slug="weg").exists(),
        "--++",
    ),
}


def browser_of(role: str) -> Client:
    client = Client()
    if role == "operator":
        client.force_login(UserFactory(is_superuser=True))
    elif role != "anonymous":
        client.force_login(UserFactory(groups=[Group.objects.get(name=role)]))
    return client


def table(actions: dict):
    return pytest.mark.parametrize(
        ("action", "role", "may"),
        [
            pytest.param(action, role, may == "+", id=f"{role}: {action}")
            for action, (*_rest, marks) in actions.items()
            for role, may in zip(ROLES, marks, strict=True)
        ],
    )


@table(READING)
def test_who_may_read_what(action, role, may):
    assert (browser_of(role).get(READING[action][0]()).status_code == 200) is may


@table(DOING)
def test_who_may_do_what(action, role, may):
    url, is_done, _marks = DOING[action]
    browser_of(role).post(url())
    assert is_done() is may


@pytest.mark.parametrize(("role", "shown"), [("Redaktion", 1), ("Kernteam", 4)])
def test_a_row_offers_only_what_one_may_do(role, shown):
    counted()
    steps = soup(browser_of(role).get(REPORT)).select_one(".desk-steps")
    offered = [
        each for each in steps.select("a, button") if "Versuch" not in each.text and "Ausprobieren" not in each.text
    ]
    assert len(offered) == shown


def test_an_action_is_never_done_by_following_a_link(staff):
    row = counted()
    assert staff.get(reverse("search_desk:make_task", args=[row.pk])).status_code == 405
    assert staff.get(reverse("search_desk:forget", args=[row.pk])).status_code == 405


def test_the_menu_counts_open_tasks_and_hides_what_nobody_records(staff):
    task()
    page = staff.get("/admin/").text
    assert "(1)" in page
    assert "search-terms" not in page
    assert page.count("searchpicks/") == 1
