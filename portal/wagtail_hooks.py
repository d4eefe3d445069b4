"""The admin as a whole: its look, the content checker, and no way to alias pages."""

from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.snippets.models import register_snippet

from .copies import PagesApi, TranslatePageView, refuse_alias, refuse_copy_of_translation, without_alias_action
from .glossary.viewsets import GlossaryViewSet
from .plain import desk
from .words.mirroring import languages_without, untranslated_place

register_snippet(GlossaryViewSet)

hooks.register("before_edit_page", desk.show_hints, order=-1)  # wagtail-localize's takes translations over
hooks.register("register_page_header_buttons", desk.header_button)
hooks.register("before_copy_page", refuse_copy_of_translation)
hooks.register("construct_page_action_menu", without_alias_action)


@hooks.register("before_move_page")
def refuse_untranslated_place(request, page, target):
    """A translation exists only below a translated page; said before anything is moved."""
    if languages := languages_without(target, page):
        messages.error(request, untranslated_place(target, languages))
        return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("register_admin_urls", order=-1)  # before wagtail-localize's own of the same address
def our_localize_urls():
    return [
        path("localize/page/<int:page_id>/convert_to_alias/", refuse_alias),
        path("localize/submit/page/<int:page_id>/", TranslatePageView.as_view()),
    ]


@hooks.register("register_admin_urls")
def plain_urls():
    return [path("leichte-sprache/<int:page_id>/", desk.report, name="plain_report")]


@hooks.register("construct_admin_api")
def our_admin_api(router):
    router.register_endpoint("pages", PagesApi)


class ContentChecker(ContentCheckerItem):
    """Wagtail's checks of what editors write, and a few more they can mend themselves."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", "link-in-text-block", "list", "valid-lang"]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture has no alternative text"),
            "help_text": _("Write what one can see: in the list of pictures"),
        },
    }


@hooks.register("construct_wagtail_userbar")
def check_more(request, items, page):
    items[:] = [ContentChecker(item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]


@hooks.register("insert_global_admin_css")
def look() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/admin.css"))


@hooks.register("construct_help_menu")
def without_links_elsewhere(request, items: list) -> None:
    """Wagtail's news and guide are in English and on other hosts."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new", "editor-guide"))]
