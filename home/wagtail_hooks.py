"""News in the admin, and pages that are made in the source language only."""

from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from portal.page_viewsets import SourceListing, page_columns, page_viewsets

from .models import NewsPage, StandardPage


class NewsFilters(WagtailFilterSet):
    class Meta:
        model = NewsPage
        fields = ["live"]


class NewsListing(SourceListing):
    model = NewsPage
    name = "news"
    icon = "doc-full-inverse"
    menu_order = 120
    add_to_admin_menu = True
    ordering = "-date"
    filterset_class = NewsFilters
    columns = page_columns(
        DateColumn("date", label=NewsPage._meta.get_field("date").verbose_name, sort_key="date"),
        Column("author", label=NewsPage._meta.get_field("author").verbose_name, sort_key="author"),
    )
    list_export = ("title", "date", "author", "intro", "live")


@hooks.register("register_admin_viewset")
def news():
    return [NewsListing(), *page_viewsets(NewsPage, StandardPage)]
