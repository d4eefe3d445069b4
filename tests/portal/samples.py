"""One page of every class, filled in wherever a page of that class can be filled in."""

from datetime import date

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Page, get_page_models

from directory.models import OfferIndexPage, OfferPage, OrganizationIndexPage, OrganizationPage, OrganizationPicture
from home.models import HomePage, NewsIndexPage, NewsPage, RelatedPage, StandardPage
from tests import factories
from tests.factories import ContactFactory, ImageFactory, LocationFactory, german

OWN_APPS = {"home", "directory", "portal"}
PAGE_TYPES = sorted((m for m in get_page_models() if m._meta.app_label in OWN_APPS), key=lambda m: m.__name__)


def full_offer() -> OfferPage:
    location = LocationFactory()
    contact = ContactFactory(organization=location.organization)
    hours = {"hours": ["mo 09:00-12:00", "fr 20:00-02:00"], "spoken": ["de", "bg"]}
    labels = {"terms": ["sprachcafe"], "groups": ["frauen"]}
    words = {"eligibility_description": "Alle.", "what_to_bring": "Ausweis", "alert": "Neue Zeiten!", "code": "o-1"}
    facts = {"cost": "paid", "cost_amount": 5, "minimum_age": 16, "url": "https://example.org/", "holidays": "closed"}
    owner = {"organization": location.organization, "locations": [location], "contacts": [contact]}
    return factories.OfferFactory(slug="voll", assured_by="Kernteam", **hours, **labels, **words, **facts, **owner)


def full_organization() -> OrganizationPage:
    facts = {"languages": ["de", "ar"], "website": "https://example.org/", "email": "post@example.org", "code": "v-1"}
    page = factories.OrganizationFactory(
        slug="voll",
        logo=ImageFactory(),
        year_incorporated=1998,
        responsible="V. i. S. d. P.",
        hours=["tu 09:00-12:00"],
        **facts,
    )
    page.pictures = [OrganizationPicture(image=ImageFactory())]
    page.save()
    LocationFactory(organization=page)
    ContactFactory(organization=page)
    return page


def full_news() -> NewsPage:
    page = factories.NewsFactory(slug="voll", date=date(2026, 1, 5), picture=ImageFactory(), body=story())
    page.tags.add("Fest")
    page.related_pages = [RelatedPage(page=Page.objects.get(pk=german(OfferIndexPage).pk))]
    page.save()
    return page


def full_standard() -> StandardPage:
    video, captions = (
        Document.objects.create(title=name, file=ContentFile(b"x", name=name)) for name in ("dgs.webm", "dgs.vtt")
    )
    page = factories.StandardPageFactory(
        slug="voll", sign="school", in_footer=True, sign_video=video, sign_captions=captions, body=story()
    )
    factories.StandardPageFactory(parent=page)
    return page


def full_home() -> HomePage:
    page = german(HomePage)
    page.introduced, page.situations = full_organization(), full_standard()
    factories.NewsFactory()
    page.save()
    return page


def story() -> list[tuple]:
    """Every block there is."""
    picture = {"image": ImageFactory(), "caption": "Am Tisch"}
    offers = {"heading": "Angebote", "pillar": "language", "terms": [], "target_groups": [], "language": "", "limit": 3}
    organizations = {"heading": "Vereine", "kind": "", "pages": [factories.OrganizationFactory()], "limit": 3}
    factories.OfferFactory(terms=["sprachcafe"])
    return [
        ("heading", "Überschrift"),
        ("text", "<p>Ein <b>Absatz</b>.</p>"),
        ("picture", picture),
        ("quote", {"text": "Hier bin ich DU.", "source": "Eine Besucherin"}),
        ("steps", [{"title": "Anrufen", "text": "Montags."}, {"title": "Hingehen", "text": ""}]),
        ("notice", "Am Freitag geschlossen."),
        (
            "links",
            [{"label": "Angebote", "path": "/angebote/?free=1"}, {"label": "Stadt", "path": "https://duisburg.de/"}],
        ),
        ("offers", offers | {"district": None, "free": False}),
        ("organizations", organizations),
        ("contacts", {"heading": "Fragen?", "contacts": [ContactFactory()]}),
    ]


SAMPLES = {
    HomePage: full_home,
    StandardPage: full_standard,
    NewsPage: full_news,
    OfferPage: full_offer,
    OrganizationPage: full_organization,
    OfferIndexPage: lambda: german(OfferIndexPage),
    OrganizationIndexPage: lambda: german(OrganizationIndexPage),
    NewsIndexPage: lambda: german(NewsIndexPage),
}


def sample(page_type: type[Page]) -> Page:
    """A page of this class, as it is in the database."""
    return page_type.objects.get(pk=SAMPLES[page_type]().pk)
