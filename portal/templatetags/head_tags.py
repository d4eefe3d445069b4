"""What stands in the head of a page for search engines and for those who share its address."""

from babel.core import get_global
from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.languages import SOURCE, html_lang
from portal.links import in_language
from portal.structured_data import breadcrumb_list, script
from portal.words.marking import marks_of

register = template.Library()
DESCRIPTIONS = ("search_description", "summary", "intro", "lead")  # the first that says something


@register.simple_tag(takes_context=True)
def addresses(context, page=None) -> dict | None:
    """The canonical address of this page and the addresses of all its real translations, the German one as default.

    Views that are no page say `in_every_language`. Lists keep the number of their page, and nothing else: what is
    filtered or sorted otherwise is no page of its own.
    """
    if page:
        own = page.locale.language_code
        languages = getattr(page, "languages", [own])
    elif context.get("in_every_language"):
        own, languages = get_language() or SOURCE, [code for code, _name in settings.LANGUAGES]
    else:
        return None
    path, number = context["request"].path, number_of_page(context)

    def address(code: str) -> str:
        return f"{settings.BASE_URL}{in_language(path, code)}{number}"

    alternates = [*((code, address(code)) for code in languages), ("x-default", address(SOURCE))]
    return {"canonical": address(own), "alternates": [{"code": code, "url": url} for code, url in alternates]}


def number_of_page(context) -> str:
    number = getattr(context.get("number"), "number", 1)
    filtered = context.get("chips") or context.get("query")
    return f"?page={number}" if number > 1 and not filtered else ""


@register.simple_tag(takes_context=True)
def in_short(context, page=None) -> dict | None:
    """Title and description of a page with their marks, its kind and locale; views that are no page give `in_short`."""
    if not page:
        given = context.get("in_short")
        return given and {"kind": "website", "locale": locale_of(get_language() or SOURCE), **given}
    title = "seo_title" if page.seo_title else "title"
    description = next((name for name in DESCRIPTIONS if getattr(page, name, "")), "")
    return {
        "title": getattr(page, title),
        "title_marks": marks_of(page, title)["attributes"],
        "description": getattr(page, description) if description else "",
        "description_marks": marks_of(page, description)["attributes"] if description else "",
        "kind": getattr(page, "open_graph_type", "website"),
        "locale": locale_of(page.locale.language_code),
    }


def locale_of(code: str) -> str:
    """A language with the country most of its speakers live in, as Open Graph wants it: "tr" → "tr_TR"."""
    language, *_script, country = get_global("likely_subtags").get(html_lang(code), f"{code}_{code}").split("_")
    return f"{language}_{country.upper()}"


@register.simple_tag
def structured(data) -> SafeString:
    """Data for search engines; nothing when there is none."""
    return script(data) if data else SafeString()


@register.simple_tag
def structured_crumbs(items) -> SafeString:
    return script(breadcrumb_list(items)) if items else SafeString()
