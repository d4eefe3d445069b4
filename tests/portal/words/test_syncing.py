"""A published change of the German page reaches its translations: words stay, fall back and return."""

import pytest
from django.core.management import call_command

from portal.words.outbox import WaitingWords
from portal.words.syncing import sync_waiting
from tests.factories import OfferFactory, StandardPageFactory, published, translated
from tests.html import soup

TWO = "<p>Kommen Sie vorbei!</p><p>Es gibt Tee.</p>"
WORDS = {
    "Sprachcafé": "Dil kafesi",
    "Reden und lachen": "Konuş, gül",
    "Kommen Sie vorbei!": "Gelin!",
    "Es gibt Tee.": "Çay var.",
}


@pytest.fixture
def offer(db):
    return OfferFactory(slug="cafe", title="Sprachcafé", summary="Reden und lachen", description=TWO)


@pytest.fixture
def turkish(offer, translate):
    return translate(offer, "tr", WORDS)


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish(page):
        with django_capture_on_commit_callbacks(execute=True):
            return published(page)

    return publish


def visit(client, language="tr"):
    return soup(client.get(f"/{language}/angebote/cafe/")).main


def german_in(main) -> list[str]:
    return [tag.text for tag in main.select("article [lang=de][dir=ltr]") if "plate" not in (tag.get("class") or [])]


def test_a_translated_page_is_whole(client, turkish):
    main = visit(client)
    assert main.h1.text == "Dil kafesi"
    assert german_in(main) == []
    assert turkish.translation_state["missing"] == 0


def test_a_changed_paragraph_shows_in_german_and_marked_and_the_others_stay(client, offer, turkish, publish):
    offer.description = TWO.replace("Es gibt Tee.", "Es gibt Tee und Kuchen.")
    publish(offer)
    main = visit(client)
    assert german_in(main) == ["Es gibt Tee und Kuchen."]
    assert "Gelin!" in main.text
    assert "Es gibt Tee." not in main.text.replace("Es gibt Tee und Kuchen.", "")
    assert "Çay var." not in main.text


def test_a_changed_title_is_german_on_the_page_and_in_the_list(client, offer, turkish, publish):
    offer.title = "Sprachcafé am Abend"
    publish(offer)
    assert visit(client).h1["lang"] == "de"
    card = soup(client.get("/tr/angebote/")).select_one(".card")
    assert (card.select_one("h2, h3")["lang"], card.a.text) == ("de", "Sprachcafé am Abend")
    assert "lang" not in card.find("p", string="Konuş, gül").attrs


def test_words_that_come_back_bring_their_translation_back(client, offer, turkish, publish):
    offer.summary = "Reden"
    publish(offer)
    assert german_in(visit(client)) == ["Reden"]
    offer.summary = "Reden und lachen"
    publish(offer)
    assert german_in(visit(client)) == []


def test_a_changed_fact_is_right_at_once_and_asks_for_no_sync(client, offer, turkish, publish):
    offer.cost = "paid"
    offer.cost_amount = 7
    publish(offer)
    assert "7 €" in visit(client).text.replace("\xa0", " ")
    assert not WaitingWords.objects.exists()


def test_translations_stay_as_live_as_they_are(offer, translate, publish):
    draft = translate(offer, "tr", WORDS, publish=False)
    offer.summary = "Reden"
    publish(offer)
    draft.refresh_from_db()
    assert not draft.live


def test_a_page_that_nobody_gave_to_translators_costs_nothing_more(offer, publish):
    offer.summary = "Reden"
    publish(offer)
    assert not WaitingWords.objects.exists()


def test_what_fails_waits_and_is_tried_again(offer, turkish, publish, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("portal.words.syncing.write", lambda *args: 1 / 0)
        offer.summary = "Reden"
        publish(offer)
    row = WaitingWords.objects.get()
    assert (row.translation_key, row.attempts) == (offer.translation_key, 1)
    assert row.error.endswith("division by zero")
    sync_waiting.enqueue()
    assert not WaitingWords.objects.exists()
    turkish.refresh_from_db()
    assert turkish.summary == "Reden"


def test_syncing_again_changes_nothing(offer, turkish, publish):
    offer.summary = "Reden"
    publish(offer)
    turkish.refresh_from_db()
    before = turkish.translation_state
    sync_waiting.enqueue()
    turkish.refresh_from_db()
    assert turkish.translation_state == before


def test_a_page_written_by_hand_is_never_touched_but_says_that_the_german_one_is_newer(client, offer, publish):
    page = translated(offer, "tr", title="Kafe", summary="Elle yazıldı")
    assert page.translation_state["by_hand"]
    offer.summary = "Reden, lachen und noch drei neue Worte"
    publish(offer)
    page.refresh_from_db()
    assert page.summary == "Elle yazıldı"
    assert page.translation_state["outdated"] == 7
    assert visit(client).select_one(".notice a")["href"] == "/de/angebote/cafe/"
    page.save_revision().publish()
    assert not type(page).objects.get(pk=page.pk).translation_state.get("outdated")


def test_words_of_a_machine_say_so_until_somebody_has_read_them(client, offer, translate):
    page = translate(offer, "tr", WORDS, kind="machine")
    assert page.translation_state["machine"] == page.translation_state["total"]
    assert visit(client).select(".notice.warning")
    translate(offer, "tr", WORDS)
    assert not visit(client).select(".notice.warning")


def test_each_block_of_a_story_falls_back_by_itself(client, translate, publish):
    page = StandardPageFactory(slug="hilfe", title="Hilfe", summary="Wer hilft")
    page.body = [("heading", "Zuerst"), ("steps", [{"title": "Anrufen", "text": "Heute noch"}]), ("notice", "Gut so")]
    publish(page)
    page = type(page).objects.get(pk=page.pk)
    translate(page, "tr", {"Hilfe": "Yardım", "Wer hilft": "Kim yardım eder", "Zuerst": "Önce", "Heute noch": "Bugün"})
    main = soup(client.get("/tr/hilfe/")).main
    assert german_in(main) == ["Anrufen", "Gut so"]
    assert main.select_one("h2").text == "Önce"


@pytest.mark.parametrize("language", ["de-simple", "tr", "ar"])
def test_nothing_of_a_fallback_is_unmarked(client, offer, language):
    main = visit(client, language)
    marked = german_in(main)
    assert marked == (
        [] if language == "de-simple" else ["Sprachcafé", "Reden und lachen", "Kommen Sie vorbei!Es gibt Tee."]
    )
    assert main.select(".notice")


def test_what_a_worker_left_undone_is_finished_when_tidying(offer, turkish):
    """A worker that is killed leaves its row in the queue as running for ever; ours says that the page waits."""
    offer.summary = "Reden"
    published(offer)  # without its commit, as if the task had never run
    assert WaitingWords.objects.count() == 1
    call_command("tidy")
    assert not WaitingWords.objects.exists()
    turkish.refresh_from_db()
    assert turkish.summary == "Reden"
