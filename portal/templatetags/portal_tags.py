import re

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from portal.context import titles
from portal.languages import SOURCE
from portal.links import page_url
from portal.words.marking import SAME, german_parts, mark_paragraphs, marks_of, notes_on

register = template.Library()
GERMAN_LINK = re.compile(rf'href="/{SOURCE}/')


@register.simple_tag
def href(page) -> str:
    """The address of a page inside the visitor's language."""
    return page_url(page.url_path)


@register.simple_tag
def inside(path: str) -> str:
    """An address an editor typed: "/angebote/?free=1" becomes one inside the visitor's language."""
    return f"/{get_language()}{path}" if path.startswith("/") and not path.startswith(f"/{SOURCE}/") else path


@register.simple_tag(takes_context=True)
def story(context, html: str, page, *path) -> str:
    """Rich text of a page: links inside the visitor's language, German paragraphs marked, official words explained."""
    html = mark_paragraphs(html, german_parts(page).get(".".join(map(str, path)), ())) if page else html
    html = GERMAN_LINK.sub(f'href="/{get_language()}/', expand_db_html(html))
    return explained(mark_safe(html), context.get("portal"))  # noqa: S308 — by editors, through Wagtail's whitelist


@register.filter
def explained(text: str, portal) -> str:
    """A text with its official words explained, each once on a page. Not for attributes, links and headings."""
    return portal.explainer.explain(text) if portal else text


@register.filter
def explained_facts(facts: list[dict], portal) -> list[dict]:
    """Rows of `components/facts.html` with the official words in their values explained."""
    return [fact | {"value": explained(fact["value"], portal)} for fact in facts]


@register.simple_tag
def words(page, *path) -> dict:
    """`lang`, `dir` and `attributes` for the words of a page (at a path) that the visitor does not read; else empty."""
    return marks_of(page, *path) if page else SAME


@register.simple_tag(takes_context=True)
def notes(context, page) -> dict[str, bool]:
    return notes_on(page, context["portal"].language)


@register.simple_tag(takes_context=True)
def crumbs(context, parent: str = "") -> list[dict]:
    """The way from the home page to the parent of this address; `parent` names one that is no page."""
    portal = context["portal"]
    known, parts = titles(portal.language), portal.path.rstrip("/").split("/")
    below = ["/".join(parts[:n]) + "/" for n in range(1, len(parts))]
    found = [{"url": portal.home_url, "title": _("Home"), "lang": "", "dir": ""}] if parts != [""] else []
    for path in below:
        if path in known:
            found.append(known[path])
        elif parent:
            found.append({"url": f"{portal.home_url}{path}", "title": parent, "lang": "", "dir": ""})
    return found
