"""Hours in words: a week's table, exceptions and public holidays ahead, languages with their times."""

from collections import defaultdict
from datetime import datetime, time

from django.utils.translation import get_language

from portal.languages import SOURCE, language_name

from .hours import Hours, Slot, Spoken, State, holiday_name, state_at, upcoming_holidays
from .models import LanguageHours
from .models.schedules import Weekday


def hours_of(facts) -> Hours:
    """The hours of an offer or an organization, from its rows."""
    slots = [
        Slot(r.weekday, r.opens_at, r.closes_at, r.valid_from, r.valid_to, r.closed, getattr(r, "location_id", None))
        for r in facts.schedules.all()
    ]
    spoken = [
        Spoken(r.language, r.mode, r.weekday, r.opens_at, r.closes_at)
        for r in (facts.language_hours.all() if hasattr(facts, "language_hours") else ())
    ]
    holidays = getattr(facts, "holidays", "unknown")
    return Hours(tuple(slots), tuple(spoken), getattr(facts, "by_appointment", False), holidays)


def times(opens_at: time, closes_at: time) -> str:
    """ "09:30–11:30", read the same in every language; templates mark it as left to right."""
    return f"{opens_at:%H:%M}–{closes_at:%H:%M}"


def week(hours: Hours, locations: dict[int, str], now: datetime) -> list[dict]:
    """Rows of the table: weekday, its times, whether it is today. Rows that have ended are left out."""
    rows = defaultdict(list)
    for slot in hours.slots:
        if slot.closed or slot.is_single_day or (slot.valid_to and slot.valid_to < now.date()):
            continue
        later = slot.valid_from if slot.valid_from and slot.valid_from > now.date() else None
        rows[slot.weekday].append(
            {
                "times": times(slot.opens_at, slot.closes_at),
                "location": locations.get(slot.location_id, ""),
                "from": later,
                "to": slot.valid_to,
            }
        )
    return [
        {"label": str(Weekday(day).label), "spans": rows[day], "today": day == now.weekday()} for day in sorted(rows)
    ]


def exceptions(hours: Hours, now: datetime) -> list[dict]:
    """Closures and single days that are not over, in order of time."""
    rows = [
        {
            "from": slot.valid_from,
            "to": slot.valid_to,
            "closed": slot.closed,
            "times": "" if slot.closed else times(slot.opens_at, slot.closes_at),
        }
        for slot in hours.slots
        if (slot.closed or slot.is_single_day) and slot.valid_to and slot.valid_to >= now.date()
    ]
    return sorted(rows, key=lambda row: row["from"])


def holidays_ahead(hours: Hours, now: datetime) -> list[dict]:
    """Public holidays of the next weeks that fall on a day on which it would be open, unless it stays open."""
    if hours.holidays == "open":
        return []
    weekdays = {slot.weekday for slot in hours.slots if not slot.closed}
    return [{"date": day, "name": name} for day, name in upcoming_holidays(now.date()) if day.weekday() in weekdays]


def languages(hours: Hours) -> list[dict]:
    """Languages in the order given, each with its modes and times."""
    grouped: dict[str, list[dict]] = {}
    for row in hours.spoken:
        timed = row.weekday is not None
        grouped.setdefault(row.language, []).append(
            {
                "mode": row.mode,
                "mode_label": str(LanguageHours.Mode(row.mode).label),
                "weekday": str(Weekday(row.weekday).label) if timed else "",
                "times": times(row.opens_at, row.closes_at) if timed else "",
            }
        )
    language = get_language() or SOURCE
    return [{"code": code, "name": language_name(code, language), "rows": rows} for code, rows in grouped.items()]


def timetable(hours: Hours, locations: dict[int, str], now: datetime) -> dict:
    """Everything a page says about hours."""
    state: State = state_at(hours, now)
    return {
        "known": any(not slot.closed for slot in hours.slots),
        "state": state,
        "today": now.date(),
        "week": week(hours, locations, now),
        "exceptions": exceptions(hours, now),
        "holiday_today": holiday_name(now.date()),
        "holidays": hours.holidays,
        "holidays_ahead": holidays_ahead(hours, now),
        "by_appointment": hours.by_appointment,
        "languages": languages(hours),
    }
