"""The forms of offers and organizations in the admin, grouped the way people think, in plain words."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.panels import FactRowsPanel, title_panel

WHAT = MultiFieldPanel(
    [
        title_panel(_("Name of the offer"), _("Says what it is, such as “German for parents, with childcare”.")),
        FieldPanel("organization", help_text=_("Who offers it. Its profile must exist already.")),
        FieldPanel("pillar", help_text=_("The one of the four fields of integration work that fits best.")),
        FieldPanel("terms"),
        FieldPanel("summary", help_text=_("What the name does not say yet. It stands in lists and in search engines.")),
        FieldPanel("description", help_text=_("What happens there, who is there, how it begins: two to four paragraphs.")),
        FieldPanel("alert", help_text=_("Only what matters now, such as “Closed on 24 June”. Please remove it afterwards.")),
    ],
    heading=_("What"),
)  # fmt: skip
FOR_WHOM = MultiFieldPanel(
    [
        FieldPanel(
            "target_groups",
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Nothing ticked means: for everybody."),
        ),
        FieldPanel("eligibility_description", help_text=_("In one or two sentences, if there is more to say.")),
        FieldRowPanel(
            [
                FieldPanel("minimum_age", help_text=_("Empty means: there is no limit.")),
                FieldPanel("maximum_age", help_text=_("Empty means: there is no limit.")),
            ]
        ),
    ],
    heading=_("For whom"),
)
WHERE_AND_WHEN = MultiFieldPanel(
    [
        FactRowsPanel(
            "offer_locations",
            heading=_("Locations"),
            label=_("location"),
            help_text=_("None means: by phone or online. New places are added under “Directory”, “Locations”."),
        ),
        FieldPanel("how_to_come", help_text=_("Stop, entrance, floor: what one does not see in the address.")),
        FactRowsPanel(
            "schedules",
            heading=_("Hours and exceptions"),
            label=_("hours"),
            help_text=_(
                "One row for each weekday and time. A time that ends before it begins goes on past midnight. "
                "For holidays: tick “closed” and enter the first and the last day. No rows mean: not known."
            ),
        ),
        FieldRowPanel([FieldPanel("by_appointment"), FieldPanel("holidays")]),
        FactRowsPanel(
            "language_hours",
            heading=_("Spoken languages and when"),
            label=_("language"),
            help_text=_("Without weekday and times: whenever it is open. German too, if it is spoken."),
        ),
    ],
    heading=_("Where and when"),
)
COST = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("cost"), FieldPanel("cost_amount", help_text=_("Only for “costs something”."))]),
        FieldPanel("fees_description", help_text=_("Such as “Free with the Duisburg pass”.")),
    ],
    heading=_("Cost"),
)
CONTACT = MultiFieldPanel(
    [
        FactRowsPanel(
            "offer_contacts",
            heading=_("Contacts"),
            label=_("contact"),
            help_text=_("Whom to call or write to. New contacts are added under “Directory”, “Contacts”."),
        ),
        FieldPanel("application_process", help_text=_("Such as “Just come” or “Please register by phone first”.")),
        FieldPanel("what_to_bring", help_text=_("Papers, sportswear, a pen … Empty means: nothing.")),
        FieldPanel("url", help_text=_("A page about this very offer, beginning with https://.")),
    ],
    heading=_("Contact and how to join"),
)
QUALITY = MultiFieldPanel(
    [
        FieldPanel("status", help_text=_("What does not take place any more disappears from all lists.")),
        FieldRowPanel(
            [
                FieldPanel("assured_date", help_text=_("When somebody there last said that all of this is right.")),
                FieldPanel("assured_by", help_text=_("Who said so. Only colleagues see it.")),
            ]
        ),
    ],
    heading=_("Quality"),
)
OFFER_PANELS = [WHAT, FOR_WHOM, WHERE_AND_WHEN, COST, CONTACT, QUALITY]

ORGANIZATION_PANELS = [
    MultiFieldPanel(
        [
            title_panel(_("Name of the organization"), _("As it calls itself, with “e. V.” where it belongs.")),
            FieldPanel("kind", help_text=_("A migrant self-organization is led by people who migrated themselves.")),
            FieldPanel("summary", help_text=_("What it is there for. It stands in lists.")),
            FieldPanel("description", help_text=_("What it does, since when, with whom: two to four paragraphs.")),
            FieldPanel("year_incorporated", help_text=_("Four digits. Empty means: not known.")),
        ],
        heading=_("Who"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("logo"),
            FactRowsPanel("pictures", heading=_("Pictures of its work"), label=_("picture"), max_num=8),
        ],
        heading=_("Logo and pictures"),
    ),
    MultiFieldPanel([FieldPanel("languages")], heading=_("Languages spoken in the house")),
    MultiFieldPanel(
        [
            FactRowsPanel(
                "schedules",
                heading=_("Opening hours of the house"),
                label=_("opening hours"),
                help_text=_("When somebody is there. Each offer has its own hours. No rows mean: not known."),
            ),
            FieldRowPanel([FieldPanel("website"), FieldPanel("email")]),
        ],
        heading=_("Hours and contact"),
        help_text=_("Addresses and phone numbers are added under “Directory”, “Locations” and “Contacts”."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("responsible"),
            FieldPanel("example", help_text=_("Tick it for examples, so that nobody takes them for real.")),
        ],
        heading=_("Quality"),
    ),
]
