"""The entries follow what is public, whatever changed it."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from directory.models import OfferPage, TaxonomyTerm
from home.models import HomePage
from portal.changes import journal
from portal.glossary.models import GlossaryTerm
from search.asking import search
from search.entry import Entry
from search.indexing import remove_what_is_hidden
from search.outbox import EVERYTHING, Waiting, many_changes
from search.query import Query
from search.results import Asked
from search.things import Source, Thing, Words, register, sources, unregister
from search.verifying import faults
from tests.factories import (
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
from tests.search.indexed import index_changes, index_everything


def found(text: str, language: str = "de") -> list[str]:
    return [hit.entry.title for hit in search(Asked(Query(text, language))).hits]


@pytest.fixture
def offer(db) -> OfferPage:
    owner = OrganizationFactory(title="Brücke e. V.")
    offer = OfferFactory(title="Trommeln", organization=owner, locations=[LocationFactory(organization=owner)])
    index_everything()
    return offer


def test_a_publish_is_found_and_a_draft_is_not(offer):
    offer.title = "Zitherspiel"
    offer.save_revision()
    index_changes()
    assert found("zitherspiel") == []
    published(offer)
    index_changes()
    assert found("zitherspiel") == ["Zitherspiel"]
    assert found("trommeln") == []


def test_what_is_unpublished_or_deleted_is_gone_in_all_languages(offer):
    translated(offer, "tr", title="Davul")
    index_changes()
    assert found("davul", "tr") == ["Davul"]
    offer.refresh_from_db()
    offer.unpublish()
    index_changes()
    assert found("davul", "tr") == found("trommeln") == []
    published(OfferPage.objects.get(pk=offer.pk))
    index_changes()
    assert found("trommeln") == ["Trommeln"]
    OfferPage.objects.get(pk=offer.pk).delete()
    index_changes()
    assert not Entry.objects.filter(kind="offer").exists()


def entry_of(thing: str, page, language: str) -> Entry:
    return Entry.objects.get(thing=f"{thing}:{page.pk}", language=language)


def test_german_paragraphs_of_a_translation_are_left_out_of_its_text(offer, translate):
    offer.description = "<p>Jeden Montag.</p><ul><li>Mit Musik.</li></ul>"
    offer.eligibility_description = "Für alle."
    page = StandardPageFactory(body=[("text", "<p>Eins</p><p>Zwei</p>"), ("notice", "Drei"), ("heading", "Vier")])
    translate(published(offer), "tr", {"Jeden Montag.": "Her pazartesi."})
    translate(published(page), "tr", {"Zwei": "İki", "Vier": "Dört"})
    index_everything()
    assert entry_of("offer", offer, "tr").body == "Her pazartesi."
    assert entry_of("page", page, "tr").body == "İki Dört"
    assert entry_of("offer", offer, "de").body == "Jeden Montag. Mit Musik. Für alle."
    assert {entry_of(*each, "tr").language_of("body") for each in (("offer", offer), ("page", page))} == {"tr"}


def test_a_text_that_is_all_german_is_kept_and_read_as_german(offer, translate):
    offer.description = "<p>Hier gibt es Schwimmkurse.</p>"
    page = StandardPageFactory(title="Sport", body=[("text", "<p>Hier gibt es Schwimmkurse.</p>")])
    translate(published(offer), "tr", {"Trommeln": "Davul"})
    translate(published(page), "tr", {"Sport": "Spor"})
    StandardPageFactory(title="Der Kurs")  # else what is found in German would be given in Turkish
    index_everything()
    assert entry_of("offer", offer, "tr").language_of("body") == "de"
    assert entry_of("page", page, "tr").language_of("body") == "de"
    assert set(found("kurs", "tr")) == {"Davul", "Spor", "Der Kurs"}


def test_what_only_some_may_read_is_hidden_and_comes_back(offer):
    page = StandardPageFactory(title="Trommeln lernen")
    index_everything()
    lock = PageViewRestriction.objects.create(page=offer, restriction_type=PageViewRestriction.LOGIN)
    also = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    index_changes()
    assert found("trommeln") == []
    lock.delete()
    also.delete()
    index_changes()
    assert set(found("trommeln")) == {"Trommeln", "Trommeln lernen"}


def test_a_translation_that_only_some_may_read_is_hidden_and_comes_back(offer):
    pages = [offer, StandardPageFactory(title="Trommeln lernen"), NewsFactory(title="Trommeln am Rhein")]
    owner = offer.organization
    locks = [translated(page, "tr", title=f"Davul {number}") for number, page in enumerate((*pages, owner))]
    index_everything()
    assert len(found("davul", "tr")) == 4
    locks = [PageViewRestriction.objects.create(page=page, restriction_type="login") for page in locks]
    remove_what_is_hidden(set(Waiting.objects.values_list("kind", "key")))  # without a worker
    assert found("davul", "tr") == []
    index_changes()
    assert found("davul", "tr") == []
    assert set(found("trommeln", "tr")) == {page.title for page in pages}
    for lock in locks:
        lock.delete()
    index_changes()
    assert len(found("davul", "tr")) == 4


def test_a_restriction_looks_at_its_page_alone(offer):
    OfferFactory(title="Flöten")
    PageViewRestriction.objects.create(page=translated(offer, "tr"), restriction_type="login")
    assert set(Waiting.objects.filter(kind="offer").values_list("key", flat=True)) >= {str(offer.pk)}
    assert not Waiting.objects.filter(key=EVERYTHING).exists()


@pytest.mark.parametrize("kind", ["offer", "organization", "page", "news"])
def test_reading_things_costs_the_same_for_few_and_many(offer, kind):
    PageViewRestriction.objects.create(page=translated(offer, "bg"), restriction_type="login")
    make = {"page": StandardPageFactory, "news": NewsFactory, "organization": OrganizationFactory}.get(kind)
    costs = []
    for count in (2, 6):
        for _number in range(count):
            translated(make() if make else OfferFactory(organization=offer.organization), "tr")
        with journal.as_of_now():
            list(sources()[kind].things())
            with CaptureQueriesContext(connection) as queries:
                list(sources()[kind].things())
        costs.append([query["sql"] for query in queries])
    assert len(costs[0]) == len(costs[1]), costs[1]


def test_what_was_hidden_above_is_hidden_below(offer):
    PageViewRestriction.objects.create(page=german(HomePage), restriction_type=PageViewRestriction.LOGIN)
    index_changes()
    assert not Entry.objects.filter(kind="offer").exists()


def test_a_name_of_an_owner_or_a_place_changes_the_offers(offer):
    offer.organization.title = "Regenbogen e. V."
    published(offer.organization)
    location = offer.offer_locations.get().location
    location.district = district("neudorf-nord")
    location.save_revision().publish()
    index_changes()
    assert "Trommeln" in found("regenbogen")
    assert "district:neudorf-nord" in Entry.objects.get(thing=f"offer:{offer.pk}", language="de").codes


def test_a_renamed_subject_changes_what_has_it(db):
    OfferFactory(title="Sitzen und reden", terms=["sprachcafe"])
    index_everything()
    term = TaxonomyTerm.objects.get(slug="sprachcafe")
    term.name = "Plauderstunde"
    term.save()
    index_changes()
    assert "Sitzen und reden" in found("plauderstunde")


def test_a_translated_page_is_one_thing_in_each_language(offer):
    translated(offer, "en", title="Drumming")
    index_changes()
    entries = {entry.language: entry for entry in Entry.objects.filter(thing=f"offer:{offer.pk}")}
    assert set(entries) == {"de", "en"}
    assert entries["en"].shown_in.split() == ["en"]
    assert {"de", "tr", "ar"} <= set(entries["de"].shown_in.split())
    assert found("drumming", "en") == ["Drumming"]
    assert found("trommeln", "tr") == ["Trommeln"]


def test_labels_in_ten_languages_are_stored_as_they_are_to_be(offer, settings):
    codes = [code for code, _name in settings.LANGUAGES]
    term = TaxonomyTerm.objects.get(slug="sprachcafe")
    term.labels = {code: f"Wort {number} {code.replace('-', '')}" for number, code in enumerate(codes[1:])}
    term.save()
    OfferFactory(title="Sitzen und reden", terms=[term.slug])
    for language in codes[1:]:
        translated(offer, language, title="Singen")
    index_everything()
    assert list(faults()) == []


def test_a_page_and_a_word_are_found_as_soon_as_they_are_saved(db):
    published(StandardPageFactory(title="Was tun bei Hochwasser"))
    GlossaryTerm.objects.create(word="Pegelstand", slug="pegelstand", explanation="So hoch steht der Rhein.")
    index_changes()
    assert found("hochwasser")[0] == "Was tun bei Hochwasser"
    assert found("pegelstand") == ["Pegelstand"]


def test_news_of_tomorrow_are_found_tomorrow(db):
    today = date.today()
    NewsFactory(title="Fest am Rhein", date=today + timedelta(days=1))
    index_everything()
    assert found("fest") == []
    Entry.objects.filter(kind="news").update(public_from=today)
    assert found("fest") == ["Fest am Rhein"]


def test_news_are_found_by_their_tags(db):
    article = NewsFactory(title="Fest am Rhein")
    article.tags.add("Ehrenamt")
    published(article)
    index_changes()
    assert found("ehrenamt", "tr") == ["Fest am Rhein"]


def test_what_did_not_change_is_not_written_again(offer):
    before = set(Entry.objects.values_list("pk", "written_at"))
    published(offer)
    index_everything()
    assert set(Entry.objects.values_list("pk", "written_at")) == before


def test_a_thing_that_cannot_be_read_waits_and_holds_up_no_other(offer, caplog):
    @register
    class Broken(Source):
        kind, label, scope = "broken", "Broken", offer.changes_scope

        def public_keys(self):
            return {str(offer.pk)}

        def things(self, ids=None):
            raise RuntimeError("no")

    try:
        offer.title = "Zitherspiel"
        published(offer)
        index_changes()
        assert found("zitherspiel") == ["Zitherspiel"]
        waiting = Waiting.objects.filter(kind="broken")
        assert {(row.attempts, row.error) for row in waiting} == {(1, "no")}
    finally:
        unregister("broken")


def test_an_app_needs_a_few_lines_to_be_found(db):
    @register
    class Talks(Source):
        kind, label, scope = "talk", "Talks", "talks"

        def public_keys(self):
            return {"7"}

        def things(self, ids=None):
            yield Thing(key="7", path="forum/7/", words={"de": Words("Wer kennt einen Chor?")})

    try:
        index_everything()
        hit = search(Asked(Query("Chor", "tr"))).hits[0]
        assert (hit.entry.url_in("tr"), sources()["talk"].label) == ("/tr/forum/7/", "Talks")
    finally:
        unregister("talk")


def test_words_of_a_hidden_thing_are_not_proposed(offer):
    assert search(Asked(Query("tromeln", "de"))).corrected == "trommeln"
    offer.unpublish()
    index_changes()
    result = search(Asked(Query("tromeln", "de")))
    assert (result.corrected, result.hits) == ("", [])


@pytest.mark.parametrize("others", [0, 300])
def test_indexing_a_publish_costs_the_same_however_much_there_is(offer, others):
    things = [
        Entry(thing=f"x:{n}", kind="x", language="de", shown_in=" de ", path="x/", title="X") for n in range(others)
    ]
    Entry.objects.bulk_create(things)
    for code in ("tr", "ar", "en", "bg"):
        translated(offer, code, title=f"Davul {code}")
    index_changes()
    offer.title = "Zitherspiel"
    published(offer)
    with CaptureQueriesContext(connection) as queries:
        index_changes()
    assert found("zitherspiel") == ["Zitherspiel"]
    assert len(queries) <= 40


# --- With a worker ----------------------------------------------------------------------------------------------------
@pytest.fixture
def worker(offer, settings):
    """One that has not come to anything yet."""
    settings.TASK_WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """`with commit(): …` does what follows the commit, as a request does."""

    @contextmanager
    def commit():
        connection.run_on_commit = []  # of what was made before
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return commit


def unpublish(offer):
    OfferPage.objects.get(pk=offer.pk).unpublish()


def delete(offer):
    OfferPage.objects.get(pk=offer.pk).delete()


def restrict(offer):
    PageViewRestriction.objects.create(page=offer, restriction_type=PageViewRestriction.LOGIN)


def restrict_all_above(offer):
    PageViewRestriction.objects.create(page=german(HomePage), restriction_type=PageViewRestriction.LOGIN)


def make_inactive(offer):
    offer = OfferPage.objects.get(pk=offer.pk)
    offer.status = OfferPage.Status.INACTIVE
    published(offer)


@pytest.mark.parametrize("hide", [unpublish, delete, restrict, restrict_all_above, make_inactive])
def test_what_is_hidden_is_not_found_although_the_worker_has_not_come_to_it(offer, worker, commit, hide):
    with commit():
        hide(offer)
    assert found("trommeln") == []
    assert not Entry.objects.filter(kind="offer").exists()
    assert Waiting.objects.filter(kind="offer").exists()  # the worker looks once more
    index_changes()
    assert not Entry.objects.filter(kind="offer").exists()


@pytest.mark.parametrize("make", [lambda offer: offer, lambda offer: StandardPageFactory(title="Trommeln")])
def test_a_translation_that_is_hidden_is_not_found_although_the_worker_has_not_come_to_it(offer, worker, commit, make):
    page = make(offer)
    turkish = translated(page, "tr", title="Davul")
    index_everything()
    assert found("davul", "tr") == ["Davul"]
    with commit():
        turkish.unpublish()
    assert found("davul", "tr") == []
    assert found("trommeln", "tr")


def test_what_is_public_is_left_to_the_worker_and_costs_few_queries(offer, worker, commit, settings):
    translated(offer, "tr", title="Davul")
    index_everything()
    offer.title = "Zitherspiel"
    with commit():
        published(offer)
    assert found("trommeln") == ["Trommeln"]
    settings.CHANGES_POLL_SECONDS = 3600
    with CaptureQueriesContext(connection) as queries:
        remove_what_is_hidden({("offer", str(offer.pk))})
    assert len(queries) <= 5
    assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in queries)
    index_changes()
    assert found("zitherspiel") == ["Zitherspiel"]


def test_hiding_one_costs_no_more_than_indexing_it(offer, worker):
    connection.run_on_commit = []
    offer.unpublish()
    with CaptureQueriesContext(connection) as queries:
        for _savepoints, after_commit, _robust in connection.run_on_commit:
            after_commit()
    assert found("trommeln") == []
    assert len(queries) <= 40


def test_a_publish_succeeds_although_hiding_fails(offer, worker, commit, monkeypatch, caplog):
    monkeypatch.setattr(type(sources()["offer"]), "languages", lambda self, keys: 1 / 0)
    with commit():
        unpublish(offer)
    assert not OfferPage.objects.get(pk=offer.pk).live
    assert "offer could not be removed" in caplog.text
    assert index_changes() > 0
    assert found("trommeln") == []


def test_what_a_long_command_hides_is_gone_at_its_end(offer, worker, commit):
    with commit(), many_changes():
        unpublish(offer)
    assert found("trommeln") == []


def test_a_portal_that_is_set_up_again_keeps_what_the_kernteam_changed(db):
    from search.dictionary import DictionaryEntry

    entry = DictionaryEntry.objects.get(slug="jobcenter")
    entry.means = "Amt für Arbeit"
    entry.save()
    call_command("setup_portal")
    entry.refresh_from_db()
    assert entry.means == "Amt für Arbeit"
