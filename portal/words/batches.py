"""Many pages into many languages, step by step: it can stop anywhere, and going on repeats nothing."""

import time
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.models import Locale, Page

from .keeping import write_page
from .machine import translate_page
from .services import Unavailable
from .writing import NotTranslatedAbove, has_place, reason

IN_PLACE_SECONDS = 12  # of work in one request, where there is no worker; then the editor presses "Go on"
WORKER_SECONDS = 20  # of work at a time; then a worker does what came meanwhile


class Kind(models.TextChoices):
    CREATE = "create", _("Create translations")
    MACHINE = "machine", _("Translate by machine")
    WRITE = "write", _("Write imported translations")
    PUBLISH = "publish", _("Publish imported translations")


class Batch(models.Model):
    """`done` counts the steps that were taken, `made` those that changed a page; `error` is why it stopped."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    pages = models.JSONField()  # primary keys of German pages, parents first
    languages = models.JSONField()  # codes
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    done = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)  # [title, code, why]
    error = models.TextField(blank=True)

    @property
    def total(self) -> int:
        return len(self.pages) * len(self.languages)

    @property
    def is_finished(self) -> bool:
        return self.done >= self.total

    @property
    def language_names(self) -> str:
        names = dict(settings.LANGUAGES)
        return ", ".join(names.get(code, code) for code in self.languages)

    def step(self, number: int) -> tuple[int, str]:
        page, language = divmod(number, len(self.languages))
        return self.pages[page], self.languages[language]


def start(kind: str, pages: Iterable[Page], languages: list[str], user) -> Batch:
    """Begin a batch: in place as far as a request may take, or by the worker."""
    pks = [page.pk for page in sorted(pages, key=lambda page: page.path)]
    batch = Batch.objects.create(kind=kind, pages=pks, languages=languages, user=user)
    go_on(batch)
    return batch


def go_on(batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(error="")
    run_batch.enqueue(batch.pk, WORKER_SECONDS if settings.TASK_WORKER else IN_PLACE_SECONDS)
    batch.refresh_from_db()


@task()
def run_batch(pk: int, seconds: float = 0) -> None:
    """Take the steps that are left; with `seconds`, as many as begin within them. A worker takes the rest in its turn."""
    until = time.monotonic() + seconds if seconds else float("inf")
    batch = Batch.objects.filter(pk=pk).first()
    while batch and not batch.is_finished:
        if time.monotonic() >= until:
            if settings.TASK_WORKER:
                run_batch.enqueue(pk, seconds)
            return
        if not take_step(batch):
            return
        batch = Batch.objects.filter(pk=pk).first()  # somebody may have taken it away


def take_step(batch: Batch) -> bool:
    """Do one page in one language and note it; whether the next one may follow."""
    pk, code = batch.step(batch.done)
    page = Page.objects.filter(pk=pk, live=True).first()
    values = {"done": batch.done + 1}
    if page:
        try:
            if do(batch.kind, page.specific, Locale.objects.get(language_code=code), batch.user):
                values["made"] = batch.made + 1
        except Unavailable as error:
            Batch.objects.filter(pk=batch.pk).update(error=str(error))
            return False
        except Exception as error:
            values["problems"] = [*batch.problems, [page.title, code, reason(error)]]
    Batch.objects.filter(pk=batch.pk, done=batch.done).update(**values)
    return True


def do(kind: str, page: Page, locale: Locale, user=None) -> bool:
    """One page into one language; whether there was anything to do. Safe to repeat."""
    if kind == Kind.MACHINE:
        return bool(translate_page(page, locale, user=user).translated)
    if kind in (Kind.WRITE, Kind.PUBLISH):
        return bool(write_page(page, locale, publish=True if kind == Kind.PUBLISH else None, user=user))
    return create(page, locale, user)


@transaction.atomic
def create(page: Page, locale: Locale, user=None) -> bool:
    """Make the draft of a translation, for people to fill in, if there is none yet."""
    if page.has_translation(locale):
        return False
    if not has_place(page, locale):
        raise NotTranslatedAbove(page.title)
    write_page(page, locale, publish=False, user=user)
    return True


def steps(pages: Iterable[Page], locales: list[Locale]) -> Iterator[tuple[Page, Locale]]:
    for page in sorted(pages, key=lambda page: page.path):
        for locale in locales:
            yield page, locale
