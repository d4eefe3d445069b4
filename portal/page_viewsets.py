"""Listings and forms of page types in the admin, for pages that carry facts: made and listed in the source language."""

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Page

from .facts import FactsMixin, only_in_source
from .languages import SOURCE
from .tree import locale_ids


class SourcePagesView(IndexView):
    """Each thing once: translations are found through it. Relations in `related` are read in one query each."""

    related: tuple[str, ...] = ()
    show_locale_labels = False

    def get_base_queryset(self) -> QuerySet:
        pages = super().get_base_queryset().filter(locale_id=locale_ids()[SOURCE])
        return pages.prefetch_related(*self.related) if self.related else pages


class SourceParentView(ChooseParentView):
    def get_valid_parent_pages(self, user) -> QuerySet:
        return super().get_valid_parent_pages(user).filter(locale_id=locale_ids()[SOURCE])


class SourceListing(PageListingViewSet):
    """A flat list of pages of one type, with an item in the menu."""

    index_view_class = SourcePagesView
    choose_parent_view_class = SourceParentView
    list_per_page = 50
    add_to_admin_menu = False

    @property
    def menu_label(self) -> str:
        return capfirst(self.model._meta.verbose_name_plural)


class CreateInSourceView(CreateView):
    """Says why a page cannot be made in the tree of another language, where Wagtail only says "no permission"."""

    def dispatch(self, request, content_type_app_name, content_type_model_name, parent_page_id):
        parent = get_object_or_404(Page, pk=parent_page_id)
        if parent.depth > 1 and parent.locale_id != locale_ids()[SOURCE]:
            messages.error(request, only_in_source())
            return redirect("wagtailadmin_explore", parent.pk)
        return super().dispatch(request, content_type_app_name, content_type_model_name, parent_page_id)


def page_viewsets(*models: type[FactsMixin]) -> list[PageViewSet]:
    return [PageViewSet(model._meta.label_lower, model=model, add_view_class=CreateInSourceView) for model in models]


def page_columns(*own: Column) -> list[Column]:
    """The columns of a listing, those of the page type between title and state."""
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        *own,
        DateColumn("latest_revision_created_at", label=_("Changed"), sort_key="latest_revision_created_at"),
        PageStatusColumn("status", label=_("State"), sort_key="live"),
    ]
