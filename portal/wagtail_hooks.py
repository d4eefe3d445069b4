"""The admin as a whole: its look, the content checker, the translation desk, and no way to alias pages."""

from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.snippets.models import register_snippet

from .copies import PagesApi, TranslatePageView, refuse_alias, refuse_copy_of_translation, without_alias_action
from .desk.actions import translate_in_editor
from .desk.views import may_translate
from .glossary.viewsets import GlossaryViewSet
from .plain import desk as plain_desk
from .words.mirroring import languages_without, untranslated_place

register_snippet(GlossaryViewSet)

hooks.register("before_edit_page", plain_desk.show_hints, order=-1)  # wagtail-localize's takes translations over
hooks.register("register_page_header_buttons", plain_desk.header_button)
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
        path("localize/translate/<int:translation_id>/machine_translate/", translate_in_editor),
        path("translations/", include("portal.desk.urls")),
    ]


@hooks.register("register_admin_urls")
def plain_urls():
    return [path("leichte-sprache/<int:page_id>/", plain_desk.report, name="plain_report")]


class DeskMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_translate(request.user)


@hooks.register("register_admin_menu_item")
def translation_desk():
    return DeskMenuItem(
        _("Translations"), reverse("translation_desk:types"), icon_name="wagtail-localize-language", order=150
    )


@hooks.register("construct_reports_menu")
def without_other_desk(request, items: list) -> None:
    """wagtail-localize's report lists what was begun, not what is missing."""
    items[:] = [item for item in items if item.url != reverse("wagtail_localize:translations_report")]


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
