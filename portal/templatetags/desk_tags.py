from django import template

from portal.desk.cells import SIGNS, State, number
from portal.desk.queries import Tally

register = template.Library()
register.filter("desk_number", number)


@register.simple_tag
def tally_parts(tally: Tally) -> list[dict]:
    """The states in which there are pages, what is to do first."""
    counts = {
        State.MISSING: tally.missing,
        State.DRAFT: tally.draft,
        State.OUTDATED: tally.outdated,
        State.MACHINE: tally.machine,
        State.DONE: tally.done,
    }
    return [{"state": state, "sign": SIGNS[state], "count": count} for state, count in counts.items() if count]
