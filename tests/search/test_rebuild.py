"""An index is built beside the one in use, and what differs is found and repaired; with a real server."""

from contextlib import ExitStack
from io import StringIO
from threading import Timer
from time import monotonic

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from search import rebuilding, things, verifying
from search.engines import database_engine, outside_engine
from search.engines.elasticsearch import building, mapping
from search.entry import Entry
from search.indexing import Difference, index_kind, refresh, write
from search.outbox import OutsideIndex, Unsent
from search.query import Query
from search.rebuilding import AlreadyRunning, only_one, remove_left_indexes
from search.results import Asked
from search.spelling import Word
from search.things import Thing, Words, register, unregister
from tests.search.library import Archive, Library, book
from tests.search.servers import elasticsearch
from tests.search.stub_server import stub_server


@pytest.fixture
def books(db, monkeypatch):
    """Nothing can be found but these."""
    monkeypatch.setattr(things, "_sources", {})
    Library.shelf.clear()
    register(Library)
    Entry.objects.all().delete()
    database_engine().forget_strays()
    for title in ("Ahorn", "Birke", "Clematis"):
        book(de=title)
    list(index_kind("book"))
    return Library.shelf


@pytest.fixture
def engine(books):
    """The server, with the books in it."""
    with elasticsearch():
        engine = outside_engine()
        engine.patience = 30
        list(engine.rebuild())
        yield engine


def there(engine) -> list[str]:
    building.patiently(lambda: engine.client.options(request_timeout=30).indices.refresh(index=mapping.name()))
    return sorted(hit.entry.title for hit in engine.search(Asked(Query("", "de"))).hits)


def indexes(engine) -> set[str]:
    found = engine.client.options(request_timeout=30).indices.get(index=f"{mapping.name()}-*")
    return set(found.body)


def rename(key: str, title: str) -> None:
    Library.shelf[key] = Thing(key, f"books/{key}/", {"de": Words(title)})
    refresh("book", {key})


def verify(**options) -> str:
    out = StringIO()
    call_command("verify_search", stdout=out, **options)
    return out.getvalue()


def test_a_rebuild_makes_one_index_and_removes_the_old(engine):
    (old,) = indexes(engine)
    list(engine.rebuild())
    (new,) = indexes(engine)
    assert new != old
    assert OutsideIndex.objects.get(live=True).name == new
    assert there(engine) == ["Ahorn", "Birke", "Clematis"]


def test_what_changes_while_an_index_is_built_is_in_it(engine):
    building_it = engine.rebuild()
    next(building_it)  # filled, not in use yet
    rename("1", "Efeu")
    del Library.shelf["2"]
    refresh("book", {"2"})
    engine.send_unsent()
    assert there(engine) == ["Clematis", "Efeu"]  # the old one
    list(building_it)
    assert there(engine) == ["Clematis", "Efeu"]
    assert not Unsent.objects.exists()


@pytest.mark.parametrize("step", ["fill", "replay", "switch", "remove_all_but"])
def test_a_rebuild_may_be_killed_at_any_step(engine, monkeypatch, step):
    if step == "remove_all_but":
        steps = iter([lambda *args: None])  # the first time, before anything is built

        def killed(*args):
            next(steps, die)(*args)
    else:
        killed = die
    with monkeypatch.context() as patch:
        patch.setattr(building, step, killed)
        with pytest.raises(KeyboardInterrupt):
            list(engine.rebuild())
    assert there(engine) == ["Ahorn", "Birke", "Clematis"]
    rename("1", "Efeu")
    engine.send_unsent()
    assert there(engine) == ["Birke", "Clematis", "Efeu"]
    list(engine.rebuild())
    assert len(indexes(engine)) == OutsideIndex.objects.count() == 1
    assert there(engine) == ["Birke", "Clematis", "Efeu"]


def die(*args):
    raise KeyboardInterrupt


def test_indexes_of_others_are_left_alone(engine):
    client, other = engine.client.options(request_timeout=30), f"{mapping.name()}-other-{mapping.version()}-{'1' * 20}"
    client.indices.create(index=other)
    try:
        list(engine.rebuild())
        assert other in indexes(engine)
    finally:
        client.indices.delete(index=other)


def test_a_lost_index_is_not_made_by_a_late_sender(engine):
    (name,) = indexes(engine)
    engine.client.options(request_timeout=30).indices.delete(index=name)
    rename("1", "Efeu")
    engine.send_unsent()
    assert indexes(engine) == set()
    engine.breaker.worked()
    assert Unsent.objects.get().thing == "book:1"
    assert "no index" in verify()
    assert there(engine) == ["Birke", "Clematis", "Efeu"]


def test_what_differs_on_the_server_is_found_and_repaired(engine):
    (name,) = indexes(engine)
    client = engine.client.options(request_timeout=30)
    client.index(index=name, id="book:9", document={"thing": "book:9", "made_of": "x", "languages": ["de"]})
    client.delete(index=name, id="book:1")
    client.update(index=name, id="book:2", doc={"made_of": "y"})
    with pytest.raises(CommandError):
        verify(dry_run=True)
    assert "book:1, book:2, book:9" in verify()
    assert "agrees" in verify()
    assert there(engine) == ["Ahorn", "Birke", "Clematis"]


def test_what_is_only_late_does_not_differ(engine):
    rename("1", "Efeu")
    assert "agrees" in verify(dry_run=True)


def test_entries_that_are_not_what_is_public_are_found_and_repaired(books):
    assert "agrees" in verify(dry_run=True)
    Entry.objects.filter(thing="book:1").update(title="Efeu", fingerprint="x")
    Entry.objects.filter(thing="book:2").delete()
    Entry.objects.create(thing="book:9", kind="book", language="de", shown_in=" de ", title="Farn")
    with pytest.raises(CommandError):
        verify(dry_run=True)
    assert Entry.objects.filter(thing="book:9").exists()
    assert "Books: book:1, book:2, book:9" in verify()
    assert sorted(Entry.objects.filter(kind="book").values_list("title", flat=True)) == ["Ahorn", "Birke", "Clematis"]


def test_entries_of_a_kind_that_is_gone_go_too(books):
    register(Archive)
    Archive.shelf.clear()
    book(Archive, de="Papyrus")
    list(index_kind("scroll"))
    unregister("scroll")
    assert "scroll:1" in verify()
    assert not Entry.objects.filter(kind="scroll").exists()


def test_words_that_are_not_those_of_the_entries_are_found_and_repaired(books):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE search_words SET title = 'efeu' WHERE title LIKE 'ahorn%'")
            cursor.execute("INSERT INTO search_words (rowid, title) VALUES (99999999, 'farn')")
        else:
            cursor.execute("UPDATE search_vector SET vector = to_tsvector('efeu') WHERE vector @@ 'ahorn'")
            cursor.execute("INSERT INTO search_vector VALUES (99999999, 'de', to_tsvector('farn'))")
    assert "Words of entries" in verify()
    assert "agrees" in verify(dry_run=True)


def test_a_rebuild_of_everything_mends_it_and_forgets_words(books):
    Word.objects.create(word="xylophon", written="Xylophon")
    with connection.cursor() as cursor:
        table = "search_words SET title" if connection.vendor == "sqlite" else "search_entry SET texts"
        cursor.execute(f"UPDATE {table} = 'efeu'")
    call_command("rebuild_search", stdout=StringIO())
    assert "agrees" in verify(dry_run=True)
    assert not Word.objects.filter(word="xylophon").exists()
    assert Word.objects.filter(word="ahorn").exists()


def test_only_what_changed_is_sent_after_everything_was_written_anew(books):
    OutsideIndex.objects.create(name="any", live=True)
    write(Difference("book", {"1", "2", "3"}), anew=True)
    assert not Unsent.objects.exists()


# --- When a rebuild was killed ----------------------------------------------------------------------------------------
@pytest.fixture
def left(books):
    """An index that was being built, and the one in use."""
    names = [f"{mapping.name()}-{mapping.version()}-{number * 20}" for number in "12"]
    for name, live in zip(names, (True, False), strict=True):
        OutsideIndex.objects.create(name=name, live=live)
    rename("1", "Efeu")
    assert Unsent.objects.count() == 2
    return names


def only_the_one_in_use(left) -> bool:
    lacking = set(Unsent.objects.values_list("index__name", flat=True))
    return [each.name for each in OutsideIndex.objects.all()] == left[:1] and lacking == set(left[:1])


def test_what_a_killed_rebuild_left_is_removed_and_the_rest_stays(left):
    """Also by a process that knows no server."""
    assert remove_left_indexes() == 1
    assert only_the_one_in_use(left)
    assert remove_left_indexes() == 0


@pytest.mark.parametrize("answers", [True, False])
def test_it_is_removed_on_the_server_as_soon_as_that_answers(left, answers, settings):
    with stub_server() as server:
        server.indexes, server.in_use = {*left, f"{left[1]}-of-others"}, set(left[:1])
        server.behave(200 if answers else 503, "unavailable")
        with elasticsearch(server.url):
            assert remove_left_indexes() == 1
            server.behave()
            assert remove_left_indexes() == (not answers)
    assert only_the_one_in_use(left)
    assert server.indexes == {left[0], f"{left[1]}-of-others"}


def test_tidy_removes_it(left):
    call_command("tidy", stdout=StringIO())
    assert only_the_one_in_use(left)


def test_what_was_left_on_a_real_server_is_removed_there(engine, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(building, "switch", die)  # live, but searches do not ask it
        with pytest.raises(KeyboardInterrupt):
            list(engine.rebuild())
    assert len(indexes(engine)) == OutsideIndex.objects.count() == 2
    assert remove_left_indexes() == 1
    assert len(indexes(engine)) == OutsideIndex.objects.count() == 1
    assert there(engine) == ["Ahorn", "Birke", "Clematis"]


def test_an_index_that_is_just_being_built_is_left_alone(left):
    if connection.vendor == "postgresql":  # the lock is that of a connection, and a test has one
        return
    with only_one():
        assert remove_left_indexes() == 0
        assert "agrees" in verify(dry_run=True)
    assert OutsideIndex.objects.count() == 2


def test_what_was_left_is_named_and_removed(left):
    with pytest.raises(CommandError):
        verify(dry_run=True)
    assert f"killed rebuild left: {left[1]}" in verify()
    assert only_the_one_in_use(left)


def test_a_repair_does_not_disturb_a_rebuild(books, monkeypatch):
    if connection.vendor == "postgresql":
        return
    monkeypatch.setattr(rebuilding, "WAIT", 0)
    monkeypatch.setattr(verifying, "WAIT", 0)
    with stub_server() as server, elasticsearch(server.url), only_one(), pytest.raises(CommandError, match="under way"):
        verify()
    assert not OutsideIndex.objects.exists()


# --- When the server is away ------------------------------------------------------------------------------------------
@pytest.fixture
def no_server(books, monkeypatch):
    """Nothing listens; or something does that answers later."""
    monkeypatch.setattr(building, "BEGINNING", 0.3)
    with elasticsearch("http://127.0.0.1:9"):
        yield


@pytest.mark.parametrize("command", ["rebuild_search", "verify_search"])
def test_a_server_that_is_not_there_is_told_in_a_sentence_and_soon(no_server, command):
    began = monotonic()
    with pytest.raises(CommandError, match=r"^Elasticsearch does not answer: .*refused\. [^.]*\.$"):
        call_command(command, stdout=StringIO())
    assert monotonic() - began < 5


def test_entries_are_repaired_although_the_server_is_not_there(no_server):
    Entry.objects.filter(thing="book:2").delete()
    with pytest.raises(CommandError):
        verify()
    assert Entry.objects.filter(thing="book:2").exists()


@pytest.mark.parametrize("command", ["rebuild_search", "verify_search"])
def test_a_server_that_hangs_or_refuses_is_told_too(books, monkeypatch, command):
    monkeypatch.setattr(building, "BEGINNING", 0.3)
    with stub_server() as server, elasticsearch(server.url):
        for fault, told in (({"hangs": True}, "does not answer"), ({"status": 403, "kind": "security"}, "refuses")):
            server.behave(**fault)
            with pytest.raises(CommandError, match=f"^Elasticsearch {told}: "):
                call_command(command, stdout=StringIO())


def test_a_server_that_is_started_anew_while_an_index_is_built_is_waited_for(books, monkeypatch):
    """It is away longer than one is waited for at the beginning."""
    monkeypatch.setattr(building, "BEGINNING", 0.3)
    with stub_server() as server, elasticsearch(server.url) as engine:
        there = building.in_use_if_it_answers(engine.client)
        server.behave(503, "unavailable")
        Timer(building.BEGINNING + 1, server.behave).start()
        assert building.in_use(engine.client) == there


def test_two_rebuilds_at_once_do_not_disturb_each_other(books, monkeypatch):
    monkeypatch.setattr(rebuilding, "WAIT", 0)
    with only_one():
        if connection.vendor == "postgresql":  # the lock is that of a connection, and a test has one
            return
        with pytest.raises(AlreadyRunning), only_one():
            pass
        with pytest.raises(CommandError):
            call_command("rebuild_search", stdout=StringIO())
    with only_one():
        pass


def test_a_rebuild_waits_for_what_is_soon_over(books):
    if connection.vendor == "postgresql":
        return
    other = ExitStack()
    other.enter_context(only_one())
    Timer(0.3, other.close).start()
    with only_one(seconds=10):
        pass
