"""Many pages at once: from the desk, from the shell; stopped, gone on with, repeated."""

import itertools
from functools import partial
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page

from home.models import NewsPage
from portal.words import batches, syncing
from portal.words.batches import Batch, Kind, run_batch, start
from portal.words.keeping import write_page
from portal.words.outbox import WaitingWords
from search.indexing import index_waiting
from tests.factories import NewsFactory, StandardPageFactory, published, translated
from tests.portal.translators import Down, Marked, setting

pytestmark = pytest.mark.django_db


def of_language(code: str, model=NewsPage):
    return model.objects.filter(locale__language_code=code)


def test_drafts_are_made_for_all_pages_in_all_languages(admin):
    pages = [NewsFactory(), NewsFactory()]
    batch = start(Kind.CREATE, pages, ["tr", "ar"], admin)
    assert (batch.done, batch.made, batch.problems, batch.is_finished) == (4, 4, [], True)
    assert of_language("tr").count() == of_language("ar").filter(live=False).count() == 2


def test_parents_come_first_whatever_the_order(admin):
    above = StandardPageFactory()
    below = StandardPageFactory(parent=above)
    assert start(Kind.CREATE, [below, above], ["tr"], admin).problems == []
    assert below.has_translation(Locale.objects.get(language_code="tr"))


def test_a_page_that_cannot_be_translated_is_named_and_the_others_are_made(admin):
    below = StandardPageFactory(parent=StandardPageFactory(), title="Unten")
    news = NewsFactory()
    batch = start(Kind.CREATE, [below, news], ["tr"], admin)
    assert batch.problems[0][:2] == ["Unten", "tr"]
    assert "darüber" in batch.problems[0][2]
    assert news.has_translation(Locale.objects.get(language_code="tr"))


def test_it_stops_when_the_time_is_up_and_goes_on_where_it_was(admin, monkeypatch):
    pages = [NewsFactory() for _number in range(3)]
    monkeypatch.setattr(batches, "IN_PLACE_SECONDS", 1e-9)
    batch = start(Kind.CREATE, pages, ["tr"], admin)
    assert batch.done == 0
    monkeypatch.undo()
    batches.go_on(batch)
    assert (batch.done, batch.made) == (3, 3)


def test_a_worker_does_what_came_meanwhile_before_it_goes_on(admin, settings, monkeypatch):
    settings.TASK_WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    clock = SimpleNamespace(monotonic=partial(next, itertools.count(step=15)))  # a step takes 15 of the 20 seconds
    monkeypatch.setattr(batches, "time", clock)
    batch = start(Kind.CREATE, [NewsFactory() for _number in range(3)], ["tr"], admin)
    DBTaskResult.objects.exclude(task_path__endswith="run_batch").delete()
    done = []
    while task := DBTaskResult.objects.ready().first():
        task.task.call(*task.args_kwargs["args"])
        task.set_successful(None)
        batch.refresh_from_db()
        done.append(batch.done)
        index_waiting.enqueue()
        ready = DBTaskResult.objects.ready()
        assert ready.first().task_path.endswith("index_waiting")
        ready.filter(task_path__endswith="index_waiting").delete()
    assert set(done) >= {1, 2, 3}


def test_again_it_makes_nothing(admin):
    pages = [NewsFactory()]
    start(Kind.CREATE, pages, ["tr"], admin)
    assert start(Kind.CREATE, pages, ["tr"], admin).made == 0
    assert of_language("tr").count() == 1


def test_a_batch_that_was_put_away_or_a_page_that_is_gone_does_no_harm(admin):
    news = NewsFactory()
    batch = Batch.objects.create(kind=Kind.CREATE, pages=[news.pk], languages=["tr"], user=admin)
    news.delete()
    run_batch.call(batch.pk)
    assert Batch.objects.get().is_finished
    batch.delete()
    run_batch.call(batch.pk)


def test_a_service_that_is_down_stops_the_batch_and_is_told(admin, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Down)
    batch = start(Kind.MACHINE, [NewsFactory(), NewsFactory()], ["tr"], admin)
    assert (batch.done, batch.error) == (0, "Der Dienst schläft.")
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Marked)
    batches.go_on(batch)
    assert (batch.made, batch.error) == (2, "")


# --- From the shell ---------------------------------------------------------------------------------------------------
def test_the_command_makes_what_is_missing_shows_how_far_it_is_and_can_be_repeated(capsys):
    NewsFactory(title="Das Fest")
    call_command("translate_pages", "tr", "ar", type=["newspage"])
    call_command("translate_pages", "tr", "ar", type=["newspage"])
    told = capsys.readouterr().out
    assert "1/2 tr Das Fest: made" in told
    assert "2 made, 0 failed" in told
    assert "2/2 ar Das Fest: there already" in told


def test_the_command_translates_by_machine(settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = setting(Marked)
    news = NewsFactory(title="Das Fest")
    call_command("translate_pages", "tr", page=[news.pk], machine=True)
    assert of_language("tr").get().title == "tr:Das Fest"


@pytest.mark.parametrize(
    ("arguments", "options"), [(["xx"], {}), (["de"], {"machine": True}), (["tr"], {"machine": True})]
)
def test_the_command_refuses_what_cannot_be(arguments, options):
    with pytest.raises(CommandError):
        call_command("translate_pages", *arguments, **options)


def test_the_command_fails_when_a_page_fails(capsys):
    below = StandardPageFactory(parent=StandardPageFactory(), title="Unten")
    with pytest.raises(CommandError):
        call_command("translate_pages", "tr", page=[below.pk])
    assert "Unten: Die Seite darüber" in capsys.readouterr().out


@pytest.fixture
def waiting(django_capture_on_commit_callbacks):
    """A page whose new title waits."""
    news = NewsFactory(title="Das Fest")
    write_page(news, Locale.objects.get(language_code="tr"), publish=True)
    news.title = "Das große Fest"
    published(news)
    assert WaitingWords.objects.exists()
    return news


def test_waiting_words_are_carried_over_from_the_shell(waiting, capsys):
    call_command("sync_words")
    call_command("sync_words")
    assert not WaitingWords.objects.exists()
    assert of_language("tr").get().title == "Das große Fest"
    assert "1/1 Das große Fest: done" in capsys.readouterr().out


def test_what_fails_is_named_and_stays(waiting, capsys, monkeypatch):
    monkeypatch.setattr(syncing, "sync", lambda page: 1 / 0)
    with pytest.raises(CommandError):
        call_command("sync_words")
    assert "division by zero" in capsys.readouterr().out
    assert WaitingWords.objects.get().attempts == 1


# --- By hand ----------------------------------------------------------------------------------------------------------
def test_a_page_written_by_hand_counts_german_words_that_are_new_since():
    news = NewsFactory(title="Das Fest", intro="Alle kommen.")
    page = translated(news, "tr", title="Şenlik", intro="Herkes gelir.")
    assert page.translation_state["outdated"] == 0
    news.intro = "Alle kommen am Montag zusammen."
    published(news)
    assert NewsPage.objects.get(pk=page.pk).translation_state["outdated"] == 5
    news.intro = "Alle kommen."
    published(news)
    assert NewsPage.objects.get(pk=page.pk).translation_state["outdated"] == 0


def test_no_page_here_is_an_alias(admin):
    start(Kind.CREATE, [NewsFactory()], ["tr", "ar", "de-simple"], admin)
    assert not Page.objects.filter(alias_of__isnull=False).exists()
