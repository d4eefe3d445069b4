"""Signing in to the admin, with a limit on failed tries in the database, so that it holds over all processes."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView

from .open_forms import Submission, sender_of

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 10  # tries from one address for one account
PER_ADDRESS = 100  # and for all accounts: an office shares an address


class LimitedLoginForm(LoginForm):
    error_messages = {
        **LoginForm.error_messages,
        "too_many": _("There were too many failed tries. Please wait 15 minutes, then try again."),
    }

    def clean(self):
        """Counts the try before the password is looked at, so that parallel tries do not slip through."""
        address = sender_of(self.request)
        email = self.cleaned_data.get("username", "").strip().lower()
        account = salted_hmac("login", f"{address} {email}").hexdigest()
        if tries("login", account) >= PER_ACCOUNT or tries("login address", address) >= PER_ADDRESS:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        Submission.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()
        tried = [
            Submission.objects.create(form="login", sender=account),
            Submission.objects.create(form="login address", sender=address),
        ]
        cleaned = super().clean()
        Submission.objects.filter(pk__in=[row.pk for row in tried]).delete()
        Submission.objects.filter(form="login", sender=account).delete()
        return cleaned


def tries(form: str, sender: str) -> int:
    return Submission.objects.filter(form=form, sender=sender, at__gt=timezone.now() - WINDOW).count()


class LimitedLoginView(LoginView):
    def get_form_class(self):
        return LimitedLoginForm
