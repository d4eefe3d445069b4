from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.caching import for_nobody_else
from portal.languages import SOURCE
from portal.lists import numbered, quoted

from . import narrowing
from .asking import search, suggest
from .cards import parts, proposal
from .help import helpers, ways_in
from .nearest import nearest
from .promoted import promoted_for
from .query import Query
from .question import SIZE, Question
from .results import COUNTED, Asked, Found
from .statistics import note_search

PROPOSALS = 6
LAST_PAGE = COUNTED // SIZE


def page(request):
    question = Question(request.GET, get_language() or SOURCE)
    context = results(question, request.GET.get("page", "")) if question else {"ways_in": ways_in()}
    if question and question.text:
        note(request, question, context)
    title = _("Search: %(words)s") % {"words": question.text} if question.text else _("Search")
    context |= {
        "query": question.typed,
        "problem": question.problem,
        "in_short": {"title": title},
        "in_every_language": True,
    }
    response = render(request, "search/page.html", context)
    return for_nobody_else(response) if question.typed else response


def results(question: Question, asked_page: str) -> dict:
    found, listed = find(question, asked_page)
    text, language = question.text, question.query.language
    alone = listed["number"].number == 1 and text and not question.chosen
    return {
        **listed,
        "found": found,
        "count_words": count_words(found, found.corrected or text),
        "promoted": promoted_for(text, language) if alone else [],
        "parts": parts(found.hits),
        "kinds": narrowing.kinds(question, found),
        "facets": narrowing.groups(question, found),
        "chips": narrowing.chips(question),
        "keep": question.kept,
        "submit": submit_words(found),
        "clear_url": question.url_without_filters,
        "exact_url": question.url(exact="1") if found.corrected else "",
        **({} if found.hits else nothing(question, found)),
    }


def note(request, question: Question, context: dict) -> None:
    """Count what was sought in vain. What another filter than that of the districts leaves out is there."""
    if context["number"].number == 1 and question.chosen.keys() <= {"district"}:
        districts = question.filters.get("district", ())
        note_search(request, question.text, question.query.language, districts, context["found"].total)


def find(question: Question, asked_page: str) -> tuple[Found, dict]:
    """The page asked for; what is no number shows the first, and a number beyond the end the last."""
    number = min(max(int(asked_page), 1), LAST_PAGE) if asked_page.isdecimal() and len(asked_page) < 9 else 1
    found = search(question.asked(number))
    listed = numbered(Paginator(range(found.total), SIZE), str(number))
    if listed["number"].number != number:
        found = search(question.asked(listed["number"].number))
    return found, listed


def nothing(question: Question, found: Found) -> dict:
    """Where to go from a search without hits."""
    steps = narrowing.ways_out(question, found)
    if question.text and (question.chosen or question.exact):
        wider = search(Asked(question.query, size=0))
        if wider.corrected and wider.total:
            meant = _("Did you mean “%(words)s”?") % {"words": wider.corrected}
            steps = [{"url": f"?{urlencode({'q': wider.corrected})}", "label": meant}, *steps]
    near = nearest(question.query) if question.text and not steps else []
    return {"steps": steps, "near": near, "helpers": helpers(), "ways_in": ways_in()[:1]}


def count_words(found: Found, text: str) -> str:
    """ "34 results for “Kurs”"; of many only that they are more than are counted."""
    count, words = number_format(found.total, force_grouping=True), quoted(text)
    if not found.total:
        return _("No results for %(words)s") % {"words": words} if text else _("No results")
    if found.more:
        template = _("More than %(count)s results for %(words)s") if text else _("More than %(count)s results")
    elif text:
        template = ngettext("%(count)s result for %(words)s", "%(count)s results for %(words)s", found.total)
    else:
        template = ngettext("%(count)s result", "%(count)s results", found.total)
    return template % {"count": count, "words": words}


def submit_words(found: Found) -> str:
    if found.more:
        return _("Show the results")
    count = number_format(found.total, force_grouping=True)
    return ngettext("Show %(count)s result", "Show %(count)s results", found.total) % {"count": count}


def suggestions(request):
    """What someone may mean who is typing: a part of a page, fetched by `suggest.js`. Of no use to search engines."""
    language = get_language() or SOURCE
    query = Query(request.GET.get("q", ""), language)
    entries = suggest(query.text, language, PROPOSALS) if query else []
    if query and not entries:
        entries = [hit.entry for hit in search(Asked(query, size=PROPOSALS)).hits]
    count = len(entries)
    words = ngettext("%(count)s suggestion", "%(count)s suggestions", count) % {"count": count} if entries else ""
    context = {"proposals": [proposal(entry, language) for entry in entries[:PROPOSALS]], "count_words": words}
    response = render(request, "search/suggestions.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, max-age=60"  # what a person types is kept by nobody else
    return response
