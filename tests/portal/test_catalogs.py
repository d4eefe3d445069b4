import re
from collections import Counter, defaultdict
from gettext import c2py
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import to_locale

from portal.catalogs import (
    OPTIONAL,
    add,
    catalog,
    count_of_forms,
    key_of,
    merged,
    messages,
    plural_forms,
    python_of,
    untranslated,
)

TRANSLATED = [code for code, _name in settings.LANGUAGES if code != "en"]
COMPLETE = [code for code in TRANSLATED if code not in OPTIONAL]
HERE = settings.BASE_DIR / "portal" / "here.html"


@pytest.fixture(scope="module")
def in_code():
    return messages()


def found_in(template: str) -> list[tuple]:
    """(msgid, context, plural) of each message of a template."""
    found = {}
    add(found, HERE, python_of(template, HERE))
    return [(entry.msgid, entry.msgctxt, entry.msgid_plural) for entry in found.values()]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% translate 'Hello' %}", ("Hello", None, "")),
        ("{% translate 'open' context 'hours' %}", ("open", "hours", "")),
        ('{% translate "It’s 100 % free" as free %}', ("It’s 100 %% free", None, "")),
        ("{{ name|default:_('nobody') }}", ("nobody", None, "")),
        ("{% include 'a.html' with label=_('Close') only %}", ("Close", None, "")),
        ("{% if x %}<p>{% translate 'in\"side' %}</p>{% endif %}", ('in"side', None, "")),
        ("{% blocktranslate trimmed %}\n  Two\n  lines\n{% endblocktranslate %}", ("Two lines", None, "")),
        ("{% blocktranslate %}5 % of {{ all }}{% endblocktranslate %}", ("5 %% of %(all)s", None, "")),
        (
            "{% blocktranslate count n=cards|length context 'list' %}{{ n }} offer{% plural %}{{ n }} offers"
            "{% endblocktranslate %}",
            ("%(n)s offer", "list", "%(n)s offers"),
        ),
        (
            "{% blocktranslate trimmed with name=page.title %}\n Until <b>{{ name }}</b>\n{% endblocktranslate %}",
            ("Until <b>%(name)s</b>", None, ""),
        ),
    ],
)
def test_every_form_of_a_message_in_a_template_is_found(template, message):
    assert found_in(template) == [message]


def test_text_that_looks_like_a_message_is_none():
    assert (
        found_in("<p>_('no') gettext(\"no\")</p>{# _('no') #}{% comment %}{% translate 'no' %}{% endcomment %}") == []
    )


def test_the_same_word_in_two_contexts_is_two_messages():
    template = "{% translate 'open' %}{% translate 'open' context 'door' %}"
    assert found_in(template) == [("open", None, ""), ("open", "door", "")]


def test_one_singular_with_two_plurals_is_refused():
    block = "{{% blocktranslate count n=n %}}offer{{% plural %}}{}{{% endblocktranslate %}}"
    with pytest.raises(ValueError, match="another plural"):
        found_in(block.format("offers") + block.format("all offers"))


def test_a_broken_template_is_named():
    with pytest.raises(SyntaxError, match=r"here\.html"):
        found_in("{% blocktranslate %}{% if x %}{% endblocktranslate %}")


def test_messages_of_python_files_are_found(in_code):
    found = {key_of(entry): entry for entry in in_code}
    assert found["Subjects have two levels only.", ""].occurrences == [("directory/models/labels.py", "")]
    assert ("open now", "filter") in found


@pytest.fixture
def small_folder(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    return tmp_path


def write(code: str, *entries: polib.POEntry) -> None:
    catalog(code).parent.mkdir(parents=True)
    po = polib.POFile()
    po.extend(entries)
    po.save(str(catalog(code)))


def test_merging_keeps_words_adds_what_is_new_and_drops_what_is_gone(small_folder):
    write("de", polib.POEntry(msgid="kept", msgstr="behalten"), polib.POEntry(msgid="gone", msgstr="weg"))
    new = merged("de", [polib.POEntry(msgid="kept"), polib.POEntry(msgid="new")])
    assert [(entry.msgid, entry.msgstr) for entry in new] == [("kept", "behalten"), ("new", "")]
    assert [entry.msgid for entry in untranslated(new)] == ["new"]


@pytest.mark.parametrize(("code", "forms"), [("de", 2), ("en", 2), ("ar", 6), ("pl", 4), ("tr", 2), ("de-simple", 2)])
def test_each_language_has_its_own_number_of_plural_forms(small_folder, code, forms):
    new = merged(code, [polib.POEntry(msgid="day", msgid_plural="days")])
    assert count_of_forms(plural_forms(code)) == len(new[0].msgstr_plural) == forms


def test_words_that_lack_one_plural_form_are_missing(small_folder):
    write("ar", polib.POEntry(msgid="day", msgid_plural="days", msgstr_plural={n: "يوم" for n in range(5)}))
    assert len(untranslated(merged("ar", [polib.POEntry(msgid="day", msgid_plural="days")]))) == 1


def test_fuzzy_words_are_missing(small_folder):
    write("de", polib.POEntry(msgid="day", msgstr="Tag?", flags=["fuzzy"]))
    assert len(untranslated(merged("de", [polib.POEntry(msgid="day")]))) == 1


def test_leichte_sprache_has_the_folder_in_which_django_looks(small_folder):
    assert catalog("de-simple").parts[-3] == "de_Simple"


def test_the_command_writes_each_catalog_once_and_compiles_it(small_folder, capsys):
    call_command("catalogs")
    written = {path: path.read_bytes() for path in Path(small_folder).rglob("*.po")}
    call_command("catalogs")
    assert {path.parts[-3] for path in written} == {to_locale(code) for code, _name in settings.LANGUAGES}
    assert {path: path.read_bytes() for path in written} == written
    assert all(path.with_suffix(".mo").exists() for path in written)
    assert "'Subjects have two levels only.'" in capsys.readouterr().out


# --- Our own catalogs -------------------------------------------------------------------------------------------------
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
TAG = re.compile(r"</?[a-z][^>]*>")


def words_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalog_has_exactly_the_messages_of_the_code(in_code, code):
    own = polib.pofile(str(catalog(code)))
    assert [key_of(entry) for entry in own] == [key_of(entry) for entry in in_code], "run make catalogs"


@pytest.mark.parametrize("code", COMPLETE)
def test_every_message_is_translated(in_code, code):
    assert [entry.msgid for entry in untranslated(merged(code, in_code))] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_are_kept(code):
    """A form that stands for many numbers needs all of them; one that stands for one number may name it in words."""
    po = polib.pofile(str(catalog(code)))
    many = forms_for_many(po.metadata["Plural-Forms"])
    for entry in po:
        asked = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for form, words in enumerate(words_of(entry)):
            if not words and code in OPTIONAL:
                continue
            found = set(PLACEHOLDER.findall(words))
            assert found == asked if form in many or not entry.msgid_plural else found <= asked, (entry.msgid, words)


def forms_for_many(plural_forms: str) -> set[int]:
    """Forms that more than one number takes: in Russian that of 1, 21, 31 as well."""
    form_of = c2py(plural_forms.partition("plural=")[2].rstrip(";"))
    counts = Counter(form_of(number) for number in range(1, 201))
    return {form for form, count in counts.items() if count > 1}


@pytest.mark.parametrize("code", TRANSLATED)
def test_tags_and_line_breaks_at_the_ends_are_kept(code):
    for entry in polib.pofile(str(catalog(code))):
        for words in filter(None, words_of(entry)):
            assert sorted(TAG.findall(words)) == sorted(TAG.findall(entry.msgid_plural or entry.msgid)), entry.msgid
            assert words.endswith("\n") == entry.msgid.endswith("\n"), entry.msgid


@pytest.mark.parametrize("code", TRANSLATED)
def test_words_with_placeholders_can_be_filled(code):
    for entry in polib.pofile(str(catalog(code))):
        if "python-format" in entry.flags:
            assert all(words % defaultdict(int) for words in words_of(entry) if words), entry.msgid


def test_english_has_a_catalog_without_words():
    assert list(polib.pofile(str(catalog("en")))) == []


def test_no_catalog_folder_shadows_the_standard_library():
    assert not list(Path(settings.LOCALE_PATHS[0]).rglob("__init__.py"))
