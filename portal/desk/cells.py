"""What the desk says of a page in a language: one state, as a word and a sign, and a number of words."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.words.state import open_words

FEW = 5


class State(models.TextChoices):
    MISSING = "missing", _("missing")
    BLOCKED = "blocked", _("page above missing")
    DRAFT = "draft", _("draft")
    OUTDATED = "outdated", _("incomplete")
    MACHINE = "machine", _("by machine")
    DONE = "done", _("translated")


SIGNS = {
    State.MISSING: "plus",
    State.BLOCKED: "arrow-up",
    State.DRAFT: "draft",
    State.OUTDATED: "warning",
    State.MACHINE: "cogs",
    State.DONE: "check",
}
SEVERAL = {State.MISSING: pgettext_lazy("several pages", "missing"), State.DRAFT: _("drafts")}
FILTERED = [state for state in State if state != State.BLOCKED]  # what one can filter by


class Language(NamedTuple):
    pk: int
    code: str
    name: str
    lang: str
    dir: str
    machine: bool  # whether machines translate into it here


class Translation(NamedTuple):
    """A translated page as the database has it."""

    pk: int
    live: bool
    state: dict


@dataclass
class Cell:
    language: Language
    state: State
    words: int  # that a reader does not get in this language
    pk: int | None = None  # of the translated page
    machine_words: int = 0
    by_hand: bool = False
    visits: int = 0

    @property
    def sign(self) -> str:
        return SIGNS[self.state]

    @property
    def count(self) -> str:
        return words(self.machine_words if self.state == State.MACHINE else self.words)

    @property
    def asked(self) -> str:
        return visits(self.visits)

    @property
    def may_be_machine_translated(self) -> bool:
        return self.language.machine and not self.by_hand and bool(self.words) and self.state != State.BLOCKED


def cell(language: Language, found: Translation | None, *, total: int, has_parent: bool, visits: int) -> Cell:
    """`total` are the words of the German page, `has_parent` says whether the page above it is translated."""
    if found is None:
        return Cell(language, State.MISSING if has_parent else State.BLOCKED, total, visits=visits)
    machine, open_ = found.state.get("machine", 0), open_words(found.state)
    state = State.MACHINE if machine else State.DONE
    if not found.live:
        state = State.DRAFT
    elif open_:
        state = State.OUTDATED
    return Cell(language, state, open_, found.pk, machine, bool(found.state.get("by_hand")), visits)


def words(count: int) -> str:
    return ngettext("%(count)s word", "%(count)s words", count) % {"count": number(count)} if count else ""


def visits(count: int) -> str:
    """Small numbers could be told from a person: they are not shown."""
    if not count:
        return ""
    if count < FEW:
        return gettext("asked for fewer than %(few)s times") % {"few": FEW}
    return gettext("asked for %(count)s times") % {"count": number(count)}


def number(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")
