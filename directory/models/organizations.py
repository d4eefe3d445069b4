from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet

from portal.facts import FactsForm, FactsMixin, PageCopyForm
from portal.languages import spoken_choices
from portal.pages import PortalPage
from portal.panels import LIST_PAGE_PANELS
from portal.words.fields import words

from .panels import ORGANIZATION_PANELS
from .schedules import Schedule

PLAIN_TEXT = ["bold", "italic", "ul", "ol", "link"]
CODE_UNIQUE = models.Q(code="")


class LanguagesForm(FactsForm):
    """Lets people tick languages; they are stored as a list of codes."""

    languages = forms.MultipleChoiceField(
        label=_("spoken languages"), choices=spoken_choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class OrganizationQuerySet(PageQuerySet):
    def for_serving(self):
        return self.live().select_related("logo")


class OrganizationIndexPage(PortalPage, Page):
    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    translatable_fields = words("intro")
    page_description = _("The page on which all organizations are found.")
    content_panels = LIST_PAGE_PANELS
    copy_form_class = PageCopyForm
    parent_page_types = ["home.HomePage"]
    subpage_types = ["directory.OrganizationPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of organizations")

    def serve(self, request, *args, **kwargs):
        from directory.views import organization_list

        return organization_list(request, self)

    def serve_preview(self, request, mode_name):
        return self.serve(request)


class OrganizationPage(FactsMixin, Page):
    """The profile of a migrant self-organization, association, provider or office (HSDS organization)."""

    class Kind(models.TextChoices):
        MSO = "mso", _("migrant self-organization")
        ASSOCIATION = "association", _("association")
        WELFARE = "welfare", _("welfare provider")
        MUNICIPAL = "municipal", _("municipal office")
        COUNCIL = "council", _("council or board")
        INITIATIVE = "initiative", _("initiative")

    summary = models.CharField(_("in one sentence"), max_length=200)
    description = RichTextField(_("about the organization"), features=PLAIN_TEXT, blank=True)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, blank=True)
    logo = models.ForeignKey(
        "portal.CustomImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    year_incorporated = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    languages = models.JSONField(_("spoken languages"), default=list, blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    responsible = models.CharField(
        _("responsible for the content"), max_length=300, blank=True, help_text=_("Name, address, represented by.")
    )
    example = models.BooleanField(_("invented example"), default=False)
    code = models.CharField(max_length=120, blank=True, editable=False)  # its id in imported data

    changes_scope = "organizations"
    FACTS = (
        "kind",
        "logo",
        "pictures",
        "year_incorporated",
        "languages",
        "website",
        "email",
        "responsible",
        "example",
        "code",
        "schedules",
    )
    REQUIRED_FACTS = ("kind",)
    translatable_fields = words("summary", "description")
    base_form_class = LanguagesForm
    objects = PageManager.from_queryset(OrganizationQuerySet)()

    exclude_fields_in_copy = ["code"]
    page_description = _("The profile of an association, a provider or an office. Its offers are pages of their own.")
    content_panels = ORGANIZATION_PANELS
    search_fields = Page.search_fields + [index.SearchField("summary"), index.FilterField("kind")]
    parent_page_types = ["directory.OrganizationIndexPage"]
    subpage_types = []
    template = "directory/organization.html"

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [models.UniqueConstraint(fields=["code"], condition=~CODE_UNIQUE, name="organization_code")]

    def get_context(self, request, *args, **kwargs):
        from directory.profile import organization_context

        return super().get_context(request, *args, **kwargs) | organization_context(self)


class OrganizationSchedule(Schedule):
    organization = ParentalKey(OrganizationPage, on_delete=models.CASCADE, related_name="schedules")

    class Meta(Schedule.Meta):
        abstract = False


class OrganizationPicture(Orderable):
    organization = ParentalKey(OrganizationPage, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "portal.CustomImage", on_delete=models.CASCADE, related_name="+", verbose_name=_("picture")
    )

    panels = [FieldPanel("image")]
