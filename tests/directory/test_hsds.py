"""Tables in, records out, and back, without a database."""

import datetime as dt
from pathlib import Path

import pytest
from django.utils.translation import override

from directory.hsds import FeedError, Known, read
from directory.hsds.feed import LOCATION, OFFER, ORGANIZATION, Feed
from directory.hsds.shorthand import language_code, languages_text, read_languages, read_schedule, schedule_text
from directory.rich_text import first_sentence, to_html, to_text
from directory.spreadsheets import read_tables
from directory.tables import Row, Table

DATA = Path(__file__).parent / "data"
TODAY = dt.date(2026, 11, 22)
HOMEWORK = "22222222-2222-4222-8222-222222222221"
ADVICE = "22222222-2222-4222-8222-222222222222"


@pytest.fixture(autouse=True)
def in_english(nothing_held):
    with override("en"):
        yield


@pytest.fixture
def linked() -> Feed:
    known = Known(labels={"terms": {"homework help": "hausaufgabenhilfe"}})
    known.wheelchair["accessible by wheelchair"] = "yes"
    return read(read_tables(DATA / "linked"), known, {"pillar": "work", "district": "marxloh", "kind": "mso"}, TODAY)


def table(name: str, *rows: dict[str, str]) -> Table:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return Table(f"{name}.csv", columns, [Row(number, row) for number, row in enumerate(rows, 2)])


def feed_of(*rows: dict[str, str], known: Known | None = None, **defaults: str) -> Feed:
    return read([table("offers", *rows)], known or Known(), defaults, TODAY)


def records(feed: Feed, kind: str) -> dict[str, dict]:
    return {item.record["id"]: item.record for entry in feed.entries for item in entry if item.kind == kind}


def offer(**cells: str) -> dict[str, str]:
    return {"id": "a", "name": "Sewing", "organization_name": "The Threads", **cells}


# --- Shorthand ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Mo 09:30-11:30; We 14:00-16:00", [("mo", "09:30", "11:30"), ("we", "14:00", "16:00")]),
        ("Mo,Mi 9-12", [("mo we", "9", "12")]),
        ("Di - Do 9.30 - 12 Uhr, 14–16 Uhr", [("tu we th", "9.30", "12"), ("tu we th", "14", "16")]),
        ("Sa-Mo 22:00-02:00", [("sa su mo", "22:00", "02:00")]),
        ("SO 10-12\nFr 10-12", [("su", "10", "12"), ("fr", "10", "12")]),
        ("", []),
    ],
)
def test_hours_are_read_as_people_write_them(text, rows):
    read_rows = read_schedule(text)
    assert [(" ".join(row["weekdays"]), row["opens_at"], row["closes_at"]) for row in read_rows] == rows


def test_hours_know_their_season_and_closures():
    assert read_schedule("Mo 9-12 2026-09-01..2027-06-30 @haus%202; closed 24.12.2026; Tu 9-12 2026-09-01..") == [
        {"weekdays": ["mo"], "opens_at": "9", "closes_at": "12", "valid_from": "2026-09-01", "valid_to": "2027-06-30",
         "location": "haus 2"},
        {"closed": True, "valid_from": "24.12.2026", "valid_to": "24.12.2026"},
        {"weekdays": ["tu"], "opens_at": "9", "closes_at": "12", "valid_from": "2026-09-01", "valid_to": ""},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Mo", "Mo 9", "x" * 20_000, "Xy 9-12", "open all day", "Mo 9-12 sharp", "@", "Mo,Xy 9-12", "((("]
)
def test_hours_that_are_not_understood_say_so(text):
    with pytest.raises(ValueError, match="“"):
        read_schedule(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mo,We 09:30-11:30",
        "closed 2026-12-21..2027-01-06",
        "10:00-12:00 2026-12-24",
        "Mo 22:00-02:00 ..2026-12-24 @a%3Bb",
    ],
)
def test_hours_are_written_as_they_are_read(text):
    assert schedule_text(read_schedule(text)) == text


@pytest.mark.parametrize(
    "text",
    ["tr", "de; tr (interpreter)", "bg Mo,We 10:00-12:00; bg (appointment) Fr 09:00-10:00", "so Su 10:00-11:00; so"],
)
def test_languages_are_written_as_they_are_read(text):
    assert languages_text(read_languages(text)) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [("tr", "tr"), ("TUR", "tr"), ("Türkisch", "tr"), ("turkish", "tr"), ("Türkçe", "tr"), ("rom", "rom"), ("xx", "")],
)
def test_a_language_goes_by_code_or_name(text, code):
    assert language_code(text) == code


@pytest.mark.parametrize("text", ["Klingon", "tr (loud)", "tr, bg Mo 9-10", "tr 9-10", "(", "tr " * 8000])
def test_languages_that_are_not_understood_say_so(text):
    with pytest.raises(ValueError, match="“") as error:
        read_languages(text)
    assert len(str(error.value)) < 200


# --- Rich text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["One.\n\nTwo & three <3", "<b> is a tag", "<ul><li>a</li></ul>", "09.30\xa0Uhr", "&amp;lt;", "- a\n- b", ""],
)
def test_a_description_is_the_same_after_export_and_import(text):
    html = to_html(text)
    assert to_html(to_text(html)) == html


def test_a_description_brings_no_script_along():
    html = to_html("<p onclick='x()'>Hi <strong>you</strong></p><script>x()</script><a href='javascript:x()'>y</a>")
    assert html == "<p>Hi <b>you</b></p><a>y</a>"


def test_keys_that_the_editor_adds_make_no_difference():
    assert to_text('<p data-block-key="x1">One.</p><p data-block-key="x2">Two.</p>') == "One.\n\nTwo."


def test_a_summary_is_the_first_sentence_or_its_beginning():
    assert first_sentence("Neighbours help each other. Every day.", 160) == "Neighbours help each other."
    assert first_sentence("word " * 100, 20) == "word word word…"


# --- One flat table -------------------------------------------------------------------------------------------------


def test_a_row_is_an_offer_with_its_organization_place_and_contact():
    feed = feed_of(offer(address_1="Hof 1", postal_code="47051", phones="0203 1234", terms="a; b", unknown="x"))
    kinds = [item.kind for item in feed.entries[0]]
    assert kinds == ["organization", "location", "contact", "offer"]
    record = records(feed, OFFER)["a"]
    assert record["terms"] == ["a", "b"]
    assert record["locations"] == list(records(feed, LOCATION))
    assert [str(note) for note in feed.notes] == [
        "offers.csv: These columns are not understood and were left out: unknown."
    ]


def test_columns_that_are_not_there_say_nothing_and_empty_cells_empty():
    feed = feed_of(offer(alert="Closed", schedule="Mo 9-10"), offer(id="b", name="Other"))
    assert records(feed, OFFER)["b"]["alert"] == ""
    assert records(feed, OFFER)["b"]["schedule"] == []
    assert "url" not in records(feed, OFFER)["b"]
    assert "locations" not in records(feed, OFFER)["b"]


def test_an_empty_cell_does_not_empty_the_organization_or_place():
    row = offer(organization_website="", address_1="Hof 1", postal_code="")
    feed = feed_of(row)
    (organization,) = records(feed, ORGANIZATION).values()
    (location,) = records(feed, LOCATION).values()
    assert "website" not in organization
    assert "postal_code" not in location


def test_rows_that_contradict_each_other_are_told_apart_from_those_that_add():
    feed = feed_of(
        offer(organization_email="a@example.org"),
        offer(id="b", name="Second", organization_website="https://example.org"),
        offer(id="c", name="Third", organization_email="c@example.org"),
    )
    (record,) = records(feed, ORGANIZATION).values()
    assert (record["email"], record["website"]) == ("a@example.org", "https://example.org")
    assert [str(problem) for problem in feed.problems] == [
        "offers.csv, row 4, column organization_email: Row 2 says otherwise: “a@example.org”."
    ]


def test_the_same_offer_twice_is_a_problem_of_the_second_row():
    feed = feed_of(offer(), offer(name="Again"), offer(id="", name="New"), offer(id="", name="new "))
    assert [str(problem) for problem in feed.problems] == [
        "offers.csv, row 3, column id: The same offer is in row 2 already.",
        "offers.csv, row 5, column name: The same offer is in row 4 already.",
    ]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"name": ""}, "name"),
        ({"organization_name": ""}, "organization_name"),
        ({"schedule": "sometimes"}, "schedule"),
        ({"languages": "Klingon"}, "languages"),
        ({"organization_languages": "tr; Klingon"}, "organization_languages"),
        ({"organization_schedule": "sometimes"}, "organization_schedule"),
    ],
)
def test_a_bad_cell_is_named_and_its_row_left_out(cells, column):
    feed = feed_of(offer(**cells), offer(id="b", name="Good"))
    assert [(problem.row, problem.column) for problem in feed.problems] == [(2, column)]
    assert list(records(feed, OFFER)) == ["b"]


def test_what_the_portal_has_is_found_by_id_name_or_address():
    known = Known()
    known.add(ORGANIZATION, "threads", "uuid-of-threads", ("The Threads",))
    known.add(LOCATION, "hof", "uuid-of-hof", ("threads", "", "Hof 1", "47051"))
    known.add(OFFER, "sewing", "uuid-of-sewing", ("threads", "Sewing"))
    row = offer(id="", organization_name="the  threads", address_1="HOF 1", postal_code="47051")
    assert records(feed_of(row, known=known), OFFER)["sewing"]["locations"] == ["hof"]
    assert list(records(feed_of(offer(id="uuid-of-sewing"), known=known), OFFER)) == ["sewing"]


def test_what_is_new_gets_the_same_id_each_time():
    first, second = (feed_of(offer(id="", phones="0203 1234")) for _turn in range(2))
    assert [item.record["id"] for item in first.entries[0]] == [item.record["id"] for item in second.entries[0]]


def test_a_place_without_an_address_of_its_own_is_none():
    assert records(feed_of(offer(address_1="", city="Duisburg", country="DE")), LOCATION) == {}


@pytest.mark.parametrize("columns", [[], ["foo"], ["id", "name"], ["organization_name"]])
def test_a_table_without_the_columns_that_count_is_refused(columns):
    with pytest.raises(FeedError, match="needs the columns|no header"):
        read([Table("offers.csv", columns)], Known(), {}, TODAY)


def test_several_tables_without_services_are_refused():
    with pytest.raises(FeedError, match="no table services"):
        read([table("phones", {"id": "1"}), table("contacts", {"id": "1"})], Known(), {}, TODAY)


def test_a_sheet_of_notes_beside_the_offers_is_left_out():
    feed = read([table("notes", {"a": "b"}), table("offers", offer())], Known(), {}, TODAY)
    assert list(records(feed, OFFER)) == ["a"]
    assert "notes.csv" in str(feed.notes[0])


# --- Linked tables --------------------------------------------------------------------------------------------------


def test_a_service_gathers_what_its_tables_say(linked):
    record = records(linked, OFFER)[HOMEWORK]
    assert record["name"] == "Homework Club"
    assert record["description"].endswith("There is tea.\n\nInterpreters can be booked in Urdu.")
    assert record["schedule"] == [
        {
            "weekdays": ["mo", "we"],
            "opens_at": "15:00Z",
            "closes_at": "17:30Z",
            "valid_from": "2026-01-01",
            "valid_to": "",
        }
    ]
    assert [row["language"] for row in record["languages"]] == ["ur", "tr"]
    assert (record["cost"], record["how_to_come"]) == ("paid", "Bus 1 stops at the door.")
    assert record["fees_description"] == "Under 18s: 2 GBP a term"
    assert "cost_amount" not in record, "it is not in euros"
    assert record["status"] == "active"


def test_what_the_tables_do_not_say_is_not_made_up(linked):
    record = records(linked, OFFER)[ADVICE]
    assert record["status"] == "inactive"
    assert record["what_to_bring"] == "A letter\nA passport"
    assert "schedule" not in record, "the only rule has no counterpart: what is published stays"
    assert "First Saturday of the month" in record["description"]
    assert "cost" not in record, "the price is out of date"
    assert record["fees_description"] == "Donations are welcome."


def test_a_place_takes_its_visiting_address_and_the_organization_of_its_services(linked):
    (record,) = records(linked, LOCATION).values()
    assert record["address_1"] == "30 Quay Street, Second floor"
    assert (record["postal_code"], record["country"], record["wheelchair"]) == ("RT1 2AB", "GB", "yes")
    assert record["organization"] == "11111111-1111-4111-8111-111111111111"
    assert "latitude" not in record, "there is no such place"


def test_a_contact_repeated_for_each_service_is_one_and_no_person(linked):
    contacts = records(linked, "contact")
    desk = contacts["66666666-6666-4666-8666-666666666661"]
    assert (desk["name"], desk["phone"]) == ("Reception", "+44 1632 960001")
    offers = records(linked, OFFER)
    assert offers[HOMEWORK]["contacts"] == [desk["id"]]
    other = next(code for code in offers[ADVICE]["contacts"] if code != desk["id"])
    assert (contacts[other]["phone"], contacts[other]["email"]) == ("+44 1632 960003", "legal@riverside.example.org")
    assert len(contacts) == 2


def test_options_and_foreign_classifications_only_fill_gaps(linked):
    defaults = {item.record["id"]: item.defaults for entry in linked.entries for item in entry}
    assert defaults[HOMEWORK]["terms"] == ["hausaufgabenhilfe"]
    assert defaults[HOMEWORK]["pillar"] == "work"
    assert "terms" not in defaults[ADVICE]


def test_everything_left_out_is_named(linked):
    notes = "\n".join(map(str, linked.notes))
    for words in (
        "funding.csv: This table",
        "addresses.csv: These columns are not understood and were left out: attention, state_province.",
        "phones.csv: These columns are not understood and were left out: extension.",
        "services.csv: These columns are not understood and were left out: last_modified.",
        "locations.csv, row 2, column latitude",
        "locations.csv, row 3: This location has no address",
        "phones.csv, row 4, column number",
        "schedules.csv, row 2, column opens_at: Times are taken",
        "schedules.csv, row 3: These hours follow a rule",
        "languages.csv, row 4: “Klingon”",
        "cost_options.csv, row 3, column valid_to",
        "taxonomy_terms.csv, row 3: “Boat licences”",
        "contacts.csv, row 2, column name: The name of the person",
        "languages.csv, row 5: This row belongs to no service",
    ):
        assert words in notes
    assert linked.problems == []


def test_a_table_without_rows_says_nothing():
    services = table("services", {"id": "1", "name": "A", "organization_id": "o"})
    feed = read(
        [services, Table("schedules.csv", ["id", "service_id"]), Table("languages.csv", ["id"])], Known(), {}, TODAY
    )
    assert not {"schedule", "languages", "locations", "contacts"} & records(feed, OFFER)["1"].keys()


def test_an_id_twice_or_not_at_all_is_a_problem():
    rows = [{"id": "1", "name": "A"}, {"id": "1", "name": "B"}, {"name": "C"}]
    feed = read([table("services", *rows), table("organizations", {"id": "o", "name": "O"})], Known(), {}, TODAY)
    assert [str(problem) for problem in feed.problems] == [
        "services.csv, row 3, column id: The same id is in row 2 already.",
        "services.csv, row 4, column id: This field is required.",
    ]


def test_a_table_under_two_names_is_refused():
    with pytest.raises(FeedError, match="another name"):
        read([table("service", {"id": "1"}), table("services", {"id": "1"})], Known(), {}, TODAY)


def test_tables_go_by_singular_and_plural():
    tables = [table("service", {"id": "1", "name": "A"}), table("organization", {"id": "o", "name": "O"})]
    assert list(records(read(tables, Known(), {}, TODAY), OFFER)) == ["1"]
