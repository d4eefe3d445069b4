"""Forms of the desk: what is shown, what is done with many pages, a file that comes back."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from portal.pages import page_classes
from portal.words.batches import Kind
from portal.words.po import BrokenFile, read_po

from .cells import FILTERED
from .queries import languages, machine_languages

EXPORT_MISSING, EXPORT_ALL = "po-missing", "po-all"
MOST_EXPORTED = 1000
MOST_BYTES = 5 * 1024 * 1024


def language_choices() -> list[tuple[str, str]]:
    return [(language.code, language.name) for language in languages()]


def kind_choices() -> list[tuple[str, str]]:
    return [(model._meta.model_name, capfirst(model._meta.verbose_name)) for model in page_classes()]


class FilterForm(forms.Form):
    """What does not make sense is left out: a list is shown in any case."""

    text = forms.CharField(label=_("Words in the title"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Page type"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        everything = [("", _("all"))]
        self.fields["kind"].choices = everything + kind_choices()
        self.fields["language"].choices = everything + language_choices()
        self.fields["state"].choices = everything + [(state.value, state.label) for state in FILTERED]

    @property
    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "").replace("\x00", "") for name in self.fields}


class BatchForm(forms.Form):
    scope = forms.ChoiceField(
        label=_("Which pages"),
        choices=[("ticked", _("the ticked ones")), ("all", _("all of this list"))],
        initial="ticked",
    )
    action = forms.ChoiceField(label=_("What to do"))
    languages = forms.MultipleChoiceField(
        label=_("Into"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Please tick a language.")}
    )

    def __init__(self, *args, ticked: list[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.ticked = [int(pk) for pk in ticked if pk.isascii() and pk.isdigit() and len(pk) < 12]
        self.fields["languages"].choices = language_choices()
        self.fields["action"].choices = [
            ("", _("Please choose")),
            (EXPORT_MISSING, _("Export as PO file: what is missing")),
            (EXPORT_ALL, _("Export as PO file: everything")),
            (Kind.CREATE.value, Kind.CREATE.label),
            *([(Kind.MACHINE.value, Kind.MACHINE.label)] if machine_languages() else []),
        ]

    def clean_languages(self) -> list[str]:
        chosen = self.cleaned_data["languages"]
        action = self.data.get("action")
        if action in (EXPORT_MISSING, EXPORT_ALL) and len(chosen) != 1:
            raise ValidationError(_("A file holds one language. Please tick one."))
        if action == Kind.MACHINE and set(chosen) - machine_languages():
            names = ", ".join(name for code, name in language_choices() if code in set(chosen) - machine_languages())
            raise ValidationError(_("No machine translates into: %(names)s."), params={"names": names})
        return chosen

    def clean_scope(self) -> str:
        if self.cleaned_data["scope"] == "ticked" and not self.ticked:
            raise ValidationError(_("No page is ticked. Please tick some below, or choose all of this list."))
        return self.cleaned_data["scope"]


class ImportForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"))
    file = forms.FileField(label=_("PO file"), help_text=_("As it was exported here, at most 5 MB, in UTF-8."))
    publish = forms.BooleanField(
        label=_("Publish the pages at once"),
        required=False,
        initial=True,
        help_text=_("Otherwise pages that are not published stay drafts."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 5 MB. Please divide it."))
        return file

    def clean(self):
        given = super().clean()
        if "file" in given and "language" in given:
            try:
                self.po = read_po(given["file"].read(), given["language"])
            except BrokenFile as error:
                self.add_error("file", str(error))
        return given

    @property
    def locale(self) -> Locale:
        return Locale.objects.get(language_code=self.cleaned_data["language"])
