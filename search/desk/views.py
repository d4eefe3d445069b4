"""The desk of the search in the back office: what people look for in vain, and what is done about it.

Who may read the counts is asked by the permission "view" of `SearchCount`, what else by that of its own model.
"""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.utils import get_valid_next_url_from_request

from portal.languages import SOURCE, portal_languages
from search.folding import clean_query
from search.statistics import ENOUGH, SearchCount, district_name
from search.tasks import SearchTask, find_an_offer

from .forms import FilterForm, TryForm
from .trying import Trial

ROWS = 50
READ = "search.view_searchcount"
FORGET = "search.delete_searchcount"
MAKE_TASK = "search.add_searchtask"
ADD_WORD = "search.add_dictionaryentry"
PROMOTE = "wagtailsearchpromotions.add_searchpromotion"


def needs(permission: str):
    """Wagtail turns the refusal into a message on the dashboard."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


def show(request: HttpRequest, name: str, title: str, **context) -> HttpResponse:
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": request.get_full_path(), "label": title},
    ]
    top = {"breadcrumbs_items": crumbs, "header_title": title, "header_icon": "search", "here": request.get_full_path()}
    return render(request, f"search/desk/{name}.html", top | context)


def back(request: HttpRequest) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or "search_desk:report")


def sums(wanted: dict[str, str]) -> QuerySet:
    """One row for each search, the months taken together, the most frequent first."""
    shown = SearchCount.objects.shown().recent().filter(**wanted)
    found = shown.values("text", "language", "district", "outcome")
    return found.annotate(number=Sum("count"), newest=Max("pk")).order_by("-number", "text", "language", "outcome")


@needs(READ)
def report(request: HttpRequest) -> HttpResponse:
    filters = FilterForm(request.GET, SearchCount.objects.shown().recent())
    page = WagtailPaginator(sums(filters.wanted), ROWS).get_page(request.GET.get("p"))
    context = {
        "filters": filters,
        "is_filtered": bool(filters.wanted),
        "page": page,
        "elided": page.paginator.get_elided_page_range(page.number),
        "rows": rows(list(page), request.user),
        "enough": ENOUGH,
        "may_forget": request.user.has_perm(FORGET),
    }
    return show(request, "report", _("Sought in vain"), **context)


def rows(found: list[dict], user) -> list[dict]:
    """What a row of the report shows: words instead of codes, and the next steps."""
    languages = {each["code"]: each for each in portal_languages()}
    tasks = {
        (task.text, task.language, task.district): task
        for task in SearchTask.objects.filter(text__in={row["text"] for row in found}).order_by("status")
    }
    return [
        row
        | {
            "spoken": languages.get(row["language"]),
            "place": district_name(row["district"]) if row["district"] else "",
            "label": SearchCount.Outcome(row["outcome"]).label,
            "task": tasks.get((row["text"], row["language"], row["district"])),
            "may_make_task": user.has_perm(MAKE_TASK),
            "dictionary": address("wagtailsnippets_search_dictionaryentry:add", row, "name") if user.has_perm(ADD_WORD) else "",
            "promote": address("wagtailsearchpromotions:add", row, "query_string") if user.has_perm(PROMOTE) else "",
            "trial": address("search_desk:try", row, "q"),
        }
        for row in found
    ]  # fmt: skip


def address(name: str, row: dict, parameter: str) -> str:
    return f"{reverse(name)}?{urlencode({parameter: row['text'], 'language': row['language']})}"


@require_POST
@needs(MAKE_TASK)
def make_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a task of a search that is shown in the report."""
    count = get_object_or_404(SearchCount.objects.shown(), pk=pk)
    if find_an_offer(count, request.user):
        messages.success(request, _("Task made: find an offer for “%(text)s”.") % {"text": count.text})
    else:
        messages.warning(request, _("There is an open task for “%(text)s” already.") % {"text": count.text})
    return back(request)


@require_POST
@needs(FORGET)
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete all counts of a search, such as a person's name."""
    count = get_object_or_404(SearchCount.objects.shown(), pk=pk)
    SearchCount.objects.filter(text=count.text).delete()
    messages.success(request, _("“%(text)s” is forgotten.") % {"text": count.text})
    return back(request)


@needs(READ)
def try_it(request: HttpRequest) -> HttpResponse:
    """What the search makes of a text."""
    text = clean_query(request.GET.get("q", ""))
    languages = {each["code"]: each for each in portal_languages()}
    language = languages.get(request.GET.get("language")) or languages.get(get_language()) or languages[SOURCE]
    form = TryForm(initial={"q": text, "language": language["code"]})
    trial = Trial(text, language["code"]) if text else None
    may_add = request.user.has_perm(ADD_WORD)
    return show(request, "try", _("Try a search"), form=form, trial=trial, spoken=language, may_add=may_add)
