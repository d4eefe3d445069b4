"""What must not be deleted because something else needs it; and why, in a sentence."""

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from .models import Contact, ContactRole, Location, OfferPage, TargetGroup, TaxonomyTerm


def users_of(thing: Model) -> QuerySet | None:
    """The offers, or contacts, that need a thing; None for things nothing of ours can need."""
    offers = OfferPage.objects.in_source()
    if isinstance(thing, Page):
        return offers.filter(
            Q(organization__path__startswith=thing.path)
            | Q(offer_locations__location__organization__path__startswith=thing.path)
            | Q(offer_contacts__contact__organization__path__startswith=thing.path)
        ).distinct()
    if isinstance(thing, TaxonomyTerm):
        return offers.filter(Q(tagged_terms__tag=thing) | Q(tagged_terms__tag__parent=thing)).distinct()
    if isinstance(thing, ContactRole):
        return Contact.objects.filter(role=thing)
    column = {TargetGroup: "target_groups", Location: "offer_locations__location", Contact: "offer_contacts__contact"}
    return offers.filter(**{column[type(thing)]: thing}).distinct() if type(thing) in column else None


def why_not(thing: Model) -> str:
    """Why a thing cannot be deleted; empty when it can."""
    if isinstance(thing, TaxonomyTerm) and thing.children.exists():
        return _("“%(thing)s” has subjects below it. Please delete or move those first.") % {"thing": thing}
    users = users_of(thing)
    count = users.count() if users is not None else 0
    if not count:
        return ""
    values = {"thing": thing, "first": users.first(), "count": count}
    if users.model is Contact:
        message = ngettext(
            "“%(thing)s” cannot be deleted: the contact “%(first)s” uses it. Please change the contact first.",
            "“%(thing)s” cannot be deleted: %(count)s contacts use it, “%(first)s” among them. Please change them first.",
            count,
        )
    else:
        message = ngettext(
            "“%(thing)s” cannot be deleted: the offer “%(first)s” needs it. Please change or delete the offer first.",
            "“%(thing)s” cannot be deleted: %(count)s offers need it, “%(first)s” among them. "
            "Please change or delete them first.",
            count,
        )
    return message % values


def refused(request: HttpRequest, things: list[Model]) -> bool:
    """Tell the first reason against deleting, if there is one."""
    reason = next(filter(None, map(why_not, things)), "")
    if reason:
        messages.error(request, reason)
    return bool(reason)


def refuse_page(request: HttpRequest, page: Page):
    if refused(request, [page]):
        return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_records(request: HttpRequest, records: list[Model]):
    if refused(request, list(records)):
        return redirect(records[0].snippet_viewset.get_url_name("list"))


def refuse_bulk(request: HttpRequest, action_type: str, things: list[Model], action):
    if action_type == "delete" and refused(request, things):
        return redirect(action.next_url)
