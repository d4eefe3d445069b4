"""What anonymous visitors get may be kept: by their browser, by a proxy, and in this process.

A page is kept until something it is made of changes (the journal knows which scopes were asked while it was made), at
most for a minute, because pages say what is open now. Requests with a session never touch it. What answers words that
somebody typed is kept by their browser and this process alone (`for_nobody_else`).
"""

import time
from collections import OrderedDict

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

from . import visits
from .changes import journal

KEPT_SECONDS = 60
KEPT_PAGES = 500  # about 25 MB a process


class Kept:
    """Pages of this process by address, the least used forgotten first."""

    def __init__(self):
        self.pages: OrderedDict = OrderedDict()

    def get(self, key):
        until, scopes, page = self.pages.get(key, (0, {}, None))
        too_old = until < time.monotonic() and journal.reachable  # better an old page than none
        if too_old or any(journal.version(scope) != version for scope, version in scopes.items()):
            return None
        self.pages.move_to_end(key)
        return page

    def put(self, key, page, scopes: dict) -> None:
        self.pages[key] = (time.monotonic() + KEPT_SECONDS, scopes, page)
        while len(self.pages) > KEPT_PAGES:
            self.pages.popitem(last=False)


kept = Kept()


class PageCacheMiddleware:
    """The first middleware: answers from what is kept, keeps what may be, and tells browsers and proxies so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with journal.as_of_now() as scopes:
            return self._answer(request, scopes)

    def _answer(self, request, scopes: dict):
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        key = (request.get_host(), request.get_full_path(), packed)
        if (page := kept.get(key)) is not None:
            visits.note(request, page)
            return answer(request, page)
        response = self.get_response(request)
        if is_public(response):
            response.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
            if response["Content-Type"].startswith("text/html"):
                set_response_etag(response)
                visits.note(request, response)
                kept.put(key, response, dict(scopes))
                return answer(request, response)
        return response


def for_nobody_else(response: HttpResponse) -> HttpResponse:
    """Keep what a visitor typed out of every proxy; this process keeps the page as any other."""
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response.for_anybody_here = True
    return response


def is_public(response) -> bool:
    """Whether the page says the same to everybody without a session."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not {"Cookie", "Accept-Language"} & set(response.get("Vary", "").split(", "))
        and "no-store" not in response.get("Cache-Control", "")
        and ("private" not in response.get("Cache-Control", "") or hasattr(response, "for_anybody_here"))
    )


def answer(request, page) -> HttpResponse:
    """A response of its own with what is kept, or "not modified" when the browser has it already."""
    response = HttpResponse(page.content)
    for name, value in page.items():
        response.headers[name] = value
    return get_conditional_response(request, etag=page["ETag"], response=response)
