"""Keeping translations of segments, by people and by machines."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    String,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from portal.languages import SOURCE
from portal.tree import locale_ids

from .places import Place
from .writing import write


def ids_of(places: Collection[Place]) -> dict[Place, tuple[int, int]]:
    """Primary keys of wagtail-localize's string and context by place, in a few queries; made where there are none."""
    kind, german = ContentType.objects.get_for_model(Page), locale_ids()[SOURCE]
    keys = {place.key for place in places}
    texts = {String._get_data_hash(place.text): place.text for place in places}
    paths = {(place.key, place.path) for place in places}
    TranslatableObject.objects.bulk_create(
        [TranslatableObject(translation_key=key, content_type=kind) for key in keys], ignore_conflicts=True
    )
    String.objects.bulk_create(
        [String(locale_id=german, data_hash=hashed, data=text) for hashed, text in texts.items()], ignore_conflicts=True
    )
    TranslationContext.objects.bulk_create(
        [
            TranslationContext(object_id=key, path=path, path_id=TranslationContext._get_path_id(path))
            for key, path in paths
        ],
        ignore_conflicts=True,
    )
    found = String.objects.filter(locale_id=german, data_hash__in=texts)
    strings = {text: pk for pk, text in found.values_list("pk", "data")}
    found = TranslationContext.objects.filter(object_id__in=keys)
    contexts = {(key, path): pk for pk, key, path in found.values_list("pk", "object_id", "path")}
    return {place: (strings[place.text], contexts[place.key, place.path]) for place in places}


def keep(words: dict[tuple[int, int], str], locale: Locale, *, user, tool: str, kind: str = "manual") -> None:
    """Keep translations by the primary keys of string and context; those there are for the same are replaced."""
    given = {"translation_type": kind, "tool_name": tool, "last_translated_by": user, "updated_at": timezone.now()}
    given |= {"has_error": False, "field_error": ""}
    contexts = {context for _string, context in words}
    rows = StringTranslation.objects.filter(locale=locale, context_id__in=contexts)
    known = set(rows.values_list("translation_of_id", "context_id"))
    new = [ids for ids in words if ids not in known]
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=string, context_id=context, locale=locale, data=words[string, context], **given
        )
        for string, context in new
    )
    for string, context in words.keys() & known:
        rows.filter(translation_of_id=string, context_id=context).update(data=words[string, context], **given)


def write_page(page: Page, locale: Locale, *, publish: bool | None = None, user=None) -> Page:
    """Write one translation of a German page from what is kept, segment by segment from now on."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})
    return write(source, locale, publish=publish, user=user)
