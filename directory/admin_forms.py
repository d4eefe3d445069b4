"""Forms of the admin: labels in every language, subjects as a tree to tick."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from directory.models.labels import TaxonomyTerm
from portal.facts import FactsForm
from portal.other_languages import form_by_language, panels_by_language

LabelsForm = form_by_language("labels", "label", max_length=100)


def label_panels() -> list[FieldPanel]:
    return panels_by_language(LabelsForm)


def subjects() -> list[tuple]:
    """Subjects as grouped choices: each upper one with those below it; it may itself be chosen."""
    terms = list(TaxonomyTerm.objects.all())
    return [
        (upper.label(), [(upper.slug, _("%(subject)s in general") % {"subject": upper.label()})]
         + [(term.slug, term.label()) for term in terms if term.parent_id == upper.pk])
        for upper in terms if upper.parent_id is None
    ]  # fmt: skip


class SubjectsField(forms.MultipleChoiceField):
    """Tags to tick: Wagtail's own field silently drops what it does not know."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        return [getattr(term, "slug", term) for term in value or ()]

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value) -> list[TaxonomyTerm]:
        return list(TaxonomyTerm.objects.filter(slug__in=super().clean(value)))


class OfferForm(FactsForm):
    terms = SubjectsField(
        label=_("Subjects"), choices=subjects, required=False, help_text=_("By these, people find the offer.")
    )

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if all([formset.is_valid() for formset in self.formsets.values()]):  # all are cleaned, none is skipped
            return self.hours_name_own_locations() and valid
        return False

    def hours_name_own_locations(self) -> bool:
        """A row of hours may only name a location that the offer has."""
        if "schedules" not in self.formsets or "offer_locations" not in self.formsets:
            return True
        known = {form.cleaned_data.get("location") for form in kept(self.formsets["offer_locations"])}
        strangers = [
            form for form in kept(self.formsets["schedules"]) if form.cleaned_data.get("location") not in {None, *known}
        ]
        for form in strangers:
            form.add_error("location", _("This location is not among those of the offer."))
        return not strangers


def kept(formset) -> list[forms.ModelForm]:
    """The rows of a valid formset that are not to be deleted."""
    return [form for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
