"""Reporting something wrong: the form, the receipt, the mail to the staff."""

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.languages import SOURCE
from portal.serving import find_page

from .forms import FeedbackForm
from .models import Feedback

SALT = "feedback receipt"


@csrf_exempt  # no cookie for anonymous visitors: OpenForm checks origin, time and rate instead
@never_cache
def report(request):
    path = request.GET.get("page", "")[:300].replace("\0", "")
    page = find_page(path, get_language()) if path else None
    form = FeedbackForm(
        request.POST if request.method == "POST" else None,
        request=request,
        initial={"reason": request.GET.get("reason", "")},
    )
    if form.is_valid():
        feedback = store(form, page, path)
        return redirect("directory:feedback_received", receipt=signing.dumps(feedback.pk, salt=SALT))
    status = 422 if form.is_bound else 200
    return render(request, "directory/feedback.html", {"form": form, "about": page, "path": path}, status=status)


@transaction.atomic
def store(form: FeedbackForm, page, path: str) -> Feedback:
    fields = {name: form.cleaned_data[name] for name in ("reason", "message", "email")}
    feedback = Feedback.objects.create(page=page, path=path, language=get_language(), **fields)
    form.count()
    transaction.on_commit(lambda: tell_staff(feedback), robust=True)
    return feedback


def tell_staff(feedback: Feedback) -> None:
    """Mail the Kernteam, in German; that mail is down never loses the report, which is stored already."""
    with override(SOURCE):
        about = str(feedback)
    body = f"{about}\n\n{feedback.message}\n\n{settings.BASE_URL}{reverse('feedback:edit', args=[feedback.pk])}"
    send_mail(f"ISI: {about}"[:200].replace("\n", " "), body, None, [settings.KERNTEAM_EMAIL], fail_silently=True)


@never_cache
def received(request, receipt: str):
    try:
        pk = signing.loads(receipt, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    feedback = get_object_or_404(Feedback, pk=pk)
    sent = date_format(timezone.localtime(feedback.created_at), "DATETIME_FORMAT")
    facts = [
        {"sign": "flag", "label": _("Number"), "value": feedback.pk},
        {"sign": "clock", "label": _("Sent"), "value": sent},
        {"sign": "info", "label": _("What is wrong?"), "value": feedback.get_reason_display()},
    ]
    if feedback.message:
        facts.append({"sign": "language", "label": _("Your words"), "value": feedback.message, "dir": "auto"})
    return render(request, "directory/feedback_received.html", {"feedback": feedback, "receipt": facts})
