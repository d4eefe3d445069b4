"""What the pages of an offer and of an organization show beside their own words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.words.marking import marks_of

from .essentials import essentials
from .facet_index import Item
from .filters import by_title, label_of
from .hours import Hours, local_now
from .indexes import offer_index, organization_index
from .labels import labels
from .listing import cost_label, offer_cards, organization_cards, similar_offers
from .places import contacts_of, contacts_owned_by, locations_of, locations_owned_by
from .structured_data import offer_data, organization_data
from .timetable import hours_of, language_row


def offer_context(page, preview: bool) -> dict:
    facts, now = page.facts, local_now()
    item = None if preview else offer_index().get(facts.pk)  # what is in the index need not be asked for
    locations = locations_of(facts, item)
    owner = owner_of(facts)
    subjects, groups = subjects_and_groups(facts, item)
    hours, contacts = item.hours if item else hours_of(facts), contacts_of(facts, item)
    return {
        "facts": facts,
        "structured_data": structured(page, item, hours, locations, contacts, owner),
        "essentials": essentials(hours, locations, contacts, facts, now),
        "pillar_label": label_of("pillar", facts.pillar) if facts.pillar else "",
        "pillar_sign": f"pillar-{facts.pillar}",
        "subjects": subjects,
        "details": offer_details(page, facts, groups),
        "organization": owner,
        "districts": list({location.district_id: location.district for location in locations}.values()),
        "confirmed": confirmed_words(facts),
        "similar": similar_offers(facts.pk),
    }


def structured(page, item: Item | None, hours: Hours, locations: list, contacts: list, owner: dict | None) -> dict:
    """Data for search engines, labels in the language of the page's words: it may be German in a Turkish interface."""
    facts = page.facts
    with override(page.locale.language_code):
        subjects, groups = subjects_and_groups(facts, item)
        names = {
            "pillar": label_of("pillar", facts.pillar) if facts.pillar else "",
            "subjects": [label for _slug, label in subjects],
            "groups": groups,
        }
        return offer_data(page, facts, hours, locations, contacts, local_now().date(), owner=owner, **names)


def owner_of(facts) -> dict | None:
    """The organization as a card; of a draft or hidden one there is none."""
    item = organization_index().get(facts.organization_id)
    return organization_cards([item])[0] | item.shown if item else None


def offer_details(page, facts, groups: list[str]) -> list[dict]:
    """Rows of the facts table; what is in the page's own words is marked when it is not the visitor's language."""
    everybody = "" if page.eligibility_description else _("Everybody is welcome.")
    rows = [
        ("people", _("For whom"), _(", ").join(groups) or everybody, {}),
        ("people", _("Who can come"), page.eligibility_description, marks_of(page, "eligibility_description")),
        ("calendar", _("Age"), age_words(facts), {}),
        ("cost", _("Cost"), cost_label(facts.cost, facts.cost_amount), {}),
        ("cost", _("About the cost"), page.fees_description, marks_of(page, "fees_description")),
        ("check", _("How to join"), page.application_process, marks_of(page, "application_process")),
        ("bag", _("What to bring"), page.what_to_bring, marks_of(page, "what_to_bring")),
        ("route", _("How to get there"), page.how_to_come, marks_of(page, "how_to_come")),
    ]
    return [{"sign": sign, "label": label, "value": value, **lang} for sign, label, value, lang in rows if value]


def age_words(facts) -> str:
    low, high = facts.minimum_age, facts.maximum_age
    if low is not None and high is not None:
        words = ngettext("from %(low)s to %(high)s year", "from %(low)s to %(high)s years", high)
        return words % {"low": low, "high": high}
    if low is not None:
        return ngettext("from %(low)s year", "from %(low)s years", low) % {"low": low}
    if high is not None:
        return ngettext("up to %(high)s year", "up to %(high)s years", high) % {"high": high}
    return ""


def confirmed_words(facts) -> str:
    if not facts.assured_date:
        return _("Nobody has confirmed these details yet. Please call before you go.")
    day = date_format(facts.assured_date, "DATE_FORMAT")
    return _("These details were last confirmed on %(day)s.") % {"day": day}


def subjects_and_groups(offer, item: Item | None) -> tuple[list[tuple[str, str]], list[str]]:
    """(slug, label) of the subjects and labels of the target groups; those of a preview are not in the index."""
    terms = item.values["term"] if item else [term.slug for term in offer.terms.all()]
    groups = item.values["group"] if item else [group.slug for group in offer.target_groups.all()]
    records = labels().records["term"]
    lower = [slug for slug in terms if slug in records and records[slug].parent_id]
    uppers = {records[slug].parent_id for slug in lower}
    kept = [slug for slug in terms if slug in records and records[slug].pk not in uppers]
    return [(slug, records[slug].label()) for slug in kept], [labels().get("group", slug) for slug in groups]


def organization_context(page) -> dict:
    facts, index, now = page.facts, offer_index(), local_now()
    locations, contacts = locations_owned_by(facts), contacts_owned_by(facts)
    offers = index.page(index.of("owner", [str(facts.pk)]), index.ordered("title", by_title), 0, 50)
    hours = hours_of(facts)
    block = essentials(hours, locations, contacts, facts, now)
    block["languages"] = [language_row(code) for code in facts.languages]
    return {
        "facts": facts,
        "structured_data": organization_data(page, facts, hours, locations, contacts, now.date()),
        "essentials": block,
        "kind_label": facts.get_kind_display() if facts.kind else "",
        "districts": list({location.district_id: location.district for location in locations}.values()),
        "pictures": [row.image for row in facts.pictures.select_related("image")],
        "cards": offer_cards(offers, now),
    }
