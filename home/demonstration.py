"""The demo content in `home/demo/`: YAML that a person can read, loaded through the code an import uses."""

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import yaml
from django.conf import settings
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from directory.importing import CREATED, UNCHANGED, UPDATED, Problem, import_offer, import_organization
from directory.models import Contact, District, OrganizationPage, OrganizationPicture, TargetGroup, TaxonomyTerm
from portal.glossary.loading import load_term, read_terms
from portal.languages import SOURCE
from portal.words.po import import_po, read_po
from search.outbox import many_changes

from .models import HomePage, NewsIndexPage, NewsPage, StandardPage

FOLDER = Path(__file__).parent / "demo"


def read(name: str):
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def read_folder(name: str) -> list[dict]:
    return [
        record for path in sorted((FOLDER / name).glob("*.yaml")) for record in yaml.safe_load(path.read_text("utf-8"))
    ]


def load(say: Callable[[str], None] = print) -> Counter:
    """Load everything; what is there already and the same stays untouched. Raises Problem."""
    total = Counter()
    steps = (
        ("words", lambda: map(load_word, read_terms(FOLDER / "glossary.yaml"))),
        ("pictures", lambda: map(load_picture, read("pictures.yaml"))),
        ("organizations", lambda: map(load_organization, read_folder("organizations"))),
        (
            "their pictures",
            lambda: map(load_organization_picture, (r for r in read("pictures.yaml") if "organization" in r)),
        ),
        ("offers", lambda: map(load_offer, read_folder("offers"))),
        ("pages", lambda: map(load_page, read("pages.yaml")["pages"])),
        ("news", lambda: map(load_news, read("news.yaml"))),
        ("home", lambda: map(load_home, [read("pages.yaml")["home"]])),
    )
    # References are half of the time of a save; they are rebuilt after the translations.
    with disable_reference_index_auto_update(), many_changes():
        for name, outcomes in steps:
            found = Counter(outcomes())
            say(f"  {name}: " + ", ".join(f"{count} {outcome}" for outcome, count in sorted(found.items())))
            total += found
    return total


def load_translations(say: Callable[[str], None] = print) -> None:
    """Put the words of `demo/translations/` on the pages; what is there already stays untouched. Raises Problem."""
    pages = 0
    for code, name in settings.LANGUAGES:
        path = FOLDER / "translations" / f"{code}.po"
        if not path.exists():
            continue
        with disable_reference_index_auto_update(), many_changes():
            report = import_po(
                read_po(path.read_bytes(), code), Locale.objects.get(language_code=code), adopt=True, tool="demo"
            )
        if report.problems:
            raise Problem({f"{code} {where}": [what] for where, what in report.problems})
        say(f"  {name}: {report.translated} texts, {report.pages} pages")
        pages += report.pages
    if pages:
        call_command("rebuild_references_index", verbosity=0)


def load_word(record: dict) -> str:
    return {True: CREATED, False: UPDATED, None: UNCHANGED}[load_term(record)]


def load_picture(record: dict) -> str:
    model = get_image_model()
    if model.objects.filter(title=record["title"]).exists():
        return UNCHANGED
    content = BytesIO((FOLDER / "pictures" / f"{record['id']}.svg").read_bytes())
    file = ImageFile(content, name=f"{record['id']}.svg")
    model.objects.create(title=record["title"], description=record["alt"], credit=record["credit"], file=file)
    return CREATED


def picture(key: str):
    """The picture with this id in pictures.yaml."""
    titles = {record["id"]: record["title"] for record in read("pictures.yaml")}
    return get_image_model().objects.get(title=titles[key]) if key else None


def load_organization(record: dict) -> str:
    try:
        return import_organization({**record, "example": not record.get("real", False)})
    except Problem as problem:
        raise Problem({f"{record['id']} {name}": found for name, found in problem.errors.items()}) from problem


def load_organization_picture(record: dict) -> str:
    page = OrganizationPage.objects.get(code=record["organization"])
    if page.pictures.exists():
        return UNCHANGED
    page.pictures = [OrganizationPicture(image=picture(record["id"]))]
    page.save_revision().publish()
    return UPDATED


def load_offer(record: dict) -> str:
    try:
        return import_offer(record)
    except Problem as problem:
        raise Problem({f"{record['id']} {name}": found for name, found in problem.errors.items()}) from problem


@transaction.atomic
def load_page(record: dict) -> str:
    parent = (
        StandardPage.objects.filter(slug=record["parent"], locale__language_code=SOURCE).first()
        if "parent" in record
        else home()
    )
    if parent.get_children().filter(slug=record["slug"]).exists():
        return UNCHANGED
    fields = {name: record[name] for name in ("slug", "title", "summary", "sign", "in_footer") if name in record}
    page = StandardPage(**fields, body=story(record.get("body", ())), show_in_menus=record["slug"] == "lebenslagen")
    parent.add_child(instance=page)
    page.save_revision().publish()
    return CREATED


@transaction.atomic
def load_news(record: dict) -> str:
    parent = NewsIndexPage.objects.get(locale__language_code=SOURCE)
    if parent.get_children().filter(slug=record["slug"]).exists():
        return UNCHANGED
    fields = {name: record[name] for name in ("slug", "title", "date", "author", "intro")}
    page = NewsPage(**fields, picture=picture(record.get("picture")), body=story(record["body"]))
    page.tags.add(*record.get("tags", ()))
    parent.add_child(instance=page)
    page.save_revision().publish()
    return CREATED


@transaction.atomic
def load_home(record: dict) -> str:
    page = home()
    if page.introduced_id:
        return UNCHANGED
    page.introduced, page.helps = (OrganizationPage.objects.get(code=record[name]) for name in ("introduced", "helps"))
    page.situations = StandardPage.objects.get(slug="lebenslagen", locale__language_code=SOURCE)
    page.explained = StandardPage.objects.get(slug=record["explained"], locale__language_code=SOURCE)
    page.title = page.draft_title = record["title"]
    page.lead = record["lead"]
    page.save_revision().publish()
    return UPDATED


def home() -> HomePage:
    return HomePage.objects.get(locale__language_code=SOURCE)


def story(blocks) -> list[tuple]:
    """Blocks as the YAML has them, in the form of a StreamField."""
    return [(kind, BLOCKS.get(kind, lambda value: value)(value)) for block in blocks for kind, value in block.items()]


def contact(code: str) -> Contact:
    return Contact.objects.get(code=code)


BLOCKS = {
    "picture": lambda value: {"image": picture(value["id"]), "caption": value.get("caption", "")},
    "offers": lambda value: {
        "heading": value.get("heading", ""),
        "pillar": value.get("pillar", ""),
        "terms": list(TaxonomyTerm.objects.filter(slug__in=value.get("terms", ()))),
        "target_groups": list(TargetGroup.objects.filter(slug__in=value.get("target_groups", ()))),
        "language": value.get("language", ""),
        "district": District.objects.filter(slug=value.get("district", "")).first(),
        "free": value.get("free", False),
        "limit": value.get("limit", 4),
    },
    "organizations": lambda value: {
        "heading": value.get("heading", ""),
        "kind": value.get("kind", ""),
        "pages": list(OrganizationPage.objects.filter(code__in=value.get("ids", ()))),
        "limit": value.get("limit", 4),
    },
    "contacts": lambda value: {
        "heading": value.get("heading", ""),
        "contacts": [contact(code) for code in value["ids"]],
    },
}
