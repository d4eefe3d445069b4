"""What is asked for in a language in which it is not."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.models import Locale

from portal import counting, visits
from portal.counting import months_ago
from portal.visits import Visit, buffer, forget_old_visits
from portal.words.keeping import write_page
from tests.factories import NewsFactory, OfferFactory, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    buffer.reset()
    yield
    buffer.reset()


def counts() -> dict[tuple[int, str], int]:
    buffer.flush()
    return {(pk, code): count for pk, code, count in Visit.objects.values_list("page", "language", "count")}


def test_a_page_that_is_not_translated_is_counted_by_language(client):
    offer = OfferFactory(slug="naehen")
    for path in ("/tr/angebote/naehen/", "/tr/angebote/naehen/", "/ar/angebote/naehen/", "/de/angebote/naehen/"):
        assert client.get(path).status_code == 200
    assert counts() == {(offer.pk, "tr"): 2, (offer.pk, "ar"): 1}


def test_answers_from_the_page_cache_count_too(client, django_assert_max_num_queries):
    offer = OfferFactory(slug="naehen")
    client.get("/tr/angebote/naehen/")
    with django_assert_max_num_queries(1):  # the journal
        client.get("/tr/angebote/naehen/")
    assert counts() == {(offer.pk, "tr"): 2}


def test_a_translated_page_is_not_counted(client):
    translated(NewsFactory(slug="fest"), "tr", title="Şenlik")
    client.get("/tr/aktuelles/fest/")
    assert counts() == {}


def test_a_page_of_which_words_are_missing_is_counted_as_its_german_page(client):
    news = NewsFactory(slug="fest")
    write_page(news, Locale.objects.get(language_code="tr"), publish=True)
    client.get("/tr/aktuelles/fest/")
    assert counts() == {(news.pk, "tr"): 1}


def test_who_has_a_session_is_not_counted(client_of, editor):
    OfferFactory(slug="naehen")
    client_of(editor).get("/tr/angebote/naehen/")
    assert counts() == {}


@pytest.mark.parametrize("agent", ["Googlebot/2.1", "Baiduspider", "my-CRAWLER"])
def test_robots_are_not_counted(client, agent):
    OfferFactory(slug="naehen")
    client.get("/tr/angebote/naehen/", headers={"User-Agent": agent})
    client.head("/tr/angebote/naehen/")
    assert counts() == {}


def test_nothing_of_a_visitor_is_kept():
    assert {field.name for field in Visit._meta.get_fields()} == {"id", "page", "language", "month", "count"}


def test_counts_of_several_processes_add_up():
    offer = OfferFactory()
    for _process in range(2):
        buffer.counts.update({(offer.pk, "tr"): 3})
        buffer.flush()
    assert counts() == {(offer.pk, "tr"): 6}
    assert Visit.objects.get().month == months_ago(0)


def test_the_request_that_finds_the_buffer_old_writes_it_after_its_answer(client, monkeypatch):
    offer = OfferFactory(slug="naehen")
    client.get("/tr/angebote/naehen/")
    assert not Visit.objects.exists()
    monkeypatch.setattr(counting, "FLUSH_SECONDS", 0)
    client.get("/tr/angebote/naehen/")
    assert Visit.objects.get(page=offer).count == 2


def test_a_full_buffer_is_written(client):
    buffer.counts.update({(number, "tr"): 1 for number in range(10_001, 10_201)})
    OfferFactory(slug="naehen")
    client.get("/tr/angebote/naehen/")
    assert Visit.objects.count() == 201


def test_a_table_that_cannot_be_written_breaks_no_page_and_loses_no_count(client, monkeypatch):
    offer = OfferFactory(slug="naehen")
    monkeypatch.setattr(visits, "ADD", "INSERT INTO nowhere VALUES {rows}")
    monkeypatch.setattr(counting, "FLUSH_SECONDS", 0)
    assert client.get("/tr/angebote/naehen/").status_code == 200
    assert not Visit.objects.exists()
    monkeypatch.undo()
    assert counts() == {(offer.pk, "tr"): 1}


def test_a_flush_leaves_the_patience_of_the_connection_as_it_was():
    buffer.counts.update({(OfferFactory().pk, "tr"): 1})
    asked = "PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        before = cursor.fetchone()
        buffer.flush()
        cursor.execute(asked)
        assert cursor.fetchone() == before
    assert Visit.objects.exists()


def test_recent_are_this_month_and_the_two_before():
    offer = OfferFactory()
    for month in (date(2026, 1, 1), date(2025, 12, 1), date(2025, 11, 1), date(2025, 10, 1)):
        Visit.objects.create(page=offer, language="tr", month=month, count=1)
    assert Visit.objects.recent(date(2026, 1, 31)).count() == 3


def test_counts_of_deleted_pages_go_and_old_ones_are_forgotten():
    offer = OfferFactory()
    Visit.objects.create(page=offer, language="tr", month=date(2020, 1, 1), count=1)
    Visit.objects.create(page=offer, language="tr", month=months_ago(0), count=1)
    assert forget_old_visits() == 1
    offer.delete()
    assert not Visit.objects.exists()


def test_a_page_that_is_gone_meanwhile_does_not_stop_the_others(client):
    offer = OfferFactory()
    buffer.counts.update({(offer.pk, "tr"): 1, (999_999, "tr"): 1})
    assert counts()[offer.pk, "tr"] == 1
    assert Client().get("/de/").status_code == 200


def test_tidying_forgets_what_is_old_and_nothing_else(db, capsys):
    page = OfferFactory()
    this_month = months_ago(0)
    for month in (months_ago(13), this_month):
        Visit.objects.create(page=page, language="tr", month=month, count=1)
    call_command("tidy")
    assert [visit.month for visit in Visit.objects.all()] == [this_month]
    assert "Visits forgotten: 1." in capsys.readouterr().out
