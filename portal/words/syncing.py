"""Carrying the words of a published German page into its translations.

Translated paragraphs stay where their German is still the same, changed ones show in German until they are translated
again. Facts need none of this: they are stored once.
"""

import logging

from django.db import connection, models, transaction
from django.dispatch import receiver
from django_tasks import task
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import StringSegment, TranslationSource

from portal.languages import SOURCE
from portal.tree import locale_ids
from portal.upkeep import upkeep

from .outbox import WaitingWords, wait
from .state import Segment, outdated_words, segments_of
from .writing import reason, write

log = logging.getLogger(__name__)


@receiver(page_published)
def note_published(sender, instance, **kwargs):
    """Only pages that have been given to translators, and only when their words are others than before."""
    if instance.locale_id != locale_ids()[SOURCE]:
        return
    rows = StringSegment.objects.filter(source__object_id=instance.translation_key).order_by("order")
    known = list(rows.values_list("context__path", "string__data"))
    segments = segments_of(instance.specific)
    if known and known != [(each.path, each.text) for each in segments]:
        wait(instance)
    note_outdated(instance, segments)


def note_outdated(source, segments: list[Segment]) -> None:
    """Count, in the translations that are written by hand, the German words their authors have not seen."""
    written = source.specific_class.objects.filter(
        translation_key=source.translation_key, translation_state__by_hand=True
    )
    for pk, state in written.values_list("pk", "translation_state"):
        state["outdated"] = outdated_words(state, segments)
        written.filter(pk=pk).update(translation_state=state)


@task()
def sync_waiting() -> int:
    """Sync all that waits; what fails stays and is tried again with the next publish or `manage.py sync_words`."""
    return sum(sync_key(key) for key in WaitingWords.objects.order_by("since").values_list("pk", flat=True))


upkeep("Pages carried into their translations")(sync_waiting.call)


def sync_key(key) -> bool:
    """Sync the page with this translation key, if no other process is at it; whether it succeeded."""
    try:
        with transaction.atomic():
            rows = WaitingWords.objects.filter(pk=key)
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            if (row := rows.first()) is None:
                return False
            if page := Page.objects.filter(translation_key=key, locale_id=locale_ids()[SOURCE], live=True).first():
                sync(page.specific)
            WaitingWords.objects.filter(pk=key, since=row.since).delete()
            return True
    except Exception as error:
        log.exception("The words of %s could not be carried into its translations.", key)
        WaitingWords.objects.filter(pk=key).update(error=reason(error), attempts=models.F("attempts") + 1)
        return False


def sync(page) -> int:
    """Write the translations of a source page anew from its words as they are; return how many."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translations = list(source.translations.filter(enabled=True).select_related("target_locale"))
    for each in translations:
        write(source, each.target_locale)
    return len(translations)
