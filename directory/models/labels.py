"""Records that are little more than a label, kept by the Kernteam, with the label in every language on the row."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from portal.changes import changed

LABELS = "labels"  # scope of changes


class Labelled(models.Model):
    """`name` is German; `labels` holds the other languages by code."""

    labels = models.JSONField(_("labels in other languages"), default=dict, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label()

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        changed(LABELS)

    def delete(self, *args, **kwargs):
        changed(LABELS)
        return super().delete(*args, **kwargs)

    def label(self, language: str | None = None) -> str:
        return self.labels.get(language or get_language()) or self.name


class TaxonomyTerm(Labelled, TagBase):
    """A subject of offers, in a tree of two levels. Offers choose from it; nobody adds to it by typing."""

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("upper subject"),
        limit_choices_to={"parent": None},
    )

    free_tagging = False

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["sort_order", "name"]

    def clean(self):
        super().clean()
        if self.parent_id and (self.parent.parent_id or (self.pk and self.children.exists())):
            raise ValidationError({"parent": _("Subjects have two levels only.")})


class TargetGroup(Labelled):
    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        ordering = ["sort_order", "name"]


class ContactRole(Labelled):
    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("contact role")
        verbose_name_plural = _("contact roles")
        ordering = ["sort_order", "name"]
