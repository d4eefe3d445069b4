from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_from_path, get_language_from_request, override
from django.views.decorators.cache import never_cache

from .styleguide import rendered


@never_cache
def health(request):
    """Answers when the process can reach its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def robots(request):
    lines = ("User-agent: *", "Disallow: /admin/", "", f"Sitemap: {settings.BASE_URL}/sitemap.xml", "")
    return HttpResponse("\n".join(lines), content_type="text/plain")


def styleguide(request):
    return render(request, "portal/styleguide.html", {"components": rendered(request)})


def problem(request, status: int):
    """An error page in the visitor's language, also outside of a language's tree."""
    language = get_language_from_path(request.path_info) or get_language_from_request(request)
    with override(language or get_language()):
        return render(request, f"{status}.html", status=status)


def not_found(request, exception=None):
    return problem(request, 404)


def forbidden(request, exception=None):
    return problem(request, 403)


def server_error(request):
    try:
        return problem(request, 500)
    except Exception:  # the database may be what failed
        return render(request, "500_plain.html", status=500)
