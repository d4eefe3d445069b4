"""Records of the directory in the admin: places, contacts, and the labels by which people find things."""

from django import forms
from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import Column, NumberColumn, StatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, ReorderView, SnippetViewSet

from portal.changes import changed
from portal.other_languages import InAllLanguagesColumn

from .admin_forms import LabelsForm, label_panels
from .models import Contact, ContactRole, District, Location, TargetGroup, TaxonomyTerm
from .models.labels import LABELS

SLUG_HELP = _("Part of addresses, so it stays as it is once it is saved.")


def labels_handler(*panels) -> ObjectList:
    """A form of a record with labels: its own fields, then one field per language."""
    translations = MultiFieldPanel(
        label_panels(), heading=_("In other languages"), help_text=_("Where a field is empty, the German name shows.")
    )
    return ObjectList([*panels, translations], base_form_class=LabelsForm)


def name_panels() -> list:
    return [
        TitleFieldPanel("name", targets=["slug"], placeholder=False, classname=""),
        FieldPanel("slug", help_text=SLUG_HELP),
    ]


class NotingReorderView(ReorderView):
    """Tells every process of the new order: Wagtail writes it past `save()`."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        changed(LABELS)
        return response


class LabelViewSet(SnippetViewSet):
    """Records that are little more than a label; their order is set by dragging."""

    menu_item_is_registered = True  # in the group of the directory
    reorder_view_class = NotingReorderView
    sort_order_field = "sort_order"
    copy_view_enabled = False
    list_per_page = 100
    search_backend_name = None
    search_fields = ["name", "labels"]
    list_display = ["name", InAllLanguagesColumn("labels", label=_("In all languages")), UpdatedAtColumn()]


class TargetGroupViewSet(LabelViewSet):
    model = TargetGroup
    icon = "group"
    edit_handler = labels_handler(*name_panels())


class ContactRoleViewSet(LabelViewSet):
    model = ContactRole
    icon = "tag"
    menu_label = _("What contacts are for")
    edit_handler = labels_handler(*name_panels())


class TermColumn(Column):
    """The name of a subject, indented below its upper subject."""

    cell_template_name = "directory/admin/term.html"


class TermListView(IndexView):
    """Each upper subject followed by those below it."""

    def get_base_queryset(self):
        terms = TaxonomyTerm.objects.select_related("parent").annotate(
            upper_order=Coalesce("parent__sort_order", "sort_order"),
            upper_name=Coalesce("parent__name", "name"),
            offer_count=Count("tagged_offers"),
        )
        return terms.order_by("upper_order", "upper_name", F("parent").asc(nulls_first=True), "sort_order", "name")


class TermFilters(WagtailFilterSet):
    class Meta:
        model = TaxonomyTerm
        fields = ["parent"]


class TaxonomyTermViewSet(LabelViewSet):
    model = TaxonomyTerm
    icon = "list-ul"
    index_view_class = TermListView
    sort_order_field = None
    filterset_class = TermFilters
    list_display = [
        TermColumn("name", label=_("Subject")),
        NumberColumn("offer_count", label=_("Offers")),
        InAllLanguagesColumn("labels", label=_("In all languages")),
    ]
    edit_handler = labels_handler(
        *name_panels(),
        FieldPanel("parent", widget=forms.Select, help_text=_("Empty: it is an upper subject itself.")),
        FieldPanel("sort_order", help_text=_("Small numbers stand first. The same number: by name.")),
    )


class DistrictViewSet(LabelViewSet):
    """The 46 of the city: nobody adds or deletes one (see `policies`)."""

    model = District
    icon = "site"
    sort_order_field = None
    ordering = ["name"]
    list_filter = ["bezirk"]
    list_display = ["name", "bezirk", InAllLanguagesColumn("labels", label=_("In all languages"))]
    edit_handler = labels_handler(
        FieldRowPanel([FieldPanel("name", read_only=True), FieldPanel("bezirk", read_only=True)]),
        FieldPanel("hyphenated"),
    )


class RecordChoices:
    """What the dialogs for choosing a record show beside its name."""

    @property
    def columns(self):
        return [*super().columns, *self.own_columns]


def record_chooser(*own_columns: Column) -> type[SnippetChooserViewSet]:
    views = {
        name: type(view.__name__, (RecordChoices, view), {"own_columns": own_columns})
        for name, view in (("choose_view_class", ChooseView), ("choose_results_view_class", ChooseResultsView))
    }
    return type("RecordChooser", (SnippetChooserViewSet,), views)


def state_of(record: Location | Contact) -> str:
    """Wagtail's own column asks twice a row."""
    if not record.live:
        return gettext("draft")
    return gettext("published, changed since") if record.has_unpublished_changes else gettext("published")


STATE = StatusTagColumn(
    "state", label=_("State"), accessor=state_of, sort_key="live", primary=lambda record: record.live
)


class RecordViewSet(SnippetViewSet):
    """Locations and contacts, searched without the search index, so that what was just imported is found."""

    menu_item_is_registered = True
    search_backend_name = None
    list_per_page = 50


class LocationFilters(WagtailFilterSet):
    class Meta:
        model = Location
        fields = ["district", "wheelchair", "live", "organization"]


class LocationViewSet(RecordViewSet):
    model = Location
    icon = "home"
    search_fields = ["name", "address_1", "organization__title"]
    filterset_class = LocationFilters
    list_display = ["name", Column("address", label=_("Address")), "district", "organization", STATE]
    list_export = ("organization", "name", "address_1", "postal_code", "city", "district", "wheelchair", "live")
    chooser_viewset_class = record_chooser(Column("address", label=_("Address")))

    def get_queryset(self, request):
        return Location.objects.select_related("organization", "district")


class ContactFilters(WagtailFilterSet):
    class Meta:
        model = Contact
        fields = ["role", "live", "organization"]


class ContactViewSet(RecordViewSet):
    model = Contact
    icon = "user"
    search_fields = ["name", "phone", "email", "organization__title"]
    filterset_class = ContactFilters
    list_display = ["name", "role", "phone", "email", "organization", STATE]
    list_export = ("organization", "name", "role", "phone", "email", "live")
    chooser_viewset_class = record_chooser(Column("phone", label=_("Phone")), Column("email", label=_("Email")))

    def get_queryset(self, request):
        return Contact.objects.select_related("organization", "role")
