"""The upper part of the page tree, held in process: locales, homes, index pages."""

from wagtail.models import Locale, Page, Site

from .changes import held
from .languages import SOURCE

TREE = "tree"  # scope of changes to homes, index pages and navigation


@held(TREE)
def locale_ids() -> dict[str, int]:
    """Primary keys of the locales by language code."""
    return {locale.language_code: pk for pk, locale in locales().items()}


@held(TREE)
def locales() -> dict[int, Locale]:
    """The locales by primary key, so that no page has to read its own."""
    return {locale.pk: locale for locale in Locale.objects.all()}


@held(TREE)
def home_paths() -> dict[str, str]:
    """`url_path` of the home page of each language that has one, the source language first."""
    Site.clear_site_root_paths_cache()  # Wagtail's own is kept for an hour, and with a local cache per process
    paths = {root.language_code: root.root_path for root in Site.get_site_root_paths()}
    return dict(sorted(paths.items(), key=lambda item: item[0] != SOURCE))


@held(TREE)
def default_site() -> Site:
    return Site.objects.select_related("root_page__locale").get(is_default_site=True)


@held(TREE)
def leaf_models() -> dict[str, type[Page]]:
    """`url_path` of the index pages that have children of one childless class only → that class."""
    found = {}
    for index in Page.objects.filter(depth=3).select_related("content_type"):
        index_class = index.specific_class
        children = index_class.allowed_subpage_models() if index_class else []
        if len(children) == 1 and not children[0].allowed_subpage_models():
            found[index.url_path] = children[0]
    return found


def path_below_home(url_path: str) -> str | None:
    """The part of a `url_path` that is the same in all languages: "angebote/deutschkurs/"."""
    for home in home_paths().values():
        if url_path.startswith(home):
            return url_path[len(home) :]
    return None
