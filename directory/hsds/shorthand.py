"""Hours and spoken languages as text of one cell, and back.

    Mo,We 09:30-11:30; Tu 14:00-16:00 2026-09-01..2027-06-30; closed 2026-12-21..2027-01-06
    de; tr (interpreter); bg Mo-Fr 10:00-12:00

Weekdays are those of HSDS (RFC 5545) in English; German ones are read as well. `@` names a location.
"""

import re
from functools import cache
from itertools import groupby
from urllib.parse import quote, unquote

from babel.core import get_global
from django.utils.translation import gettext as _

from directory.tables import shortened
from portal.languages import SPOKEN, language_name

MAX_ENTRY = 300  # characters between two semicolons
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
GERMAN = {"di": "tu", "mi": "we", "do": "th", "so": "su"}
CLOSED = {"closed", "geschlossen"}
MODES = {
    "fluent": "fluent",
    "fließend": "fluent",
    "interpreter": "interpreter",
    "dolmetscher": "interpreter",
    "dolmetscherin": "interpreter",
    "mit dolmetschung": "interpreter",
    "appointment": "appointment",
    "by appointment": "appointment",
    "termin": "appointment",
    "nach vereinbarung": "appointment",
}
_DAY = r"(?:mo|tu|we|th|fr|sa|su|di|mi|do|so)"
_DAYS = re.compile(rf"{_DAY}(?:[,-]{_DAY})*", re.IGNORECASE)
_TIME = r"\d{1,2}(?:[:.]\d{2})?"
_TIMES = re.compile(rf"{_TIME}-{_TIME}(?:,{_TIME}-{_TIME})*")
_DATE = r"(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})"
_DATES = re.compile(rf"(?P<from>{_DATE})?(?P<to>\.\.(?:{_DATE})?)?")


def entries_of(text: str) -> list[str]:
    entries = [" ".join(entry.split()) for entry in re.split(r"[;\n]", text) if entry.strip()]
    if too_long := next((entry for entry in entries if len(entry) > MAX_ENTRY), None):
        raise ValueError(
            _("“%(value)s” is too long. Put a semicolon between entries.") % {"value": shortened(too_long)}
        )
    return entries


def listed(text: str) -> list[str]:
    """Words of a cell, between semicolons, commas or line ends."""
    return [word.strip() for word in re.split(r"[;,\n]", text) if word.strip()]


def weekdays_of(text: str) -> list[str]:
    """ "Mo,We-Fr" → mo, we, th, fr; raises ValueError."""
    days = []
    for part in text.lower().split(","):
        first, _dash, last = (GERMAN.get(day, day) for day in part.partition("-"))
        if first not in WEEKDAYS or (last and last not in WEEKDAYS):
            raise ValueError(_("“%(value)s” is not a weekday.") % {"value": shortened(part)})
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        days += [WEEKDAYS[number % 7] for number in range(start, end + 1 + (7 if end < start else 0))]
    return list(dict.fromkeys(days))


def tokens_of(entry: str) -> list[str]:
    """Words of an entry, with nothing between the parts of a list or a span."""
    entry = re.sub(r"(?<=\d)\s*uhr\b", "", entry, flags=re.IGNORECASE)
    entry = re.sub(rf"({_DATE})\s*(?:\.\.|[-–—])\s*({_DATE})", r"\1..\2", entry)
    return re.sub(r"\s*([,–—-])\s*", lambda found: "," if found[1] == "," else "-", entry).split()


def read_hours(entry: str) -> list[dict]:
    """Rows of hours from one entry: a row for each span of times; raises ValueError."""
    row: dict = {}
    spans: list[str] = []
    for token in tokens_of(entry):
        if token.lower() in CLOSED:
            row["closed"] = True
        elif _DAYS.fullmatch(token) and "weekdays" not in row:
            row["weekdays"] = weekdays_of(token)
        elif _TIMES.fullmatch(token):
            spans += token.split(",")
        elif token.startswith("@") and len(token) > 1:
            row["location"] = unquote(token[1:])
        elif (dates := _DATES.fullmatch(token)) and "valid_from" not in row:
            row |= {"valid_from": dates["from"] or "", "valid_to": (dates["to"] or dates["from"]).removeprefix("..")}
        else:
            raise ValueError(
                _("“%(value)s” is not understood. Write hours like this: Mo,We 09:30-11:30; closed 2026-12-24")
                % {"value": shortened(token)}
            )
    if not spans and not row.get("closed"):
        raise ValueError(_("“%(value)s” has no times, such as 09:30-11:30.") % {"value": shortened(entry)})
    return [row | dict(zip(("opens_at", "closes_at"), span.split("-"), strict=True)) for span in spans] or [row]


def read_schedule(text: str) -> list[dict]:
    return [row for entry in entries_of(text) for row in read_hours(entry)]


def read_languages(text: str) -> list[dict]:
    """Rows of languages; raises ValueError."""
    entries = entries_of(text)
    if not any(character.isdigit() for character in text):
        entries = [part for entry in entries for part in listed(entry)]
    return [row for entry in entries for row in read_language(entry)]


def read_language(entry: str) -> list[dict]:
    found = re.fullmatch(
        rf"(?P<name>[^()\d]+?)\s*(?:\((?P<mode>[^()]*)\))?\s*(?P<hours>\b{_DAY}\b[\s,–-].*)?", entry, re.IGNORECASE
    )
    code = language_code(found["name"]) if found else ""
    if not code:
        raise ValueError(_("“%(value)s” is not a language we know.") % {"value": shortened(entry)})
    mode = MODES.get((found["mode"] or "fluent").strip().lower())
    if not mode:
        raise ValueError(
            _("“%(value)s” is none of: fluent, interpreter, appointment.") % {"value": shortened(found["mode"].strip())}
        )
    rows = read_hours(found["hours"]) if found["hours"] else [{}]
    return [{"language": code, "mode": mode, **row} for row in rows]


@cache
def _language_names() -> dict[str, str]:
    """Names in German, English and the language itself → code."""
    names = {}
    for code in SPOKEN:
        for language in (code, "en", "de"):
            names[language_name(code, language).casefold()] = code
    return names


def language_code(text: str) -> str:
    """One of our codes from an ISO 639 code of two or three letters, or a name; empty when it is none."""
    word = text.strip().casefold()
    if word in SPOKEN:
        return word
    alias = get_global("language_aliases").get(word, "")
    return alias if alias in SPOKEN else _language_names().get(word, "")


def listed_languages(text: str) -> list[str]:
    """Codes of languages between commas or semicolons; raises ValueError."""
    codes = [(word, language_code(word)) for word in listed(text)]
    if unknown := [word for word, code in codes if not code]:
        raise ValueError(_("“%(value)s” is not a language we know.") % {"value": shortened(unknown[0])})
    return [code for _word, code in codes]


def times_text(row: dict) -> str:
    return f"{row['opens_at']}-{row['closes_at']}" if row.get("opens_at") else ""


def hours_text(row: dict) -> str:
    """A row of hours as an entry; the opposite of `read_hours`."""
    first, last = row.get("valid_from") or "", row.get("valid_to") or ""
    words = (
        "closed" if row.get("closed") else "",
        ",".join(day.capitalize() for day in row.get("weekdays") or ()),
        times_text(row),
        first if first == last else f"{first}..{last}",
        "@" + quote(row["location"]) if row.get("location") else "",
    )
    return " ".join(word for word in words if word)


def schedule_text(rows: list[dict]) -> str:
    return "; ".join(map(hours_text, rows))


def languages_text(rows: list[dict]) -> str:
    entries = []
    for row in rows:
        mode = "" if row["mode"] == "fluent" else f"({row['mode']})"
        entries.append(" ".join(word for word in (row["language"], mode, hours_text(row)) if word))
    return "; ".join(entries)


def gathered(rows: list[dict]) -> list[dict]:
    """Rows of one weekday each as rows of several weekdays where all else is the same and they follow each other."""

    def rest(row: dict) -> list:
        return sorted((name, value) for name, value in row.items() if name != "weekdays")

    found = []
    for _key, group in groupby(rows, key=rest):
        group = list(group)
        days = [day for row in group for day in row.get("weekdays") or ()]
        found += [group[0] | {"weekdays": days}] if days and len(set(days)) == len(group) else group
    return found
