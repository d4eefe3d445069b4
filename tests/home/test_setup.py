import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page

from directory.models import District, OfferIndexPage, TaxonomyTerm
from home.models import HomePage
from portal.changes import Change
from portal.languages import SPOKEN, language_name

CODES = [code for code, _name in settings.LANGUAGES]


def test_setting_up_again_changes_nothing(db):
    before = [Page.objects.count(), District.objects.count(), TaxonomyTerm.objects.count()]
    call_command("setup_portal")
    assert [Page.objects.count(), District.objects.count(), TaxonomyTerm.objects.count()] == before


def test_every_language_has_home_and_lists(db):
    paths = set(Page.objects.filter(depth__in=(2, 3)).values_list("locale__language_code", "slug"))
    lists = {(code, slug) for code in CODES for slug in ("angebote", "organisationen", "aktuelles")}
    assert lists <= paths
    assert HomePage.objects.count() == len(CODES)


def test_there_are_forty_six_districts_each_on_a_tile_of_its_own(db):
    assert District.objects.count() == 46
    assert District.objects.values("bezirk").distinct().count() == 7
    assert District.objects.values("col", "row").distinct().count() == 46


def test_subjects_have_two_levels_and_labels_in_every_language(db):
    for term in TaxonomyTerm.objects.select_related("parent"):
        assert term.parent is None or term.parent.parent_id is None
        assert {*CODES} - {"de"} <= set(term.labels), term
        assert term.label("ar") != term.name


def test_a_label_without_translation_is_german(db):
    term = TaxonomyTerm(name="Tanzen", labels={"en": ""})
    assert term.label("en") == term.label("tr") == "Tanzen"


def test_adding_a_language_makes_its_first_pages_once(db, settings, capsys):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("fa", "فارسی")]
    call_command("add_language", "fa")
    call_command("add_language", "fa")
    assert OfferIndexPage.objects.filter(locale__language_code="fa", live=True).count() == 1
    assert "4 pages made" in capsys.readouterr().out


def test_a_language_that_is_not_in_the_settings_is_refused(db):
    with pytest.raises(CommandError, match="LANGUAGES"):
        call_command("add_language", "xx")


def test_setting_up_tells_other_processes(db):
    assert Change.objects.filter(scope="tree").exists()


@pytest.mark.parametrize("language", CODES)
def test_every_spoken_language_has_a_name_in_every_language(language):
    assert [code for code in SPOKEN if language_name(code, language) in (code, "")] == []
