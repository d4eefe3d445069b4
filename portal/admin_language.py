"""The language of requests: in the admin German, whatever the browser asks for; elsewhere as Django finds it."""

from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware
from django.utils import translation

from .languages import SOURCE


class LocaleMiddleware(DjangoLocaleMiddleware):
    def process_request(self, request):
        """Who wants the admin in another language says so in their profile; Wagtail then switches by itself."""
        if not request.path_info.startswith("/admin/"):
            return super().process_request(request)
        translation.activate(SOURCE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        """Without Django's redirect of what is not found to the same address below a language."""
        if request.path_info.startswith("/admin/"):
            return response
        return super().process_response(request, response)
