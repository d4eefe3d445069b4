"""What the desk reads: a constant number of queries, however many pages there are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page

from portal.languages import SOURCE, portal_languages
from portal.pages import page_classes
from portal.tree import locale_ids
from portal.visits import Visit
from portal.words.places import sources
from portal.words.services import machine_languages

from .cells import Cell, Language, State, Translation, cell

ROWS = 50


def languages(only: str = "") -> list[Language]:
    """All that pages are translated into, or one."""
    ids, machines = locale_ids(), machine_languages()
    return [
        Language(ids[each["code"]], **each, machine=each["code"] in machines)
        for each in portal_languages()
        if each["code"] != SOURCE and each["code"] in ids and only in ("", each["code"])
    ]


def counted(name: str, path: str = "translation_state") -> Cast:
    return Cast(Coalesce(KT(f"{path}__{name}"), Value("0")), IntegerField())


OPEN = counted("missing") + counted("outdated")  # a state has one of them
HAS_OPEN, BY_MACHINE = Q(open__gt=0), Q(machine__gt=0)


# --- Type × language --------------------------------------------------------------------------------------------------
@dataclass
class Tally:
    """Pages of a type in a language: how many are in which state. `words` are to be translated."""

    pages: int = 0
    done: int = 0
    outdated: int = 0
    machine: int = 0
    draft: int = 0
    words: int = 0
    of: int = 0

    @property
    def missing(self) -> int:
        return self.of - self.pages


def tallies(model: type[Page]) -> dict[int, dict]:
    """By locale: pages whose German page is published, and words; one query."""
    german = model.objects.filter(
        translation_key=OuterRef("translation_key"), locale_id=locale_ids()[SOURCE], live=True
    )
    rows = model.objects.annotate(
        total=Subquery(german.values(number=counted("total"))[:1]), open=OPEN, machine=counted("machine")
    )
    live = Q(live=True)
    rows = rows.filter(total__isnull=False).order_by().values("locale_id")
    found = rows.annotate(
        pages=Count("pk"),
        done=Count("pk", live & ~HAS_OPEN & ~BY_MACHINE),
        outdated=Count("pk", live & HAS_OPEN),
        machine_made=Count("pk", live & BY_MACHINE & ~HAS_OPEN),
        draft=Count("pk", ~live),
        german=Sum("total"),
        lacking=Sum("open"),
    )
    return {row["locale_id"]: row for row in found}


def type_matrix() -> list[tuple[type[Page], list[Tally]]]:
    """A row per page type that has pages, with a tally per language."""
    rows = []
    for model in page_classes():
        found = tallies(model)
        if german := found.get(locale_ids()[SOURCE]):
            rows.append((model, [tally(found.get(language.pk), german) for language in languages()]))
    return rows


def tally(row: dict | None, german: dict) -> Tally:
    if row is None:
        return Tally(words=german["german"], of=german["pages"])
    words = german["german"] - row["german"] + row["lacking"]
    same = {name: row[name] for name in ("pages", "done", "outdated", "draft")}
    return Tally(**same, machine=row["machine_made"], words=words, of=german["pages"])


def words_by_language(matrix: list[tuple[type[Page], list[Tally]]]) -> list[int]:
    return [sum(row[1][number].words for row in matrix) for number in range(len(languages()))]


# --- Page × language --------------------------------------------------------------------------------------------------
def in_state(model: type[Page], state: str, locale: int | None) -> QuerySet:
    """Translation keys of the pages of a class of which a translation is in a state; of one language or of any."""
    found = model.objects.exclude(locale_id=locale_ids()[SOURCE])
    if locale:
        found = found.filter(locale_id=locale)
    if state == State.DRAFT:
        return found.filter(live=False).values("translation_key")
    found = found.filter(live=True).annotate(open=OPEN, machine=counted("machine"))
    return found.filter(HAS_OPEN if state == State.OUTDATED else BY_MACHINE).values("translation_key")


def having(state: str, models: Iterable[type[Page]], locale: int | None) -> Q:
    found = Q(pk=None)
    for model in models:
        found |= Q(translation_key__in=in_state(model, state, locale))
    return found


def missing(pages: QuerySet, locale: int | None) -> QuerySet:
    same = Page.objects.filter(translation_key=OuterRef("translation_key"))
    if locale:
        return pages.filter(~Exists(same.filter(locale_id=locale)))
    everywhere = len(languages()) + 1
    count = Subquery(same.order_by().values("translation_key").annotate(number=Count("pk")).values("number"))
    return pages.annotate(versions=count).filter(versions__lt=everywhere)


def matching(*, kind: str = "", language: str = "", state: str = "", text: str = "") -> QuerySet[Page]:
    """Published German pages."""
    models = [model for model in page_classes() if kind in ("", model._meta.model_name)]
    locale = locale_ids().get(language)
    pages = sources()
    if kind:
        pages = pages.filter(content_type__model=kind, content_type__app_label__in=[m._meta.app_label for m in models])
    if text:
        pages = pages.filter(Q(title__icontains=text) | Q(slug__icontains=text))
    if state == State.MISSING:
        pages = missing(pages, locale)
    elif state == State.DONE:
        pages = pages.exclude(pk__in=missing(pages, locale).values("pk"))
        for other in (State.DRAFT, State.OUTDATED, State.MACHINE):
            pages = pages.exclude(having(other, models, locale))
    elif state:
        pages = pages.filter(having(state, models, locale))
    return pages


def most_visited(pages: QuerySet[Page], language: str = "") -> QuerySet[Page]:
    """Those first that were asked for most where they are not translated."""
    visits = Visit.objects.recent().filter(page=OuterRef("pk"))
    if language:
        visits = visits.filter(language=language)
    total = visits.order_by().values("page").annotate(sum=Sum("count")).values("sum")
    return pages.annotate(visits=Coalesce(Subquery(total), 0)).order_by("-visits", "path")


@dataclass
class Row:
    page: Page
    cells: list[Cell]
    kind: str


def state_of_any_class() -> Case:
    """The state of a bare `Page`, from the table of its class."""
    found = [
        When(**{f"{model._meta.model_name}__pk__isnull": False}, then=F(f"{model._meta.model_name}__translation_state"))
        for model in page_classes()
    ]
    return Case(*found, output_field=JSONField())


def rows(pages: list[Page], shown: list[Language]) -> list[Row]:
    """A row per German page; six queries."""
    keys = [page.translation_key for page in pages]
    versions = Page.objects.filter(translation_key__in=keys).annotate(state=state_of_any_class())
    found = {
        (key, locale): Translation(pk, live, state or {})
        for pk, live, key, locale, state in versions.values_list("pk", "live", "translation_key", "locale_id", "state")
    }
    visits = Visit.objects.recent().filter(page__in=[page.pk for page in pages]).values_list("page", "language")
    asked = {
        (pk, code): count
        for pk, code, count in visits.annotate(sum=Sum("count")).values_list("page", "language", "sum")
    }
    names = {model._meta.model_name: str(model._meta.verbose_name) for model in page_classes()}
    has_parent = parents(pages)
    source = locale_ids()[SOURCE]
    return [
        Row(
            page,
            [
                cell(
                    language,
                    found.get((page.translation_key, language.pk)),
                    total=found[page.translation_key, source].state.get("total", 0),
                    has_parent=(page.path[: -Page.steplen], language.pk) in has_parent or page.depth == 2,
                    visits=asked.get((page.pk, language.code), 0),
                )
                for language in shown
            ],
            names.get(page.content_type.model, ""),
        )
        for page in pages
    ]


def parents(pages: list[Page]) -> set[tuple[str, int]]:
    """(path of a German page above, locale in which there is a translation of it)."""
    above = dict(
        Page.objects.filter(path__in={page.path[: -Page.steplen] for page in pages}).values_list(
            "translation_key", "path"
        )
    )
    versions = Page.objects.filter(translation_key__in=above).values_list("translation_key", "locale_id")
    return {(above[key], locale) for key, locale in versions}
