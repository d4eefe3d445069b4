"""Results that the Kernteam puts above the others for certain searches: Wagtail's search promotions.

Wagtail's own `Query.get` and `add_hit` store what people search for; nothing here calls them.
"""

from collections import defaultdict

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from portal.changes import changed, held
from portal.languages import SOURCE, html_lang, text_direction
from portal.links import page_url
from portal.pages import page_scopes
from portal.tree import locales

from .folding import clean_query, fold_words
from .stopwords import likely_language

PROMOTIONS = "promotions"  # scope of changes


@receiver([post_save, post_delete], sender=SearchPromotion)
def note_promotion(sender, **kwargs):
    changed(PROMOTIONS)


def promoted_for(text: str, language: str) -> list[dict]:
    """What is promoted for a search: {url, title, description, marks}, without a query; all of it safe to show.

    `marks` are the attributes ` lang=… dir=…` of a title in another language than the page's, or nothing.
    """
    return promotions(language).get(fold_words(clean_query(text)), [])


@held(PROMOTIONS, *page_scopes())
def promotions(language: str) -> dict[str, list[dict]]:
    """All promotions in a language by the folded text they are for, each address once."""
    rows = list(SearchPromotion.objects.select_related("query", "page").order_by("sort_order", "pk"))
    versions = versions_of([row.page.translation_key for row in rows if row.page])
    found: dict[str, dict[str, dict]] = defaultdict(dict)
    for row in rows:
        shown = page_result(versions[row.page.translation_key], language) if row.page else link_result(row, language)
        if shown and (sought := fold_words(row.query.query_string)):
            shown["marks"] = marks(titled_in := shown.pop("titled_in"), language)
            shown["description"] = in_its_language(row.description, language, titled_in)
            found[sought].setdefault(shown["url"], shown)
    return {sought: list(results.values()) for sought, results in found.items()}


def versions_of(keys: list) -> dict:
    """Translation key → language → page, of pages that everybody may read."""
    found: dict = defaultdict(dict)
    for page in Page.objects.live().public().filter(translation_key__in=keys):
        found[page.translation_key][locales()[page.locale_id].language_code] = page
    return found


def page_result(versions: dict[str, Page], language: str) -> dict | None:
    """The page in the best language; None where the German one is not public, since translations follow it."""
    if (source := versions.get(SOURCE)) is None:
        return None
    title = versions.get(language, source).title
    return {
        "url": page_url(source.url_path, language),
        "title": title,
        "titled_in": SOURCE if title == source.title else language,
    }


def link_result(row: SearchPromotion, language: str) -> dict | None:
    title = row.external_link_text or row.external_link_url
    return row.external_link_url and {
        "url": row.external_link_url,
        "title": title,
        "titled_in": likely_language(title),
    }


def in_its_language(text: str, *around: str) -> SafeString:
    """A description as the staff wrote it, marked where it is in another language than the page or the title."""
    written_in = html_lang(likely_language(text))
    if not text or all(written_in == html_lang(language) for language in around):
        return format_html("{}", text)
    return format_html("<span{}>{}</span>", attributes(written_in), text)


def marks(written_in: str, language: str) -> SafeString:
    return SafeString("") if html_lang(written_in) == html_lang(language) else attributes(html_lang(written_in))


def attributes(language: str) -> SafeString:
    return format_html(' lang="{}" dir="{}"', language, text_direction(language))
