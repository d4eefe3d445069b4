"""The pages every language begins with: home, and the lists of offers, organizations and news."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page

from home.models import HomePage
from portal.changes import changed
from portal.languages import SOURCE
from portal.tree import TREE


def index_words(slug: str, language: str) -> dict[str, str]:
    """Title and introduction of a list page in a language, from its catalog."""
    with override(language):
        return {
            "angebote": {
                "title": _("Offers"),
                "intro": _("Courses, advice and meeting places in Duisburg. Choose what matters to you."),
            },
            "organisationen": {
                "title": _("Organizations"),
                "intro": _("Who is there for you in Duisburg, from the small association to the city office."),
            },
            "aktuelles": {"title": _("News"), "intro": _("What is happening in Duisburg and on this portal.")},
        }[slug]


def home_words(language: str) -> dict[str, str]:
    with override(language):
        return {
            "title": _("We are DU"),
            "lead": _("Find help, courses and people in Duisburg: near you and in your language."),
        }


@transaction.atomic
def add_language(code: str) -> int:
    """Make what is missing of a language's first pages; return how many were made."""
    locale, _created = Locale.objects.get_or_create(language_code=code)
    home = HomePage.objects.get(locale__language_code=SOURCE)
    pages = [home, *Page.objects.child_of(home).filter(slug__in=("angebote", "organisationen", "aktuelles")).specific()]
    made = 0
    for page in pages:
        if page.has_translation(locale):
            continue
        words = home_words(code) if page is home else index_words(page.slug, code)
        translation = page.copy_for_translation(locale)
        for name, value in {**words, "draft_title": words["title"]}.items():
            setattr(translation, name, value)
        translation.save_revision().publish()
        made += 1
    changed(TREE)
    return made
