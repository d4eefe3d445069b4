"""Whose words wait to be carried into the translations. A row is written with the publish, and goes when that is done."""

from django.db import models, transaction
from django.utils import timezone


class WaitingWords(models.Model):
    """A German page (by `translation_key`) whose words changed; `since` tells one publish from the next."""

    translation_key = models.UUIDField(primary_key=True)
    since = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)


def wait(page) -> None:
    """Note that the words of a source page may have changed, and have it seen to after the commit."""
    from .syncing import sync_waiting

    WaitingWords.objects.update_or_create(
        translation_key=page.translation_key, defaults={"since": timezone.now(), "attempts": 0, "error": ""}
    )
    transaction.on_commit(lambda: sync_waiting.enqueue())
