"""Locations and contacts: records of an organization, edited once and used by its offers and events."""

import re

from django import forms
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from .districts import District

phone_number = RegexValidator(r"^\+?[0-9][0-9 /()–-]{4,}$", _("Please enter a phone number such as 0203 123456."))
GERMANY = "DE"


class Wheelchair(models.TextChoices):
    YES = "yes", _("accessible by wheelchair")
    PARTLY = "partly", _("partly accessible by wheelchair")
    NO = "no", _("not accessible by wheelchair")
    UNKNOWN = "unknown", _("wheelchair access not known")


class OrganizationRecord(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model):
    """What locations and contacts share: an owner, drafts, approval."""

    organization = models.ForeignKey(
        "directory.OrganizationPage",
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        verbose_name=_("organization"),
    )
    code = models.CharField(max_length=120, blank=True, editable=False)  # its id in imported data
    name = models.CharField(_("name"), max_length=150)
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="%(class)s")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )

    search_fields = [index.AutocompleteField("name"), index.SearchField("name"), index.FilterField("organization")]

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="%(class)s_code_unique")
        ]

    def __str__(self) -> str:
        """In the admin a name such as “Office” says too little."""
        return f"{self.name} · {self.organization.title}"

    @property
    def revisions(self):
        return self._revisions


class Location(OrganizationRecord):
    """A place where offers happen (HSDS location with its one address)."""

    address_1 = models.CharField(_("street and number"), max_length=150)
    postal_code = models.CharField(_("postal code"), max_length=12)
    city = models.CharField(_("city"), max_length=60, default="Duisburg")
    country = models.CharField(
        _("country"),
        max_length=2,
        default=GERMANY,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("A country has a code of two letters, such as DE or NL."))],
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="locations", verbose_name=_("district")
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    wheelchair = models.CharField(
        _("wheelchair access"), max_length=10, choices=Wheelchair.choices, default=Wheelchair.UNKNOWN
    )

    panels = [
        FieldPanel("organization", help_text=_("Whose place it is. Offers of other organizations may use it too.")),
        FieldPanel("name", help_text=_("As people there call it, such as “Parish hall”.")),
        MultiFieldPanel(
            [
                FieldPanel("address_1"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldPanel("country", help_text=_("Two letters. Postal codes of other countries are not checked.")),
                FieldPanel("district", widget=forms.Select),
                FieldRowPanel(
                    [
                        FieldPanel("latitude", help_text=_("For the map, such as 51.50312. May stay empty.")),
                        FieldPanel("longitude", help_text=_("For the map, such as 6.75234. May stay empty.")),
                    ]
                ),
            ],
            heading=_("Address"),
        ),
        FieldPanel("wheelchair", help_text=_("Please ask there. “Not known” is better than a guess.")),
    ]

    class Meta(OrganizationRecord.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")

    def clean(self):
        super().clean()
        errors = {}
        if self.country == GERMANY and not re.fullmatch(r"[0-9]{5}", self.postal_code):
            errors["postal_code"] = _("A postal code has five digits, such as 47051.")
        for name, limit in (("latitude", 90), ("longitude", 180)):
            if (value := getattr(self, name)) is not None and abs(value) > limit:
                errors[name] = _("There is no such place on Earth.")
        if errors:
            raise ValidationError(errors)

    @property
    def address(self) -> str:
        abroad = "" if self.country == GERMANY else f", {self.country}"
        return f"{self.address_1}, {self.postal_code} {self.city}{abroad}"


class Contact(OrganizationRecord):
    """An office or desk that answers. Names of persons are personal data: only where they agreed."""

    role = models.ForeignKey(
        "directory.ContactRole",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("what for"),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True, validators=[phone_number])
    email = models.EmailField(_("email"), blank=True)

    panels = [
        FieldPanel("organization"),
        FieldPanel(
            "name", help_text=_("Best an office or a desk. A person only if they agreed: everybody can read it.")
        ),
        FieldPanel("role", widget=forms.Select, help_text=_("What people turn to this contact for.")),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
    ]

    class Meta(OrganizationRecord.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    @property
    def dial(self) -> str:
        """The number for a `tel:` link, with the country."""
        digits = "".join(c for c in self.phone if c.isdigit())
        if self.phone.startswith("+"):
            return "+" + digits
        return "+" + digits[2:] if digits.startswith("00") else "+49" + digits.removeprefix("0")
