from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.listing import latest_organizations, list_url
from directory.models import OfferPage
from directory.tiles import tiles
from portal.changes import journal
from portal.languages import SOURCE
from portal.links import page_url
from portal.lists import numbered
from portal.tree import home_paths, locale_ids
from portal.words.marking import marks

from . import sitemaps
from .cards import in_best_language, news_cards, page_cards, related_links
from .models import VIDEO_TYPES, NewsPage, StandardPage
from .structured_data import news_data

NEWS_PER_PAGE = 12
BRIGHTEST = 12  # districts named on the home page


def home_context(page) -> dict:
    facts = page.facts
    found = tiles()
    brightest = sorted(found, key=lambda tile: -tile["count"])[:BRIGHTEST]
    return {
        "pillars": pillars(),
        "quick": [
            {"query": "open=1", "label": _("Open now")},
            {"query": "free=1", "label": _("Free of charge")},
            {"query": "term=deutsch-lernen", "label": _("Learn German")},
        ],
        "situations": page_cards(facts.situations) if facts.situations_id else [],
        "news": news_cards(released_news()[:3]),
        "introduced": introduced(facts),
        "explained": explained(facts),
        "brightest": sorted(brightest, key=lambda tile: tile["name"]),
    }


def pillars() -> list[dict]:
    """The four pillars that have offers, in plain words."""
    texts = {
        "language": _("Learn and practise German, find interpreters"),
        "participation": _("Clubs, meeting places, sport, culture, having a say"),
        "work": _("School, training, work, recognition of your papers"),
        "advice": _("Someone listens and helps you on"),
    }
    url = list_url(OfferPage, get_language() or SOURCE)
    return [
        {"value": value, "label": label, "text": texts[value], "url": f"{url}?pillar={value}"}
        for value, label in OfferPage.Pillar.choices
    ]


def introduced(facts) -> dict | None:
    """The organization on the home page: its card and its first picture."""
    if not facts.introduced_id:
        return None
    first = facts.introduced.pictures.select_related("image").first()
    return latest_organizations("", [facts.introduced_id], 1) | {"picture": first.image if first else None}


def explained(facts) -> dict | None:
    """The page that explains the portal in easy language and in sign language (BITV 2.0 § 4)."""
    page = facts.explained
    if page is None or not page.live:
        return None
    (_page, words), *_rest = in_best_language(StandardPage, [page], "title", "summary")
    signed = f"{words['url']}#dgs" if page.sign_video_id else ""
    return words | {"simple_url": page_url(page.url_path, "de-simple"), "signed_url": signed}


def released_news():
    """Each article once, the newest first."""
    journal.version(NewsPage.changes_scope)
    return NewsPage.objects.released().filter(locale_id=locale_ids()[SOURCE]).newest_first()


def news_list(request, page):
    listed = numbered(Paginator(released_news(), NEWS_PER_PAGE), request.GET.get("page"))
    cards = news_cards(listed["number"].object_list)
    return render(request, "home/news_list.html", {"page": page, "cards": cards, **listed})


def news_context(page) -> dict:
    facts = page.facts
    tags = [tag.name for tag in facts.tags.all()]
    return {
        "facts": facts,
        "structured_data": news_data(page, facts, tags),
        "byline": byline(facts),
        "german": marks(SOURCE),  # tags and what a picture shows are facts
        "tags": tags,
        "related": news_cards(released_news().exclude(pk=facts.pk)[:3], pictures=0),
        "related_pages": related_links([row.page for row in facts.related_pages.select_related("page__locale")]),
    }


def byline(facts) -> str:
    """Date, author and, when it was changed on a later day, that day."""
    parts = [date_format(facts.date, "DATE_FORMAT") if facts.date else "", facts.author]
    updated = timezone.localdate(facts.last_published_at) if facts.last_published_at else None
    first = timezone.localdate(facts.first_published_at) if facts.first_published_at else None
    if updated and first and updated > first:
        parts.append(_("updated on %(day)s") % {"day": date_format(updated, "DATE_FORMAT")})
    return " · ".join(filter(None, parts))


def standard_context(page) -> dict:
    facts = page.facts
    return {"facts": facts, "children": page_cards(facts) if facts.pk else [], "signed": sign_video(facts)}


def sign_video(facts) -> dict | None:
    """The variables of `components/sign_video.html`."""
    if not facts.sign_video:
        return None
    return {
        "url": facts.sign_video.file.url,
        "type": VIDEO_TYPES.get(facts.sign_video.file_extension.lower(), ""),
        "captions": facts.sign_captions.file.url if facts.sign_captions else "",
    }


def sitemap_index(request):
    found = [settings.BASE_URL + reverse("sitemap:sitemap", args=[code]) for code in home_paths()]
    return xml(render(request, "home/sitemap_index.xml", {"locations": found}, content_type="application/xml"))


def sitemap(request, language: str):
    if language not in home_paths():
        raise Http404
    context = {"urls": sitemaps.urls(language)}
    return xml(render(request, "home/sitemap.xml", context, content_type="application/xml"))


def xml(response):
    """For machines: they need not ask more than once an hour, nor list it."""
    response["Cache-Control"], response["X-Robots-Tag"] = "public, max-age=3600", "noindex"
    return response
