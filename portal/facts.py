"""Pages that carry facts beside words.

Facts (phone, hours, cost, …) are stored once, on the page in the source language. A translation leaves its columns
empty and reads them through `facts`. A page class names its facts, fields and child relations, in `FACTS`.
"""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from .languages import SOURCE
from .pages import PortalPage
from .tree import locale_ids


class FactsForm(WagtailAdminPageForm):
    """Drops the facts from the form of a translation: hiding the panels would leave required fields behind."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.instance.REQUIRED_FACTS:
            if name in self.fields:
                self.fields[name].required = True
        if self.instance.is_source:
            return
        for name in self.instance.FACTS:
            self.fields.pop(name, None)
            self.formsets.pop(name, None)

    def _post_clean(self):
        """A draft may lack facts: Wagtail defers what is required until it is published."""
        self.instance.unfinished = self.is_deferred_validation
        super()._post_clean()


def only_in_source() -> str:
    return gettext("New pages are made in German. For other languages, translate the German page.")


class PageCopyForm(CopyForm):
    """Wagtail's, without aliases, and with a reason when the place is in the tree of another language."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self):
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page")
        if parent and parent.depth > 1 and parent.locale_id != locale_ids()[SOURCE]:
            self._errors["new_parent_page"] = self.error_class([only_in_source()])
        return cleaned


class FactsMixin(PortalPage):
    FACTS: tuple[str, ...] = ()
    REQUIRED_FACTS: tuple[str, ...] = ()
    base_form_class = FactsForm
    copy_form_class = PageCopyForm
    unfinished = False

    class Meta:
        abstract = True

    @cached_property
    def facts(self):
        """The page that holds the facts of this one, as published."""
        if self.is_source:
            return self
        return type(self)._default_manager.get(translation_key=self.translation_key, locale_id=locale_ids()[SOURCE])

    def copy_for_translation(self, locale, copy_parents=False, alias=False, exclude_fields=None):
        exclude_fields = [*(exclude_fields or ()), *self.FACTS]
        return super().copy_for_translation(locale, copy_parents, alias, exclude_fields)

    @classmethod
    def can_create_at(cls, parent) -> bool:
        return super().can_create_at(parent) and parent.locale_id == locale_ids()[SOURCE]

    def clean(self):
        super().clean()
        if not self.is_source or self.unfinished:
            return
        missing = [name for name in self.REQUIRED_FACTS if getattr(self, name) in (None, "")]
        if missing:
            raise ValidationError({name: _("This field is required.") for name in missing})
