from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from portal.page_viewsets import page_viewsets

from .deletion import refuse_bulk, refuse_page, refuse_records
from .feedback_desk import FeedbackViewSet, NewFeedbackPanel
from .models import District, Feedback, OfferPage, OrganizationPage
from .page_listings import OfferListing, OrganizationListing
from .policies import FixedPolicy
from .viewsets import (
    ContactRoleViewSet,
    ContactViewSet,
    DistrictViewSet,
    LocationViewSet,
    TargetGroupViewSet,
    TaxonomyTermViewSet,
)

register_permission_policy(District, FixedPolicy(District))
register_permission_policy(Feedback, FixedPolicy(Feedback, deletable=True))


class DirectoryGroup(ViewSetGroup):
    menu_label = _("Directory")
    menu_icon = "globe"
    menu_order = 110
    items = (
        OfferListing,
        OrganizationListing,
        LocationViewSet,
        ContactViewSet,
        TaxonomyTermViewSet,
        TargetGroupViewSet,
        ContactRoleViewSet,
        DistrictViewSet,
        FeedbackViewSet,
    )


register_snippet(DirectoryGroup)

hooks.register("before_delete_page", refuse_page)
hooks.register("before_delete_snippet", refuse_records)
hooks.register("before_bulk_action", refuse_bulk)


@hooks.register("register_admin_viewset")
def page_types():
    return page_viewsets(OfferPage, OrganizationPage)


@hooks.register("construct_homepage_panels")
def show_new_feedback(request, panels):
    panels.append(NewFeedbackPanel())
