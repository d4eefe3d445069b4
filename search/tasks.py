"""What the Kernteam sets out to find because people search for it in vain."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .statistics import SearchCount, district_name, is_district

OPEN_ALREADY = _("There is an open task for this already.")
UNIQUE = ["text", "language", "district", "purpose"]


class SearchTask(models.Model):
    """`text` is what was sought; `district` is empty for the whole city."""

    class Purpose(models.TextChoices):
        OFFER = "offer", _("find an offer")
        PAGE = "page", _("write about it")
        OTHER = "other", _("something else")

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("task", "open")
        DONE = "done", _("done")

    text = models.CharField(_("what was sought"), max_length=200)
    language = models.CharField(_("language"), max_length=20, choices=settings.LANGUAGES)
    district = models.CharField(_("district"), max_length=60, blank=True)
    purpose = models.CharField(_("what for"), max_length=10, choices=Purpose, default=Purpose.OFFER)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(_("made on"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("done by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("search task")
        verbose_name_plural = _("search tasks")
        ordering = ["-status", "-created_at"]  # "open" before "done"
        constraints = [
            models.UniqueConstraint(
                fields=UNIQUE,
                condition=models.Q(status="open"),
                name="unique_open_search_task",
                violation_error_message=OPEN_ALREADY,
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self):
        super().clean()
        if self.district and not is_district(self.district):
            raise ValidationError({"district": _("There is no such district.")})
        if self.is_open_twice():  # the form has no field "status", so Django leaves the constraint to the database
            raise ValidationError({"text": OPEN_ALREADY})

    def is_open_twice(self) -> bool:
        """Whether this task is open, and another one for the same as well."""
        same = SearchTask.objects.filter(**{name: getattr(self, name) for name in UNIQUE}, status=self.Status.OPEN)
        return self.status == self.Status.OPEN and same.exclude(pk=self.pk).exists()

    @property
    def district_name(self) -> str:
        return district_name(self.district) if self.district else ""

    @transaction.atomic
    def turn(self, by) -> None:
        """Mark as done what is open, and the other way round; IntegrityError where another is open for the same."""
        done = self.status == self.Status.OPEN
        self.status = self.Status.DONE if done else self.Status.OPEN
        self.done_at, self.done_by = (timezone.now(), by) if done else (None, None)
        self.save(update_fields=["status", "done_at", "done_by"])


def find_an_offer(count: SearchCount, by) -> bool:
    """Make a task of a search without result; False where there is an open one already."""
    try:
        with transaction.atomic():
            SearchTask.objects.create(text=count.text, language=count.language, district=count.district, created_by=by)
    except IntegrityError:
        return False
    return True
