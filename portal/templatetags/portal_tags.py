from django import template
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from portal.languages import html_lang, text_direction
from portal.links import page_url

register = template.Library()


@register.simple_tag
def href(page) -> str:
    """The address of a page inside the visitor's language."""
    return page_url(page.url_path)


@register.filter
def story(html: str) -> str:
    """Rich text with its links inside the visitor's language."""
    return mark_safe(expand_db_html(html))  # noqa: S308 — written by editors through Wagtail's whitelist


@register.simple_tag
def words_lang(page, language: str) -> str:
    """`lang="de" dir="ltr"` for the words of a page that is not in the visitor's language; else nothing."""
    code = page.locale.language_code
    if html_lang(code) == html_lang(language):
        return ""
    return mark_safe(f'lang="{html_lang(code)}" dir="{text_direction(code)}"')  # noqa: S308 — codes from settings
