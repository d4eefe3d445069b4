"""Redirects kept by editors, for every language: a German redirect also serves the other languages."""

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirects
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from .languages import SOURCE
from .links import in_language
from .tree import default_site, home_paths


class RedirectMiddleware(WagtailRedirects):
    def process_response(self, request, response):
        if response.status_code != 404:
            return response
        request._wagtail_site = default_site()
        response = super().process_response(request, response)
        language = request.path.lstrip("/").partition("/")[0]
        if response.status_code != 404 or language == SOURCE or language not in home_paths():
            return response
        german = Redirect.normalise_path(in_language(request.get_full_path(), SOURCE), decode_unicode=False)
        redirect = get_redirect(request, german) or get_redirect(request, german.partition("?")[0])
        if redirect is None or redirect.link is None:
            return response
        kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        inside = redirect.link.startswith(f"/{SOURCE}/")
        return kind(in_language(redirect.link, language) if inside else redirect.link)
