from django import forms
from django.utils.translation import gettext_lazy as _

from portal.open_forms import OpenForm

from .models import Feedback


class FeedbackForm(OpenForm):
    """What is wrong on a page, or which barrier someone met; no account needed."""

    name = "feedback"
    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Feedback.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose what is wrong."),
            "invalid_choice": _("Please choose what is wrong."),
        },
    )
    message = forms.CharField(
        label=_("What should it say instead?"),
        help_text=_("In any language. A few words are enough."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": _("Please use at most 2,000 characters.")},
    )
    email = forms.EmailField(
        label=_("Your email, if you want an answer"),
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"invalid": _("Please enter an email address such as name@example.org.")},
    )

    def clean(self):
        data = super().clean()
        if data.get("reason") in ("other", "barrier") and not data.get("message"):
            self.add_error("message", _("Please write in a few words what it is."))
        return data
