from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .cards import news_cards
from .views import released_news


class MixedAtomFeed(Atom1Feed):
    """Says of each entry in which language its title is, and of a summary where that is another one."""

    def item_attributes(self, item) -> dict:
        return {"xml:lang": item["title_language"]} if item["title_language"] != self.feed["language"] else {}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"description": None})
        language = item["summary_language"]
        attributes = {"xml:lang": language} if language != item["title_language"] else {}
        handler.addQuickElement("summary", item["description"], attributes)


class NewsFeed(Feed):
    """The twenty newest articles in the language of the address, German where not translated."""

    feed_type = MixedAtomFeed

    def title(self) -> str:
        return _("News of ISI Duisburg")

    def link(self) -> str:
        return f"/{get_language()}/aktuelles/"

    def items(self):
        return news_cards(released_news()[:20], pictures=0)

    def item_title(self, item) -> str:
        return item["title"]

    def item_description(self, item) -> str:
        return item["summary"]

    def item_link(self, item) -> str:
        return item["url"]

    def item_extra_kwargs(self, item) -> dict:
        return {name: item[name] for name in ("title_language", "summary_language")}

    def item_pubdate(self, item) -> datetime:
        return make_aware(datetime.combine(item["date"], time(8)))

    def item_author_name(self, item) -> str:
        return item["author"]

    def get_feed(self, obj, request):
        feed = super().get_feed(obj, request)
        feed.feed["language"] = get_language() or settings.LANGUAGE_CODE
        return feed
