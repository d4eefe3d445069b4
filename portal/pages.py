"""What all our page classes share."""

from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, get_page_models

from .changes import changed, held
from .languages import SOURCE
from .tree import TREE, locale_ids

RESTRICTIONS = "restrictions"  # scope of changes
MOST_NOTED = 100  # pages one by one; of more than these, that all have changed


@held(RESTRICTIONS)
def anything_restricted() -> bool:
    return PageViewRestriction.objects.exists()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_restriction(sender, instance, **kwargs):
    """What only some may read is in no list: the page and all below it. A translation counts as its source."""
    changed(RESTRICTIONS)
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    for model in page_classes() if path else ():
        below = model.objects.filter(path__startswith=path).values("translation_key")
        if keys := model.objects.filter(translation_key__in=below).values_list("pk", flat=True)[: MOST_NOTED + 1]:
            changed(model.changes_scope, *(keys if len(keys) <= MOST_NOTED else ()))


def page_classes() -> list[type[Page]]:
    """The classes of our pages, in the order of their apps."""
    return [model for model in get_page_models() if issubclass(model, PortalPage)]


def page_scopes() -> list[str]:
    """The scopes of changes in which something of a page changes: its words, its place, who may read it."""
    return sorted({TREE, RESTRICTIONS, *(model.changes_scope for model in page_classes())})


class PortalPage(models.Model):
    """Mix into every page class, before `Page`."""

    translation_state = models.JSONField(default=dict, blank=True, editable=False)  # portal/words/state.py

    changes_scope = TREE  # what is noted as changed when a page of this class is published or goes

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        from .words import mirroring, state

        if kwargs.get("update_fields"):
            return super().save(*args, **kwargs)
        if self.is_source:
            self.translation_state = {"total": sum(state.count_words(each.text) for each in state.segments_of(self))}
        else:
            if self.pk and mirroring.follows(self):
                self.slug = mirroring.source_slug(self)
            if state.is_synced(self):
                self.translation_state = state.synced_state(self)
        return super().save(*args, **kwargs)

    @property
    def is_source(self) -> bool:
        """Whether this is the German page; so is one that is being made and has no locale yet."""
        return self.locale_id in (None, locale_ids().get(SOURCE))

    def get_view_restrictions(self):
        """Wagtail's answer, without its two queries where no page of the site is restricted."""
        return super().get_view_restrictions() if anything_restricted() else PageViewRestriction.objects.none()

    def save_revision(self, *args, **kwargs):
        """Who saves a page that is written by hand has read the German one."""
        from .words import state

        if not self.is_source and not state.is_synced(self):
            source = Page.objects.filter(translation_key=self.translation_key, locale_id=locale_ids()[SOURCE]).first()
            self.translation_state = state.by_hand(source.specific) if source else {}
        return super().save_revision(*args, **kwargs)
