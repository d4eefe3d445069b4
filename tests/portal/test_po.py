"""Words out to translators and back in: one problem, and nothing is changed."""

import polib
import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from home.models import NewsIndexPage
from portal.words.keeping import write_page
from portal.words.po import MOST_ENTRIES, BrokenFile, export_po, import_po, read_po
from tests.factories import NewsFactory, OfferFactory, StandardPageFactory, german, published

pytestmark = pytest.mark.django_db
LINK = '<p>Mehr <a href="https://example.org/">hier</a>.</p>'


@pytest.fixture
def turkish():
    return Locale.objects.get(language_code="tr")


@pytest.fixture
def news():
    return NewsFactory(title="Das Fest", slug="fest", intro="Alle kommen.", body=[("text", LINK)])


def file_of(page, turkish, **words) -> polib.POFile:
    """The export of a page, with translations by German words."""
    po = export_po([page], turkish)
    for entry in po:
        entry.msgstr = words.get(entry.msgid, "")
    return po


def back(po: polib.POFile, turkish, **kwargs):
    return import_po(read_po(str(po), "tr"), turkish, **kwargs)


def nothing_changed() -> bool:
    return (
        not StringTranslation.objects.exists()
        and not Page.objects.filter(locale__language_code="tr", depth__gt=3).exists()
    )


def test_a_file_goes_out_and_comes_back(news, turkish, admin):
    po = export_po([news], turkish)
    assert [entry.msgid for entry in po] == ["Das Fest", "Alle kommen.", 'Mehr <a id="a1">hier</a>.']
    for entry in po:
        entry.msgstr = entry.msgid.replace("Das Fest", "Şenlik").replace("Mehr", "Daha")
    report = back(po, turkish, user=admin)
    page = news.get_translation(turkish)
    assert (report.translated, report.pages, report.problems) == (3, 1, [])
    assert page.live
    assert page.title == "Şenlik"
    assert 'Daha <a href="https://example.org/">hier</a>' in page.body[0].value.source
    assert page.translation_state["missing"] == 0
    assert set(StringTranslation.objects.values_list("last_translated_by", flat=True)) == {admin.pk}


def test_export_makes_nothing_in_the_database_and_asks_little(turkish, settings, django_assert_max_num_queries):
    pages = [NewsFactory() for _number in range(5)]
    settings.CHANGES_POLL_SECONDS = 3600
    with django_assert_max_num_queries(4):
        assert len(export_po(pages, turkish)) == 15
    assert nothing_changed()


def test_only_what_is_missing_is_exported_and_what_a_machine_wrote(news, turkish):
    back(file_of(news, turkish, **{"Das Fest": "Şenlik", "Alle kommen.": "Gelin."}), turkish)
    StringTranslation.objects.filter(data="Gelin.").update(translation_type="machine")
    po = export_po([published(news)], turkish, only_missing=True)
    assert [(entry.msgid, entry.fuzzy) for entry in po] == [
        ("Alle kommen.", True),
        ('Mehr <a id="a1">hier</a>.', False),
    ]


def test_limits_are_told_to_translators(news, turkish):
    assert "255" in export_po([news], turkish)[0].comment


def test_the_same_paragraph_twice_is_exported_once(turkish):
    news = NewsFactory(body=[("text", "<p>Ja.</p><p>Ja.</p>")])
    po = export_po([news], turkish)
    assert [entry.msgid for entry in po].count("Ja.") == 1
    po.find("Ja.").msgstr = "Evet."
    assert back(po, turkish).problems == []
    assert news.get_translation(turkish).body[0].value.source.count("Evet.") == 2


def test_the_same_file_again_changes_nothing(news, turkish):
    po = file_of(news, turkish, **{"Das Fest": "Şenlik"})
    back(po, turkish)
    report = back(po, turkish)
    assert (report.translated, report.unchanged, report.empty) == (0, 1, 2)


def test_fuzzy_entries_stay_out(news, turkish):
    po = file_of(news, turkish, **{"Das Fest": "Şenlik", "Alle kommen.": "Gelin."})
    po[0].flags.append("fuzzy")
    report = back(po, turkish)
    assert (report.fuzzy, report.translated) == (1, 1)


def test_words_of_a_person_replace_those_of_a_machine_even_if_they_are_the_same(news, turkish):
    po = file_of(news, turkish, **{"Das Fest": "Şenlik"})
    back(po, turkish)
    StringTranslation.objects.update(translation_type="machine")
    back(po, turkish)
    assert StringTranslation.objects.get().translation_type == "manual"


def test_windows_line_ends_and_byte_order_mark_are_no_problem(news, turkish):
    content = str(file_of(news, turkish, **{"Das Fest": "Şenlik"})).replace("\n", "\r\n")
    assert import_po(read_po(b"\xef\xbb\xbf" + content.encode(), "tr"), turkish).translated == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "keine PO-Datei"),
        (b"PK\x03\x04\x00\x00", "keine PO-Datei"),
        (b"/etc/passwd", "keine PO-Datei"),
        (b'msgid "\xfc"', "UTF-8"),
        (b'msgid "a"\nmsgstr "b', "beschädigt"),
        (b'msgid "a"\nmsgstr b"', "beschädigt"),
        (b"# only a note on msgid\n", "keine Einträge"),
        (b'msgid ""\nmsgstr "Language: ar\\n"\n\nmsgid "a"\nmsgstr "b"\n', "andere Sprache"),
        (b'msgid "a"\nmsgstr "b"\n\n' * (MOST_ENTRIES + 1), "teilen"),
    ],
)
def test_what_is_no_file_for_here_is_refused_in_a_sentence(content, told):
    with pytest.raises(BrokenFile, match=told):
        read_po(content, "tr")


def test_leichte_sprache_is_known_by_both_its_names():
    content = 'msgid ""\nmsgstr "Language: de_Simple\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    assert len(read_po(content, "de-simple")) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Daha burada.", '<a id="a1"> des deutschen Textes fehlt'),
        ('Daha <a id="a2">burada</a>.', "weichen"),
        ('Daha <a id="a1">burada</a> <b>çok</b>.', "<b> steht nicht"),
        ('Daha <a id="a1" href="https://evil.example/">burada</a>.', "HTML"),
        ('Daha <a id="a1">burada</a><script>x</script>', "HTML"),
        ("<b>" * 500, "zu lang"),
        ("x" * 30_000, "zu lang"),
        ("   ", "keine Wörter"),
        ("a\x01b", "Steuerzeichen"),
    ],
)
def test_one_bad_translation_and_nothing_is_changed(news, turkish, words, told):
    po = file_of(news, turkish, **{"Das Fest": "Şenlik", 'Mehr <a id="a1">hier</a>.': words})
    report = back(po, turkish)
    where, what = report.problems[0]
    assert told in what
    assert where.startswith("Zeile ")
    assert nothing_changed()


def test_the_line_of_a_problem_is_that_of_the_file(news, turkish):
    po = file_of(news, turkish, **{'Mehr <a id="a1">hier</a>.': "Daha"})
    lines = str(po).splitlines()
    where = back(po, turkish).problems[0][0]
    number = int(where.removeprefix("Zeile ").split(",")[0])
    assert "Mehr" in "".join(lines[number - 1 : number + 3])


def test_a_title_that_is_too_long_says_how_long_it_may_be(news, turkish):
    report = back(file_of(news, turkish, **{"Das Fest": "ş" * 256}), turkish)
    assert "256 Zeichen" in report.problems[0][1]
    assert nothing_changed()


def test_german_words_that_changed_meanwhile_are_named(news, turkish):
    po = file_of(news, turkish, **{"Das Fest": "Şenlik", "Alle kommen.": "Gelin."})
    news.title = "Das große Fest"
    published(news)
    report = back(po, turkish)
    assert [where.partition("“")[2] or where for where, _what in report.problems]
    assert "exportieren" in report.problems[0][1]
    assert nothing_changed()


def test_an_unknown_part_of_a_page_is_named(news, turkish):
    po = file_of(news, turkish, **{"Das Fest": "Şenlik"})
    po[0].msgctxt = po[0].msgctxt.replace(":title", ":body.nowhere")
    assert "löschen" in back(po, turkish).problems[0][1]
    assert nothing_changed()


def test_two_translations_of_the_same_words_are_a_problem_the_same_twice_is_none(news, turkish):
    po = file_of(news, turkish, **{"Das Fest": "Şenlik"})
    twice = polib.POEntry(msgid="Das Fest", msgstr="Şenlik", msgctxt=po[0].msgctxt)
    po.append(twice)
    assert back(po, turkish).problems == []
    StringTranslation.objects.all().delete()
    twice.msgstr = "Bayram"
    assert "zweimal" in back(po, turkish).problems[0][1]


def test_a_file_of_somebody_else_is_refused_as_a_whole(news, turkish):
    foreign = polib.POFile()
    foreign.append(polib.POEntry(msgid="Offers", msgstr="Teklifler", occurrences=[("directory/views.py", "3")]))
    foreign.append(polib.POEntry(msgid="day", msgid_plural="days", msgstr_plural={0: "gün", 1: "günler"}))
    report = back(foreign, turkish)
    assert "Kein Eintrag" in report.problems[0][1]
    assert nothing_changed()


def test_entries_without_context_stand_for_every_place_on_the_pages_they_name(news, turkish):
    other = NewsFactory(title="Das Fest", slug="fest-2")
    po = polib.POFile()
    po.append(
        polib.POEntry(
            msgid="Das Fest", msgstr="Şenlik", occurrences=[("aktuelles/fest/", ""), ("aktuelles/fest-2/", "")]
        )
    )
    assert back(po, turkish).pages == 2
    assert other.get_translation(turkish).title == "Şenlik"


def test_a_page_below_one_that_is_not_translated_waits_for_it(turkish):
    above = StandardPageFactory(title="Oben")
    below = StandardPageFactory(parent=above, title="Unten")
    report = back(file_of(below, turkish, Unten="Aşağıda"), turkish)
    assert report.problems[0][0] == "Unten"
    assert nothing_changed()
    both = file_of(below, turkish, Unten="Aşağıda")
    both.extend(file_of(above, turkish, Oben="Yukarıda"))
    assert back(both, turkish).pages == 2


def test_pages_that_are_not_published_or_not_permitted_are_refused(news, turkish):
    po = file_of(news, turkish, **{"Das Fest": "Şenlik"})
    assert "Ihnen" in back(po, turkish, pages=Page.objects.none()).problems[-1][1]
    news.unpublish()
    assert back(po, turkish).problems
    assert nothing_changed()


def test_a_page_stays_a_draft_when_it_is_not_to_be_published(news, turkish):
    write_page(news, turkish, publish=False)
    back(file_of(news, turkish, **{"Das Fest": "Şenlik"}), turkish, publish=None)
    assert not news.get_translation(turkish).live


def test_the_list_above_is_translated_so_an_offer_can_be(turkish):
    offer = OfferFactory(title="Nähen")
    assert back(file_of(offer, turkish, Nähen="Dikiş"), turkish).pages == 1
    assert german(NewsIndexPage).live
