"""What every page of ours needs: languages for the switch, navigation, foot. Read only when a template asks."""

from functools import cached_property
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from .changes import held
from .glossary.marking import Explainer
from .glossary.words import glossary
from .languages import SOURCE, html_lang, portal_languages, text_direction
from .links import in_language, page_url
from .tree import TREE, home_paths, leaf_models, locale_ids


@held(TREE)
def titles(language: str) -> dict[str, dict]:
    """Every live page above the leaves by its path below the home, as {url, title, lang, dir}, in tree order."""
    ids, homes = locale_ids(), home_paths()
    leaves = ContentType.objects.get_for_models(*set(leaf_models().values())).values()
    pages = Page.objects.live().exclude(content_type__in=leaves).filter(depth__gt=1).order_by("path")
    own = dict(pages.filter(locale_id=ids.get(language)).values_list("translation_key", "title"))
    found = {}
    for page in pages.filter(locale_id=ids[SOURCE]):
        below = page.url_path.removeprefix(homes[SOURCE])
        german = own.get(page.translation_key, page.title) == page.title  # also of a page translated but for its title
        foreign = german and not language.startswith(SOURCE)
        found[below] = {
            "pk": page.pk,
            "url": page_url(page.url_path, language),
            "title": own.get(page.translation_key, page.title),
            "lang": SOURCE if foreign else "",
            "dir": "ltr" if foreign else "",
            "in_menu": page.show_in_menus and page.depth == 3,
        }
    return found


@held(TREE)
def navigation(language: str) -> dict[str, list[dict]]:
    """Links in the head (`show_in_menus`) and at the foot (`in_footer`) in a language."""
    found = titles(language)
    menu = [link for link in found.values() if link["in_menu"]]
    with override(language):
        districts = {"url": reverse("directory:districts"), "title": _("Districts"), "lang": "", "dir": ""}
    model = apps.get_model("home", "StandardPage")
    in_foot = set(model.objects.filter(in_footer=True).values_list("pk", flat=True))
    foot = [link for link in found.values() if link["pk"] in in_foot]
    return {"menu": [*menu[:2], districts, *menu[2:]], "foot": foot}


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

    @property
    def language_name(self) -> str:
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @cached_property
    def languages(self) -> list[dict]:
        """The languages with the address of this page in each, filters kept."""
        address = self.request.get_full_path()
        if not address.startswith(f"/{self.language}/"):
            address = self.home_url
        return [
            {**each, "url": in_language(address, each["code"]), "current": each["code"] == self.language}
            for each in portal_languages()
        ]

    @cached_property
    def navigation(self) -> dict[str, list[dict]]:
        """Menu and foot, with the part of the menu marked in which one is."""
        found, path = navigation(self.language), self.request.path
        current = [{**link, "current": path.startswith(link["url"])} for link in found["menu"]]
        words = {"url": reverse("words"), "title": _("Words explained"), "lang": "", "dir": ""}
        return {"menu": current, "foot": [*found["foot"], words] if glossary() else found["foot"]}

    @cached_property
    def explainer(self) -> Explainer:
        """Explains the official words of this page, each once."""
        return Explainer(self.language)

    @property
    def home_url(self) -> str:
        return f"/{self.language}/"

    @property
    def source_url(self) -> str:
        """This page in German."""
        return in_language(self.request.get_full_path(), SOURCE)

    @property
    def search_url(self) -> str:
        return reverse("search:page")

    @property
    def offers_url(self) -> str:
        return f"/{self.language}/angebote/"

    @property
    def path(self) -> str:
        """The path below the language, by which a report names the page."""
        return self.request.path.lstrip("/").partition("/")[2]

    @property
    def report_url(self) -> str:
        return f"{reverse('directory:feedback')}?{urlencode({'page': self.path})}"

    @property
    def barrier_url(self) -> str:
        return f"{self.report_url}&reason=barrier"

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
