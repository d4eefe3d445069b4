"""Forms that anybody may send, without a cookie: checked by origin, a signed time, a honeypot and a rate limit."""

from datetime import timedelta
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

FASTEST = timedelta(seconds=2)
SLOWEST = timedelta(days=2)
PER_HOUR = 8


class Submission(models.Model):
    """One sent form, counted by sender. The sender is a keyed hash that changes daily, so no address is kept."""

    form = models.CharField(max_length=40)
    sender = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["sender", "form", "at"])]


def sender_of(request) -> str:
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # our own proxy wrote the last entry
        address = request.headers.get("X-Forwarded-For", address).split(",")[-1].strip()
    return salted_hmac(f"sender {timezone.localdate()}", address).hexdigest()


def from_here(request) -> bool:
    """Whether the browser says that this POST comes from a page of ours."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


class OpenForm(forms.Form):
    """Base of a form for anonymous visitors. Pass `request`; call `count()` when the submission was stored."""

    name = "open"
    website = forms.CharField(
        label=_("Please leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    started = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fresh_start = signing.TimestampSigner(salt=self.name).sign("open")

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty. It is a trap for machines."))
        return ""

    def clean(self):
        data = super().clean()
        if not from_here(self.request):
            raise forms.ValidationError(_("Your message did not come from this page. Please send it again."))
        self._check_time(data.get("started", ""))
        sent = Submission.objects.filter(
            form=self.name, sender=sender_of(self.request), at__gt=timezone.now() - timedelta(hours=1)
        )
        if sent.count() >= PER_HOUR:
            raise forms.ValidationError(
                _("Many messages came from your connection within an hour. Please try again later, or call us.")
            )
        return data

    def _check_time(self, started: str) -> None:
        signer = signing.TimestampSigner(salt=self.name)
        try:
            signer.unsign(started, max_age=SLOWEST)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("The form was open for a long time. Please send it once more.")) from error
        try:
            signer.unsign(started, max_age=FASTEST)
        except signing.SignatureExpired:
            return
        raise forms.ValidationError(_("That was very quick. Please check what you wrote and send it once more."))

    def count(self) -> None:
        Submission.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()
        Submission.objects.create(form=self.name, sender=sender_of(self.request))
