"""The ten blocks stories are made of; three of them are live lists from the directory."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from directory.essentials import contact_card
from directory.listing import latest_offers, latest_organizations
from directory.models import OfferPage, OrganizationPage
from portal.changes import journal
from portal.languages import spoken_choices
from portal.words.fields import AddressBlock

WITHIN_OR_SAFE = re.compile(r"/(?![/\\])|https://[^/\s]")  # "//host" and "/\\host" lead elsewhere
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture from the list of pictures, with a caption.")
        template = "blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quote"))
    source = blocks.CharBlock(label=_("who says so"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Something somebody said, and who it was.")
        template = "blocks/quote.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("step"), max_length=120)
    text = blocks.TextBlock(label=_("what to do"), required=False)


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("text of the link"), max_length=120)
    path = AddressBlock(
        label=_("address"),
        max_length=500,
        help_text=_("Within ISI without the language, such as /angebote/?free=1; elsewhere with https://."),
    )

    def clean(self, value):
        value = super().clean(value)
        if value["path"] and not WITHIN_OR_SAFE.match(value["path"]):
            raise StructBlockValidationError(
                {"path": ValidationError(_("Please begin the address with / or https://."))}
            )
        return value


class LiveListBlock(blocks.StructBlock):
    """A list from the directory: of what is chosen here, only the heading is text of the page."""

    def get_searchable_content(self, value):
        return [value["heading"]] if value.get("heading") else []


class OffersBlock(LiveListBlock):
    """Offers by filter, as of the moment the page is read."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    pillar = blocks.ChoiceBlock(label=_("pillar"), choices=OfferPage.Pillar.choices, required=False)
    terms = blocks.ListBlock(
        SnippetChooserBlock("directory.TaxonomyTerm", label=_("subject")), label=_("subjects"), default=[]
    )
    target_groups = blocks.ListBlock(
        SnippetChooserBlock("directory.TargetGroup", label=_("target group")), label=_("target groups"), default=[]
    )
    language = blocks.ChoiceBlock(label=_("spoken language"), choices=spoken_choices, required=False)
    district = SnippetChooserBlock("directory.District", label=_("district"), required=False)
    free = blocks.BooleanBlock(label=_("free of charge only"), required=False)
    limit = blocks.IntegerBlock(label=_("how many at most"), default=4, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("Offers by filter")
        description = _("A list that keeps itself current: new offers come in by themselves.")
        template = "blocks/offers.html"

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | latest_offers(filters_of(value), value["limit"])


class OrganizationsBlock(LiveListBlock):
    """Organizations of a kind, or chosen ones."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    kind = blocks.ChoiceBlock(label=_("kind"), choices=OrganizationPage.Kind.choices, required=False)
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="directory.OrganizationPage", label=_("organization")),
        label=_("chosen organizations"),
        default=[],
        help_text=_("These, in this order. None chosen: those of the kind, by name."),
    )
    limit = blocks.IntegerBlock(label=_("how many at most"), default=4, min_value=1, max_value=12)

    class Meta:
        icon = "group"
        label = _("Organizations")
        description = _("Cards that lead to profiles.")
        template = "blocks/organizations.html"

    def get_context(self, value, parent_context=None):
        chosen = [page.pk for page in value["pages"] if page]
        return super().get_context(value, parent_context) | latest_organizations(value["kind"], chosen, value["limit"])


class ContactsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    contacts = blocks.ListBlock(SnippetChooserBlock("directory.Contact", label=_("contact")), label=_("contacts"))

    def get_context(self, value, parent_context=None):
        journal.version(OrganizationPage.changes_scope)
        chosen = [contact for contact in value["contacts"] if contact and contact.live]
        return super().get_context(value, parent_context) | {"contacts": [contact_card(each) for each in chosen]}

    class Meta:
        icon = "user"
        label = _("Contacts")
        description = _("Phone numbers and addresses of contacts, as they are in the directory.")
        template = "blocks/contacts.html"


class StoryBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=150, template="blocks/heading.html")
    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=TEXT_FEATURES, template="blocks/text.html")
    picture = PictureBlock()
    quote = QuoteBlock()
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), icon="order", template="blocks/steps.html")
    notice = blocks.TextBlock(label=_("Notice"), icon="info-circle", template="blocks/notice.html")
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), icon="link", template="blocks/links.html")
    offers = OffersBlock()
    organizations = OrganizationsBlock()
    contacts = ContactsBlock()


def filters_of(value) -> dict[str, list[str]]:
    """The filters of an offers block, in the form of the list's query string."""
    chosen = {
        "pillar": [value["pillar"]],
        "term": [term.slug for term in value["terms"] if term],
        "group": [group.slug for group in value["target_groups"] if group],
        "language": [value["language"]],
        "district": [value["district"].slug if value["district"] else ""],
        "free": ["1" if value["free"] else ""],
    }
    return {name: [v for v in values if v] for name, values in chosen.items() if any(values)}
