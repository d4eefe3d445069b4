"""Cards of pages and articles: the words in the best available language, in two queries."""

from django.utils.translation import get_language
from wagtail.models import Page

from portal.changes import journal
from portal.languages import SOURCE
from portal.links import page_url
from portal.tree import locale_ids
from portal.words.marking import marks

from .models import NewsPage, StandardPage

STATE = {NewsPage: ("translation_state",), StandardPage: ("translation_state",), Page: ()}  # a bare page has none


def in_best_language(model, sources, *columns: str) -> list[tuple]:
    """(source, words) of each page: `title` and `summary` (what the second column is) of the public translation if
    there is one, else of the source, with `title_marks`, `title_language` and those of the summary; and its `url`.
    """
    sources = list(sources)
    language = get_language() or SOURCE
    translated = {}
    if sources and language != SOURCE:
        keys = [page.translation_key for page in sources]
        rows = model.objects.live().public().filter(translation_key__in=keys, locale_id=locale_ids().get(language))
        translated = {row["translation_key"]: row for row in rows.values("translation_key", *columns, *STATE[model])}
    found = []
    for page in sources:
        row = translated.get(page.translation_key)
        german = row.get("translation_state", {}).get("german", ()) if row else columns
        words = {"url": page_url(page.url_path)}
        for name, column in zip(("title", "summary"), columns, strict=False):
            words[name] = row[column] if row else getattr(page, column)
            words[f"{name}_language"] = SOURCE if column in german else language
            words[f"{name}_marks"] = marks(SOURCE)["attributes"] if column in german else ""
        found.append((page, words))
    return found


def page_cards(parent) -> list[dict]:
    """Cards of the live children of a page of the source language."""
    children = StandardPage.objects.live().public().child_of(parent).order_by("path")
    return [words | {"sign": page.sign} for page, words in in_best_language(StandardPage, children, "title", "summary")]


def news_cards(articles, pictures: int = 3) -> list[dict]:
    """The variables of `components/news_card.html` for each article; only the first ones with a picture."""
    articles = list(articles.select_related("picture").prefetch_related("picture__renditions"))
    pictured = {page.pk for page in articles[:pictures] if page.picture}
    return [
        words
        | {
            "date": page.date,
            "author": page.author,
            "picture": page.picture.get_rendition("width-800|preserve-svg") if page.pk in pictured else None,
        }
        for page, words in in_best_language(NewsPage, articles, "title", "intro")
    ]


def related_links(pages: list[Page]) -> list[dict]:
    for page in pages:
        journal.version(page.specific_class.changes_scope)  # what is made of it is made anew when it changes
    live = [page for page in pages if page.live]
    return [words for _page, words in in_best_language(Page, live, "title")]
