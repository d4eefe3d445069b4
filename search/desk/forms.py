"""Forms of the desk. A list is shown whatever stands in the address: what does not make sense is left out."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from search.folding import MAX_CHARACTERS
from search.statistics import SearchCount, district_name

CITY = "-"  # searches in which no district was chosen


class FilterForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    district = forms.ChoiceField(label=_("District"), required=False)

    def __init__(self, data, counts):
        super().__init__(data)
        known = sorted(((code, district_name(code)) for code in districts(counts)), key=lambda pair: pair[1])
        self.fields["outcome"].choices = [("", _("all")), *SearchCount.Outcome.choices]
        self.fields["language"].choices = [("", _("all")), *settings.LANGUAGES]
        self.fields["district"].choices = [("", _("all")), (CITY, _("the whole city")), *known]

    @property
    def wanted(self) -> dict[str, str]:
        """Columns and values to filter by."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return found | {"district": ""} if found.get("district") == CITY else found


def districts(counts) -> list[str]:
    return list(counts.exclude(district="").values_list("district", flat=True).distinct())


class TryForm(forms.Form):
    q = forms.CharField(label=_("What somebody types"), required=False, max_length=MAX_CHARACTERS)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=settings.LANGUAGES)
