from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from .changes import Change
from .glossary.models import GlossaryTerm
from .open_forms import Submission
from .visits import Visit
from .words.batches import Batch
from .words.outbox import WaitingWords

__all__ = ["Batch", "Change", "CustomImage", "GlossaryTerm", "Rendition", "Submission", "Visit", "WaitingWords"]


class CustomImage(AbstractImage):
    """A picture. Its `description` is the text read out instead of it, so both it and the credit are required."""

    credit = models.CharField(
        _("credit"), max_length=200, help_text=_("Who made the picture, and the license if there is one.")
    )

    admin_form_fields = tuple(f for f in WagtailImage.admin_form_fields if f != "description") + (
        "description",
        "credit",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return self.description


class Rendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]
