"""Who may do what in the back office: one table per action, in the order anonymous, Redaktion, Kernteam, operator."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from directory.models import District, TargetGroup, TaxonomyTerm
from home.models import StandardPage
from portal.words.batches import Batch
from portal.words.outbox import WaitingWords
from tests.factories import (
    ContactFactory,
    FeedbackFactory,
    ImageFactory,
    LocationFactory,
    NewsFactory,
    OfferFactory,
    StandardPageFactory,
    UserFactory,
    translated,
)

ROLES = ("anonymous", "Redaktion", "Kernteam", "operator")


@pytest.fixture
def browser_of(db):
    def browser(role: str) -> Client:
        client = Client()
        if role == "operator":
            client.force_login(UserFactory(is_superuser=True))
        elif role != "anonymous":
            client.force_login(UserFactory(groups=[Group.objects.get(name=role)]))
        return client

    return browser


def page(action: str, factory=OfferFactory, **kwargs):
    return lambda: reverse(f"wagtailadmin_pages:{action}", args=[factory(**kwargs).pk])


def record(action: str, make):
    def url() -> str:
        thing = make()
        args = [] if action in ("list", "add") else [thing.pk]
        return reverse(f"wagtailsnippets_directory_{thing._meta.model_name}:{action}", args=args)

    return url


def unused_term() -> TaxonomyTerm:
    return TaxonomyTerm.objects.filter(children=None).first()


def outdated_translation() -> StandardPage:
    page = translated(StandardPageFactory(), "tr")
    StandardPage.objects.filter(pk=page.pk).update(translation_state=page.translation_state | {"outdated": 3})
    return page


def machine_translation() -> StandardPage:
    page = translated(StandardPageFactory(), "tr")
    StandardPage.objects.filter(pk=page.pk).update(translation_state={"total": 3, "missing": 0, "machine": 3})
    return page


def named(name: str, *make):
    return lambda: reverse(name, args=[each().pk for each in make])


# What is opened → who may. A form that opens may be sent: Wagtail asks the same permission of both.
TABLE = {
    "the dashboard": (named("wagtailadmin_home"), "-+++"),
    "the form of an offer": (page("edit"), "-+++"),
    "the form of an article": (page("edit", NewsFactory), "-+++"),
    "unpublishing a page": (page("unpublish", StandardPageFactory), "-+++"),
    "deleting a page": (page("delete", StandardPageFactory), "-+++"),
    "moving a page": (page("move", StandardPageFactory), "-+++"),
    "copying a page": (page("copy", StandardPageFactory), "-+++"),
    "the history of a page": (page("history"), "-+++"),
    "locations": (record("list", LocationFactory), "-+++"),
    "the form of a location": (record("edit", LocationFactory), "-+++"),
    "a new contact": (record("add", ContactFactory), "-+++"),
    "deleting a contact": (record("delete", ContactFactory), "--++"),
    "unpublishing a contact": (record("unpublish", ContactFactory), "-+++"),
    "subjects": (record("list", unused_term), "--++"),
    "the form of a subject": (record("edit", unused_term), "--++"),
    "a new subject": (record("add", unused_term), "--++"),
    "deleting a subject": (record("delete", unused_term), "--++"),
    "a new target group": (record("add", lambda: TargetGroup.objects.first()), "--++"),
    "the form of a district": (record("edit", lambda: District.objects.first()), "--++"),
    "a new district": (record("add", lambda: District.objects.first()), "----"),
    "deleting a district": (record("delete", lambda: District.objects.first()), "----"),
    "official words": (named("wagtailsnippets_portal_glossaryterm:list"), "-+++"),
    "a new official word": (named("wagtailsnippets_portal_glossaryterm:add"), "-+++"),
    "feedback": (named("feedback:index"), "--++"),
    "one feedback": (named("feedback:edit", FeedbackFactory), "--++"),
    "deleting feedback": (named("feedback:delete", FeedbackFactory), "--++"),
    "adding feedback": (named("feedback:add"), "----"),
    "pictures": (named("wagtailimages:index"), "-+++"),
    "a new picture": (named("wagtailimages:add"), "-+++"),
    "the form of a picture": (named("wagtailimages:edit", ImageFactory), "-+++"),
    "documents": (named("wagtaildocs:index"), "-+++"),
    "redirects": (named("wagtailredirects:index"), "--++"),
    "translating a page": (lambda: f"/admin/localize/submit/page/{StandardPageFactory().pk}/", "-+++"),
    "the translation desk": (named("translation_desk:types"), "-+++"),
    "the translations of every page": (named("translation_desk:pages"), "-+++"),
    "importing translations": (named("translation_desk:import"), "-+++"),
    "users": (named("wagtailusers_users:index"), "---+"),
    "groups": (named("wagtailusers_groups:index"), "---+"),
    "languages": (named("wagtaillocales:index"), "---+"),
    "workflows": (named("wagtailadmin_workflows:index"), "---+"),
    "sites": (named("wagtailsites:index"), "---+"),
}


@pytest.mark.parametrize(
    ("action", "role", "may"),
    [
        pytest.param(action, role, may == "+", id=f"{role}: {action}")
        for action, (_url, marks) in TABLE.items()
        for role, may in zip(ROLES, marks, strict=True)
    ],
)
def test_who_may_open_what(browser_of, action, role, may):
    browser, url = browser_of(role), TABLE[action][0]()
    answer = browser.get(url)
    assert (answer.status_code == 200) is may
    if not may:
        refused = answer.status_code in (403, 404) or answer.url.startswith(("/admin/login/", "/admin/"))
        assert refused
        assert answer.url.startswith("/admin/login/") or role != "anonymous"


# What is sent → who may, and what is then different.
POSTS = {
    "marking feedback as done": (
        lambda: FeedbackFactory(),
        lambda thing: reverse("feedback:turn", args=[thing.pk]),
        lambda thing: type(thing).objects.get(pk=thing.pk).status == "done",
        "--++",
    ),
    "deleting a page": (
        StandardPageFactory,
        lambda thing: reverse("wagtailadmin_pages:delete", args=[thing.pk]),
        lambda thing: not Page.objects.filter(pk=thing.pk).exists(),
        "-+++",
    ),
    "unpublishing a page": (
        StandardPageFactory,
        lambda thing: reverse("wagtailadmin_pages:unpublish", args=[thing.pk]),
        lambda thing: not Page.objects.get(pk=thing.pk).live,
        "-+++",
    ),
    "creating translations": (
        StandardPageFactory,
        lambda thing: reverse("translation_desk:pages") + f"?text={thing.slug}",
        lambda thing: thing.get_translations().exists(),
        "-+++",
    ),
    "saying that a translation is up to date": (
        outdated_translation,
        lambda thing: reverse("translation_desk:is_up_to_date", args=[thing.pk]),
        lambda thing: not StandardPage.objects.get(pk=thing.pk).translation_state["outdated"],
        "-+++",
    ),
    "confirming a machine translation": (
        machine_translation,
        lambda thing: reverse("translation_desk:confirm", args=[thing.pk]),
        lambda thing: not StandardPage.objects.get(pk=thing.pk).translation_state["machine"],
        "-+++",
    ),
    "trying again what failed": (
        lambda: WaitingWords.objects.create(translation_key=StandardPageFactory().translation_key),
        lambda thing: reverse("translation_desk:try_again"),
        lambda thing: not WaitingWords.objects.exists(),
        "-+++",
    ),
    "stopping a batch": (
        lambda: Batch.objects.create(kind="create", pages=[], languages=["tr"]),
        lambda thing: reverse("translation_desk:put_away", args=[thing.pk]),
        lambda thing: not Batch.objects.exists(),
        "-+++",
    ),
    "deleting a subject": (
        unused_term,
        lambda thing: reverse("wagtailsnippets_directory_taxonomyterm:delete", args=[thing.pk]),
        lambda thing: not TaxonomyTerm.objects.filter(pk=thing.pk).exists(),
        "--++",
    ),
    "deleting a district": (
        lambda: District.objects.first(),
        lambda thing: reverse("wagtailsnippets_directory_district:delete", args=[thing.pk]),
        lambda thing: not District.objects.filter(pk=thing.pk).exists(),
        "----",
    ),
    "deleting a language": (
        lambda: Locale.objects.create(language_code="en-gb"),
        lambda thing: reverse("wagtaillocales:delete", args=[thing.pk]),
        lambda thing: not Locale.objects.filter(pk=thing.pk).exists(),
        "---+",
    ),
}


@pytest.mark.parametrize(
    ("action", "role", "may"),
    [
        pytest.param(action, role, may == "+", id=f"{role}: {action}")
        for action, (*_rest, marks) in POSTS.items()
        for role, may in zip(ROLES, marks, strict=True)
    ],
)
def test_who_may_do_what(browser_of, action, role, may):
    make, url_of, is_done, _marks = POSTS[action]
    thing = make()
    browser_of(role).post(url_of(thing), {"scope": "all", "action": "create", "languages": ["tr"]})
    assert is_done(thing) is may
