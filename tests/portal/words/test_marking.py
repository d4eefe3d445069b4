import pytest
from django.utils import translation

from portal.words.marking import mark_paragraphs, without_german
from portal.words.state import count_words, fingerprint, plain


@pytest.mark.parametrize(
    ("html", "words"),
    [("", 0), ("<p>Ein Wort</p><p>mehr</p>", 3), ("Kaffee &amp; Kuchen", 3), ("<b>Fett</b>gedruckt", 2), ("a<br>b", 2)],
)
def test_words_are_counted_without_tags(html, words):
    assert count_words(html) == words


def test_a_fingerprint_is_of_the_words_alone():
    assert fingerprint('<p data-block-key="x">Ein <b>Satz</b>.</p>') == fingerprint("Ein  <a id='a1'>Satz</a> .")
    assert fingerprint("Ein Satz.") != fingerprint("Ein Satz!")
    assert plain("&lt;b&gt;") == "<b>"


def marked(html: str, *german: str) -> str:
    with translation.override("ar"):
        return mark_paragraphs(html, [fingerprint(words) for words in german])


@pytest.mark.parametrize(
    ("html", "german", "expected"),
    [
        ("<p>Eins</p><p>اثنان</p>", ["Eins"], '<p lang="de" dir="ltr">Eins</p><p>اثنان</p>'),
        ('<p data-block-key="a">Eins</p>', ["Eins"], '<p data-block-key="a" lang="de" dir="ltr">Eins</p>'),
        ("<ul><li>Eins</li><li>Zwei</li></ul>", ["Zwei"], '<ul><li>Eins</li><li lang="de" dir="ltr">Zwei</li></ul>'),
        ("<p>Mit <b>fett</b></p>", ["Mit <b>fett</b>"], '<p lang="de" dir="ltr">Mit <b>fett</b></p>'),
        ("<p>Eins</p>", [], "<p>Eins</p>"),
        ("<p>offen", ["offen"], "<p>offen"),
    ],
)
def test_german_paragraphs_are_marked_and_no_others(html, german, expected):
    assert marked(html, *german) == expected


def test_readers_of_german_see_no_marks():
    with translation.override("de-simple"):
        assert mark_paragraphs("<p>Eins</p>", [fingerprint("Eins")]) == "<p>Eins</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Eins</p><p>Mit <b>fett</b></p>", "<p>Eins</p>"),
        ("<ul><li>Eins</li><li>Mit <i>fett</i></li></ul>", "<ul><li>Eins</li></ul>"),
        ("Mit fett", ""),
        ("Eins", "Eins"),
        ("", ""),
    ],
)
def test_german_paragraphs_are_left_out(html, expected):
    assert without_german(html, [fingerprint("Mit fett")]) == expected
    assert without_german(html, []) == html
