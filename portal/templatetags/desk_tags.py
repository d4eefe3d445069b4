"""Parts of the translation desk. A cell is put together in Python: a page of the desk has hundreds of them."""

from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.desk.cells import SEVERAL, SIGNS, Cell, State, number, words
from portal.desk.queries import Tally

register = template.Library()
register.filter("desk_number", number)
register.filter("desk_words", words)

CELL = '<td class="desk-cell desk-{state}">{head}{words}{asked}{steps}</td>'
SIGN = '<svg class="icon icon-{0}" aria-hidden="true"><use href="#icon-{0}"></use></svg>'
STEP = '<button class="button button-small button-secondary" formaction="{url}"{value}>{label}{of}</button>'
OF = '<span class="w-sr-only">: {}</span>'


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
    return [
        {
            "state": state,
            "sign": SIGNS[state],
            "count": count,
            "label": SEVERAL.get(state, state.label) if count > 1 else state.label,
        }
        for state, count in counts.items()
        if count
    ]


@register.simple_tag
def desk_cell(cell: Cell, page, here: str) -> SafeString:
    """A page in a language: state, words, how often it was asked for, and the next steps.

    page: the German page · here: address to come back to
    """
    of = OF.format(escape(f"{page.title}, {cell.language.name}"))
    state = f"{SIGN.format(cell.sign)} {escape(cell.state.label)}"
    if cell.pk:
        head = f'<a class="desk-state" href="{reverse("wagtailadmin_pages:edit", args=[cell.pk])}">{state}{of}</a>'
    else:
        head = f'<span class="desk-state">{state}</span>'
    return mark_safe(  # noqa: S308 — everything in it is escaped
        CELL.format(
            state=cell.state.value,
            head=head,
            words=f"<p>{escape(cell.count)}</p>" if cell.count else "",
            asked=f'<p class="desk-asked">{escape(cell.asked)}</p>' if cell.asked else "",
            steps="".join(
                STEP.format(url=escape(url), value=value, label=escape(label), of=of)
                for url, value, label in steps(cell, page, here)
            ),
        )
    )


def steps(cell: Cell, page, here: str) -> list[tuple[str, str, str]]:
    """(address, attributes, label) of what may be done."""
    found, back = [], f"?next={quote(here, safe='')}"
    if cell.state == State.MISSING:
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        found.append((url, f' name="locales" value="{cell.language.pk}"', _("Translate")))
    if cell.by_hand and cell.words:
        found.append((reverse("translation_desk:is_up_to_date", args=[cell.pk]) + back, "", _("Is up to date")))
    if cell.machine_words:
        found.append((reverse("translation_desk:confirm", args=[cell.pk]) + back, "", _("Confirm")))
    if cell.may_be_machine_translated:
        url = reverse("translation_desk:by_machine", args=[page.pk, cell.language.code])
        found.append((url + back, "", _("By machine")))
    return found
