"""Making a translated page from its German page and the translated segments.

A translation holds words only, so there is nothing to copy but the words themselves.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation, TranslationLog, TranslationSource
from wagtail_localize.segments.ingest import ingest_segments

from .state import is_synced, synced_state

HOME_DEPTH = 2


class NotTranslatedAbove(Exception):
    """A translation exists only below a translated parent."""


def not_translated_above() -> str:
    return _("The page above it is not translated into this language yet. Please translate that one first.")


def reason(error: Exception) -> str:
    """Why a translation could not be written, for people."""
    if isinstance(error, NotTranslatedAbove):
        return not_translated_above()
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("Unexpected: %(why)s") % {"why": str(error)[:400]}


@transaction.atomic
def write(source: TranslationSource, locale: Locale, *, publish: bool | None = None, user=None) -> Page:
    """Write one translation; `publish` None keeps it as live as it is. What is not translated stands there in German.

    Raises NotTranslatedAbove, and ValidationError when the words do not fit the page.
    """
    original = source.as_instance()
    page = Page.objects.filter(translation_key=original.translation_key, locale=locale).specific().first()
    if page is None:
        page = new_translation(original, locale, user)
    live = page.live if publish is None else publish
    put_words(source, original, page, locale)
    if page.pk is None:
        parent_of(original, locale).add_child(instance=page)
    revision = page.save_revision(user=user)
    if live:
        revision.publish(user=user)
    else:
        note_draft(page)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    return page


def note_draft(page: Page) -> None:
    """Write the state of a draft, whose words only its revision has. That of a live page changes with its words."""
    page.specific_class.objects.filter(pk=page.pk).update(translation_state=synced_state(page.specific))


@receiver([post_save, post_delete], sender=StringTranslation)
def note_edited(sender, instance, **kwargs):
    """Somebody is translating a draft, text by text."""
    if instance.context is None:
        return
    found = Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id, live=False)
    if (page := found.first()) and is_synced(page):
        note_draft(page)


def new_translation(original: Page, locale: Locale, user) -> Page:
    same = ("translation_key", "slug", "show_in_menus")
    return type(original)(locale=locale, live=False, owner=user, **{name: getattr(original, name) for name in same})


def put_words(source: TranslationSource, original: Page, page: Page, locale: Locale) -> None:
    """German first, then over it what is translated."""
    for field in get_translatable_fields(type(original)):
        setattr(page, field.field_name, getattr(original, field.field_name))
    segments = source._get_segments_for_translation(locale, fallback=True)
    ingest_segments(original, page, source.locale, locale, segments)
    page.draft_title = page.title


def has_place(original: Page, locale: Locale, coming: set = frozenset()) -> bool:
    """Whether a translation may be made: there is one above, or its translation key is among those that are coming."""
    if original.depth <= HOME_DEPTH or original.has_translation(locale):
        return True
    above = Page.objects.get(pk=original.pk).get_parent()
    return above.translation_key in coming or above.has_translation(locale)


def parent_of(original: Page, locale: Locale) -> Page:
    above = Page.objects.get(pk=original.pk).get_parent()
    parent = Page.objects.filter(translation_key=above.translation_key, locale=locale).first()
    if parent is None:
        raise NotTranslatedAbove(above.title)
    return parent
