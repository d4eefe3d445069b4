"""The groups of the staff, what they may do, and who approves."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
)

from directory.models import Contact, Location

KERNTEAM, REDAKTION = "Kernteam", "Redaktion"
APPROVAL = "Freigabe durch das Kernteam"
WAGTAILS_OWN = ("Moderators", "Editors")

# By group: for all pages, for all files, and everything else.
PAGES = {
    KERNTEAM: ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
    REDAKTION: ("add_page", "change_page", "publish_page"),
}
FILES = ("wagtailimages.{}_image", "wagtaildocs.{}_document")
RECORDS = ("directory.{}_location", "directory.{}_contact")
WORDS = ("portal.{}_glossaryterm",)
PROMOTIONS = ("wagtailsearchpromotions.{}_searchpromotion",)
SEARCH = ("search.{}_dictionaryentry", "search.{}_searchtask")
SEARCHES = "search.view_searchcount"
LABELS = ("directory.{}_taxonomyterm", "directory.{}_targetgroup", "directory.{}_contactrole")
COMMON = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")


def each(patterns: Iterable[str], *actions: str) -> list[str]:
    return [pattern.format(action) for pattern in patterns for action in actions]


GENERAL = {
    KERNTEAM: [
        *COMMON,
        *each(RECORDS, "add", "change", "delete", "publish", "lock", "unlock"),
        *each(LABELS, "add", "change", "delete"),
        *each(WORDS, "add", "change", "delete"),
        *each(["wagtailredirects.{}_redirect"], "add", "change", "delete"),
        *each(PROMOTIONS, "add", "change", "delete"),
        *each(SEARCH, "add", "change", "delete"),
        SEARCHES,
        "search.delete_searchcount",
        "directory.change_district",
        "directory.change_feedback",
        "directory.delete_feedback",
    ],
    REDAKTION: [
        *COMMON,
        *each(RECORDS, "add", "change", "publish"),
        *each(WORDS, "add", "change", "delete"),
        *each(PROMOTIONS, "add", "change", "delete"),
        *each(SEARCH, "view"),
        SEARCHES,
    ],
}


def permissions(names: Iterable[str]) -> list[Permission]:
    wanted = Q(pk=None)
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))


def set_up_staff() -> None:
    root, media = Page.objects.get(depth=1), Collection.get_first_root_node()
    for name in PAGES:
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*permissions(GENERAL[name]))
        for permission in permissions(f"wagtailcore.{codename}" for codename in PAGES[name]):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in permissions(each(FILES, "add", "change", "choose")):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=media, permission=permission)
    Group.objects.filter(name__in=WAGTAILS_OWN, user=None).delete()
    set_up_approval(Group.objects.get(name=KERNTEAM), root)


def set_up_approval(approvers: Group, root: Page) -> None:
    """One workflow for pages and records, in the place of the one that Wagtail brings."""
    if Workflow.objects.filter(name=APPROVAL).exists():
        return
    Workflow.objects.filter(name="Moderators approval").update(name=APPROVAL)
    workflow, _created = Workflow.objects.get_or_create(name=APPROVAL)
    GroupApprovalTask.objects.filter(name="Moderators approval").update(name=APPROVAL)
    task, _created = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    task.groups.set([approvers])
    workflow.workflow_tasks.get_or_create(task=task)
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    for content_type in ContentType.objects.get_for_models(Location, Contact).values():
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
