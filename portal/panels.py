"""Panels for forms that lack the facts on translations."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, TitleFieldPanel


class FactRowsPanel(InlinePanel):
    """Rows of facts; where the form has none, as on a translation, the panel hides."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, *, panel, form, **kwargs):
            self.missing = form is not None and panel.relation_name not in form.formsets
            super().__init__(panel=panel, form=None if self.missing else form, **kwargs)

        def is_shown(self) -> bool:
            return not self.missing and super().is_shown()


def title_panel(heading, help_text="") -> TitleFieldPanel:
    """The title of a page, from which its address is made."""
    return TitleFieldPanel("title", heading=heading, help_text=help_text, placeholder=False)


LIST_PAGE_PANELS = [
    title_panel(_("Title")),
    FieldPanel("intro", help_text=_("One or two sentences below the title.")),
]
