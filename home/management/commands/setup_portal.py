"""What every installation needs before its first visitor: languages, homes and lists, districts, subjects, roles."""

import csv
from pathlib import Path

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

import directory
from directory.models import ContactRole, District, OfferIndexPage, OrganizationIndexPage, TargetGroup, TaxonomyTerm
from directory.models.districts import Bezirk
from home.models import HomePage, NewsIndexPage
from home.staff import set_up_staff
from home.translating import add_language, index_words
from portal.catalogs import compile_catalogs
from portal.languages import SOURCE
from search.first_words import load_dictionary

LABELLED = ((TaxonomyTerm, "terms"), (TargetGroup, "target_groups"), (ContactRole, "contact_roles"))
DATA = Path(directory.__file__).parent / "data"
INDEXES = ((OfferIndexPage, "angebote"), (OrganizationIndexPage, "organisationen"), (NewsIndexPage, "aktuelles"))
SLUGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "/": "-", "Ä": "ae", "Ö": "oe", "Ü": "ue"})


class Command(BaseCommand):
    help = "Set up languages, home and list pages, districts, subjects and staff groups. Safe to run again."

    @transaction.atomic
    def handle(self, **options):
        compile_catalogs()  # titles of list pages come from the catalogs
        set_up_tree()
        set_up_districts()
        set_up_labels()
        load_dictionary()
        set_up_staff()
        for code, _name in settings.LANGUAGES:
            if code != SOURCE:
                add_language(code)


def set_up_tree() -> None:
    locale, _created = Locale.objects.get_or_create(language_code=SOURCE)
    root = Page.objects.get(depth=1)
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        root.get_children().filter(slug="home").delete()  # Wagtail's welcome page
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=HomePage(title="Wir sind DU", slug="start", locale=locale))
        home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": settings.WAGTAIL_SITE_NAME},
    )
    for model, slug in INDEXES:
        if not model.objects.filter(locale=locale).exists():
            page = home.add_child(
                instance=model(slug=slug, locale=locale, show_in_menus=True, **index_words(slug, SOURCE))
            )
            page.save_revision().publish()


def set_up_districts() -> None:
    if District.objects.count() == 46:
        return
    bezirke = {label: value for value, label in Bezirk.choices}
    with (DATA / "districts.csv").open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            District.objects.update_or_create(
                slug=slugify(row["stadtteil"].translate(SLUGS)),
                defaults={
                    "name": row["stadtteil"],
                    "hyphenated": row["hyphenated"],
                    "bezirk": bezirke[row["bezirk"]],
                    "col": row["col"],
                    "row": row["row"],
                    "latitude": row["lat"],
                    "longitude": row["lon"],
                    "sort_order": number,
                },
            )


def set_up_labels() -> None:
    """The first subjects, target groups and contact roles; the Kernteam's later changes stay.

    A language that was added later brings its labels where the Kernteam has none yet.
    """
    data, known = read("taxonomy.yaml"), labels_by_slug()
    for model, name in LABELLED[1:]:
        if not model.objects.exists():
            for number, row in enumerate(data[name]):
                model.objects.create(slug=row["slug"], name=row["name"], sort_order=number)
    if not TaxonomyTerm.objects.exists():
        for number, row in enumerate(data["terms"]):
            upper = TaxonomyTerm.objects.create(slug=row["slug"], name=row["name"], sort_order=number)
            for position, child in enumerate(row["terms"]):
                TaxonomyTerm.objects.create(parent=upper, slug=child["slug"], name=child["name"], sort_order=position)
    for model, name in LABELLED:
        for record in model.objects.filter(slug__in=known[name]):
            add_labels(record, known[name][record.slug])


def read(name: str) -> dict:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def labels_by_slug() -> dict[str, dict[str, dict[str, str]]]:
    """Kind → slug → language → label, from `data/labels/<language>.yaml`."""
    found = {name: {} for _model, name in LABELLED}
    for code, _name in settings.LANGUAGES:
        path = DATA / "labels" / f"{code}.yaml"
        for kind, labels in (read(f"labels/{code}.yaml") if path.exists() else {}).items():
            for slug, label in labels.items():
                found[kind].setdefault(slug, {})[code] = label
    return found


def add_labels(record, labels: dict[str, str]) -> None:
    if labels.keys() - record.labels.keys():
        record.labels = labels | record.labels
        record.save()
