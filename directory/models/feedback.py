from django.db import models
from django.utils.translation import gettext_lazy as _


class Feedback(models.Model):
    """What a visitor reports without an account: something wrong on a page, or a barrier."""

    class Reason(models.TextChoices):
        PHONE = "phone", _("Phone or email is wrong")
        ADDRESS = "address", _("Address is wrong")
        HOURS = "hours", _("Hours are wrong")
        LANGUAGE = "language", _("The language is not spoken there")
        GONE = "gone", _("The offer does not exist any more")
        BARRIER = "barrier", _("I cannot use or read something on this site")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        NEW = "new", _("new")
        DONE = "done", _("done")

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="feedback",
        verbose_name=_("page"),
    )
    path = models.CharField(_("address"), max_length=300, blank=True)
    reason = models.CharField(_("what is wrong"), max_length=20, choices=Reason.choices)
    message = models.TextField(_("your message"), max_length=2000, blank=True)
    email = models.EmailField(_("your email"), blank=True)
    language = models.CharField(_("language"), max_length=20)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.NEW)
    note = models.TextField(_("note of the staff"), blank=True)

    class Meta:
        verbose_name = _("message from a visitor")
        verbose_name_plural = _("messages from visitors")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.page or self.path}"

    def save(self, *args, **kwargs):
        """What is done needs no address to answer to: the form promises that it is deleted."""
        if self.status == self.Status.DONE:
            self.email = ""
        super().save(*args, **kwargs)
