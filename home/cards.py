"""Cards of pages and articles: the words in the best available language, in two queries."""

from django.utils.translation import get_language

from portal.languages import SOURCE
from portal.links import page_url
from portal.tree import locale_ids

from .models import StandardPage


def in_best_language(sources, columns: tuple[str, ...]) -> list[tuple]:
    """(source, words, lang) of each page: `words` is the live translation if there is one, else the source."""
    sources = list(sources)
    language = get_language() or SOURCE
    translated = {}
    if sources and language != SOURCE:
        rows = (
            type(sources[0])
            .objects.live()
            .filter(
                translation_key__in=[page.translation_key for page in sources], locale_id=locale_ids().get(language)
            )
        )
        translated = {page.translation_key: page for page in rows.only("translation_key", *columns)}
    found = [(page, translated.get(page.translation_key)) for page in sources]
    own = language.startswith(SOURCE)
    return [(page, words or page, "" if words or own else SOURCE) for page, words in found]


def page_cards(parent) -> list[dict]:
    """Cards of the live children of a page of the source language."""
    children = StandardPage.objects.live().child_of(parent).order_by("path")
    return [
        {
            "url": page_url(page.url_path),
            "title": words.title,
            "summary": words.summary,
            "sign": page.sign,
            "lang": lang,
        }
        for page, words, lang in in_best_language(children, ("title", "summary"))
    ]


def news_cards(articles) -> list[dict]:
    if hasattr(articles, "select_related"):
        articles = articles.select_related("picture").prefetch_related("picture__renditions")
    return [
        {
            "url": page_url(page.url_path),
            "title": words.title,
            "intro": words.intro,
            "date": page.date,
            "author": page.author,
            "picture": page.picture,
            "lang": lang,
        }
        for page, words, lang in in_best_language(articles, ("title", "intro"))
    ]
