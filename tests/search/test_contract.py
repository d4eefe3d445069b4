"""What every engine does, whatever it is made of."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from search.dictionary import DictionaryEntry
from search.entry import Entry
from search.indexing import index_kind
from search.query import Query
from search.results import Asked, Found
from search.things import register, unregister
from tests.search import library
from tests.search.library import NOW
from tests.search.servers import ENGINES, engine_called


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, django_db_setup, django_db_blocker):
    """An engine that has the library, and nothing else."""
    library.fill()
    with django_db_blocker.unblock(), transaction.atomic():
        Entry.objects.all().delete()
        DictionaryEntry.objects.all().delete()
        for source in (library.Library, library.Archive):
            register(source)
            list(index_kind(source.kind))
        try:
            with engine_called(request.param) as engine:
                yield engine
        finally:
            unregister("book")
            unregister("scroll")
            transaction.set_rollback(True)


@pytest.fixture
def ask(engine):
    def ask(text: str, language: str = "de", size: int = 20, start: int = 0, exact=False, **chosen) -> Found:
        chosen = {facet: tuple(value.split()) for facet, value in chosen.items()}
        return engine.search(Asked(Query(text, language), chosen, start, size, NOW, exact))

    return ask


@pytest.fixture
def titles(ask):
    def titles(text: str, language: str = "de", **rest) -> list[str]:
        return [hit.entry.title for hit in ask(text, language, **rest).hits]

    return titles


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("übungsräume", "de", "Übungsräume für Chöre"),
        ("UEBUNGSRAEUME", "de", "Übungsräume für Chöre"),
        ("ubungsraume", "de", "Übungsräume für Chöre"),
        ("Übungsraum", "de", "Übungsräume für Chöre"),
        ("Chor", "de-simple", "Übungsräume für Chöre"),
        ("weseler strasse", "de", "Treffpunkt Marxloh"),
        ("tığ işi", "tr", "Tığ işi"),
        ("TIĞ İŞİ", "tr", "Tığ işi"),
        ("tig isi", "tr", "Tığ işi"),
        ("ışıklı", "tr", "Tığ işi"),
        ("ISIKLI", "tr", "Tığ işi"),
        ("şapkalar", "tr", "Tığ işi"),
        ("ışık", "tr", "Diyarbakır'da IŞIK"),
        ("izmir", "tr", "Diyarbakır'da IŞIK"),
        ("diyarbakir", "tr", "Diyarbakır'da IŞIK"),
        ("școală", "ro", "Croșetat"),
        ("ţara", "ro", "Raft"),
        ("țară", "ro", "Raft"),
        ("scoala", "ro", "Raft"),
        ("أسرة", "ar", "أسرة وأطفال"),
        ("اسره", "ar", "أسرة وأطفال"),
        ("اطفال", "ar", "أسرة وأطفال"),
        ("الأطفال", "ar", "أسرة وأطفال"),
        ("اسلامية", "ar", "أسرة وأطفال"),
        ("елка", "ru", "Ёлка и дети"),
        ("книга", "ru", "Ёлка и дети"),
        ("детям", "ru", "Ёлка и дети"),
        ("сім’я", "uk", "Допомога сім'ям"),
        ("школа", "uk", "Допомога сім'ям"),
        ("вчителям", "uk", "Допомога сім'ям"),
        ("родители", "bg", "Помощ за родителите"),
        ("градината", "bg", "Помощ за родителите"),
        ("lodz", "pl", "Pomoc rodzicom"),
        ("rodzice", "pl", "Pomoc rodzicom"),
        ("swim", "en", "Swimming lessons"),
        ("mother", "en", "Swimming lessons"),
    ],
)
def test_a_word_is_found_in_every_form_and_spelling(titles, text, language, title):
    assert title in titles(text, language)


def test_a_compound_is_found_by_its_parts_and_by_no_letters_that_only_stand_in_it(titles):
    assert "Sprachkurs am Abend" in titles("kurs")
    assert "Sprachkurs am Abend" in titles("Sprachkurse")
    assert "Gesamtschule" not in titles("Amt")


def test_the_beginning_of_a_word_is_enough(titles):
    assert titles("xylo") == ["Xylophon"]
    assert titles("ksilo", "tr") == ["Ksilofon"]


def test_one_who_mistypes_gets_what_was_meant_and_is_told(ask):
    found = ask("Xylofhon")
    assert [hit.entry.title for hit in found.hits] == ["Xylophon"]
    assert found.corrected.lower() == "xylophon"
    assert ask("Xylophon").corrected == ""


def test_what_nobody_knows_finds_nothing(ask):
    found = ask("qwrtzpsdf")
    assert (found.hits, found.total, found.more) == ([], 0, False)


def test_what_has_all_words_comes_before_what_has_some(titles):
    first, *rest = titles("kletterhalle nachtwanderung")
    assert first in ("Kletterhalle Nachtwanderung", "Nachtwanderung")
    assert titles("kletterhalle")[0] == "Kletterhalle"
    assert "Kletterhalle" in rest
    assert rest.index("Kletterhalle") == len(rest) - 1


@pytest.fixture
def ballett_goes_with_kites():
    names = ("Ballett", "Drachenbau", "Segelschein")
    ballet, kites, nothing = (DictionaryEntry.objects.create(slug=name.lower(), means=name) for name in names)
    ballet.related.add(kites, nothing)
    yield
    DictionaryEntry.objects.all().delete()


@pytest.mark.usefixtures("ballett_goes_with_kites")
def test_what_goes_with_it_follows_where_little_is_found_but_not_where_nothing_is(ask):
    found = ask("ballett")
    assert [hit.entry.title for hit in found.hits] == ["Ballett", "Zimbel", "Drachenbau", "Drachenbau"]
    assert [hit.share > 0.5 for hit in found.hits] == [True, False, False, False]
    assert found.counts["kind"]["book"] == found.total == 4
    assert {hit.entry.title for hit in ask("ballett", exact=True).hits} == {"Ballett", "Zimbel"}
    assert ask("segelschein").total == 0


def test_a_title_weighs_more_than_a_text(titles):
    assert titles("zimbel") == ["Zimbel", "Ballett"]
    assert titles("ballett") == ["Ballett", "Zimbel"]


def test_of_what_is_about_it_the_readers_language_comes_before_german(ask):
    hits = ask("posaune", "tr").hits
    assert [hit.entry.language for hit in hits] == ["tr"] + ["de"] * 6


def test_a_thing_comes_once_however_many_languages_it_is_in(ask):
    found = ask("fagot", "tr")
    assert ([hit.entry.title for hit in found.hits], found.total) == (["Fagot dersi"], 1)
    assert found.counts["kind"] == {"book": 1}


def test_what_is_written_in_another_language_is_shown_in_the_readers(titles):
    assert titles("Xylophon", "tr") == ["Ksilofon"]
    assert titles("Xylophon", "ar") == ["Xylophon"]


@pytest.mark.parametrize(
    ("text", "language"), [("stricken", "tr"), ("örgü", "de"), ("الحياكة", "pl"), ("в'язання", "de")]
)
def test_labels_are_found_in_every_language(titles, text, language):
    assert titles(text, language) == ["Ohne Titel"]


@pytest.mark.parametrize("name", ["Марксло", "ماركسلو", "MARXLOH", "مـاركسلو"])
def test_a_name_is_found_in_every_alphabet(titles, name):
    assert "Treffpunkt Marxloh" in titles(name, "ru" if name == "Марксло" else "ar")


def test_confirmed_before_stale_upcoming_before_past_and_the_weight_of_the_source(ask):
    assert [hit.entry.assured > NOW.date().replace(year=2025) for hit in ask("drachenbau").hits] == [True, False]
    assert [hit.entry.starts_at > NOW for hit in ask("lampionfest").hits] == [True, False]
    assert [hit.entry.kind for hit in ask("waldhorn").hits] == ["book", "scroll"]


def test_facets_are_counted_as_if_each_were_not_used(ask):
    found = ask("bücherflohmarkt")
    assert found.total == 5
    assert found.counts["kind"] == {"book": 4, "scroll": 1}
    assert found.counts["district"] == {"marxloh": 2, "walsum": 2, "hochfeld": 1}
    assert found.counts["term"] == {"lesen": 1, "lesen-lernen": 1}
    found = ask("bücherflohmarkt", district="marxloh", pillar="advice")
    assert found.total == 1
    assert found.counts["district"] == {"marxloh": 1, "walsum": 1}
    assert found.counts["pillar"] == {"advice": 1, "work": 1}
    assert found.counts["kind"] == {"book": 1}


def test_any_of_the_codes_of_a_facet_will_do(ask):
    assert ask("bücherflohmarkt", district="walsum hochfeld").total == 3
    assert ask("bücherflohmarkt", district="walsum nowhere", kind="scroll").total == 1
    assert ask("bücherflohmarkt", district="nowhere").total == 0


def test_without_words_everything_is_found(ask):
    assert ask("", district="marxloh").total == 2
    assert ask("   ", kind="scroll").total == 2


def test_days_are_those_of_berlin(ask):
    found = ask("laternenumzug")
    assert found.total == 7
    assert found.counts["date"] == {"today": 2, "week": 4, "month": 5, "past": 1}
    assert [ask("laternenumzug", date=code).total for code in ("today", "week", "month", "past")] == [2, 4, 5, 1]
    assert ask("laternenumzug", date="past today").total == 3
    assert ask("laternenumzug", date="never").total == 0


def test_what_becomes_public_later_is_not_found(titles, engine):
    assert sorted(titles("mondfinsternis")) == ["Mondfinsternis Gestern", "Mondfinsternis Heute"]


def test_what_was_sought_is_marked_and_nothing_is_markup(ask):
    (hit,) = ask("geige").hits
    assert hit.title == "<mark>Geige</mark> &lt;script&gt;alert(&#x27;<mark>Geige</mark>&#x27;)&lt;/script&gt;"
    assert hit.snippet == "Die <mark>Geige</mark> &amp; mehr &lt;b&gt;<mark>Geige</mark>&lt;/b&gt;"


@pytest.mark.parametrize(
    ("text", "snippet", "from_body"),
    [
        ("noten", "Alte <mark>Noten</mark>", False),
        ("theorbe", "Obenauf lag die <mark>Theorbe</mark>. Dann Papier", True),
        ("clavichord", "Ganz unten das <mark>Clavichord</mark>.", True),  # far behind what hits are ranked by
        ("nachlass", "Alte Noten", False),
    ],
)
def test_a_snippet_shows_where_a_text_has_what_was_sought(ask, text, snippet, from_body):
    (hit,) = ask(text).hits
    assert hit.snippet.startswith(snippet)
    assert hit.from_body == from_body


def test_pages_follow_one_another(titles, ask):
    whole = ask("laternenumzug").hits
    pages = [hit.entry.pk for start in (0, 3, 6) for hit in ask("laternenumzug", size=3, start=start).hits]
    assert pages == [hit.entry.pk for hit in whole]
    assert titles("laternenumzug", start=7) == titles("laternenumzug", start=1_000_000) == []


def test_keys_are_those_of_one_kind_that_have_all_words(engine):
    keys = {key for key, thing in library.Library.shelf.items() if thing.words["de"].title == "Bücherflohmarkt"}
    assert set(engine.keys("bücherflohmarkt", "de", "book")) == keys
    assert engine.keys("bücherflohmarkt", "de", "scroll") == ["2"]
    assert engine.keys("bücherflohmarkt kletterhalle", "de", "book") == []


def test_suggestions_begin_as_what_is_typed(engine):
    assert [entry.title for entry in engine.suggest("fago", "tr", 5)] == ["Fagot dersi"]
    assert len(engine.suggest("laternen", "de", 3)) == 3


def test_more_than_two_thousand_is_said_and_not_counted(engine, ask, monkeypatch):
    for module in ("database", "ranked", "elasticsearch", "elasticsearch.questions"):
        monkeypatch.setattr(f"search.engines.{module}.COUNTED", 4)
    for module in ("search.engines.ranked", "search.engines.elasticsearch"):
        monkeypatch.setattr(f"{module}.FEW", 3)
    monkeypatch.setattr("search.engines.database.LIMIT", 5)
    found = ask("laternenumzug")
    assert (found.total, found.more) == (4, True)
    found = ask("bücherflohmarkt", kind="book")
    assert (found.total, found.more) == (4, False)


NASTY = st.one_of(
    st.text(st.characters(), max_size=300),
    st.text(st.sampled_from("\x00\ud800\udfff\"'*?~^():[]{}\\/+-&|!<>=% _#.,;aäışы\u202eأ\u0640"), max_size=200),
    st.lists(st.sampled_from(["AND", "OR", "NOT", "NEAR", "*", '"', "kurs", "title:", "курс", "أ"]), max_size=40).map(
        " ".join
    ),
)


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=NASTY, language=st.sampled_from(["de", "de-simple", "tr", "ar", "bg", "uk"]))
@example("\ud800", "de")
@example("\x00", "de")
@example('"', "de")
@example("* AND ? OR (", "de")
@example("x" * 1_000_000, "tr")
@example(" ".join(["bücherflohmarkt"] * 2_000), "de")
@example(" ".join(["kindergeldantrag jobcenter sprachkurs elternabend"] * 3), "de")
def test_no_text_makes_an_error(engine, text, language):
    asked = Asked(Query(text, language), {"district": (text[:50],)} if len(text) % 2 else {}, now=NOW)
    assert engine.search(asked).total >= 0
    engine.keys(text, language, "book")
    engine.suggest(text, language, 3)
