"""Rows of hours, shared by organizations and offers (HSDS schedule)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Weekday(models.IntegerChoices):
    """Numbered as in Python's `date.weekday()`."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Schedule(models.Model):
    """Open on a weekday from `opens_at` to `closes_at` (past midnight when that is earlier), or closed from–to.

    A row whose `valid_from` and `valid_to` are the same day is about that day alone: it wins over everything else.
    """

    closed = models.BooleanField(_("closed"), default=False, help_text=_("For an exception such as summer holidays."))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices, null=True, blank=True)
    opens_at = models.TimeField(_("from"), null=True, blank=True)
    closes_at = models.TimeField(_("to"), null=True, blank=True)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens_at"), FieldPanel("closes_at")]),
        FieldRowPanel(
            [
                FieldPanel("valid_from", help_text=_("Only when it is not the whole year.")),
                FieldPanel("valid_to", help_text=_("For one day alone: the same day twice.")),
                FieldPanel("closed"),
            ]
        ),
    ]

    class Meta:
        abstract = True
        ordering = ["closed", "weekday", "opens_at", "pk"]

    def clean(self):
        super().clean()
        errors = {}
        if self.closed:
            if not self.valid_from or not self.valid_to:
                errors["valid_from"] = _("Please enter the first and the last day of the closure.")
        else:
            one_day = self.valid_from and self.valid_from == self.valid_to
            if self.weekday is None and not one_day:
                errors["weekday"] = _("Please choose a weekday.")
            if self.opens_at is None or self.closes_at is None:
                errors["opens_at"] = _("Please enter both times, such as 9:00 and 12:30.")
            elif self.opens_at == self.closes_at:
                errors["closes_at"] = _("Both times are the same. For the whole day, enter 0:00 and 23:59.")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            errors["valid_to"] = _("The last day is before the first day.")
        if errors:
            raise ValidationError(errors)
