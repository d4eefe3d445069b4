"""Tells every process when navigation, home, index pages or news changed."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from directory.models import OfferPage, OrganizationPage
from portal.changes import changed
from portal.tree import TREE


def note(page) -> None:
    """The directory notes its own pages. A translation counts as its source; a page that moved takes others along."""
    if not isinstance(page, (OfferPage, OrganizationPage)):
        keys = Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True)
        changed(getattr(type(page), "changes_scope", TREE), *keys, page.pk)


@receiver([page_published, page_unpublished])
def note_page(sender, instance, **kwargs):
    note(instance)


@receiver(post_page_move)
def note_moved_page(sender, **kwargs):
    """The addresses of the pages below change as well."""
    if sender not in (OfferPage, OrganizationPage):
        changed(getattr(sender, "changes_scope", TREE))


@receiver(post_delete)
def note_deleted_page(sender, instance, **kwargs):
    if issubclass(sender, Page):
        note(instance)


@receiver([post_save, post_delete], sender=Locale)
@receiver([post_save, post_delete], sender=Site)
def note_site(sender, **kwargs):
    changed(TREE)
