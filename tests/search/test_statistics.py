"""Searches without result are counted so that nobody's search can be recognized."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory

from portal import counting
from portal.counting import months_ago
from search import statistics
from search.statistics import SearchCount, buffer, forget_old_searches, note_search

pytestmark = pytest.mark.django_db
NOW = date(2026, 3, 2)


def request(agent: str = "Mozilla/5.0", method: str = "GET", **cookies):
    made = RequestFactory().generic(method, "/de/suche/", headers={"User-Agent": agent})
    made.COOKIES.update(cookies)
    return made


@pytest.fixture(autouse=True)
def nothing_counted():
    buffer.reset()
    yield
    buffer.reset()


@pytest.fixture
def at(monkeypatch):
    """`at(3)`: it is three days later."""

    def move(days: float):
        moment = datetime.combine(NOW, time(), counting.timezone.get_default_timezone()) + timedelta(days=days)
        monkeypatch.setattr(statistics.timezone, "now", lambda: moment)

    move(0)
    return move


def sought(at, *days: float, text: str = "Schwimmkurs für Frauen", districts=(), total: int = 0, language: str = "de"):
    """Somebody searches on each of these days; the process writes what it counted each time."""
    for day in days:
        at(day)
        note_search(request(), text, language, districts, total)
        buffer.flush()


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM search_searchcount")
        return str(cursor.fetchall()).lower()


def test_the_fourth_day_leaves_no_words_in_the_database(at):
    sought(at, 0, 1, 2, 3)
    assert SearchCount.objects.get().count == 4
    assert "schwimm" not in everything_stored()
    assert not SearchCount.objects.shown().exists()


def test_the_fifth_day_writes_the_words(at):
    sought(at, 0, 1, 2, 3, 4)
    count = SearchCount.objects.shown().get()
    assert (count.text, count.count, count.language, count.outcome) == ("schwimmkurs für frauen", 5, "de", "none")


def test_five_searches_at_different_hours_of_a_day_count_once(at):
    sought(at, 0, 0.2, 0.4, 0.6, 0.99)
    assert SearchCount.objects.get().count == 1


def test_it_counts_once_a_day_whichever_process_counts(at):
    """Each flush stands for one more process."""
    for _process in range(6):
        note_search(request(), "Chor", "de", (), 0)
        note_search(request(), "Chor", "de", (), 0)
        buffer.flush()
    assert SearchCount.objects.get().count == 1


def test_what_a_process_kept_over_several_days_is_written_day_by_day(at):
    for day in range(5):
        at(day)
        note_search(request(), "Chor", "de", (), 0)
    buffer.flush()
    assert SearchCount.objects.shown().get().count == 5


def test_nobody_who_reads_the_table_can_look_up_a_search(at, settings):
    sought(at, 0)
    mine = SearchCount.objects.get().key
    SearchCount.objects.all().delete()
    settings.SECRET_KEY = "another"
    sought(at, 0)
    assert SearchCount.objects.get().key != mine


def test_spellings_of_the_same_count_together(at):
    for day, text in enumerate(("Ausländeramt", "auslaenderamt", "AUSLÄNDERAMT", " Ausländer­amt", "Auslanderamt!")):
        sought(at, day, text=text)
    assert SearchCount.objects.shown().get().count == 5


@pytest.mark.parametrize("other", [{"language": "tr"}, {"total": 2}, {"text": "Schwimmkurs"}])
def test_another_language_outcome_or_text_is_counted_apart(at, other):
    sought(at, 0)
    sought(at, 1, **other)
    assert [count.count for count in SearchCount.objects.all()] == [1, 1]


def test_another_month_begins_anew(at):
    sought(at, 0, 1, 2, 31, 32)
    assert sorted(SearchCount.objects.values_list("count", flat=True)) == [2, 3]
    assert "schwimm" not in everything_stored()


def test_a_search_in_districts_counts_for_each_of_them_and_not_for_the_city(at):
    sought(at, 0, 1, 2, 3, districts=["marxloh", "hochfeld"])
    sought(at, 4, districts=["marxloh"])
    assert {count.district: count.count for count in SearchCount.objects.all()} == {"marxloh": 5, "hochfeld": 4}
    assert set(SearchCount.objects.shown().values_list("district", flat=True)) == {"marxloh"}


def test_what_stands_in_an_address_instead_of_a_district_is_not_stored(at):
    sought(at, 0, districts=["marxloh", "mina.muster@example.org", "Mina Muster", "x" * 1000, "\x00"])
    assert set(SearchCount.objects.values_list("district", flat=True)) == {"marxloh"}


def test_a_language_nobody_offers_is_not_stored(at):
    sought(at, 0, language="mina")
    assert not SearchCount.objects.exists()


@pytest.mark.parametrize(("total", "outcome"), [(0, "none"), (1, "few"), (3, "few")])
def test_few_results_count_apart_from_none(at, total, outcome):
    sought(at, 0, total=total)
    assert SearchCount.objects.get().outcome == outcome


@pytest.mark.parametrize("text", ["", "  ", "!!!", "\x00", "\ud800", '"'])
def test_what_has_no_words_is_not_counted(at, text):
    sought(at, 0, text=text)
    assert not SearchCount.objects.exists()


def test_enough_results_are_not_counted(at):
    sought(at, 0, total=4)
    assert not SearchCount.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "mina@example.org",
        "wer ist mina.muster@example.org bitte",
        "0203 283-0000",
        "+49 (203) 28 30 00",
        "0221/4710123",
        "ausweis 1234567",
        "geboren 01.02.1985",
        "٠١٢٣٤٥٦",
        "de 89 3704 0044",
    ],
)
def test_what_looks_like_a_persons_data_is_never_written(at, text):
    sought(at, *range(6), text=text)
    assert not SearchCount.objects.exists()


@pytest.mark.parametrize("text", ["kita 47169", "§ 16 aufenthg", "hartz 4", "b1 kurs 2026"])
def test_ordinary_numbers_are_counted(at, text):
    sought(at, 0, text=text)
    assert SearchCount.objects.count() == 1


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "wort " * 2000, "a\x00b", "a\ud800b", "'; DROP TABLE x; --", "%s %(x)s"]
)
def test_no_text_breaks_the_counting(at, text):
    sought(at, *range(5), text=text)
    assert len(SearchCount.objects.shown().get().text) <= 200


def test_a_visitor_is_counted(at):
    note_search(request(), "Chor", "de", (), 0)
    assert buffer.counts


@pytest.mark.parametrize("who", [request("Googlebot/2.1"), request(sessionid="x"), request(method="HEAD")])
def test_robots_and_people_with_a_session_are_not_counted(at, who):
    note_search(who, "Chor", "de", (), 0)
    assert not buffer.counts


@pytest.mark.parametrize(
    ("query", "noted"),
    [
        ("q=Quastenflosser", {""}),
        ("q=Quastenflosser&district=marxloh", {"marxloh"}),
        ("q=Quastenflosser&district=nonsense", {""}),
        ("q=Quastenflosser&pillar=language", set()),
        ("q=Quastenflosser&kind=offer", set()),
        ("district=marxloh", set()),
        ("q=", set()),
    ],
)
def test_the_page_of_the_search_notes_what_was_sought_in_vain_but_not_what_a_filter_left_out(client, query, noted):
    assert client.get(f"/de/suche/?{query}").status_code == 200
    assert {district for _text, _language, district, *_rest in buffer.counts} == noted


def test_the_page_of_the_search_notes_no_suggestions_and_no_staff(client, client_of, kernteam):
    client.get("/de/suche/vorschlaege/?q=Quastenflosser")
    client_of(kernteam).get("/de/suche/?q=Quastenflosser")
    client.get("/de/suche/?q=Quastenflosser", headers={"User-Agent": "Googlebot"})
    assert not buffer.counts


def test_noting_a_search_asks_the_database_nothing(at, django_assert_num_queries):
    with django_assert_num_queries(0):
        note_search(request(), "Chor", "de", ["marxloh"], 0)


def test_the_request_that_finds_the_buffer_old_writes_it_after_its_answer(at, client, monkeypatch):
    note_search(request(), "Chor", "de", (), 0)
    client.get("/healthz")
    assert not SearchCount.objects.exists()
    monkeypatch.setattr(counting, "FLUSH_SECONDS", -1)
    client.get("/healthz")
    assert SearchCount.objects.count() == 1


def test_a_table_that_cannot_be_written_loses_no_count(at, monkeypatch):
    note_search(request(), "Chor", "de", (), 0)
    monkeypatch.setattr(statistics, "ADD", "INSERT INTO nowhere VALUES {rows}")
    buffer.flush()
    monkeypatch.undo()
    buffer.flush()
    assert SearchCount.objects.count() == 1


def row(month: date, count: int, text: str = "") -> SearchCount:
    key = f"{month}{count}{SearchCount.objects.count()}"
    return SearchCount.objects.create(
        key=key, month=month, language="de", outcome="none", count=count, day=NOW.toordinal(), text=text
    )


def test_old_rows_go_after_a_year_and_what_did_not_become_enough_after_its_month():
    kept = {row(months_ago(0), 1).pk, row(months_ago(11), 5, "chor").pk}
    row(months_ago(1), 4)
    row(months_ago(14), 50, "chor")
    assert forget_old_searches() == 2
    assert set(SearchCount.objects.values_list("pk", flat=True)) == kept


def test_a_flood_of_single_searches_is_forgotten_first(monkeypatch):
    monkeypatch.setattr(statistics, "MOST_SINGLE", 2)
    kept = row(months_ago(0), 2)
    for _number in range(3):
        row(months_ago(0), 1)
    assert forget_old_searches() == 3
    assert SearchCount.objects.get() == kept


def test_tidying_forgets_old_searches(capsys):
    row(months_ago(2), 1)
    call_command("tidy")
    assert "Searches forgotten: 1." in capsys.readouterr().out
