from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelsearch import index
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet

from directory.admin_forms import OfferForm
from portal.facts import FactsMixin, PageCopyForm
from portal.languages import spoken_choices
from portal.pages import PortalPage
from portal.panels import LIST_PAGE_PANELS
from portal.words.fields import words

from .labels import TargetGroup, TaxonomyTerm
from .organizations import CODE_UNIQUE, PLAIN_TEXT
from .panels import OFFER_PANELS
from .places import Contact, Location
from .schedules import Schedule, Weekday


class OfferQuerySet(PageQuerySet):
    def for_serving(self):
        """Pages as their template reads them, so that serving one costs one query."""
        return self.live()

    def in_source(self):
        """The pages that hold the facts: each offer once."""
        return self.filter(organization__isnull=False)


class OfferIndexPage(PortalPage, Page):
    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    translatable_fields = words("intro")
    page_description = _("The page on which all offers are found.")
    content_panels = LIST_PAGE_PANELS
    copy_form_class = PageCopyForm
    parent_page_types = ["home.HomePage"]
    subpage_types = ["directory.OfferPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of offers")

    def serve(self, request, *args, **kwargs):
        from directory.views import offer_list

        return offer_list(request, self)

    def serve_preview(self, request, mode_name):
        return self.serve(request)


class OfferPage(FactsMixin, Page):
    """What an organization offers: what, for whom, where, when, in which language, at what cost (HSDS service)."""

    class Pillar(models.TextChoices):
        """The four pillars of Duisburg's Integration Concept."""

        LANGUAGE = "language", _("Language")
        PARTICIPATION = "participation", _("Social participation")
        WORK = "work", _("Work and education")
        ADVICE = "advice", _("Advice and support")

    class Cost(models.TextChoices):
        FREE = "free", _("free of charge")
        PAID = "paid", _("costs something")
        UNKNOWN = "unknown", _("cost not known")

    class Status(models.TextChoices):
        ACTIVE = "active", _("takes place")
        PAUSED = "temporarily closed", _("paused for now")
        INACTIVE = "inactive", _("does not take place any more")

    class Holidays(models.TextChoices):
        CLOSED = "closed", _("closed on public holidays")
        OPEN = "open", _("open on public holidays")
        UNKNOWN = "unknown", _("not known on public holidays")

    summary = models.CharField(_("in one sentence"), max_length=160)
    description = RichTextField(_("what happens there"), features=PLAIN_TEXT)
    eligibility_description = models.TextField(_("for whom"), blank=True)
    what_to_bring = models.TextField(_("what to bring"), blank=True)
    how_to_come = models.TextField(_("how to get there"), blank=True)
    application_process = models.TextField(_("how to join"), blank=True)
    fees_description = models.CharField(_("about the cost"), max_length=250, blank=True)
    alert = models.CharField(_("current note"), max_length=250, blank=True)

    organization = models.ForeignKey(
        "directory.OrganizationPage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("organization"),
    )
    pillar = models.CharField(_("pillar"), max_length=20, choices=Pillar.choices, blank=True)
    terms = ClusterTaggableManager(through="directory.OfferTerm", blank=True, verbose_name=_("subjects"))
    target_groups = ParentalManyToManyField(TargetGroup, blank=True, related_name="+", verbose_name=_("target groups"))
    minimum_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("up to age"), null=True, blank=True)
    cost = models.CharField(_("cost"), max_length=10, choices=Cost.choices, default=Cost.UNKNOWN)
    cost_amount = models.DecimalField(
        _("amount in euros"), max_digits=7, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    by_appointment = models.BooleanField(_("only by appointment"), default=False)
    holidays = models.CharField(_("public holidays"), max_length=10, choices=Holidays.choices, default=Holidays.UNKNOWN)
    url = models.URLField(_("more information"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.ACTIVE)
    assured_date = models.DateField(_("last confirmed on"), null=True, blank=True)
    assured_by = models.CharField(_("confirmed by"), max_length=150, blank=True)
    code = models.CharField(max_length=120, blank=True, editable=False)  # its id in imported data

    changes_scope = "offers"
    FACTS = (
        "organization",
        "pillar",
        "terms",
        "tagged_terms",
        "target_groups",
        "minimum_age",
        "maximum_age",
        "cost",
        "cost_amount",
        "by_appointment",
        "holidays",
        "url",
        "status",
        "assured_date",
        "assured_by",
        "code",
        "schedules",
        "language_hours",
        "offer_locations",
        "offer_contacts",
    )
    REQUIRED_FACTS = ("organization", "pillar")
    translatable_fields = words(
        "summary",
        "alert",
        "description",
        "eligibility_description",
        "fees_description",
        "application_process",
        "what_to_bring",
        "how_to_come",
    )
    objects = PageManager.from_queryset(OfferQuerySet)()

    exclude_fields_in_copy = ["code"]
    base_form_class = OfferForm
    page_description = _("A course, advice, a meeting place: what an organization offers, where, when and for whom.")
    content_panels = OFFER_PANELS
    search_fields = Page.search_fields + [index.SearchField("summary"), index.FilterField("pillar")]
    parent_page_types = ["directory.OfferIndexPage"]
    subpage_types = []
    template = "directory/offer.html"

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [models.UniqueConstraint(fields=["code"], condition=~CODE_UNIQUE, name="offer_code")]

    def clean(self):
        super().clean()
        if self.minimum_age is not None and self.maximum_age is not None and self.maximum_age < self.minimum_age:
            raise ValidationError({"maximum_age": _("The highest age is below the lowest.")})
        if self.cost_amount and self.cost != self.Cost.PAID:
            raise ValidationError({"cost_amount": _("An amount needs the cost “costs something”.")})

    def get_context(self, request, *args, **kwargs):
        from directory.profile import offer_context

        preview = getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs) | offer_context(self, preview)


class OfferTerm(ItemBase):
    content_object = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="tagged_terms")
    tag = models.ForeignKey(TaxonomyTerm, on_delete=models.CASCADE, related_name="tagged_offers")


class OfferLocation(Orderable):
    offer = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="offer_locations")
    location = models.ForeignKey(
        Location, on_delete=models.CASCADE, related_name="offer_locations", verbose_name=_("location")
    )

    panels = [FieldPanel("location")]


class OfferContact(Orderable):
    offer = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="offer_contacts")
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="offer_contacts", verbose_name=_("contact")
    )

    panels = [FieldPanel("contact")]


class OfferSchedule(Schedule):
    offer = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="schedules")
    location = models.ForeignKey(
        Location,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("location"),
        help_text=_("Only when the offer has several."),
    )

    panels = Schedule.panels + [FieldPanel("location")]

    class Meta(Schedule.Meta):
        abstract = False


class LanguageHours(Orderable):
    """A language spoken at an offer: whenever it is open, or only at these hours on this weekday."""

    class Mode(models.TextChoices):
        FLUENT = "fluent", _("spoken by the people there")
        INTERPRETER = "interpreter", _("with an interpreter")
        APPOINTMENT = "appointment", _("by appointment")

    offer = ParentalKey(OfferPage, on_delete=models.CASCADE, related_name="language_hours")
    language = models.CharField(_("language"), max_length=10, choices=spoken_choices)
    mode = models.CharField(_("how"), max_length=12, choices=Mode.choices, default=Mode.FLUENT)
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=Weekday.choices, null=True, blank=True, help_text=_("Empty: whenever it is open.")
    )
    opens_at = models.TimeField(_("from"), null=True, blank=True)
    closes_at = models.TimeField(_("to"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("mode")]),
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens_at"), FieldPanel("closes_at")]),
    ]

    def clean(self):
        super().clean()
        given = [value is not None for value in (self.weekday, self.opens_at, self.closes_at)]
        if any(given) and not all(given):
            raise ValidationError({"weekday": _("Please give weekday and both times, or none of them.")})
