"""A directory of any size for the benchmark: the demo's offers and organizations again and again, shuffled."""

import random
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page

from directory.models import (
    Contact,
    LanguageHours,
    Location,
    OfferContact,
    OfferIndexPage,
    OfferLocation,
    OfferPage,
    OfferSchedule,
    OfferTerm,
    OrganizationIndexPage,
    OrganizationPage,
)
from portal.changes import changed

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TRANSLATED = 0.4  # of the offers, into each other language


def base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = ALPHABET[rest] + digits
    return digits.rjust(4, "0")


class Tree:
    """Adds pages below index pages in bulk: the page rows at once, then the rows of their own class."""

    def __init__(self, index_model, model):
        self.model = model
        self.indexes = {index.locale_id: index for index in index_model.objects.all()}
        self.content_type = ContentType.objects.get_for_model(model)
        self.next = {pk: self.last_step(index) + 1 for pk, index in self.indexes.items()}

    @staticmethod
    def last_step(index) -> int:
        last = index.get_last_child()
        return int(last.path[-4:], 36) if last else 0

    def add(self, pages: list) -> None:
        parents = []
        for page in pages:
            index = self.indexes[page.locale_id]
            step, self.next[page.locale_id] = self.next[page.locale_id], self.next[page.locale_id] + 1
            page.path, page.depth, page.numchild = index.path + base36(step), index.depth + 1, 0
            page.url_path, page.live, page.has_unpublished_changes = f"{index.url_path}{page.slug}/", True, False
            page.content_type, page.draft_title = self.content_type, page.title
            parents.append(
                Page(**{f.attname: getattr(page, f.attname) for f in Page._meta.concrete_fields if f.name != "id"})
            )
        Page.objects.bulk_create(parents, batch_size=500)
        for page, parent in zip(pages, parents, strict=True):
            page.pk = page.page_ptr_id = page.id = parent.pk
            page.save_base(raw=True, force_insert=False)
        for index in self.indexes.values():
            index.numchild = Page.objects.child_of(index).count()
            Page.objects.filter(pk=index.pk).update(numchild=index.numchild)


def clone(page, number: int, **changes):
    """An unsaved page with the columns of another."""
    own = {f.attname: getattr(page, f.attname) for f in page._meta.concrete_fields if f.name not in ("id", "page_ptr")}
    own |= {"slug": f"{page.slug[:180]}-{number}", "translation_key": None, "code": "", **changes}
    if own["translation_key"] is None:
        own.pop("translation_key")
    return type(page)(**own)


@transaction.atomic
def grow(offers: int, organizations: int, seed: int = 46) -> None:
    """Grow the directory to these sizes."""
    dice = random.Random(seed)
    grow_organizations(organizations, dice)
    source = Locale.objects.get(language_code="de")
    others = list(Locale.objects.exclude(pk=source.pk))
    patterns = list(OfferPage.objects.filter(locale=source).exclude(code=""))
    owners = list(OrganizationPage.objects.filter(locale=source))
    have = OfferPage.objects.filter(locale=source).count()
    made = []
    for number in range(have, offers):
        changes = {
            "organization_id": dice.choice(owners).pk,
            "assured_date": date(2026, 1, 1) + timedelta(dice.randrange(320)),
        }
        made.append((dice.choice(patterns), clone(dice.choice(patterns), number, **changes)))
    tree = Tree(OfferIndexPage, OfferPage)
    tree.add([page for _pattern, page in made])
    copy_children(made, dice)
    translations = []
    for _pattern, page in made:
        for locale in others:
            if dice.random() < TRANSLATED:
                words = {"translation_key": page.translation_key, "slug": page.slug, "locale_id": locale.pk}
                translations.append(clone(page, 0, **words, organization_id=None))
    tree.add(translations)
    changed("offers")
    changed("organizations")


def grow_organizations(size: int, dice: random.Random) -> None:
    patterns = list(OrganizationPage.objects.filter(locale__language_code="de").exclude(code=""))
    have = OrganizationPage.objects.filter(locale__language_code="de").count()
    made = [clone(dice.choice(patterns), number) for number in range(have, size)]
    Tree(OrganizationIndexPage, OrganizationPage).add(made)
    locations, contacts = list(Location.objects.exclude(code="")), list(Contact.objects.exclude(code=""))
    for model, samples in ((Location, locations), (Contact, contacts)):
        rows = []
        for page in made:
            row = dice.choice(samples)
            rows.append(
                model(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name != "id"})
            )
            rows[-1].organization_id, rows[-1].code = page.pk, ""
        model.objects.bulk_create(rows, batch_size=500)


def copy_children(made: list[tuple], dice: random.Random) -> None:
    """Hours, languages, subjects, places and contacts of the patterns for the pages made of them."""
    places, contacts = (
        list(Location.objects.values_list("pk", flat=True)),
        list(Contact.objects.values_list("pk", flat=True)),
    )
    for model, owner in ((OfferSchedule, "offer"), (LanguageHours, "offer"), (OfferTerm, "content_object")):
        by_pattern: dict[int, list] = {}
        for row in model.objects.all():
            by_pattern.setdefault(getattr(row, f"{owner}_id"), []).append(row)
        rows = []
        for pattern, page in made:
            for row in by_pattern.get(pattern.pk, ()):
                columns = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name != "id"}
                rows.append(model(**columns | {f"{owner}_id": page.pk}))
        model.objects.bulk_create(rows, batch_size=500)
    OfferLocation.objects.bulk_create(
        [OfferLocation(offer_id=page.pk, location_id=dice.choice(places), sort_order=0) for _p, page in made],
        batch_size=500,
    )
    OfferContact.objects.bulk_create(
        [OfferContact(offer_id=page.pk, contact_id=dice.choice(contacts), sort_order=0) for _p, page in made],
        batch_size=500,
    )
    through = OfferPage.target_groups.through
    groups: dict[int, list[int]] = {}
    for offer_id, group_id in through.objects.values_list("offerpage_id", "targetgroup_id"):
        groups.setdefault(offer_id, []).append(group_id)
    through.objects.bulk_create(
        [through(offerpage_id=page.pk, targetgroup_id=g) for p, page in made for g in groups.get(p.pk, ())],
        batch_size=500,
    )
