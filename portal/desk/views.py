"""The pages of the desk. Every view asks for the right to submit translations; actions also for that to the page."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.paginator import WagtailPaginator
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.languages import SOURCE
from portal.tree import locale_ids, locales
from portal.words import batches
from portal.words.batches import Batch, Kind
from portal.words.outbox import WaitingWords
from portal.words.places import sources
from portal.words.po import export_po, import_po

from . import queries
from .forms import EXPORT_ALL, EXPORT_MISSING, MOST_EXPORTED, BatchForm, FilterForm, ImportForm

PROBLEMS_SHOWN = 100


def may_translate(user) -> bool:
    return user.has_perm("wagtail_localize.submit_translation")


def translators_only(view):
    """Wagtail turns the refusal into a message on the dashboard."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not may_translate(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def permitted(user, action: str = "change") -> QuerySet[Page]:
    """Published German pages that this person may change, or publish."""
    policy = policy_registry.get_by_type(Page)
    return sources().filter(pk__in=policy.instances_user_has_permission_for(user, action).values("pk"))


def show(request, name: str, title: str, **context) -> HttpResponse:
    """A page of the desk, with what waits or failed on top."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("translation_desk:types"), "label": _("Translations")},
        {"url": request.get_full_path(), "label": title},
    ]
    tabs = [
        (reverse("translation_desk:types"), _("By page type")),
        (reverse("translation_desk:pages"), _("By page")),
        (reverse("translation_desk:import"), _("Import a file")),
    ]
    top = {
        "breadcrumbs_items": crumbs,
        "header_title": title,
        "header_icon": "wagtail-localize-language",
        "tabs": [(url, label, url == request.path) for url, label in tabs],
        "here": request.get_full_path(),
        "waiting": waiting(),
        "batches": Batch.objects.select_related("user").order_by("-started_at")[:10],
    }
    return render(request, f"portal/desk/{name}.html", top | context)


def waiting() -> list[dict]:
    """Pages whose new words are not in their translations yet, those that failed first."""
    found = list(WaitingWords.objects.order_by("-attempts", "since")[:20])
    pages = Page.objects.filter(translation_key__in=[row.pk for row in found], locale_id=locale_ids()[SOURCE])
    by_key = {page.translation_key: page for page in pages}
    return [{"row": row, "page": by_key.get(row.pk)} for row in found]


@translators_only
def types(request: HttpRequest) -> HttpResponse:
    """Type × language."""
    matrix = queries.type_matrix()
    shown = queries.languages()
    found = [
        {"kind": model._meta.model_name, "name": model._meta.verbose_name, "tallies": zip(shown, row, strict=True)}
        for model, row in matrix
    ]
    words = zip(shown, queries.words_by_language(matrix), strict=True)
    return show(request, "types", _("Translations by page type"), rows=found, words=words, languages=shown)


@translators_only
def pages(request: HttpRequest) -> HttpResponse:
    """Page × language, the most visited first; a batch of them is posted here as well."""
    filters = FilterForm(request.GET)
    wanted = filters.wanted
    found = queries.matching(**wanted)
    batch = BatchForm(initial={"languages": [wanted["language"]]})
    if request.method == "POST":
        batch = BatchForm(request.POST, ticked=request.POST.getlist("pages"))
        if batch.is_valid():
            return do_batch(request, batch, found)
    ordered = queries.most_visited(found, wanted["language"]).select_related("content_type")
    page = WagtailPaginator(ordered, queries.ROWS).get_page(request.GET.get("p"))
    shown = queries.languages(wanted["language"])
    context = {
        "filters": filters,
        "batch": batch,
        "page": page,
        "elided": page.paginator.get_elided_page_range(page.number),
        "languages": shown,
        "is_filtered": any(wanted.values()),
    }
    return show(request, "pages", _("Translations by page"), rows=queries.rows(list(page), shown), **context)


def do_batch(request, form: BatchForm, found: QuerySet[Page]) -> HttpResponse:
    action, codes = form.cleaned_data["action"], form.cleaned_data["languages"]
    right = "publish" if action == Kind.MACHINE else "change"
    chosen = permitted(request.user, right)
    if form.cleaned_data["scope"] == "ticked":
        chosen = chosen.filter(pk__in=form.ticked)
    else:
        chosen = chosen.filter(pk__in=found.values("pk"))
    chosen = list(chosen.order_by("path"))
    if not chosen:
        messages.error(request, _("There is no page among them that you may change."))
    elif action in (EXPORT_MISSING, EXPORT_ALL):
        return export(request, chosen, codes[0], only_missing=action == EXPORT_MISSING)
    else:
        tell(request, batches.start(action, chosen, codes, request.user))
    return redirect(request.get_full_path())


def export(request, chosen: list[Page], code: str, *, only_missing: bool) -> HttpResponse:
    if len(chosen) > MOST_EXPORTED:
        sentence = _("A file holds at most %(most)s pages, these are %(count)s. Please filter the list.")
        messages.error(request, sentence % {"most": MOST_EXPORTED, "count": len(chosen)})
        return redirect(request.get_full_path())
    locale = locales()[locale_ids()[code]]
    specific = Page.objects.filter(pk__in=[page.pk for page in chosen]).order_by("path").specific()
    po = export_po(specific, locale, only_missing=only_missing)
    if not len(po):
        messages.success(request, _("Nothing is missing on these pages: there is nothing to export."))
        return redirect(request.get_full_path())
    answer = HttpResponse(str(po), content_type="text/x-gettext-translation; charset=utf-8")
    name = f"isi-{code}-{timezone.localdate():%Y-%m-%d}.po"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def tell(request, batch: Batch) -> None:
    """Say how far a batch has come; the rest stands on the desk."""
    if batch.error:
        messages.error(request, batch.error)
    elif batch.is_finished and not batch.problems:
        made = ngettext("Done: %(made)s page changed.", "Done: %(made)s pages changed.", batch.made)
        messages.success(request, made % {"made": batch.made})
        batch.delete()
    elif batch.is_finished:
        messages.warning(request, _("Not everything could be done. See below which pages, and why."))
    else:
        messages.warning(request, _("This takes longer. See below how far it is."))


@translators_only
def import_file(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        publish = form.cleaned_data["publish"]
        may = permitted(request.user, "publish" if publish else "change")
        report = import_po(form.po, form.locale, user=request.user, pages=may, write=False)
        if not report.problems:
            told = _("%(translated)s texts taken over; %(unchanged)s were the same, %(empty)s empty, %(fuzzy)s fuzzy.")
            messages.success(request, told % vars(report))
            if report.touched:
                kind = Kind.PUBLISH if publish else Kind.WRITE
                tell(request, batches.start(kind, report.touched, [form.locale.language_code], request.user))
            return redirect("translation_desk:import")
    problems = report.problems if report else []
    context = {"form": form, "problems": problems[:PROBLEMS_SHOWN], "count": len(problems)}
    return show(request, "import", _("Import a file of translations"), **context)
