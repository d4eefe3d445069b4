"""Tells every process when navigation, home, index pages or news changed."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from directory.models import OfferPage, OrganizationPage
from portal.changes import changed
from portal.tree import TREE


def note(page_class) -> None:
    """The directory notes its own pages, one by one."""
    if page_class not in (OfferPage, OrganizationPage):
        changed(getattr(page_class, "changes_scope", TREE))


@receiver([page_published, page_unpublished, post_page_move])
def note_page(sender, **kwargs):
    note(sender)


@receiver(post_delete)
def note_deleted_page(sender, **kwargs):
    if issubclass(sender, Page):
        note(sender)


@receiver([post_save, post_delete], sender=Locale)
@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_site(sender, **kwargs):
    changed(TREE)
