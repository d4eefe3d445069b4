"""What the desk does with one page; each is one press, and leads back to where it was pressed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from portal.languages import SOURCE
from portal.tree import locale_ids
from portal.words import batches, machine
from portal.words.batches import Batch
from portal.words.outbox import WaitingWords
from portal.words.places import sources
from portal.words.services import Unavailable
from portal.words.state import by_hand
from portal.words.syncing import sync_key
from portal.words.writing import NotTranslatedAbove, reason

from .views import permitted, tell, translators_only


def back(request: HttpRequest) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or "translation_desk:pages")


def translated_page(request: HttpRequest, pk: int) -> Page:
    """A translation that this person may publish."""
    page = get_object_or_404(Page.objects.exclude(locale_id=locale_ids()[SOURCE]).filter(depth__gt=1), pk=pk).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return page


@require_POST
@translators_only
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what a machine wrote on a page as read."""
    page = translated_page(request, pk)
    count = machine.confirm(page, request.user)
    told = ngettext("“%(page)s”: %(count)s text confirmed.", "“%(page)s”: %(count)s texts confirmed.", count)
    messages.success(request, told % {"page": page.title, "count": count})
    return back(request)


@require_POST
@translators_only
def is_up_to_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of a page written by hand that it says what the German page says now."""
    page = translated_page(request, pk)
    source = get_object_or_404(sources(translation_key=page.translation_key)).specific
    if page.translation_state.get("by_hand"):
        machine.put_state(page, page.translation_state | by_hand(source))
        messages.success(request, _("“%(page)s” counts as up to date.") % {"page": page.title})
    else:
        messages.error(request, _("This page is translated text by text. Please translate what is missing."))
    return back(request)


@require_POST
@translators_only
def by_machine(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Translate what is missing of a German page into a language."""
    page = get_object_or_404(sources(), pk=pk)
    if not permitted(request.user, "publish").filter(pk=pk).exists():
        raise PermissionDenied
    translate(request, page.specific, get_object_or_404(Locale, language_code=code))
    return back(request)


@require_POST
@translators_only
def translate_in_editor(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Takes the place of wagtail-localize's view, which shows an error page when the service fails."""
    translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
    page = get_object_or_404(sources(), translation_key=translation.source.object_id)
    target = translation.get_target_instance()
    if not target.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    translate(request, page.specific, translation.target_locale, write=False)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_pages:edit", target.pk)


def translate(request, page: Page, locale: Locale, write: bool = True) -> None:
    """Do it and say what came of it."""
    try:
        outcome = machine.translate_page(page, locale, user=request.user, write=write)
    except Unavailable as error:
        messages.error(request, str(error))
    except (NotTranslatedAbove, ValidationError) as error:
        messages.error(request, reason(error))
    else:
        told = _("“%(page)s”: %(count)s texts translated by machine. Please read and confirm them.")
        messages.success(request, told % {"page": page.title, "count": outcome.translated})
        if outcome.refused:
            told = _("%(count)s texts stay German: the machine lost a link in them, or they became too long.")
            messages.warning(request, told % {"count": outcome.refused})


@require_POST
@translators_only
def try_again(request: HttpRequest) -> HttpResponse:
    """Carry waiting words into the translations, now."""
    keys = list(WaitingWords.objects.order_by("since").values_list("pk", flat=True))
    done = sum(sync_key(key) for key in keys)
    if done < len(keys):
        messages.error(request, _("%(count)s pages still wait, see why below.") % {"count": len(keys) - done})
    else:
        messages.success(request, _("Done: all translations have the words of their German pages."))
    return back(request)


@require_POST
@translators_only
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(Batch, pk=pk)
    batches.go_on(batch)
    tell(request, batch)
    return back(request)


@require_POST
@translators_only
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a batch, or take a finished one off the desk. What it made stays."""
    Batch.objects.filter(pk=pk).delete()
    return back(request)
