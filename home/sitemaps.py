"""What there is for search engines to find, by language: live public pages that are really translated, and districts."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from directory.labels import labels
from directory.models import Contact, Location, OfferContact, OfferLocation, OfferPage
from portal.languages import SOURCE
from portal.tree import home_paths, locales, path_below_home

from .models import NewsPage


class Entry(NamedTuple):
    """One thing by its path below the language; `changed` tells by language when its words or facts last changed."""

    path: str
    changed: dict[str, datetime | None]


def entries() -> list[Entry]:
    """Everything public, in the order of the tree, in a fixed number of queries."""
    return [*page_entries(), *everywhere_entries()]


def page_entries() -> Iterator[Entry]:
    unlisted, facts = unlisted_pages(), changes_of_records()
    rows = Page.objects.live().public().filter(depth__gt=1).order_by("path")
    versions: dict = defaultdict(dict)
    for pk, key, locale_id, *rest in rows.values_list(
        "pk", "translation_key", "locale_id", "url_path", "last_published_at"
    ):
        if locale := locales().get(locale_id):
            versions[key][locale.language_code] = (pk, *rest)
    for found in versions.values():
        if SOURCE not in found or found[SOURCE][0] in unlisted:
            continue
        pk, url_path, published = found[SOURCE]
        if (below := path_below_home(url_path)) is None:
            continue
        fact_changes = published, facts.get(pk)
        yield Entry(below, {code: latest(changed, *fact_changes) for code, (_pk, _path, changed) in found.items()})


def everywhere_entries() -> Iterator[Entry]:
    """What is no page of the tree: it is there in every language."""
    everywhere = dict.fromkeys(home_paths())
    districts = [f"stadtteile/{slug}/" for slug in labels().records["district"]]
    for path in ("woerter/", "suche/", "stadtteile/", *districts):
        yield Entry(path, everywhere)


def latest(*moments: datetime | None) -> datetime | None:
    return max(filter(None, moments), default=None)


def unlisted_pages() -> set[int]:
    """What answers at its address but stands in no list: news of a day to come, offers that take place no more."""
    news = NewsPage.objects.filter(date__gt=timezone.localdate())
    offers = OfferPage.objects.filter(status=OfferPage.Status.INACTIVE).in_source()
    return {*news.values_list("pk", flat=True), *offers.values_list("pk", flat=True)}


def changes_of_records() -> dict[int, datetime]:
    """When locations and contacts were last published, by the offer or organization that shows them."""
    found: dict[int, datetime] = {}
    for rows, owner, moment in (
        (OfferLocation.objects.filter(location__live=True), "offer_id", "location__last_published_at"),
        (OfferContact.objects.filter(contact__live=True), "offer_id", "contact__last_published_at"),
        (Location.objects.filter(live=True), "organization_id", "last_published_at"),
        (Contact.objects.filter(live=True), "organization_id", "last_published_at"),
    ):
        for pk, changed in rows.order_by().values_list(owner).annotate(Max(moment)):
            found[pk] = latest(changed, found.get(pk))
    return found


def urls(language: str) -> list[dict]:
    """What there is in a language: {location, changed, alternates}, the alternates only where there are any."""
    return [
        {
            "location": address(language, entry.path),
            "changed": entry.changed[language],
            "alternates": alternates(entry) if len(entry.changed) > 1 else [],
        }
        for entry in entries()
        if language in entry.changed
    ]


def alternates(entry: Entry) -> list[tuple[str, str]]:
    """Its addresses by language, with the German one as default."""
    return [*((code, address(code, entry.path)) for code in entry.changed), ("x-default", address(SOURCE, entry.path))]


def address(language: str, path: str) -> str:
    return f"{settings.BASE_URL}/{language}/{path}"
