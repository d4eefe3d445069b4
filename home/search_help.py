"""What the home page gives to the search: the office that helps on, and where to begin."""

from django.utils.translation import gettext as _

from directory.essentials import someone_to_ask
from portal.changes import held
from portal.languages import SOURCE
from portal.tree import TREE
from search.help import register_help, register_ways_in

from .cards import page_cards
from .models import HomePage
from .views import pillars


@held(TREE)
def german_home() -> HomePage | None:
    return HomePage.objects.filter(locale__language_code=SOURCE).first()


@register_help
def office() -> dict | None:
    """The office named on the home page, while it is public."""
    home = german_home()
    return someone_to_ask(home.helps_id) if home and home.helps_id else None


@register_ways_in
def situations() -> dict | None:
    home = german_home()
    if not home or not home.situations_id:
        return None
    entries = [
        card | {"text": card["summary"], "text_marks": card["summary_marks"]} for card in page_cards(home.situations)
    ]
    return {"title": _("What do you need right now?"), "entries": entries}


@register_ways_in
def four_pillars() -> dict:
    entries = [
        {"url": each["url"], "title": each["label"], "text": each["text"], "sign": f"pillar-{each['value']}"}
        for each in pillars()
    ]
    return {"title": _("What this portal offers"), "entries": entries}
