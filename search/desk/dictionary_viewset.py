"""The dictionary of the search as the Kernteam keeps it: what people say, in all languages, and what it means."""

from urllib.parse import urlencode

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from portal.languages import SOURCE, html_lang
from portal.other_languages import ByLanguageForm, InAllLanguagesColumn, form_by_language, panels_by_language
from search.dictionary import DictionaryEntry, names_problem
from search.folding import clean_query, fold_words

from .listing import ShortSearch

LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if html_lang(code) == code]  # Leichte Sprache is German
CODES = dict(LANGUAGES)


class EntriesField(forms.ModelMultipleChoiceField):
    """Entries by their first words, one on each line, as all of this form is written."""

    widget = forms.Textarea(attrs={"rows": 3, "lang": SOURCE})

    def prepare_value(self, value) -> str:
        return value if isinstance(value, str) else "\n".join(map(str, value or ()))

    def clean(self, value: str | None) -> list[DictionaryEntry]:
        lines = [line.strip() for line in (value or "").splitlines() if line.strip()]
        known = {fold_words(str(entry)): entry for entry in self.queryset} if lines else {}
        if unknown := [line for line in lines if fold_words(line) not in known]:
            told = _("There is no entry “%(name)s”. Please write the first words of an entry.")
            raise ValidationError(told, params={"name": unknown[0][:60]})
        return list(dict.fromkeys(known[fold_words(line)] for line in lines))


class NamesForm(ByLanguageForm):
    related = EntriesField(
        DictionaryEntry.objects.all(),
        label=_("goes with"),
        required=False,
        help_text=_(
            "What helps the same person next, one entry on each line. It is shown below, where little is found."
        ),
    )

    def as_text(self, kept) -> str:
        return "\n".join(kept or ())

    def from_text(self, text: str) -> list[str]:
        """The names, one on each line, each once."""
        names = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        if problem := names_problem(names):
            raise ValidationError(problem)
        return list({fold_words(name): name for name in reversed(names)}.values())[::-1]


def four_lines(attrs: dict) -> forms.Textarea:
    return forms.Textarea(attrs={**attrs, "rows": 4})


EntryForm = form_by_language("names", "names", 2000, four_lines, LANGUAGES, NamesForm)


class TryPanel(Panel):
    """Links that show what the search makes of the names of an entry."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "search/desk/try_links.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context=None) -> dict:
            names = [(code, self.instance.names[code][0]) for code in CODES if self.instance.names.get(code)]
            names = names or [(SOURCE, name) for name in self.instance.meanings[:1]]
            links = [
                {"lang": code, "name": name, "url": f"{reverse('search_desk:try')}?{query(q=name, language=code)}"}
                for code, name in names
            ]
            return super().get_context_data(parent_context) | {"links": links}


def query(**values: str) -> str:
    return urlencode(values)


class AllLanguagesColumn(InAllLanguagesColumn):
    languages = LANGUAGES


class EntryFilters(WagtailFilterSet):
    lacking = django_filters.ChoiceFilter(label=_("Without names in"), choices=LANGUAGES, method="without_names")

    class Meta:
        model = DictionaryEntry
        fields = []

    def without_names(self, entries, _name, code):
        return entries.exclude(names__has_key=code)


class EntryListView(ShortSearch, IndexView):
    def search_queryset(self, queryset):
        """By any name in any language: SQLite keeps JSON in a form in which it cannot find Cyrillic letters."""
        if not self.search_query:
            return queryset
        sought = fold_words(self.search_query)
        found = [entry.pk for entry in queryset if any(sought in fold_words(text) for text in texts_of(entry))]
        return queryset.filter(pk__in=found)


def texts_of(entry: DictionaryEntry) -> list[str]:
    return [*entry.meanings, *(name for names in entry.names.values() for name in names)]


class WithHints:
    """After saving: what other entries have the same names."""

    def save_action(self):
        for name, entry in list(self.object.taken().items())[:5]:
            told = gettext("“%(name)s” stands in the entry “%(entry)s” as well: people will find both.")
            messages.warning(self.request, told % {"name": name, "entry": entry})
        return super().save_action()

    def get_success_buttons(self):
        url = f"{reverse('search_desk:try')}?{query(q=self.object.meanings[0])}"
        return [*super().get_success_buttons(), messages.button(url, gettext("Try it"))]


class CreateEntryView(WithHints, CreateView):
    def get_initial_form_instance(self):
        """With the name that the report of searches hands over, in its language."""
        name = clean_query(self.request.GET.get("name", ""))
        code = html_lang(self.request.GET.get("language", ""))
        return DictionaryEntry(names={code if code in CODES else SOURCE: [name]} if name else {})


class EditEntryView(WithHints, EditView):
    pass


class DictionaryViewSet(SnippetViewSet):
    model = DictionaryEntry
    icon = "openquote"
    menu_label = _("Dictionary")
    menu_hook = "register_search_menu_item"
    menu_order = 40
    index_view_class = EntryListView
    add_view_class = CreateEntryView
    edit_view_class = EditEntryView
    copy_view_enabled = False
    list_per_page = 100
    search_backend_name = None
    search_fields = ["means"]
    filterset_class = EntryFilters
    list_display = [
        "__str__",
        Column("german", label=_("in German also"), accessor=lambda entry: ", ".join(entry.names.get(SOURCE, []))),
        AllLanguagesColumn("names", label=_("In all languages")),
        UpdatedAtColumn(),
    ]
    edit_handler = ObjectList(
        [
            TryPanel(heading=_("Try it")),
            FieldPanel("means", widget=forms.Textarea(attrs={"rows": 3, "lang": SOURCE})),
            MultiFieldPanel(
                panels_by_language(EntryForm),
                heading=_("What people say"),
                help_text=_(
                    "One name on each line, of at most five words: colloquial, short, misspelt, old, as one hears it. "
                    "Capitals, ä or ae, and endings do not matter."
                ),
            ),
            FieldPanel("related"),
        ],
        base_form_class=EntryForm,
    )
