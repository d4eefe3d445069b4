"""Tells every process when something the directory shows was published, unpublished, moved or deleted."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, published, unpublished

from portal.changes import changed

from .models import Contact, Location, OfferPage, OrganizationPage

OFFERS, ORGANIZATIONS = OfferPage.changes_scope, OrganizationPage.changes_scope


def note_page(sender, instance, **kwargs):
    """A translation counts as its source: that is the item of the lists."""
    keys = sender.objects.filter(translation_key=instance.translation_key).values_list("pk", flat=True)
    changed(sender.changes_scope, *keys, instance.pk)
    if sender is OrganizationPage and (offers := instance.offers.values_list("pk", flat=True)):
        changed(OFFERS, *offers)


for page_class in (OfferPage, OrganizationPage):
    page_published.connect(note_page, sender=page_class)
    page_unpublished.connect(note_page, sender=page_class)
    post_delete.connect(note_page, sender=page_class)


@receiver([published, unpublished, post_delete], sender=Location)
@receiver([published, unpublished, post_delete], sender=Contact)
def note_record(sender, instance, **kwargs):
    changed(ORGANIZATIONS, instance.organization_id)
    relation = "offer_locations" if sender is Location else "offer_contacts"
    if offers := getattr(instance, relation).values_list("offer_id", flat=True):
        changed(OFFERS, *offers)
