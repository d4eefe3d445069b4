"""What the search server lacks is sent until it has it, and nothing older overwrites something newer."""

from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.core.management import call_command
from django.utils import timezone

from search.asking import keys, search, suggest
from search.engines import outside_engine
from search.engines.elasticsearch import client, mapping, sending
from search.entry import Entry
from search.indexing import index_kind, index_waiting, refresh
from search.outbox import OutsideIndex, Unsent
from search.query import Query
from search.results import Asked
from search.things import Thing, Words, register, unregister
from tests.search.library import Library, book
from tests.search.stub_server import EMPTY, stub_server


@pytest.fixture
def server(db, settings):
    """A server that has an index in use, which knows of nothing yet."""
    Library.shelf.clear()
    register(Library)
    with stub_server() as server:
        settings.ELASTICSEARCH_URL = server.url
        outside_engine().patience = 30  # this machine may be busy
        name = f"{mapping.name()}-{mapping.version()}-{'1' * 20}"
        OutsideIndex.objects.create(name=name, live=True)
        server.indexes = server.in_use = {name}
        yield server
    unregister("book")


@pytest.fixture
def books(server):
    for title in ("Ahorn", "Birke", "Clematis"):
        book(de=title)
    list(index_kind("book"))
    Unsent.objects.exclude(thing__startswith="book:").delete()
    return server


def send(**options) -> int:
    outside_engine().breaker.worked()  # as if ten seconds had passed
    return outside_engine().send_unsent(**options)


def titles(server) -> list[str]:
    return sorted(document["title"]["de"] for _version, document in server.documents.values() if document)


def unsent() -> list[str]:
    return sorted(set(Unsent.objects.values_list("thing", flat=True)))


def found(text: str) -> list[str]:
    return [hit.entry.title for hit in search(Asked(Query(text, "de"))).hits]


def test_what_was_confirmed_is_forgotten(books):
    assert len(unsent()) == 3
    assert send() == 3
    assert titles(books) == ["Ahorn", "Birke", "Clematis"]
    assert unsent() == []


def test_what_is_gone_is_deleted_there(books):
    send()
    del Library.shelf["2"]
    refresh("book", {"2"})
    assert send() == 1
    assert titles(books) == ["Ahorn", "Clematis"]
    assert unsent() == []


def test_many_changes_of_a_thing_are_sent_as_one(books):
    for title in ("Dill", "Efeu"):
        Library.shelf["1"] = Thing("1", "books/1/", {"de": Words(title)})
        refresh("book", {"1"})
    assert Unsent.objects.count() == 5
    assert send() == 3
    assert titles(books) == ["Birke", "Clematis", "Efeu"]


def test_one_who_sends_late_does_not_overwrite_what_is_newer(books, monkeypatch):
    """The slow one has read the old state when a quick one sends the new."""
    slow = sending.Sender(outside_engine().client, OutsideIndex.objects.get())
    read = sending.documents

    def read_then_wait(things):
        old = read(things)
        monkeypatch.setattr(sending, "documents", read)
        Library.shelf["1"] = Thing("1", "books/1/", {"de": Words("Efeu")})
        refresh("book", {"1"})
        send()
        return old

    monkeypatch.setattr(sending, "documents", read_then_wait)
    slow.send(slow.after(0))
    assert titles(books) == ["Birke", "Clematis", "Efeu"]
    assert unsent() == []


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "kind": "es_rejected_execution_exception"},
        {"status": 403, "kind": "cluster_block_exception"},
        {"status": 503, "kind": "unavailable_shards_exception"},
        {"status": 401, "kind": "security_exception"},
        {"breaks_off": True},
        {"book_1": 429, "book_2": 429, "book_3": 429},
        {"book_1": 403, "book_2": 403, "book_3": 403},
        {"book_1": 404, "book_2": 404, "book_3": 404},
    ],
)
def test_what_the_server_does_not_take_now_stays_and_goes_later(books, fault):
    books.behave(**fault)
    assert send() == 0
    assert unsent() == ["book:1", "book:2", "book:3"]
    row = Unsent.objects.first()
    assert (row.attempts, row.refused, bool(row.error)) == (1, False, True)
    books.behave()
    assert send() == 3
    assert unsent() == []


@pytest.mark.parametrize(("worker", "longest"), [(False, 1.5), (True, 30)])
def test_a_server_that_hangs_does_not_hold_up_an_editor(books, settings, monkeypatch, worker, longest):
    monkeypatch.setattr(sending, "PATIENCE", 2)
    settings.TASK_WORKER = worker
    books.behave(hangs=True)
    began = monotonic()
    index_waiting.call()
    took = monotonic() - began
    assert took < longest
    assert (took > 2) == worker  # nobody waits for a worker
    assert unsent() == ["book:1", "book:2", "book:3"]


def test_a_server_that_hangs_is_not_waited_for_long(books, monkeypatch):
    monkeypatch.setattr(sending, "PATIENCE", 0.2)
    books.behave(hangs=True)
    assert send(seconds=float("inf")) == 0
    assert len(unsent()) == 3
    assert outside_engine().send_unsent() == 0  # it is left alone
    assert sum("_bulk" in path for path in books.requests) == 1


def test_one_that_is_refused_holds_up_no_other_and_stays_visible(books):
    books.behave(book_2=400)
    assert send() == 2
    (row,) = Unsent.objects.all()
    assert (row.thing, row.refused, row.error) == ("book:2", True, "told_to: as told")
    assert send() == 0
    row.refresh_from_db()
    assert row.attempts == 1  # not tried again with every change
    assert outside_engine().in_step()  # nor do searches wait for it
    books.behave()
    call_command("tidy", verbosity=0)
    assert unsent() == []


def test_one_that_was_refused_goes_with_its_next_change(books):
    books.behave(book_2=400)
    send()
    books.behave()
    Library.shelf["2"] = Thing("2", "books/2/", {"de": Words("Efeu")})
    refresh("book", {"2"})
    send()
    assert titles(books) == ["Ahorn", "Clematis", "Efeu"]
    call_command("tidy", verbosity=0)
    assert unsent() == []


def test_a_request_too_large_is_sent_in_parts(books, monkeypatch):
    """The server refuses the request as a whole, because of one thing in it."""
    answers = sending.Sender.answers

    def too_large(self, newest):
        if "book:2" in newest:
            books.behave(413, "too_large")
        try:
            return list(answers(self, newest))
        finally:
            books.behave()

    monkeypatch.setattr(sending.Sender, "answers", too_large)
    assert send() == 2
    assert unsent() == ["book:2"]
    assert Unsent.objects.get().refused


def test_an_index_being_built_gets_nothing_before_it_is_filled(books):
    OutsideIndex.objects.update(live=False)
    assert send() == 0
    assert len(unsent()) == 3


def test_a_process_that_knows_no_server_notes_what_it_lacks(books, settings):
    send()
    settings.ELASTICSEARCH_URL = ""
    Library.shelf["1"] = Thing("1", "books/1/", {"de": Words("Efeu")})
    refresh("book", {"1"})
    assert unsent() == ["book:1"]


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 503, "kind": "all_shards_failed"},
        {"status": 429, "kind": "circuit_breaking_exception"},
        {"status": 404, "kind": "index_not_found_exception"},
        {"status": 400, "kind": "search_phase_execution_exception"},
        {"breaks_off": True},
        {"hangs": True},
    ],
)
def test_the_database_answers_when_the_server_does_not(books, fault, monkeypatch):
    monkeypatch.setattr(outside_engine(), "patience", 0.2)
    Unsent.objects.all().delete()
    books.behave(**fault)
    assert found("birke") == ["Birke"]
    assert keys("birke", "de", "book") == ["2"]
    assert [entry.title for entry in suggest("birk", "de")] == ["Birke"]


def test_the_database_answers_when_there_is_nobody(books, settings):
    Unsent.objects.all().delete()
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    assert found("birke") == ["Birke"]


def test_after_a_failure_the_server_is_left_alone(books):
    Unsent.objects.all().delete()
    books.behave(503, "unavailable")
    for _number in range(5):
        assert found("birke") == ["Birke"]
    assert len(books.requests) == 1


def test_after_a_while_one_tries_whether_it_answers_again(monkeypatch):
    monkeypatch.setattr(client, "PAUSE", 0.1)
    breaker = client.Breaker()
    breaker.failed(client.NotAnswering("too slow"))
    assert not breaker.lets_through()
    sleep(0.11)
    assert [breaker.lets_through() for _number in range(3)] == [True, False, False]
    breaker.worked()
    assert [breaker.lets_through() for _number in range(3)] == [True, True, True]


def test_the_server_is_not_asked_while_it_lacks_old_changes(books):
    assert outside_engine().in_step()
    Unsent.objects.update(since=timezone.now() - timedelta(seconds=31))
    assert not outside_engine().in_step()
    assert found("birke") == ["Birke"]
    assert books.requests == []
    send()
    assert outside_engine().in_step()


def test_an_index_made_by_another_version_is_not_asked(books):
    OutsideIndex.objects.update(name=f"{mapping.name()}-00000000-{'1' * 20}")
    assert not outside_engine().in_step()
    OutsideIndex.objects.all().delete()
    assert not outside_engine().in_step()


def test_what_was_unpublished_meanwhile_is_not_shown(books, monkeypatch):
    """The server still finds it; the entry is gone."""
    Unsent.objects.all().delete()
    monkeypatch.setitem(EMPTY, "hits", {"total": {"value": 2}, "hits": [{"_id": "book:2"}, {"_id": "book:1"}]})
    assert found("") == ["Birke", "Ahorn"]
    Entry.objects.filter(thing="book:2").delete()
    assert found("") == ["Ahorn"]
