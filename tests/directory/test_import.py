"""The commands import_offers and export_offers, against a database."""

import csv
import io
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import override
from wagtail.models import Page, ReferenceIndex, Task, Workflow, WorkflowTask

from directory.exporting import directory
from directory.hsds import read
from directory.identity import known
from directory.import_run import ImportRun
from directory.importing import UPDATED, import_offer, import_organization
from directory.models import Contact, Location, OfferPage, OrganizationPage
from directory.records import Problem, as_date, as_number, as_time
from directory.spreadsheets import read_tables
from tests.factories import (
    ContactFactory,
    LocationFactory,
    OfferFactory,
    OrganizationFactory,
    UserFactory,
    published,
    translated,
)

DATA = Path(__file__).parent / "data"
DEFAULTS = {"pillar": "advice", "kind": "association", "district": "Marxloh"}
ROW = {
    "id": "sewing",
    "name": "Sewing",
    "pillar": "participation",
    "description": "We sew together. And talk.",
    "organization_name": "The Threads",
    "organization_kind": "mso",
    "schedule": "Mo 09:00-12:00",
    "languages": "tr",
    "location_name": "House",
    "address_1": "Hof 1",
    "postal_code": "47169",
    "district": "marxloh",
    "contact_name": "Office",
    "phones": "0221 4710 555",
}


@pytest.fixture(autouse=True)
def in_english(nothing_held, db, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with override("en"):
        yield


@pytest.fixture
def file(tmp_path):
    """Write rows as a flat table: `file(ROW, {**ROW, "id": "b"})`."""

    def write(*rows: dict, name: str = "offers.csv") -> Path:
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, columns)
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path / name

    return write


def run(path, **options) -> tuple[str, str, bool]:
    """What the command says, what it complains about, and whether it succeeded."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_offers", str(path), stdout=out, stderr=err, no_color=True, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), False
    return out.getvalue(), err.getvalue(), True


def counts(output: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in output.splitlines() if line.startswith(("organ", "loc", "cont", "off")))


def export(path) -> Path:
    call_command("export_offers", str(path), stdout=io.StringIO())
    return path


def state() -> tuple:
    """Everything an import may write."""
    models = (OrganizationPage, Location, Contact, OfferPage)
    return (
        directory(),
        [model.objects.count() for model in models],
        list(Page.objects.values_list("latest_revision_id")),
    )


# --- The flat table -------------------------------------------------------------------------------------------------


def test_a_flat_table_makes_offers_with_all_that_belongs_to_them():
    out, err, succeeded = run(DATA / "flat.csv")
    assert (err, succeeded) == ("", True)
    assert counts(out) == {
        "organizations": "1 created", "locations": "2 created", "contacts": "1 created", "offers": "2 created",
    }  # fmt: skip
    page = OfferPage.objects.get(title="Nähen und Reden")
    assert (page.live, page.slug, page.organization.title) == (True, "naehen-und-reden", "Nähstube Hochfeld e. V.")
    assert page.description == "<p>Wir nähen zusammen. Und reden.</p><p>Kommen Sie einfach.</p>"
    assert page.summary == "Wir nähen zusammen."
    assert {term.slug for term in page.terms.all()} == {"sprachcafe", "kochen"}
    assert [group.slug for group in page.target_groups.all()] == ["frauen"]
    assert [(row.weekday, str(row.opens_at), row.closed) for row in page.schedules.all()] == [
        (0, "09:30:00", False), (2, "09:30:00", False), (None, "None", True),
    ]  # fmt: skip
    assert [(row.language, row.mode, row.weekday) for row in page.language_hours.all()] == [
        ("tr", "fluent", None), ("bg", "interpreter", 1),
    ]  # fmt: skip
    assert (page.cost, str(page.cost_amount), page.minimum_age, page.by_appointment) == ("paid", "2.50", 16, False)
    assert [row.location.address_1 for row in page.offer_locations.all()] == ["Musterstraße 5", "Musterstraße 7"]
    assert [(row.contact.phone, row.contact.name) for row in page.offer_contacts.all()] == [
        ("+49 203 555 10", "Nähstube Hochfeld e. V.")
    ]
    assert OfferPage.objects.get(code="naehen-abend").offer_locations.get().location.address_1 == "Musterstraße 5"


def test_wagtail_knows_afterwards_what_is_used_where(file):
    run(file(ROW))
    run(file({**ROW, "address_1": "Hof 2"}))
    page, (old, new) = OfferPage.objects.get(), Location.objects.order_by("pk")
    used = {
        place: ReferenceIndex.get_references_to(place).filter(object_id=str(page.pk)).exists() for place in (old, new)
    }
    assert used == {old: False, new: True}


def test_the_same_table_again_changes_nothing():
    run(DATA / "flat.csv")
    before = state()
    out, _err, succeeded = run(DATA / "flat.csv")
    assert succeeded
    assert all(count.endswith("unchanged") and "," not in count for count in counts(out).values())
    assert state() == before


def test_a_trial_reports_the_same_and_writes_nothing(file):
    path = file(ROW, {**ROW, "id": "b", "postal_code": "4716"})
    before = state()
    out, err, succeeded = run(path, dry_run=True)
    assert state() == before
    assert not succeeded
    assert "nothing was written" in out
    real_out, real_err, _succeeded = run(path)
    assert counts(real_out) == counts(out)
    assert real_err == err


def test_a_bad_row_is_named_and_the_good_ones_are_imported(file):
    bad = {**ROW, "id": "bad", "name": "Bad"}
    rows = [
        {**bad, "id": "bad1", "pillar": "dancing"},
        {**bad, "id": "bad2", "schedule": "Mo 25:00-26:00"},
        {**bad, "id": "bad3", "terms": "knitting"},
        {**bad, "id": "bad4", "minimum_age": "18", "maximum_age": "12"},
        {**bad, "id": "bad5", "assured_date": "yesterday"},
        {**bad, "id": "bad6", "cost_amount": "10"},
        {**bad, "id": "bad7", "url": "not an address"},
        {**bad, "id": "bad8", "address_1": "Elsewhere 2", "location_name": "Other", "postal_code": "4716"},
        {**bad, "id": "bad9", "contact_name": "Other", "phones": "call us"},
        {**bad, "id": "bad10", "name": "x" * 300},
        {**bad, "id": "bad11", "organization_name": "New", "organization_kind": "club"},
        {**bad, "id": "bad12", "address_1": "Elsewhere 3", "location_name": "Third", "district": "Essen"},
    ]
    out, err, succeeded = run(file(ROW, *rows))
    lines = err.splitlines()
    assert [line.partition(":")[0] for line in lines[:-1]] == [
        "offers.csv, row 3, column pillar",
        "offers.csv, row 4, column schedule",
        "offers.csv, row 5, column terms",
        "offers.csv, row 6, column maximum_age",
        "offers.csv, row 7, column assured_date",
        "offers.csv, row 8, column cost_amount",
        "offers.csv, row 9, column url",
        "offers.csv, row 10, column postal_code",
        "offers.csv, row 11, column phones",
        "offers.csv, row 12, column name",
        "offers.csv, row 13, column organization_kind",
        "offers.csv, row 14, column district",
    ]
    assert lines[-1] == "Rows not imported: 12."
    assert not succeeded
    assert [page.code for page in OfferPage.objects.all()] == ["sewing"]
    assert not OrganizationPage.objects.filter(title="New").exists(), "what only a bad row needs is not made"


def test_rows_that_need_a_bad_one_point_at_it(file):
    rows = [{**ROW, "organization_kind": "club"}, {**ROW, "id": "b", "organization_kind": ""}]
    _out, err, _succeeded = run(file(*rows))
    assert "row 2, column organization_kind: “club” is none of: mso, association" in err
    assert "row 3: It needs what was not imported: offers.csv, row 2" in err


@pytest.mark.parametrize("option", ["pillar", "kind", "district"])
def test_options_stand_in_for_what_rows_do_not_say(file, option):
    column = "organization_kind" if option == "kind" else option
    path = file({**ROW, column: ""})
    out, err, succeeded = run(path)
    assert not succeeded
    assert "This field is required." in err
    assert "--pillar, --kind and --district" in out
    assert run(path, **{option: DEFAULTS[option]})[2]


def test_an_option_does_not_change_what_people_have_chosen(file):
    path = file({**ROW, "pillar": ""})
    run(path, pillar="advice")
    page = OfferPage.objects.get()
    page.pillar = "work"
    published(page)
    out, _err, _succeeded = run(path, pillar="advice")
    assert counts(out)["offers"] == "1 unchanged"
    assert OfferPage.objects.get().pillar == "work"


def test_an_unknown_district_of_the_option_is_refused(file):
    assert "“Essen” is not known" in run(file(ROW), district="Essen")[1]


@pytest.mark.parametrize("content", ["", "\n", "id,name,organization_name\n", "id;name\n"])
def test_an_empty_file_changes_nothing(file, tmp_path, content):
    run(file(ROW))
    before = state()
    (tmp_path / "empty.csv").write_text(content)
    run(tmp_path / "empty.csv")
    assert state() == before


def test_an_offer_that_is_not_in_the_file_stays(file):
    run(file(ROW, {**ROW, "id": "b", "name": "Other"}))
    out, _err, _succeeded = run(file(ROW))
    assert counts(out)["offers"] == "1 unchanged"
    assert OfferPage.objects.filter(code="b", live=True).exists()


def test_an_import_that_was_stopped_is_completed_by_the_next(file):
    path = file(*({**ROW, "id": f"o{number}", "name": f"Offer {number}"} for number in range(6)))
    feed = read(read_tables(path), known(), {}, None)

    def stop_after_three(number, total):
        if number == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ImportRun(feed, print, print).write(stop_after_three)
    assert OfferPage.objects.count() == 3
    out, _err, _succeeded = run(path)
    assert counts(out)["offers"] == "3 created, 3 unchanged"


def test_progress_is_shown_every_so_many_entries(file):
    path = file(*({**ROW, "id": f"o{number}", "name": f"Offer {number}"} for number in range(5)))
    out, _err, _succeeded = run(path, every=2)
    assert [line for line in out.splitlines() if " rows …" in line] == [
        "2 of 5 rows …", "4 of 5 rows …", "5 of 5 rows …",
    ]  # fmt: skip


def test_messages_are_in_the_language_of_the_terminal(file, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    _out, err, _succeeded = run(file({**ROW, "organization_email": "nobody"}))
    assert "Gib eine gültige E-Mail-Adresse an." in err or "gültige" in err


def test_what_changes_is_told_when_asked(file):
    run(file(ROW))
    out, _err, _succeeded = run(file({**ROW, "schedule": "Tu 9-12", "phones": "0221 4710 556"}), verbosity=2)
    assert "offers.csv, row 2: offer: updated: contacts, schedule" in out


# --- What people did in the portal ----------------------------------------------------------------------------------


def test_edits_stay_where_the_file_says_the_same_or_nothing(file):
    path = file(ROW)
    run(path)
    page = OfferPage.objects.get()
    page.summary, page.alert, page.title = "Sewing and tea", "Not on Friday", "Sewing!"
    published(page)
    out, _err, _succeeded = run(path)
    page = OfferPage.objects.get()
    assert counts(out)["offers"] == "1 updated"
    assert (page.title, page.summary, page.alert) == ("Sewing", "Sewing and tea", "Not on Friday")


def test_a_summary_made_of_the_description_follows_it(file):
    run(file(ROW))
    run(file({**ROW, "description": "We knit together. And talk."}))
    assert OfferPage.objects.get().summary == "We knit together."


def test_a_translation_by_hand_survives_and_shows_the_new_facts(file):
    run(file(ROW))
    page = translated(OfferPage.objects.get(), "en", title="Sewing (by hand)", summary="By hand")
    run(file({**ROW, "name": "Knitting", "description": "New words.", "phones": "0221 4710 556", "cost": "free"}))
    page = OfferPage.objects.get(pk=page.pk)
    assert (page.live, page.title, page.summary) == (True, "Sewing (by hand)", "By hand")
    assert page.description == "<p>We sew together. And talk.</p>"
    assert (page.facts.title, page.facts.cost) == ("Knitting", "free")
    assert not page.schedules.exists()


def test_what_was_unpublished_stays_so_and_is_kept_up_to_date(file):
    run(file(ROW))
    OfferPage.objects.get().unpublish()
    out, _err, _succeeded = run(file({**ROW, "alert": "Moved"}))
    page = OfferPage.objects.get()
    assert counts(out)["offers"] == "1 updated"
    assert not page.live
    assert page.get_latest_revision_as_object().alert == "Moved"
    assert counts(run(file({**ROW, "alert": "Moved"}))[0])["offers"] == "1 unchanged"


def test_a_locked_offer_is_left_alone_and_named(file):
    run(file(ROW))
    OfferPage.objects.update(locked=True)
    assert run(file(ROW))[2]
    _out, err, succeeded = run(file({**ROW, "alert": "Moved"}))
    assert (OfferPage.objects.get().alert, succeeded) == ("", False)
    assert "locked" in err


@pytest.fixture
def waiting(file):
    """An offer with a member's change that waits in a workflow."""
    run(file(ROW))
    member = UserFactory()
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="Look"), sort_order=1)
    draft = OfferPage.objects.get()
    draft.summary, draft.alert = "A member's words", "A member's note"
    draft.save_revision(user=member)
    workflow.start(draft, member)
    return draft


def test_a_draft_that_waits_keeps_waiting_and_loses_nothing(file, waiting):
    run(file({**ROW, "alert": "From the file", "schedule": "Fr 10:00-12:00"}))
    page = OfferPage.objects.get()
    assert (page.alert, page.summary) == ("From the file", "We sew together.")
    assert page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert (draft.summary, draft.alert) == ("A member's words", "A member's note"), "the member's own words stay"
    assert [row.weekday for row in draft.schedules.all()] == [4], "what the member did not touch follows the file"
    assert page.workflow_in_progress
    assert page.current_workflow_task_state.revision_id == page.latest_revision_id
    assert page.latest_revision.user == waiting.latest_revision.user


def test_approving_a_draft_after_an_import_publishes_both(file, waiting, admin):
    run(file({**ROW, "schedule": "Fr 10:00-12:00"}))
    OfferPage.objects.get().current_workflow_task_state.approve(user=admin)
    page = OfferPage.objects.get()
    assert (page.alert, [row.weekday for row in page.schedules.all()]) == ("A member's note", [4])


def test_a_place_with_a_waiting_draft_keeps_it(file):
    run(file(ROW))
    place = Location.objects.get()
    place.name = "House of the member"
    place.save_revision()
    run(file({**ROW, "wheelchair": "yes"}))
    place = Location.objects.get()
    assert (place.name, place.wheelchair) == ("House", "yes")
    draft = place.get_latest_revision_as_object()
    assert (draft.name, draft.wheelchair, place.has_unpublished_changes) == ("House of the member", "yes", True)


def test_nobody_gets_the_place_of_another_by_naming_its_id(file):
    run(file({**ROW, "location_id": "house"}))
    other = {**ROW, "id": "b", "organization_name": "Others", "location_id": "house"}
    run(file(other))
    assert Location.objects.get().organization.title == "The Threads"


# --- Export and import ----------------------------------------------------------------------------------------------


@pytest.fixture
def rich_directory():
    """Offers made in the portal, with everything that is hard to write down."""
    owner = OrganizationFactory(
        title="=Verein & Söhne", languages=["tr", "rom"], hours=["mo 09:00-12:00"], description="<p>Hallo <b>Du</b></p>"
    )
    house = LocationFactory(organization=owner, latitude="51.50612", longitude="6.75700", wheelchair="partly")
    yard = LocationFactory(
        organization=owner, address_1="Quay 1", postal_code="RT1 2AB", city="Rivertown", country="GB"
    )
    office, phone = ContactFactory(organization=owner), ContactFactory(organization=owner, phone="+49 203 1", email="")
    OfferFactory(
        organization=owner,
        title="-Nähen; \"Reden\", und 'Tee'",
        description='<p data-block-key="a1">Erstens.</p><p data-block-key="b2">Zweitens &lt;3</p>',
        slots=[
            {"weekday": 0, "opens_at": "09:00", "closes_at": "12:00", "location": yard},
            {"weekday": 2, "opens_at": "09:00", "closes_at": "12:00", "valid_from": "2026-01-01"},
            {"weekday": 5, "opens_at": "22:00", "closes_at": "02:00"},
            {"opens_at": "10:00", "closes_at": "11:00", "valid_from": "2026-12-24", "valid_to": "2026-12-24"},
            {"closed": True, "valid_from": "2026-12-21", "valid_to": "2027-01-06"},
        ],
        spoken=[
            "de",
            {"language": "bg", "mode": "interpreter", "weekday": 1, "opens_at": "10:00", "closes_at": "11:00"},
        ],
        locations=[yard, house],
        contacts=[phone, office],
        terms=["sprachcafe", "kochen"],
        groups=["frauen", "aeltere"],
        cost="paid",
        cost_amount="15.50",
        what_to_bring="Nadel\nFaden",
        alert="+++ neu +++",
        minimum_age=0,
    )
    OfferFactory(
        organization=owner, title="Beratung", contacts=[office], cost="free", holidays="closed", assured_date=None
    )
    OfferFactory(organization=owner, title="Entwurf", live=False)


@pytest.mark.parametrize("name", ["offers.csv", "offers.xlsx", "offers.zip", "folder"])
def test_an_export_is_imported_again_without_a_change(rich_directory, tmp_path, name):
    before = state()
    out, err, succeeded = run(export(tmp_path / name), verbosity=2)
    assert (err, succeeded) == ("", True)
    assert counts(out) == {
        "organizations": "1 unchanged", "locations": "2 unchanged", "contacts": "2 unchanged", "offers": "2 unchanged",
    }  # fmt: skip
    assert state() == before


@pytest.mark.parametrize("name", ["offers.csv", "offers.xlsx", "offers.zip"])
def test_an_export_makes_the_same_directory_elsewhere(rich_directory, tmp_path, name):
    before = directory()
    path = export(tmp_path / name)
    for page in [*OfferPage.objects.all(), *OrganizationPage.objects.all()]:
        Page.objects.get(pk=page.pk).delete()
    assert not Location.objects.exists()
    assert run(path)[2]
    made = directory()
    for kind in ("organizations", "locations", "contacts", "offers"):
        assert getattr(made, kind) == getattr(before, kind), kind


def test_linked_tables_speak_hsds(rich_directory, tmp_path):
    folder = export(tmp_path / "folder")
    tables = {path.stem: list(csv.DictReader(path.open(encoding="utf-8"))) for path in folder.iterdir()}
    assert set(tables) == {
        "organizations", "services", "locations", "addresses", "service_at_location", "contacts", "phones", "schedules",
        "languages", "cost_options", "required_documents", "accessibility", "taxonomies", "taxonomy_terms", "attributes",
    }  # fmt: skip
    ids = [row["id"] for rows in tables.values() for row in rows]
    assert len(ids) == len(set(ids))
    assert all(len(code) == 36 for code in ids)
    assert {row["currency"] for row in tables["cost_options"]} == {"EUR"}
    assert {row["freq"] for row in tables["schedules"] if row["byday"]} == {"WEEKLY"}
    services = {row["id"] for row in tables["services"]}
    for name in ("schedules", "languages", "contacts", "service_at_location"):
        assert {row["service_id"] for row in tables[name]} <= services | {""}
    assert {row["contact_id"] for row in tables["phones"]} <= {row["id"] for row in tables["contacts"]}


def test_only_what_is_published_is_exported(rich_directory):
    assert {record["name"] for record in directory().offers.values()} == {"-Nähen; \"Reden\", und 'Tee'", "Beratung"}


def test_an_export_asks_the_database_as_often_for_many_offers_as_for_one(rich_directory, django_assert_max_num_queries):
    for number in range(20):
        OfferFactory(title=f"Offer {number}", hours=["mo 09:00-12:00"], spoken=["de"], terms=["kochen"])
    with django_assert_max_num_queries(15):
        directory()


@pytest.mark.parametrize("name", ["offers.pdf", "missing/offers.csv"])
def test_an_export_that_cannot_be_written_says_so(tmp_path, name):
    with pytest.raises(CommandError, match="none of .csv|No such file"):
        export(tmp_path / name)


# --- Tables of others -----------------------------------------------------------------------------------------------


def test_tables_of_another_city_are_imported_with_defaults():
    out, err, succeeded = run(DATA / "linked", **DEFAULTS)
    assert (err, succeeded) == ("", True)
    assert counts(out) == {
        "organizations": "1 created", "locations": "1 created", "contacts": "2 created", "offers": "2 created",
    }  # fmt: skip
    page = OfferPage.objects.get(slug="homework-club")
    assert (page.live, page.pillar, page.organization.kind) == (True, "advice", "association")
    assert [str(row.opens_at) for row in page.schedules.all()] == ["15:00:00", "15:00:00"]
    place = page.offer_locations.get().location
    assert (place.postal_code, place.country, place.district.name) == ("RT1 2AB", "GB", "Marxloh")
    assert page.organization.website == "https://www.riverside.example.org"
    again, _err, _succeeded = run(DATA / "linked", **DEFAULTS)
    assert set(counts(again).values()) == {"1 unchanged", "2 unchanged"}


def test_tables_of_another_city_without_defaults_say_what_is_missing():
    out, err, succeeded = run(DATA / "linked")
    assert not succeeded
    assert "organizations.csv, row 2, column kind: This field is required." in err
    assert "locations.csv, row 2, column district: This field is required." in err
    assert (
        "services.csv, row 2, column organization_id: It needs what was not imported: organizations.csv, row 2." in err
    )
    assert "Nothing was imported." in out


def test_a_bad_row_of_a_linked_table_holds_back_what_needs_it(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    for path in (DATA / "linked").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    languages = folder / "languages.csv"
    languages.write_bytes(languages.read_bytes().replace(b"Turkish", b"Tur\x00kish"))
    out, err, succeeded = run(folder, **DEFAULTS)
    assert not succeeded
    assert "languages.csv, row 3, column name: There is a character that cannot be stored (U+0000)." in err
    assert "services.csv, row 2: It needs what was not imported: languages.csv, row 3." in err
    assert [page.title for page in OfferPage.objects.all()] == ["Legal Advice"]


def test_a_german_postal_code_has_five_digits_and_others_have_their_own():
    place = LocationFactory.build(organization=OrganizationFactory(), postal_code="ABC 1234")
    with pytest.raises(ValidationError, match="five digits"):
        place.full_clean()
    place.country = "US"
    place.full_clean()


# --- Records --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9", "09:00"), ("9.30", "09:30"), ("09:30:00", "09:30"), ("24:00", "00:00"), ("10:00Z", "10:00")],
)
def test_times_are_read_as_people_and_machines_write_them(text, expected):
    assert as_time(text, "opens_at").isoformat("minutes") == expected


@pytest.mark.parametrize("text", ["25:00", "9:75", "nine", "", None, "09:30-10:00"])
def test_what_is_no_time_is_a_problem(text):
    with pytest.raises(Problem, match="not a time"):
        as_time(text, "opens_at")


@pytest.mark.parametrize("text", ["2026-09-01", "1.9.2026", "01.09.2026", "2026-09-01T10:00:00Z", "2026-09-01 10:00"])
def test_dates_are_read_as_people_and_machines_write_them(text):
    assert as_date(text, "assured_date").isoformat() == "2026-09-01"


@pytest.mark.parametrize(("text", "places", "expected"), [("15,50 €", 2, "15.50"), ("12", 0, "12"), ("12.0", 0, "12")])
def test_numbers_are_read_as_people_and_machines_write_them(text, places, expected):
    assert str(as_number(text, "cost_amount", places)) == expected


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1.234,50", "ten", "1" * 5000, "0x10"])
def test_what_is_no_number_is_a_problem(text):
    with pytest.raises(Problem):
        as_number(text, "cost_amount", 2)


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"id": "a", "name": "A"}, "organization"),
        ({"id": "a", "organization": "o"}, "name"),
        ({"name": "A", "organization": "o"}, "id"),
        ({"id": "a", "name": "A", "organization": "nobody"}, "organization"),
        ({"id": "a", "name": "A", "organization": "o", "locations": ["nowhere"]}, r"locations\[0\]"),
        ({"id": "a", "name": "A", "organization": "o", "schedule": [{"weekdays": ["xx"]}]}, "schedule"),
        ({"id": "a", "name": "A", "organization": "o", "schedule": [{"closed": True}]}, r"schedule\[0\].valid_from"),
        ({"id": "a", "name": "A", "organization": "o", "languages": [{"language": "xx"}]}, r"languages\[0\]"),
        ({"id": "a" * 200, "name": "A", "organization": "o"}, "id"),
    ],
)
def test_a_bad_record_says_which_field_and_writes_nothing(record, field):
    import_organization({"id": "o", "name": "O", "kind": "mso", "summary": "S"})
    with pytest.raises(Problem, match=field):
        import_offer({"pillar": "work", "summary": "S", "description": "D", **record})
    assert not OfferPage.objects.exists()


def test_a_record_changes_only_the_fields_it_has():
    import_organization({"id": "o", "name": "O", "kind": "mso", "summary": "S", "email": "a@example.org"})
    assert import_organization({"id": "o", "website": "https://example.org"}) == UPDATED
    page = OrganizationPage.objects.get()
    assert (page.title, page.email, page.website) == ("O", "a@example.org", "https://example.org")
