"""What every page of ours needs: languages for the switch, navigation, foot. Read only when a template asks."""

from functools import cached_property

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from .changes import held
from .languages import SOURCE, html_lang, portal_languages, text_direction
from .links import in_language, page_url
from .tree import TREE, home_paths, locale_ids


@held(TREE)
def navigation(language: str) -> dict[str, list[dict]]:
    """Links in the head (`show_in_menus`) and at the foot (`in_footer`) in a language, as {url, title, lang}."""
    return {"menu": menu(language), "foot": foot(language)}


def menu(language: str) -> list[dict]:
    home = home_paths().get(SOURCE)
    if home is None:
        return []
    pages = Page.objects.live().in_menu().filter(depth=3, locale_id=locale_ids()[SOURCE]).order_by("path")
    return best_titles(pages, language)


def foot(language: str) -> list[dict]:
    from django.apps import apps

    pages = apps.get_model("home", "StandardPage").objects.live().filter(in_footer=True).order_by("path")
    return best_titles(pages.filter(locale_id=locale_ids()[SOURCE]), language)


def best_titles(pages, language: str) -> list[dict]:
    pages = list(pages)
    keys = [page.translation_key for page in pages]
    own = Page.objects.live().filter(translation_key__in=keys, locale_id=locale_ids().get(language))
    titles = dict(own.values_list("translation_key", "title"))
    return [
        {
            "url": page_url(page.url_path, language),
            "title": titles.get(page.translation_key, page.title),
            "lang": "" if page.translation_key in titles or language.startswith(SOURCE) else SOURCE,
        }
        for page in pages
    ]


class PortalContext:
    def __init__(self, request):
        self.request = request
        self.language = get_language() or SOURCE

    @property
    def lang(self) -> str:
        return html_lang(self.language)

    @property
    def dir(self) -> str:
        return text_direction(self.language)

    @cached_property
    def languages(self) -> list[dict]:
        """The languages with the address of this page in each, filters kept."""
        address = self.request.get_full_path()
        if not address.startswith(f"/{self.language}/"):
            address = f"/{self.language}/"
        return [{**each, "url": in_language(address, each["code"])} for each in portal_languages()]

    @cached_property
    def navigation(self) -> dict[str, list[dict]]:
        return navigation(self.language)

    @property
    def home_url(self) -> str:
        return f"/{self.language}/"

    @property
    def path(self) -> str:
        """The path below the language, by which a report names the page."""
        return self.request.path.lstrip("/").partition("/")[2]

    @property
    def base_url(self) -> str:
        return settings.BASE_URL

    @property
    def is_editor(self) -> bool:
        """Asks the session only when there is one, so that pages for everybody stay cacheable."""
        if settings.SESSION_COOKIE_NAME not in self.request.COOKIES:
            return False
        return self.request.user.has_perm("wagtailadmin.access_admin")


def portal(request) -> dict:
    return {"portal": PortalContext(request)}
