"""What may be copied where in the admin: no aliases, no facts in the tree of another language, no translation below a
page that is not translated itself.
"""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from .facts import only_in_source
from .languages import SOURCE
from .tree import locale_ids


def refuse_copy_of_translation(request: HttpRequest, page: Page):
    """A hook: the copy of a translation would be a page whose facts are nowhere."""
    if page.depth > 1 and page.locale_id != locale_ids()[SOURCE]:
        messages.error(request, only_in_source())
        return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_alias(request: HttpRequest, page_id: int):
    """Takes the place of wagtail-localize's view that turns a translation into an alias."""
    messages.error(request, _("There are no alias pages here: where a translation is missing, the German page shows."))
    return redirect("wagtailadmin_pages:edit", get_object_or_404(Page, pk=page_id).pk)


def without_alias_action(menu_items: list, request: HttpRequest, context: dict) -> None:
    """A hook that takes the action out of the menu of the page form."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


class TranslatePageView(SubmitPageTranslationView):
    """wagtail-localize's, only into languages of the parent; otherwise it would make the parents as aliases."""

    def get_form(self):
        form = super().get_form()
        parent = self.object.get_parent()
        if parent.depth > 1:
            known = parent.get_translations(inclusive=True).values_list("locale_id", flat=True)
            form.fields["locales"].queryset = form.fields["locales"].queryset.filter(pk__in=known)
        return form

    def dispatch(self, request, *args, **kwargs):
        page = get_object_or_404(Page, pk=kwargs["page_id"])
        if page.depth > 2 and not self.languages_of(page.get_parent()) - self.languages_of(page):
            messages.error(
                request,
                _("“%(title)s” is translated already where it can be. Other languages: first translate the page above.")
                % {"title": page.title},
            )
            return redirect("wagtailadmin_explore", page.get_parent().pk)
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def languages_of(page: Page) -> set[int]:
        return set(page.get_translations(inclusive=True).values_list("locale_id", flat=True))


class PagesApi(PagesAdminAPIViewSet):
    """The admin's own API, without the actions that make or copy pages past the rules above."""

    actions = {
        name: action
        for name, action in PagesAdminAPIViewSet.actions.items()
        if name not in ("create_alias", "convert_alias", "copy", "copy_for_translation")
    }
