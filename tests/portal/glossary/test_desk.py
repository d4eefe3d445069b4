"""The words in the back office, and those the demo brings."""

import pytest
from django.conf import settings
from django.urls import reverse

from home.demonstration import load_word
from portal.glossary.loading import read_terms
from portal.glossary.models import GlossaryTerm
from tests.html import soup

TERMS = read_terms(settings.BASE_DIR / "home/demo/glossary.yaml")
GIVEN = {"word": "Frist", "slug": "frist", "forms": "Fristen", "explanation": "Bis dann.", "explanation_en": "By then."}


def url(action: str, *args) -> str:
    return reverse(f"wagtailsnippets_portal_glossaryterm:{action}", args=args)


@pytest.fixture(params=["kernteam", "editor"])
def staff(request, client_of):
    return client_of(request.getfixturevalue(request.param))


def test_staff_keep_the_words_with_their_explanations_in_all_languages(staff):
    assert f'"{url("list")}"' in staff.get("/admin/").text
    assert staff.post(url("add"), GIVEN).status_code == 302
    term = GlossaryTerm.objects.get()
    assert (term.written, term.explanations) == (["Frist", "Fristen"], {"en": "By then."})
    form = soup(staff.get(url("edit", term.pk)))
    assert form.select_one("[name=explanation_ar]")["dir"] == "rtl"
    staff.post(url("edit", term.pk), GIVEN | {"slug": "anders", "explanation_en": "", "explanation_tr": "Süre"})
    term.refresh_from_db()
    assert (term.slug, term.explanations) == ("frist", {"tr": "Süre"})
    assert "Frist" in staff.get(url("list") + "?q=fristen").text
    staff.post(url("delete", term.pk))
    assert not GlossaryTerm.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"forms": "Fristen\n\nTermins"}, "forms", "Zeile 2"),
        ({"forms": "Fristen\nFrist"}, "forms", "„Frist“"),
        ({"forms": "Termine"}, "forms", "„Termin“"),
        ({"forms": "-"}, "forms", "„-“"),
        ({"word": "Termine"}, "word", "„Termin“"),
        ({"word": "Termin"}, "word", ""),
        ({"word": "<b>"}, "word", ""),
        ({"word": ""}, "word", ""),
        ({"explanation": "x" * 251}, "explanation", "250"),
        ({"explanation_ar": "x" * 251}, "explanation_ar", "250"),
    ],
)
def test_a_wrong_entry_is_told_beside_its_field_and_kept(kernteam, client_of, change, field, says):
    GlossaryTerm.objects.create(word="Termin", slug="termin", forms="Termine", explanation="Tag.")
    answer = client_of(kernteam).post(url("add"), GIVEN | change)
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert says in errors[field][0]
    assert str(answer.context["form"][field].value()) == change[field]
    assert GlossaryTerm.objects.count() == 1


# --- The words of the demo --------------------------------------------------------------------------------------------
def test_the_words_of_the_demo_can_be_loaded_again_and_again(db):
    english = [record | {"explanations": {"en": record["explanations"]["en"]}} for record in TERMS]
    assert {load_word(record) for record in english} == {"created"}
    assert {load_word(record) for record in english} == {"unchanged"}
    later = english[0] | {"explanation": "Anders.", "explanations": {"en": "Other.", "tr": "Yeni."}}
    assert load_word(later) == "updated"
    term = GlossaryTerm.objects.get(slug=later["slug"])
    assert term.explanations == english[0]["explanations"] | {"tr": "Yeni."}
    assert term.explanation == english[0]["explanation"]


def test_every_word_of_the_demo_is_explained_in_every_language_that_has_a_file():
    assert len(TERMS) >= 60
    codes = {code for record in TERMS for code in record["explanations"]}
    assert "en" in codes
    for record in TERMS:
        assert set(record["explanations"]) == codes, record["slug"]
        assert all(0 < len(text) <= 250 for text in [record["explanation"], *record["explanations"].values()]), record
