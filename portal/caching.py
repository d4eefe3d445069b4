"""What anonymous visitors get may be kept: by their browser, by a proxy, and in this process.

A page is kept until anything it could be made of changes (the journal says so), at most for a minute, because pages
say what is open now. Requests with a session never touch it.
"""

import time
from collections import OrderedDict

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

from .changes import journal

KEPT_SECONDS = 60
KEPT_PAGES = 500  # about 25 MB a process


class Kept:
    """Pages of this process by address, the least used forgotten first."""

    def __init__(self):
        self.pages: OrderedDict = OrderedDict()
        self.version = None

    def get(self, key):
        self._follow()
        found = self.pages.get(key)
        if found is None or found[0] < time.monotonic():
            return None
        self.pages.move_to_end(key)
        return found[1]

    def put(self, key, page) -> None:
        self._follow()
        self.pages[key] = (time.monotonic() + KEPT_SECONDS, page)
        while len(self.pages) > KEPT_PAGES:
            self.pages.popitem(last=False)

    def _follow(self) -> None:
        version = journal.state()
        if version != self.version:
            self.pages.clear()
            self.version = version


kept = Kept()


class PageCacheMiddleware:
    """The first middleware: answers from what is kept, keeps what may be, and tells browsers and proxies so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with journal.as_of_now():
            return self._answer(request)

    def _answer(self, request):
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        key = (request.get_host(), request.get_full_path(), packed)
        if (page := kept.get(key)) is not None:
            return answer(request, page)
        response = self.get_response(request)
        if is_public(response):
            response.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
            if response["Content-Type"].startswith("text/html"):
                set_response_etag(response)
                kept.put(key, response)
                return answer(request, response)
        return response


def is_public(response) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cookie" not in response.get("Vary", "")
        and "no-store" not in response.get("Cache-Control", "")
        and "private" not in response.get("Cache-Control", "")
    )


def answer(request, page) -> HttpResponse:
    """A response of its own with what is kept, or "not modified" when the browser has it already."""
    response = HttpResponse(page.content)
    for name, value in page.items():
        response.headers[name] = value
    return get_conditional_response(request, etag=page["ETag"], response=response)
