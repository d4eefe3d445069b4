"""Lists of offers and organizations in the admin."""

from datetime import date, timedelta

import django_filters
from django import forms
from django.db.models import Count, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn

from portal.page_viewsets import SourceListing, SourcePagesView, page_columns

from .models import OfferPage, OrganizationPage

YEAR = timedelta(days=365)


class LastConfirmedFilter(django_filters.ChoiceFilter):
    """Offers that somebody should look at again."""

    def filter(self, offers: QuerySet, value: str) -> QuerySet:
        if value == "never":
            return offers.filter(assured_date=None)
        return offers.filter(assured_date__lt=date.today() - YEAR) if value == "old" else offers


class OfferFilters(WagtailFilterSet):
    confirmed = LastConfirmedFilter(
        label=_("To be confirmed"),
        choices=[("old", _("last confirmed over a year ago")), ("never", _("never confirmed"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    organization = django_filters.ModelChoiceFilter(
        queryset=lambda request: OrganizationPage.objects.filter(offers__isnull=False).distinct().order_by("title"),
        label=_("Organization"),
    )
    assured_date = django_filters.DateFromToRangeFilter(label=_("Last confirmed"), widget=DateRangePickerWidget)

    class Meta:
        model = OfferPage
        fields = ["pillar", "organization", "confirmed", "assured_date", "cost", "status", "live"]


def assured_on(offer: OfferPage) -> str:
    return date_format(offer.assured_date, "SHORT_DATE_FORMAT") if offer.assured_date else "–"


class OffersView(SourcePagesView):
    related = ("organization",)


class OfferListing(SourceListing):
    model = OfferPage
    name = "offers"
    icon = "list-ul"
    index_view_class = OffersView
    filterset_class = OfferFilters
    columns = page_columns(
        Column("organization", label=_("Organization"), sort_key="organization__title"),
        Column("pillar", label=_("Pillar"), accessor="get_pillar_display", sort_key="pillar"),
        Column("assured", label=_("Last confirmed"), accessor=assured_on, sort_key="assured_date"),
    )
    list_export = (
        "title", "organization", "get_pillar_display", "summary", "get_cost_display", "cost_amount",
        "get_status_display", "assured_date", "assured_by", "live",
    )  # fmt: skip
    export_headings = {
        "get_pillar_display": _("Pillar"),
        "get_cost_display": _("Cost"),
        "get_status_display": _("Status"),
    }


class OrganizationFilters(WagtailFilterSet):
    class Meta:
        model = OrganizationPage
        fields = ["kind", "live", "example"]


class OrganizationsView(SourcePagesView):
    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(pages.annotate(offer_count=Count("offers", distinct=True)))


class OrganizationListing(SourceListing):
    model = OrganizationPage
    name = "organizations"
    icon = "group"
    index_view_class = OrganizationsView
    filterset_class = OrganizationFilters
    columns = page_columns(
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        NumberColumn("offer_count", label=_("Offers"), sort_key="offer_count"),
    )
    export_headings = {"get_kind_display": _("Kind")}
    list_export = (
        "title",
        "get_kind_display",
        "summary",
        "website",
        "email",
        "year_incorporated",
        "responsible",
        "live",
    )
