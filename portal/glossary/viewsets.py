from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.other_languages import InAllLanguagesColumn, form_by_language, panels_by_language

from .models import GlossaryTerm


def two_lines(attrs: dict) -> forms.Textarea:
    return forms.Textarea(attrs={**attrs, "rows": 2})


TermForm = form_by_language("explanations", "explanation", max_length=250, widget=two_lines)


class GlossaryViewSet(SnippetViewSet):
    """The words that pages explain."""

    model = GlossaryTerm
    icon = "help"
    menu_label = _("Official words")
    menu_order = 130
    add_to_admin_menu = True
    copy_view_enabled = False
    list_per_page = 100
    search_backend_name = None
    search_fields = ["word", "forms", "explanation"]
    list_display = [
        "word",
        Column("explanation", label=_("Explanation")),
        InAllLanguagesColumn("explanations", label=_("In all languages")),
        UpdatedAtColumn(),
    ]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("word", targets=["slug"], placeholder=False, classname=""),
            FieldPanel("slug", help_text=_("Part of addresses, so it stays as it is once it is saved.")),
            FieldPanel("forms", widget=forms.Textarea(attrs={"rows": 4})),
            FieldPanel("explanation", widget=forms.Textarea(attrs={"rows": 3})),
            MultiFieldPanel(
                panels_by_language(TermForm),
                heading=_("In other languages"),
                help_text=_("Where a field is empty, the German explanation shows."),
            ),
        ],
        base_form_class=TermForm,
    )
