"""The search in the back office: one menu with the report, the tasks, the dictionary and the promoted results."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.contrib.search_promotions.wagtail_hooks import SearchPicksMenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .desk import promotions
from .desk.dictionary_viewset import DictionaryViewSet
from .desk.task_viewset import SearchTaskViewSet
from .desk.views import READ
from .statistics import SearchCount

register_permission_policy(SearchCount)
register_snippet(DictionaryViewSet)
search_menu = Menu(register_hook_name="register_search_menu_item")


class DeskMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(READ)


@hooks.register("register_admin_menu_item")
def menu():
    return SubmenuMenuItem(_("Search of the portal"), search_menu, name="search-desk", icon_name="search", order=140)


@hooks.register("register_search_menu_item")
def report():
    return DeskMenuItem(_("Sought in vain"), reverse("search_desk:report"), icon_name="search", order=10)


@hooks.register("register_search_menu_item")
def try_it():
    return DeskMenuItem(_("Try a search"), reverse("search_desk:try"), icon_name="view", order=30)


@hooks.register("register_search_menu_item")
def promoted():
    url = reverse("wagtailsearchpromotions:index")
    return SearchPicksMenuItem(_("Promoted results"), url, name="promoted-results", icon_name="pick", order=50)


@hooks.register("construct_settings_menu")
def without_promotions(request, items: list) -> None:
    """They stand in the menu of the search."""
    items[:] = [item for item in items if item.name != "promoted-search-results"]


@hooks.register("construct_reports_menu")
def without_recorded_searches(request, items: list) -> None:
    """Wagtail's report lists every search; we record none."""
    items[:] = [item for item in items if item.name != "search-terms"]


@hooks.register("register_admin_viewset")
def tasks():
    return SearchTaskViewSet()


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own of the same address
def urls():
    return [*promotions.urls(), path("suche/", include("search.desk.urls"))]
