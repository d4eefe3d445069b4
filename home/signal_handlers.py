"""Tells every process when navigation, home or index pages changed."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from directory.models import OfferPage, OrganizationPage
from portal.changes import changed
from portal.tree import TREE

from .models import NewsPage

LEAVES = (OfferPage, OrganizationPage, NewsPage)


@receiver([page_published, page_unpublished, post_page_move])
def note_page(sender, **kwargs):
    if not issubclass(sender, LEAVES):
        changed(TREE)


@receiver(post_delete)
def note_deleted_page(sender, **kwargs):
    if issubclass(sender, Page) and not issubclass(sender, LEAVES):
        changed(TREE)


@receiver([post_save, post_delete], sender=Locale)
@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_site(sender, **kwargs):
    changed(TREE)
