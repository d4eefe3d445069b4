"""Random items of an index, and the slow but plain way to filter them."""

from datetime import date, datetime, time, timedelta
from random import Random

from directory.facet_index import Item
from directory.hours import Hours, Slot, Spoken, spoken_now, state_at
from search.folding import fold

MONDAY = date(2026, 3, 2)
PILLARS = ("language", "participation", "work", "advice")
LANGUAGES = ("de", "bg", "ar", "tr")
DISTRICTS = ("marxloh", "hamborn", "neudorf-nord", "online")
WORDS = ("Deutsch", "Müller", "straße", "Nähen", "Café", "Ładny", "kurs", "Deutschkurs")


def a_day(random: Random) -> date:
    return MONDAY + timedelta(days=random.randrange(-10, 40))


def a_time(random: Random) -> time:
    return time(random.randrange(24), random.choice((0, 15, 30)))


def a_moment(random: Random) -> datetime:
    return datetime.combine(a_day(random), a_time(random)) + timedelta(minutes=random.randrange(15))


def a_slot(random: Random) -> Slot:
    """A weekly row, sometimes valid for a while only; or a single day; or a closure."""
    kind, day = random.randrange(8), a_day(random)
    if kind == 0:
        return Slot(None, None, None, day, day + timedelta(days=random.randrange(5)), closed=True)
    start, end = a_time(random), a_time(random)
    if kind == 1:
        return Slot(None, start, end, day, day)
    limits = (day, day + timedelta(days=14)) if kind == 2 else (None, None)
    return Slot(random.randrange(7), start, end, *limits)


def a_language(random: Random) -> Spoken:
    code, mode = random.choice(LANGUAGES), random.choice(("fluent", "interpreter", "appointment"))
    timed = (random.randrange(7), a_time(random), a_time(random)) if random.random() < 0.5 else (None, None, None)
    return Spoken(code, mode, *timed)


def an_item(random: Random, pk: int) -> Item:
    slots = tuple(a_slot(random) for _ in range(random.choice((0, 1, 3, 7))))
    spoken = tuple(a_language(random) for _ in range(random.randrange(4)))
    title = " ".join(random.choices(WORDS, k=3))
    values = {
        "pillar": (random.choice(PILLARS),),
        "language": tuple(dict.fromkeys(row.language for row in spoken)),
        "district": tuple(set(random.choices(DISTRICTS, k=2))),
        "free": random.choice(((), ("1",))),
        "wheelchair": random.choice(((), ("1",))),
        "term": (),
        "group": (),
    }
    holidays = random.choice(("open", "closed", "unknown"))
    hours = Hours(slots, spoken, holidays=holidays)
    facts = {"values": values, "hours": hours, "assured": random.randrange(5)}
    texts = {"de": (title, "")}
    return Item(pk, slug=f"s{pk}", title=fold(title), texts=texts, **facts)


def a_query(random: Random) -> dict[str, list[str]]:
    query = {"pillar": PILLARS, "language": LANGUAGES, "district": DISTRICTS}
    query = {name: random.sample(values, random.randrange(1, 3)) for name, values in query.items()}
    query |= {"free": ["1"], "wheelchair": ["1"], "open": ["1"]}
    return {name: values for name, values in query.items() if random.random() < 0.35}


def fits(item: Item, query: dict[str, list[str]], now: datetime) -> bool:
    """One item against a query, without bits, counts or anything kept."""
    languages = set(item.values["language"])
    if "open" in query:
        if not state_at(item.hours, now).open:
            return False
        languages = spoken_now(item.hours, now)
    if "language" in query and not languages & set(query["language"]):
        return False
    plain = [name for name in query if name not in ("open", "language")]
    return all(set(item.values[name]) & set(query[name]) for name in plain)
