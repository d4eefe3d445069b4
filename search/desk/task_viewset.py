"""The tasks that come of searches without result: a list, a note, one press to be done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.forms import RadioSelect, Select
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from search.statistics import district_codes, district_name
from search.tasks import OPEN_ALREADY, SearchTask

from .listing import ShortSearch


class TaskForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(code, district_name(code)) for code in district_codes()]
        self.fields["district"].widget = Select(choices=[("", _("the whole city")), *known])


FIELDS = ["text", "language", "district", "purpose", "note"]


def may_work(user, action: str = "change") -> bool:
    return policy_registry.get_by_type(SearchTask).user_has_permission(user, action)


class DoneColumn(Column):
    """A button that marks as done, or as open again, for those who may."""

    cell_template_name = "search/desk/task_done.html"

    def get_cell_context_data(self, instance, parent_context) -> dict:
        request = parent_context["request"]
        found = {"csrf_token": get_token(request), "may_work": may_work(request.user), "here": request.get_full_path()}
        return super().get_cell_context_data(instance, parent_context) | found


class TaskFilters(WagtailFilterSet):
    class Meta:
        model = SearchTask
        fields = ["status", "language", "purpose"]


class TaskMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return policy_registry.get_by_type(SearchTask).user_has_any_permission(request.user, ["view", "change"])

    def render_component(self, request):
        component = super().render_component(request)
        if count := SearchTask.objects.filter(status=SearchTask.Status.OPEN).count():
            component.label = f"{component.label} ({count})"
        return component


class TaskListView(ShortSearch, ModelViewSet.index_view_class):
    pass


class OpenOnce:
    """Mix into a view with a form of tasks: who is second by a moment gets the message at the field as well."""

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            form.add_error("text", OPEN_ALREADY)
            self.is_valid(form)  # for the message at the top of the page
            return self.form_invalid(form)


class CreateTaskView(OpenOnce, ModelViewSet.add_view_class):
    def save_instance(self):
        self.form.instance.created_by = self.request.user
        return super().save_instance()


class EditTaskView(OpenOnce, ModelViewSet.edit_view_class):
    pass


class SearchTaskViewSet(ModelViewSet):
    model = SearchTask
    name = "search_tasks"
    url_prefix = "suche/aufgaben"
    icon = "tasks"
    menu_label = _("Tasks")
    menu_hook = "register_search_menu_item"
    menu_order = 20
    menu_item_class = TaskMenuItem
    index_view_class = TaskListView
    add_view_class = CreateTaskView
    edit_view_class = EditTaskView
    copy_view_enabled = False
    list_per_page = 50
    ordering = ("-status", "-created_at")  # "open" before "done"
    filterset_class = TaskFilters
    search_fields = ["text", "note"]
    list_export = (*FIELDS, "status", "created_at", "done_at")
    list_display = [
        "text",
        DoneColumn("done", label=_("Tick off")),  # in sight on a phone
        Column("get_purpose_display", label=_("what for")),
        Column("get_language_display", label=_("Language"), sort_key="language"),
        Column("district_name", label=_("District"), sort_key="district"),
        Column("note", label=_("note")),
        DateColumn("created_at", label=_("made on"), sort_key="created_at"),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda task: task.status == SearchTask.Status.OPEN,
        ),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("text"),
            FieldPanel("language"),
            FieldPanel("district"),
            FieldPanel("purpose", widget=RadioSelect),
            FieldPanel("note", help_text=_("Whom you asked, what came of it. Only colleagues see it.")),
        ],
        base_form_class=TaskForm,
    )

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("<int:pk>/turn/", turn, name="turn")]


@require_POST
def turn(request, pk: int):
    """Mark as done what is open, and the other way round."""
    if not may_work(request.user):
        raise PermissionDenied
    task = get_object_or_404(SearchTask, pk=pk)
    try:
        task.turn(request.user)
    except IntegrityError:
        messages.error(request, OPEN_ALREADY)
    else:
        done = task.status == SearchTask.Status.DONE
        messages.success(request, gettext("Marked as done.") if done else gettext("Marked as open again."))
    return redirect(get_valid_next_url_from_request(request) or reverse("search_tasks:index"))
