from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from directory.indexes import offer_index
from directory.listing import latest_organizations
from directory.models import OfferPage
from directory.tiles import tiles
from portal.languages import SOURCE
from portal.tree import locale_ids

from .cards import news_cards, page_cards
from .models import NewsPage

NEWS_PER_PAGE = 12


def home_context(page) -> dict:
    facts, index = page.facts, offer_index()
    return {
        "pillars": [
            {"value": value, "label": label, "count": index.of("pillar", [value]).bit_count()}
            for value, label in OfferPage.Pillar.choices
        ],
        "situations": page_cards(facts.situations) if facts.situations_id else [],
        "news": news_cards(released_news()[:3]),
        "introduced": latest_organizations("", [facts.introduced_id], 1) if facts.introduced_id else None,
        "tiles": tiles(),
        "offer_count": len(index),
    }


def released_news():
    """Each article once, the newest first."""
    return NewsPage.objects.released().filter(locale_id=locale_ids()[SOURCE]).newest_first()


def news_list(request, page):
    number = Paginator(released_news(), NEWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "home/news_list.html", {"page": page, "number": number, "cards": news_cards(number)})


def news_context(page) -> dict:
    facts = page.facts
    chosen = [row.page_id for row in facts.related_pages.all()]
    others = released_news().exclude(pk=facts.pk).exclude(pk__in=chosen)
    updated = facts.last_published_at
    return {
        "facts": facts,
        "tags": [tag.name for tag in facts.tags.all()],
        "updated": updated if updated and timezone.localdate(updated) > facts.date else None,
        "related": news_cards(others[:3]),
        "related_pages": facts.related_pages.select_related("page"),
    }


def standard_context(page) -> dict:
    return {"facts": page.facts, "children": page_cards(page.facts)}
