"""What visitors reported, as the Kernteam works through it: a list, a count of what is new, one press to be done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import RadioSelect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from .models import Feedback

LATEST = 5  # on the dashboard


def may_work(user, action: str = "change") -> bool:
    return policy_registry.get_by_type(Feedback).user_has_permission(user, action)


class DoneColumn(Column):
    """A button that marks as done, or as new again."""

    cell_template_name = "directory/admin/feedback_done.html"

    def get_cell_context_data(self, instance, parent_context) -> dict:
        token = get_token(parent_context["request"])
        return super().get_cell_context_data(instance, parent_context) | {"csrf_token": token}


class AboutPanel(Panel):
    """The page that was reported, with links to it and to its form."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "directory/admin/feedback_about.html"


class FeedbackFilters(WagtailFilterSet):
    class Meta:
        model = Feedback
        fields = ["status", "reason", "language"]


class FeedbackMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_work(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        if count := Feedback.objects.filter(status=Feedback.Status.NEW).count():
            component.label = f"{component.label} ({count})"
        return component


class FeedbackViewSet(ModelViewSet):
    model = Feedback
    name = "feedback"
    icon = "mail"
    menu_item_class = FeedbackMenuItem
    copy_view_enabled = False
    list_per_page = 50
    ordering = ("-status", "-created_at")  # "new" before "done"
    filterset_class = FeedbackFilters
    list_export = ("created_at", "reason", "page", "path", "message", "language", "status", "note")
    list_display = [
        "reason",
        Column("about", label=_("Page"), accessor=lambda feedback: feedback.page or feedback.path),
        Column("message", label=_("Message")),
        DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda feedback: feedback.status == Feedback.Status.NEW,
        ),
        DoneColumn("done", label=_("Tick off")),
    ]
    panels = [
        AboutPanel(heading=_("Page")),
        MultiFieldPanel(
            [FieldPanel(name, read_only=True) for name in ("reason", "message", "email", "language", "created_at")],
            heading=_("What was reported"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("status", widget=RadioSelect),
                FieldPanel("note", help_text=_("What you did about it. Only colleagues see it.")),
            ],
            heading=_("What you did"),
        ),
    ]

    @cached_property
    def index_view_class(self):
        return type("FeedbackListView", (ModelViewSet.index_view_class,), {"get_base_queryset": with_pages})

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("<int:pk>/turn/", turn, name="turn")]


def with_pages(view):
    return Feedback.objects.select_related("page")


@require_POST
def turn(request, pk: int):
    """Mark as done what is new, and the other way round."""
    if not may_work(request.user):
        raise PermissionDenied
    feedback = get_object_or_404(Feedback, pk=pk)
    done = feedback.status == Feedback.Status.NEW
    feedback.status = Feedback.Status.DONE if done else Feedback.Status.NEW
    feedback.save(update_fields=["status"])
    messages.success(request, gettext("Marked as done.") if done else gettext("Marked as new again."))
    return redirect(reverse("feedback:index"))


class NewFeedbackPanel(Component):
    """On the dashboard: the oldest new reports first, since they wait the longest."""

    name = "new_feedback"
    template_name = "directory/admin/new_feedback.html"
    order = 90

    def get_context_data(self, parent_context) -> dict:
        new = Feedback.objects.filter(status=Feedback.Status.NEW).select_related("page").order_by("created_at")
        shown = may_work(parent_context["request"].user)
        return {"reports": new[:LATEST] if shown else [], "count": new.count() if shown else 0}
