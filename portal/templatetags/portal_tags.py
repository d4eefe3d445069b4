import re

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from portal.context import titles
from portal.languages import SOURCE, html_lang, text_direction
from portal.links import in_language, page_url

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


@register.filter
def story(html: str) -> str:
    """Rich text with its links inside the visitor's language."""
    html = GERMAN_LINK.sub(f'href="/{get_language()}/', expand_db_html(html))
    return mark_safe(html)  # noqa: S308 — written by editors through Wagtail's whitelist


@register.simple_tag
def words(page) -> dict:
    """`lang`, `dir` and `attributes` for the words of a page that are not in the visitor's language; else empty."""
    code, language = page.locale.language_code, get_language() or SOURCE
    if html_lang(code) == html_lang(language):
        return {"lang": "", "dir": "", "attributes": ""}
    lang, direction = html_lang(code), text_direction(code)
    return {"lang": lang, "dir": direction, "attributes": format_html(' lang="{}" dir="{}"', lang, direction)}


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


@register.simple_tag(takes_context=True)
def addresses(context, page) -> dict:
    """The canonical address of a page and those of its real translations."""
    path = context["request"].path
    languages = getattr(page, "languages", [page.locale.language_code])
    canonical = in_language(path, page.locale.language_code)
    return {
        "canonical": settings.BASE_URL + canonical,
        "alternates": [{"code": code, "url": settings.BASE_URL + in_language(path, code)} for code in languages],
    }
