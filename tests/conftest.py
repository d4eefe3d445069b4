import os

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation, TranslationSource

from directory.indexes import offer_index, organization_index
from portal.caching import kept
from portal.catalogs import compile_catalogs
from portal.changes import journal
from portal.words.writing import write
from tests import database
from tests.factories import UserFactory

NO_SKIPS = os.environ.get("ISI_NO_SKIPS") == "1"  # .ci/run: what is skipped elsewhere is a failure there


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    refuse_skip((yield).get_result())


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    refuse_skip((yield).get_result())


def refuse_skip(report) -> None:
    if NO_SKIPS and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here. {report.longrepr[-1]}"


def pytest_collection_modifyitems(config, items):
    """First what is quick; but beside other workers first what takes long."""
    parallel = hasattr(config, "workerinput")
    items.sort(key=lambda item: (item.path.parent.name == "browser") != parallel)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker, worker_id):
    """Takes the place of pytest-django's own: migrated once per change of migrations, set up once per process."""
    made = database.prepared(request.config.cache.mkdir("isi-database"), worker_id)
    with django_db_blocker.unblock():
        made.__enter__()
        compile_catalogs()
        call_command("setup_portal")
    yield
    with django_db_blocker.unblock():
        made.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def nothing_held():
    """What a process holds is from another test: its transaction was rolled back, and ids come again."""
    journal.reset()
    offer_index.reset()
    organization_index.reset()
    kept.pages.clear()
    cache.clear()
    with translation.override("de"):
        yield


@pytest.fixture
def admin(db):
    """May do everything."""
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def kernteam(db):
    return UserFactory(groups=[Group.objects.get(name="Kernteam")])


@pytest.fixture
def editor(db):
    """Of the group Redaktion."""
    return UserFactory(groups=[Group.objects.get(name="Redaktion")])


@pytest.fixture
def client_of():
    """A client that is logged in: `client_of(kernteam).get(…)`."""
    from django.test import Client

    def log_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def translate(db):
    """`translate(page, "tr", {"Kommen Sie!": "Gelin!"})`: a translation piece by piece, published."""

    def translate(page, language: str, words: dict[str, str], kind: str = "manual", publish: bool = True):
        locale = Locale.objects.get(language_code=language)
        source, _created = TranslationSource.update_or_create_from_instance(page)
        Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})
        for german, translated in words.items():
            segment = StringSegment.objects.get(source=source, string=String.objects.get(data=german))
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                defaults={"data": translated, "translation_type": kind},
            )
        return type(page).objects.get(pk=write(source, locale, publish=publish).pk)

    return translate
