"""Translating a page by machine, and what a person does with it afterwards: confirm it.

Nothing is written before the service has answered for the whole page, so nothing is ever half there.
"""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from portal.changes import changed
from portal.languages import SOURCE
from portal.tree import locale_ids

from .checking import problem_with, too_long
from .keeping import ids_of, keep, write_page
from .places import Place, places_of, translations_of
from .services import Unavailable, machine_languages, service
from .state import MACHINE
from .writing import NotTranslatedAbove, has_place


class Outcome(NamedTuple):
    """Counted in paragraphs; `refused` are those whose machine translation lost a link or did not fit."""

    translated: int = 0
    refused: int = 0


def translate_page(page: Page, locale: Locale, *, user=None, write: bool = True) -> Outcome:
    """Translate what is missing of a German page, and publish the translation. Without `write` it is only kept.

    Raises Unavailable, NotTranslatedAbove, ValidationError.
    """
    if locale.language_code not in machine_languages():
        raise Unavailable(_("There is no machine translation into this language."))
    if not has_place(page, locale):
        raise NotTranslatedAbove(page.title)
    if is_by_hand(page, locale):
        raise Unavailable(_("Somebody writes this page by hand in this language. A machine would overwrite it."))
    known = translations_of([page.translation_key], locale)
    missing = [place for place in places_of([page]) if place not in known]
    if not missing:
        return Outcome()
    words = ask(missing, locale)
    good = {place: text for place, text in words.items() if not is_wrong(page.specific, place, text)}
    if not good:
        raise Unavailable(_("The machine changed links or lengths in every paragraph; nothing could be used."))
    with transaction.atomic():
        ids = ids_of(good)
        name = str(service().display_name)
        keep({ids[place]: text for place, text in good.items()}, locale, user=user, tool=name, kind=MACHINE)
        if write:
            write_page(page, locale, publish=True, user=user)
    return Outcome(len(good), len(missing) - len(good))


def is_by_hand(page: Page, locale: Locale) -> bool:
    same = page.specific_class.objects.filter(translation_key=page.translation_key, locale=locale)
    return same.filter(translation_state__by_hand=True).exists()


def ask(places: list[Place], locale: Locale) -> dict[Place, str]:
    strings = {text: StringValue(text) for text in dict.fromkeys(place.text for place in places)}
    german = Locale.objects.get(pk=locale_ids()[SOURCE])
    try:
        found = service().translate(german, locale, list(strings.values()))
    except Unavailable:
        raise
    except Exception as error:  # a provider of somebody else's may raise anything
        raise Unavailable(_("The translation service failed: %(why)s") % {"why": str(error)[:200]}) from error
    return {place: found[string].data for place in places if (string := strings[place.text]) in found}


def is_wrong(page: Page, place: Place, words: str) -> bool:
    return bool(problem_with(place.text, words) or too_long(page, place.path, words))


@transaction.atomic
def confirm(page: Page, user) -> int:
    """Take all machine translations of a translated page as read and right by a person; return how many."""
    rows = StringTranslation.objects.filter(
        locale_id=page.locale_id, context__object_id=page.translation_key, translation_type=MACHINE
    )
    count = rows.update(translation_type="manual", last_translated_by=user, updated_at=timezone.now())
    put_state(page, page.specific.translation_state | {"machine": 0})
    return count


def put_state(page: Page, state: dict) -> None:
    """Write the state of a translation, and nothing else, so that readers see it at once."""
    model = page.specific_class
    model.objects.filter(pk=page.pk).update(translation_state=state)
    for pk in model.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True):
        changed(model.changes_scope, pk)
