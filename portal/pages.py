"""What all our page classes share."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction

from .changes import changed, held
from .tree import TREE

RESTRICTIONS = "restrictions"  # scope of changes


@held(RESTRICTIONS)
def anything_restricted() -> bool:
    return PageViewRestriction.objects.exists()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_restriction(sender, **kwargs):
    changed(RESTRICTIONS)


class PortalPage:
    """Mix into every page class, before `Page`."""

    changes_scope = TREE  # what is noted as changed when a page of this class is published or goes

    def get_view_restrictions(self):
        """Wagtail's answer, without its two queries where no page of the site is restricted."""
        return super().get_view_restrictions() if anything_restricted() else PageViewRestriction.objects.none()
