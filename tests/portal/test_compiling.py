import polib
from django.utils.translation import gettext, override

from portal.catalogs import catalog, compile_catalogs


def test_a_catalog_compiled_after_the_first_look_is_read_at_once(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    with override("de"):
        assert gettext("Word of this test") == "Word of this test"
        catalog("de").parent.mkdir(parents=True)
        words = polib.POFile()
        words.metadata = {"Content-Type": "text/plain; charset=utf-8"}
        words.append(polib.POEntry(msgid="Word of this test", msgstr="Wort dieser Probe"))
        words.save(str(catalog("de")))
        compile_catalogs()
    with override("de"):
        assert gettext("Word of this test") == "Wort dieser Probe"


def test_leichte_sprache_says_what_german_says_even_where_wagtail_has_words_of_its_own(db):
    """gettext finds Wagtail's German for it as well, and would prefer that to ours."""
    with override("de-simple"):
        assert gettext("Home") == "Start"
