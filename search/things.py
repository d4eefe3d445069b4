"""What can be found: an app describes its public things in a `Source` and registers it. That is all it has to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from portal.tree import locales


class Words(NamedTuple):
    """The words of a thing in one language; `german` names those that still show in German ("title", "summary", "body")."""

    title: str
    summary: str = ""
    body: str = ""  # plain text
    german: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thing:
    """One public thing, in all languages it is in, German always among them.

    `path` is its address below the language ("angebote/nachhilfe/"). `labels` are the words of its subjects, places and
    so on, by language. `facets` holds codes by facet. What has `public_from` is found from that day on.
    """

    key: str
    path: str
    words: dict[str, Words]
    labels: dict[str, list[str]] = field(default_factory=dict)
    facets: dict[str, Iterable[str]] = field(default_factory=dict)
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    public_from: date | None = None
    assured: date | None = None  # the day somebody last confirmed it


class Source:
    """Gives the things of a kind. `scope` is the one in which `portal.changes` notes their ids, which are their keys."""

    kind: str
    label: str = ""  # plural, lazy: "Offers"
    one: str = ""  # what one of them is called, where it is not the same
    sign = "info"  # its sign in signs.svg
    scope: str
    read_again_with: tuple[str, ...] = ()  # scopes whose change may change every thing
    weight = 1.0  # among equally good hits

    def things(self, ids: set[int] | None = None) -> Iterator[Thing]:
        """All public things, or those of these ids that are public."""
        raise NotImplementedError

    def public_keys(self) -> set[str]:
        """The keys of all public things, quicker than reading them."""
        return {thing.key for thing in self.things()}

    def languages(self, keys: set[str]) -> dict[str, set[str]]:
        """The languages that those of these things have which are public."""
        return {thing.key: set(thing.words) for thing in self.things(set(map(int, keys)))}


class ModelSource(Source):
    """Its things are rows of a model."""

    def public(self) -> QuerySet:
        """The rows that are public."""
        raise NotImplementedError

    def public_keys(self) -> set[str]:
        return set(map(str, self.public().values_list("pk", flat=True)))


class TranslatedSource(ModelSource):
    """Its things are pages in the source language, with the words of their public translations."""

    def languages(self, keys: set[str]) -> dict[str, set[str]]:
        """Quicker than reading them."""
        public = self.public().filter(pk__in=keys)
        pages = {translation: str(pk) for translation, pk in public.values_list("translation_key", "pk")}
        found: dict[str, set[str]] = {key: set() for key in pages.values()}
        versions = public.model.objects.live().public().filter(translation_key__in=pages)
        for translation, locale in versions.values_list("translation_key", "locale_id"):
            found[pages[translation]].add(locales()[locale].language_code)
        return found


_sources: dict[str, Source] = {}


def register(source: type[Source]) -> type[Source]:
    """Decorate a `Source` with this, in a module that the app imports when it is ready."""
    _sources[source.kind] = source()
    return source


def unregister(kind: str) -> None:
    _sources.pop(kind, None)


def sources() -> dict[str, Source]:
    """The registered sources by kind."""
    return _sources


def sources_of(scope: str) -> list[tuple[Source, bool]]:
    """The sources that a change in this scope concerns, and whether it may concern all of their things."""
    return [
        (source, scope in source.read_again_with)
        for source in _sources.values()
        if scope == source.scope or scope in source.read_again_with
    ]
