"""Writing what an import wants to pages and records without undoing the work of people.

Compared is with what is published. A draft that waits stays a draft (and in its workflow): it gets what the import
changed, except where it says something of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page, ReferenceIndex, TaskState
from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled

from .records import Problem

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


class Outcome(str):
    """One of the above; `changes` names the fields that differed."""

    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wish:
    """One thing that a record says of an object: how to read it in a form that can be compared, how to write it."""

    name: str
    value: object
    read: Callable[[object], object]
    write: Callable[[object], None]


def field(name: str, value) -> Wish:
    return Wish(name, value, lambda target: getattr(target, name), lambda target: setattr(target, name, value))


def rows(name: str, relation: str, model, given: list[dict], ordered: bool = False) -> Wish:
    """Child rows that take the place of the old ones."""

    def made() -> list:
        built = [model(**values) for values in given]
        for number, row in enumerate(built):
            if ordered:
                row.sort_order = number
        return built

    def comparable(found: Iterable) -> list:
        found = [columns_of(row) for row in found]
        return found if ordered else sorted(found, key=repr)

    return Wish(
        name,
        comparable(made()),
        lambda target: comparable(getattr(target, relation).all()),
        lambda target: setattr(target, relation, made()),
    )


def columns_of(row) -> tuple:
    """The columns of a child row that tell it from others."""
    skipped = {"id", "sort_order", "offer", "organization"}
    return tuple(getattr(row, column.attname) for column in row._meta.concrete_fields if column.name not in skipped)


def checked(target) -> None:
    try:
        target.full_clean(exclude=["path", "depth", "slug", "url_path", "content_type", "draft_title"])
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        names = {"title": "name", "code": "id", "__all__": ""}
        raise Problem({names.get(name, name): text for name, text in found.items()}) from error


def create(target, wishes: list[Wish], add: Callable[[object], None]) -> str:
    for wish in wishes:
        wish.write(target)
    checked(target)
    with references_once(target):
        add(target)
        publish(target)
    return CREATED


@contextmanager
def references_once(target) -> Iterator[None]:
    """Bring Wagtail's index of references up to date once, not with each of a dozen saves: half of the time."""
    if getattr(reference_index_auto_update_disabled, "value", False):
        yield  # whoever switched it off rebuilds it
        return
    with disable_reference_index_auto_update():
        yield
    ReferenceIndex.create_or_update_for_object(target)


def publish(target) -> None:
    target.save_revision(**({"clean": False} if isinstance(target, Page) else {})).publish()


def update(target, wishes: list[Wish]) -> str:
    """Write what differs. What people have unpublished, or not yet published, stays so."""
    shown = target if target.live else target.get_latest_revision_as_object()
    differing = [(wish, wish.read(shown)) for wish in wishes]
    differing = [(wish, before) for wish, before in differing if before != wish.value]
    if not differing:
        return UNCHANGED
    if target.locked:
        raise Problem({"": [_("It is locked in the portal and differs.")]})
    draft = target.live and target.has_unpublished_changes and target.get_latest_revision()
    for wish, _before in differing:
        wish.write(shown)
    checked(shown)
    with references_once(target):
        if not target.live:
            shown.save_revision()
        elif draft:
            publish_beside(shown, draft, differing)
        else:
            publish(shown)
    outcome = Outcome(UPDATED)
    outcome.changes = tuple(wish.name for wish, _before in differing)
    return outcome


def publish_beside(shown, draft, differing: list[tuple[Wish, object]]) -> None:
    """Publish, and keep the draft on top of it, waiting as before."""
    waiting = draft.as_object()
    revision = shown.save_revision()
    action = (PublishPageRevisionAction if isinstance(shown, Page) else PublishRevisionAction)(revision)
    action.object._current_workflow_states = []  # publishing cancels the workflow it finds; this one goes on
    action.execute(skip_permission_checks=True)
    for wish, before in differing:
        if wish.read(waiting) == before:
            wish.write(waiting)
    again = waiting.save_revision(user=draft.user, approved_go_live_at=draft.approved_go_live_at, clean=False)
    TaskState.objects.filter(revision=draft, status=TaskState.STATUS_IN_PROGRESS).update(revision=again)
