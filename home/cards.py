"""Cards of pages and articles: the words in the best available language, in two queries."""

from django.utils.translation import get_language
from wagtail.models import Page

from portal.changes import journal
from portal.languages import SOURCE
from portal.links import page_url
from portal.tree import locale_ids

from .models import NewsPage, StandardPage


def in_best_language(model, sources, columns: tuple[str, ...]) -> list[tuple]:
    """(source, its words, marks) of each page: the words of the live translation if there is one, else the source's."""
    sources = list(sources)
    language = get_language() or SOURCE
    translated = {}
    if sources and language != SOURCE:
        keys = [page.translation_key for page in sources]
        rows = model.objects.live().filter(translation_key__in=keys, locale_id=locale_ids().get(language))
        translated = {page.translation_key: page for page in rows.only("translation_key", *columns)}
    found = []
    for page in sources:
        words = translated.get(page.translation_key)
        foreign = words is None and not language.startswith(SOURCE)
        marks = {"lang": SOURCE if foreign else "", "dir": "ltr" if foreign else ""}
        found.append((page, words or page, marks | {"url": page_url(page.url_path)}))
    return found


def page_cards(parent) -> list[dict]:
    """Cards of the live children of a page of the source language."""
    children = StandardPage.objects.live().public().child_of(parent).order_by("path")
    return [
        {"title": words.title, "summary": words.summary, "sign": page.sign, **marks}
        for page, words, marks in in_best_language(StandardPage, children, ("title", "summary"))
    ]


def news_cards(articles, pictures: int = 3) -> list[dict]:
    """The variables of `components/news_card.html` for each article; only the first ones with a picture."""
    articles = list(articles.select_related("picture").prefetch_related("picture__renditions"))
    pictured = {page.pk for page in articles[:pictures] if page.picture}
    return [
        {
            "title": words.title,
            "summary": words.intro,
            "date": page.date,
            "author": page.author,
            "picture": page.picture.get_rendition("width-800|preserve-svg") if page.pk in pictured else None,
            **marks,
        }
        for page, words, marks in in_best_language(NewsPage, articles, ("title", "intro"))
    ]


def related_links(pages: list[Page]) -> list[dict]:
    for page in pages:
        journal.version(page.specific_class.changes_scope)  # what is made of it is made anew when it changes
    live = [page for page in pages if page.live]
    return [{"title": words.title, **marks} for _page, words, marks in in_best_language(Page, live, ("title",))]
