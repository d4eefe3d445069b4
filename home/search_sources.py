"""What the search finds of pages and news."""

from collections.abc import Collection, Iterator
from re import compile as regex

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from portal.languages import SOURCE
from portal.tree import TREE, home_paths, locale_ids, locales
from portal.words.marking import without_german
from search.things import Thing, TranslatedSource, Words, register

from .models import NewsPage, StandardPage

SPACE = regex(r"\s+")


def story_of(blocks, german: Collection[str] = ()) -> str:
    """The text of blocks without the paragraphs with these fingerprints."""
    return SPACE.sub(" ", " ".join(piece for block in blocks for piece in pieces_of(block, german))).strip()


def pieces_of(block, german: Collection[str]) -> list[str]:
    value = block.value
    if isinstance(value, RichText):
        value = RichText(without_german(value.source, german))
    return [without_german(piece, german) for piece in block.block.get_searchable_content(value)]


class PageSource(TranslatedSource):
    model: type[Page]
    columns: tuple[str, ...]  # summary, body
    with_rows: tuple[str, ...] = ()  # read for all pages at once

    def public(self):
        return self.model.objects.live().public().filter(locale_id=locale_ids()[SOURCE])

    def things(self, ids: set[int] | None = None) -> Iterator[Thing]:
        found = self.public().prefetch_related(*self.with_rows)
        found = found if ids is None else found.filter(pk__in=ids)
        others: dict = {}
        keys = [page.translation_key for page in found]
        translations = self.model.objects.live().public().exclude(locale_id=locale_ids()[SOURCE])
        for page in translations.filter(translation_key__in=keys):
            others.setdefault(page.translation_key, []).append(page)
        for page in found:
            yield self.thing(page, others.get(page.translation_key, []))

    def thing(self, page, others: list) -> Thing:
        versions = [page, *others]
        return Thing(
            key=str(page.pk),
            path=page.url_path.removeprefix(home_paths()[SOURCE]),
            words={locales()[each.locale_id].language_code: self.words(each) for each in versions},
            **self.more(page),
        )

    def words(self, page) -> Words:
        """The words in the language of the page; of a translation without any text of its own, the German text."""
        summary, body = self.columns
        german = page.translation_state.get("german", {})
        parts = [name for name, column in (("title", "title"), ("summary", summary)) if column in german]
        paragraphs = {each for path, found in german.items() if path.startswith(f"{body}.") for each in found}
        text = own = story_of(getattr(page, body))
        if paragraphs:
            own = story_of(getattr(page, body), paragraphs)
        if text and not own:
            parts.append("body")
        return Words(page.title, getattr(page, summary), own or text, tuple(parts))

    def more(self, page) -> dict:
        return {}


@register
class StandardPageSource(PageSource):
    kind, label, scope = "page", _("Good to know"), TREE
    model, columns = StandardPage, ("summary", "body")


@register
class NewsSource(PageSource):
    kind, label, scope, weight = "news", _("News"), NewsPage.changes_scope, 0.8
    sign = "news"
    model, columns, with_rows = NewsPage, ("intro", "body"), ("tagged_items__tag",)

    def public(self):
        return super().public().filter(date__isnull=False)

    def more(self, page) -> dict:
        tags = [item.tag.name for item in page.tagged_items.all()]
        return {"labels": {SOURCE: tags} if tags else {}, "public_from": page.date}
