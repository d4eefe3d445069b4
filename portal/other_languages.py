"""Words of a record in the other languages of the portal: JSON by language code, in its form one field per language."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn

from .languages import SOURCE, html_lang, text_direction

OTHERS = [(code, name) for code, name in settings.LANGUAGES if code != SOURCE]


class ByLanguageForm(WagtailAdminModelForm):
    """`by_language` names the JSON field; `language_fields` are the form's fields, with the language of each.

    The short name of a record stays as it is once it is in use. Where the JSON holds something else than a text, a
    subclass says how it is written in a field.
    """

    by_language: str
    language_fields: dict[str, str]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field, code in self.language_fields.items():
            self.fields[field].initial = self.as_text(getattr(self.instance, self.by_language).get(code))
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True

    def as_text(self, kept) -> str:
        return kept or ""

    def from_text(self, text: str):
        """What is kept of a text; may raise a ValidationError, which is shown at the field."""
        return text.strip()

    def clean(self):
        cleaned, given = super().clean(), {}
        for field, code in self.language_fields.items():
            try:
                given[code] = self.from_text(cleaned.get(field, ""))
            except ValidationError as error:
                self.add_error(field, error)
        kept = {code: text for code, text in getattr(self.instance, self.by_language).items() if code not in given}
        setattr(self.instance, self.by_language, kept | {code: words for code, words in given.items() if words})
        return cleaned


def form_by_language(
    attribute: str,
    prefix: str,
    max_length: int,
    widget: Callable = forms.TextInput,
    languages: list[tuple[str, str]] = OTHERS,
    base: type[ByLanguageForm] = ByLanguageForm,
) -> type[ByLanguageForm]:
    """The form of records whose words in other languages are in this JSON field; `prefix` begins its fields' names."""
    codes = {f"{prefix}_{code.replace('-', '_')}": code for code, _name in languages}
    names = dict(languages)

    def field(code: str) -> forms.CharField:
        attrs = {"lang": html_lang(code), "dir": text_direction(code)}
        return forms.CharField(label=names[code], required=False, max_length=max_length, widget=widget(attrs=attrs))

    fields = {name: field(code) for name, code in codes.items()}
    return type(base.__name__, (base,), {**fields, "by_language": attribute, "language_fields": codes})


def panels_by_language(form: type[ByLanguageForm]) -> list[FieldPanel]:
    return [FieldPanel(field) for field in form.language_fields]


class InAllLanguagesColumn(BooleanColumn):
    """Whether the JSON field of the record has words in every language of the portal."""

    languages = OTHERS

    def get_value(self, instance) -> bool:
        return all(getattr(instance, self.name).get(code) for code, _name in self.languages)
