"""A source of things as a test app has it, and what stands in it for the contract of the engines."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from search.things import Source, Thing, Words

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
TODAY = NOW.date()


class Library(Source):
    kind, label, scope = "book", "Books", "books"
    shelf: dict[str, Thing] = {}

    def things(self, ids: set[int] | None = None) -> Iterator[Thing]:
        return (thing for key, thing in self.shelf.items() if ids is None or int(key) in ids)

    def public_keys(self) -> set[str]:
        return set(self.shelf)


class Archive(Library):
    """What counts less."""

    kind, label, scope, weight = "scroll", "Scrolls", "scrolls", 0.5
    shelf: dict[str, Thing] = {}


def book(shelf: type[Library] = Library, *, facets=None, labels=None, **rest) -> None:
    """Put a thing on the shelf: `book(de="title | summary | body", tr=…, starts_at=…)`."""
    facts = {name: rest.pop(name) for name in ("starts_at", "ends_at", "public_from", "assured") if name in rest}
    key = str(len(shelf.shelf) + 1)
    words = {code.replace("_", "-"): Words(*(part.strip() for part in text.split("|"))) for code, text in rest.items()}
    shelf.shelf[key] = Thing(key, f"books/{key}/", words, labels or {}, facets or {}, **facts)


def days(number: int) -> datetime:
    return NOW + timedelta(days=number)


def fill() -> None:
    """Each test has words of its own, so that none disturbs another."""
    Library.shelf.clear()
    Archive.shelf.clear()
    languages()
    order()
    facets()
    dates()


def languages() -> None:
    book(de="Übungsräume für Chöre | Montags")
    book(de="Sprachkurs am Abend | In kleinen Gruppen")
    book(de="Gesamtschule | Eine Schule für alle")
    book(
        de="Häkeln | Wir häkeln Mützen",
        tr="Tığ işi | Şapka örüyoruz, ışıklı odada",
        ro="Croșetat | La școală, în fața ușii",
    )
    book(de="Regal", ro="Raft | Şcoala ţării")  # cedilla
    book(de="Regal", tr="Diyarbakır'da IŞIK | İzmir’den")
    book(de="Regal", ar="أسرة وأطفال | مدرسة إسلامية")
    book(de="Regal", ru="Ёлка и дети | Книги о матерях", uk="Допомога сім'ям | Школи та вчителі")
    book(de="Regal", bg="Помощ за родителите | Детски градини", pl="Pomoc rodzicom | Świetlica w Łodzi, dzieciom")
    book(de="Regal", en="Swimming lessons | For children and their mothers")
    book(de="Treffpunkt Marxloh | In der Weseler Straße")
    book(de="Sammlung Meiderich")
    book(de="Ohne Titel", labels={"de": ["Stricken"], "tr": ["Örgü örmek"], "ar": ["الحياكة"], "uk": ["В'язання"]})
    book(de="Fagottstunde | Für Anfänger", tr="Fagot dersi | Yeni başlayanlar için")
    book(de="Geige <script>alert('Geige')</script> | Die Geige & mehr <b>Geige</b>")
    book(
        de=f"Nachlass | Alte Noten | Obenauf lag die Theorbe. {'Dann Papier im Karton. ' * 200}Ganz unten das Clavichord."
    )
    book(de="Xylophon | Töne", tr="Ksilofon | Sesler")


def order() -> None:
    book(de="Kletterhalle")
    book(de="Nachtwanderung | Nicht in der Kletterhalle")
    book(de="Kletterhalle Nachtwanderung")
    for _number in range(6):
        book(de="Posaune")
    book(de="Zugtrompete", tr="Posaune")
    book(de="Drachenbau", assured=TODAY - timedelta(days=500))
    book(de="Drachenbau", assured=TODAY - timedelta(days=20))
    book(de="Lampionfest", starts_at=days(-9), ends_at=days(-8))
    book(de="Lampionfest", starts_at=days(9))
    book(Archive, de="Waldhorn")
    book(de="Waldhorn")
    book(de="Ballett | Zimbel")
    book(de="Zimbel | Ballett")


def facets() -> None:
    for district, pillar in (("marxloh", "advice"), ("marxloh", "work"), ("walsum", "advice"), ("hochfeld", "work")):
        book(de="Bücherflohmarkt", facets={"district": [district], "pillar": [pillar]})
    book(Archive, de="Bücherflohmarkt", facets={"district": ["walsum"], "term": ["lesen", "lesen-lernen"]})


def dates() -> None:
    midnight = datetime(2026, 6, 10, 22, tzinfo=UTC)  # of Berlin, at the end of the tenth
    for starts_at, ends_at in (
        (days(-30), None),  # past
        (days(-3), days(3)),  # today, week, month
        (midnight - timedelta(minutes=1), None),  # today, week, month
        (midnight, None),  # week, month
        (days(6), None),  # week, month
        (days(20), None),  # month
        (days(90), None),
    ):
        book(de="Laternenumzug", starts_at=starts_at, ends_at=ends_at)
    book(de="Mondfinsternis", public_from=TODAY + timedelta(days=1))
    book(de="Mondfinsternis Heute", public_from=TODAY)
    book(de="Mondfinsternis Gestern", public_from=date(2026, 6, 9))
