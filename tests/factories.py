"""Things to test with. Pages are live and lie below their list in the German tree unless `parent` says otherwise.

Hours are written as text: `OfferFactory(hours=["mo 09:00-12:00"], spoken=["de", "bg"], locations=[location])`.
"""

from datetime import date, time
from io import BytesIO

import factory
from django.core.files.images import ImageFile
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from PIL import Image as Pillow
from wagtail.models import Locale, Page

from directory import models
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from portal.models import CustomImage
from portal.users.models import User

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def german(model: type[Page]) -> Page:
    """The only German page of a class: home or a list."""
    return model.objects.get(locale__language_code="de")


def district(slug: str) -> models.District:
    return models.District.objects.get(slug=slug)


def times(text: str) -> dict:
    """Columns of a row of hours: "mo 09:00-12:00" → weekday 0, opens_at 9:00, closes_at 12:00."""
    day, _, span = text.partition(" ")
    opens_at, closes_at = map(time.fromisoformat, span.split("-"))
    return {"weekday": WEEKDAYS.index(day), "opens_at": opens_at, "closes_at": closes_at}


def published(page: Page) -> Page:
    """Publish a page with the changes made on the object; all processes hear of it."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def translated(page: Page, language: str, live: bool = True, **words) -> Page:
    """A translation of a page whose parent is translated already, with the source's words where none are given."""
    translation = page.copy_for_translation(Locale.objects.get(language_code=language))
    for name, value in words.items():
        setattr(translation, name, value)
    translation.draft_title = translation.title
    revision = translation.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=translation.pk)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"mensch{n}@example.org")
    first_name = "Mina"
    last_name = factory.Sequence(lambda n: f"Muster {n}")
    password = factory.django.Password("geheim-genug")

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):
        if create and extracted:
            self.groups.set(extracted)


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = CustomImage

    title = factory.Sequence(lambda n: f"Bild {n}")
    description = "Drei Menschen an einem Tisch"
    credit = "Stadt Duisburg, CC0"

    @factory.lazy_attribute
    def file(self):
        content = BytesIO()
        Pillow.new("RGB", (400, 300), "#1b3a4b").save(content, "PNG")
        return ImageFile(BytesIO(content.getvalue()), name="bild.png")


class PageFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    slug = factory.LazyAttribute(lambda o: slugify(o.title))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent = kwargs.pop("parent")
        page = cls._build(model_class, *args, **kwargs)
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        return page


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    parent = factory.LazyFunction(lambda: german(HomePage))
    title = factory.Sequence(lambda n: f"Seite {n}")
    summary = "Worum es hier geht."
    body = factory.LazyFunction(lambda: [("text", "<p>Ein Absatz.</p>")])


class NewsFactory(PageFactory):
    class Meta:
        model = NewsPage

    parent = factory.LazyFunction(lambda: german(NewsIndexPage))
    title = factory.Sequence(lambda n: f"Nachricht {n}")
    intro = "Was geschehen ist."
    author = "Referat für Integration"
    date = date(2026, 3, 2)
    body = factory.LazyFunction(lambda: [("text", "<p>Die Geschichte.</p>")])


class OrganizationFactory(PageFactory):
    class Meta:
        model = models.OrganizationPage

    parent = factory.LazyFunction(lambda: german(models.OrganizationIndexPage))
    title = factory.Sequence(lambda n: f"Verein {n}")
    summary = "Wir helfen einander."
    description = "<p>Seit vielen Jahren im Stadtteil.</p>"
    kind = "association"

    @classmethod
    def _build(cls, model_class, *args, hours=(), **kwargs):
        page = model_class(*args, **kwargs)
        page.schedules = [models.OrganizationSchedule(**times(row)) for row in hours]
        return page


class LocationFactory(DjangoModelFactory):
    class Meta:
        model = models.Location

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Haus {n}")
    address_1 = "Musterstraße 1"
    postal_code = "47169"
    district = factory.LazyFunction(lambda: district("marxloh"))


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = models.Contact

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Büro {n}")
    phone = "0221 4710 123"
    email = "buero@example.org"


class OfferFactory(PageFactory):
    """`hours`: rows as text; `slots`: rows as mappings; `spoken`: codes or mappings; `terms`, `groups`: slugs."""

    class Meta:
        model = models.OfferPage

    parent = factory.LazyFunction(lambda: german(models.OfferIndexPage))
    organization = factory.SubFactory(OrganizationFactory)
    title = factory.Sequence(lambda n: f"Angebot {n}")
    summary = "Kommen Sie vorbei."
    description = "<p>Gemeinsam geht es besser.</p>"
    pillar = "language"
    assured_date = date(2026, 2, 1)

    @classmethod
    def _build(
        cls, model_class, *args, hours=(), slots=(), spoken=(), locations=(), contacts=(), terms=(), groups=(), **kwargs
    ):
        page = model_class(*args, **kwargs)
        rows = [*map(times, hours), *slots]
        spoken = [{"language": row} if isinstance(row, str) else row for row in spoken]
        page.schedules = [models.OfferSchedule(**row) for row in rows]
        page.language_hours = [models.LanguageHours(sort_order=n, **row) for n, row in enumerate(spoken)]
        page.offer_locations = [models.OfferLocation(location=location) for location in locations]
        page.offer_contacts = [models.OfferContact(contact=contact) for contact in contacts]
        page.target_groups = list(models.TargetGroup.objects.filter(slug__in=groups))
        page.terms.add(*models.TaxonomyTerm.objects.filter(slug__in=terms))
        return page


class FeedbackFactory(DjangoModelFactory):
    class Meta:
        model = models.Feedback

    reason = "phone"
    path = "angebote/"
    language = "de"
