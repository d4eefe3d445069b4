"""Finding the page for an address: one indexed look-up of `url_path`, then Wagtail's own `serve`.

All slugs stay as in the source language, only the homes differ. So the path below a home is the same in every
language, and one query finds the translation and the source page to fall back to.
"""

from django.db import connections
from django.http import Http404
from django.utils.translation import get_language
from wagtail import views as wagtail_views
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.wagtail_hooks import check_view_restrictions

from .changes import journal
from .languages import SOURCE
from .pages import anything_restricted
from .tree import default_site, home_paths, leaf_models, locales
from .visits import lacking


def find_page(path: str, language: str) -> Page | None:
    """The live page at a path below the homes, best available language; its `languages` are all it is in."""
    below = path.strip("/") + "/" if path.strip("/") else ""
    homes = home_paths()
    by_path = {home + below: code for code, home in homes.items()}
    parent = below.rstrip("/").rpartition("/")[0]
    model = leaf_models().get(f"{homes.get(SOURCE, '')}{parent}/", Page) if parent else Page
    pages = getattr(model.objects, "for_serving", model.objects.live)().filter(url_path__in=by_path)
    versions = {by_path[page.url_path]: page for page in pages}
    source = versions.get(SOURCE)
    if source is None:  # a translation alone would show facts that are not published
        return None
    page = versions.get(language, source).specific
    journal.version(page.changes_scope)
    page.locale = locales()[page.locale_id]
    page.languages, page.source = sorted(versions), source
    if type(source) is type(page) and source.pk != page.pk:
        page.facts = source
    return page


def serve(request, path: str = ""):
    request._wagtail_site = default_site()
    page = find_page(path, get_language() or SOURCE)
    if page is None:
        raise Http404
    request._wagtail_route_for_request = RouteResult(page, [], {})
    response = serve_as_source(request, path, page)
    response.lacking = lacking(page, get_language() or SOURCE)
    return response


def serve_as_source(request, path: str, page: Page):
    """Who may read a page is set on the German one, for all languages."""
    if page.source.pk == page.pk or not anything_restricted():
        return wagtail_views.serve(request, path)
    as_source = check_view_restrictions(lambda *args: wagtail_views.serve(request, path))
    return as_source(page.source, request, [], {})


def make_url_path_index(using: str = "default", **kwargs) -> None:
    """Index the column by which pages are found. SQLite drops it when a migration rebuilds the table."""

    with connections[using].cursor() as cursor:
        if Page._meta.db_table not in connections[using].introspection.table_names(cursor):
            return
        cursor.execute(f"CREATE INDEX IF NOT EXISTS portal_page_url_path ON {Page._meta.db_table} (url_path)")
