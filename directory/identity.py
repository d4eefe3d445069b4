"""The ids by which imported and exported data speak of our pages and records.

What was imported keeps the id it came with (`code`). What was made here goes by a UUID that never changes: that of its
translations (a page), or one made from its organization's and its own key (a location, a contact).
"""

import uuid

from portal.languages import SOURCE
from portal.tree import locale_ids

from .hsds.feed import CONTACT, LOCATION, OFFER, ORGANIZATION, Known, derived_id
from .models import Contact, Location, OfferPage, OrganizationPage, TargetGroup, TaxonomyTerm
from .records import choice_words, words_of

PAGES = {ORGANIZATION: OrganizationPage, OFFER: OfferPage}
PARTS = {LOCATION: Location, CONTACT: Contact}


def is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except (ValueError, AttributeError):
        return False


def page_uuid(code: str, translation_key) -> str:
    """HSDS wants UUIDs; other ids are kept for ourselves."""
    return code if is_uuid(code) else str(translation_key)


def part_uuid(kind: str, code: str, pk: int, translation_key) -> str:
    return code if is_uuid(code) else derived_id(kind, code or f"{translation_key}/{pk}")


def find_page(model, given: str):
    """The page of the source language with this id."""
    if not given:
        return None
    pages = model.objects.filter(locale_id=locale_ids()[SOURCE])
    found = pages.filter(code=given).first()
    if found is None and is_uuid(given):
        found = pages.filter(translation_key=given).first()
    return found


def find_part(model, given: str):
    found = given and model.objects.filter(code=given).first()
    if not found and is_uuid(given) and uuid.UUID(given).version == 5:
        kind = model._meta.model_name
        rows = model.objects.filter(code="").values_list("pk", "organization__translation_key")
        pk = next((pk for pk, key in rows if part_uuid(kind, "", pk, key) == given), None)
        found = pk and model.objects.get(pk=pk)
    return found or None


def known() -> Known:
    """Everything the directory has, for finding what rows are about."""
    words = {"terms": labels(TaxonomyTerm), "target_groups": labels(TargetGroup)}
    words["pillar"] = choice_words(OfferPage._meta.get_field("pillar"))
    result = Known(labels=words, wheelchair=choice_words(Location._meta.get_field("wheelchair")))
    owners = {}
    pages = {"locale_id": locale_ids()[SOURCE]}
    columns = ("pk", "code", "translation_key", "title")
    for pk, code, key, title in OrganizationPage.objects.filter(**pages).values_list(*columns):
        owners[pk] = result.add(ORGANIZATION, code or str(key), page_uuid(code, key), (title,))
    for _pk, code, key, title, owner in OfferPage.objects.filter(**pages).values_list(*columns, "organization_id"):
        result.add(OFFER, code or str(key), page_uuid(code, key), (owners.get(owner, ""), title))
    columns = ("pk", "code", "organization__translation_key", "organization_id", "name")
    for pk, code, key, owner, name, *address in Location.objects.values_list(*columns, "address_1", "postal_code"):
        other = part_uuid(LOCATION, code, pk, key)
        result.add(LOCATION, code or other, other, (owners[owner], name, *address), (owners[owner], "", *address))
    for pk, code, key, owner, name, *reach in Contact.objects.values_list(*columns, "phone", "email"):
        other = part_uuid(CONTACT, code, pk, key)
        result.add(CONTACT, code or other, other, (owners[owner], name, *reach), (owners[owner], "", *reach))
    return result


def labels(model) -> dict[str, str]:
    slugs = dict(model.objects.values_list("pk", "slug"))
    return {word: slugs[pk] for word, pk in words_of(model).items()}
