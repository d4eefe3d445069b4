"""Uploading pictures in the admin: alternative text and credit are required, what is broken or active is refused."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .drawings import Active, check_drawing

REQUIRED = ("description", "credit")


class PictureField(WagtailImageField):
    """Reads the whole picture once: a file with the right first bytes may still break later, as an error 500."""

    broken = _("This picture is broken. Please save or export it again and then upload it once more.")
    active = _("This drawing contains %(what)s and might be dangerous. Please export it as a plain SVG or as PNG.")

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file is not None:
                self.read(file)
        except Active as error:
            raise ValidationError(self.active, code="active", params={"what": error}) from error
        except ValidationError:
            raise
        except Exception as error:  # whatever the image libraries raise on broken input
            raise ValidationError(self.broken, code="broken") from error
        return file

    def read(self, file) -> None:
        if file.content_type == "image/svg+xml":
            check_drawing(file)
        else:
            with Image.open(file) as image:
                image.load()
        file.seek(0)


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):
            self.fields["file"] = PictureField(label=stock.label, required=stock.required, widget=stock.widget)
        for name in REQUIRED:
            if name in self.fields:
                self.fields[name].required = True
        self.describe()

    def describe(self) -> None:
        texts = {
            "title": (_("Name in the list of pictures"), _("Only editors see it.")),
            "description": (
                _("Alternative text"),
                _("What one can see, in one sentence. It is read out to people who cannot see the picture."),
            ),
            "credit": (_("Credit"), _("Who made the picture, and the license if there is one. It stands below it.")),
        }
        for name, (label, help_text) in texts.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, help_text

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "description": forms.Textarea(attrs={"rows": 2})}
