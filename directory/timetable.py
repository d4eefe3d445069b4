"""Hours in words, as the components `hours`, `language_hours` and `essentials` show them."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.languages import RIGHT_TO_LEFT, SOURCE, language_name

from .hours import Hours, Slot, Spoken, State, holiday_name, spoken_now, state_at, upcoming_holidays
from .models import LanguageHours
from .models.schedules import Weekday


def hours_of(facts) -> Hours:
    """The hours of an offer or an organization, from its rows."""
    slots = [
        Slot(r.weekday, r.opens_at, r.closes_at, r.valid_from, r.valid_to, r.closed, getattr(r, "location_id", None))
        for r in facts.schedules.all()
    ]
    spoken_rows = facts.language_hours.all() if hasattr(facts, "language_hours") else ()
    spoken = [Spoken(r.language, r.mode, r.weekday, r.opens_at, r.closes_at) for r in spoken_rows]
    holidays = getattr(facts, "holidays", "unknown")
    return Hours(tuple(slots), tuple(spoken), getattr(facts, "by_appointment", False), holidays)


def times(row: Slot | Spoken) -> str:
    """ "09:30–11:30", the same in every language; templates mark it as left to right."""
    return f"{row.opens_at:%H:%M}–{row.closes_at:%H:%M}"


def day_words(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")


def range_words(first: date, last: date) -> str:
    return day_words(first) if first == last else f"{day_words(first)} – {day_words(last)}"


def week_rows(hours: Hours, locations: dict[int, str], today: date) -> list[dict]:
    """A row for each weekday with hours. Hours that have ended are left out, later ones say from when."""
    rows: dict[int, dict] = {}
    for slot in hours.slots:
        if slot.closed or slot.is_single_day or (slot.valid_to and slot.valid_to < today):
            continue
        row = rows.setdefault(
            slot.weekday,
            {
                "days": str(Weekday(slot.weekday).label),
                "times": [],
                "notes": [],
                "today": slot.weekday == today.weekday(),
            },
        )
        row["times"].append(times(slot))
        if slot.valid_from and slot.valid_from > today:
            row["notes"].append(_("from %(day)s") % {"day": day_words(slot.valid_from)})
        if slot.valid_to and slot.valid_to - today < timedelta(days=120):
            row["notes"].append(_("until %(day)s") % {"day": day_words(slot.valid_to)})
        if slot.location_id in locations:
            row["notes"].append(locations[slot.location_id])
    found = [rows[day] for day in sorted(rows)]
    for row in found:
        row["note"] = _(", ").join(dict.fromkeys(row.pop("notes")))
    return found


def exception_rows(hours: Hours, today: date) -> list[dict]:
    """Closures, single days and public holidays ahead, in order of time."""
    rows = [
        (slot.valid_from, range_words(slot.valid_from, slot.valid_to), _("closed") if slot.closed else times(slot))
        for slot in hours.slots
        if (slot.closed or slot.is_single_day) and slot.valid_to and slot.valid_to >= today
    ]
    weekdays = {slot.weekday for slot in hours.slots if not slot.closed}
    if hours.holidays != "open":
        unknown = _("public holiday, please ask")
        closed = _("closed, public holiday")
        rows += [
            (day, day_words(day), closed if hours.holidays == "closed" else unknown)
            for day, _name in upcoming_holidays(today)
            if day.weekday() in weekdays
        ]
    return [{"date": day, "words": words} for _first, day, words in sorted(rows)]


def language_rows(hours: Hours, now: datetime, is_open: bool | None) -> list[dict]:
    """A row for each language, the visitor's own first."""
    language = get_language() or SOURCE
    present = spoken_now(hours, now) if is_open else set()
    rows: dict[str, dict] = {}
    for spoken in hours.spoken:
        row = rows.setdefault(spoken.language, language_row(spoken.language) | {"modes": []})
        row["now"] = spoken.language in present
        if spoken.weekday is not None:
            row["times"].append({"days": str(Weekday(spoken.weekday).label), "hours": times(spoken)})
        if spoken.mode != LanguageHours.Mode.FLUENT or spoken.weekday is None:
            row["modes"].append(mode_words(spoken))
    for row in rows.values():
        row["mode"] = _(", ").join(dict.fromkeys(row.pop("modes")))
    return sorted(rows.values(), key=lambda row: row["code"] != language)


def language_row(code: str) -> dict:
    """A language with its own name and the visitor's name for it."""
    return {
        "code": code,
        "dir": "rtl" if code in RIGHT_TO_LEFT else "ltr",
        "name": language_name(code, code),
        "label": language_name(code, get_language() or SOURCE),
        "times": [],
    }


def mode_words(spoken: Spoken) -> str:
    if spoken.mode == LanguageHours.Mode.FLUENT:
        return _("always")
    return str(LanguageHours.Mode(spoken.mode).label)


def state_line(state: State, now: datetime, by_appointment: bool) -> dict:
    """One line such as "Open now until 16:00", with `open` for its color."""
    if state.open:
        words = _("Open now until %(time)s") % {"time": f"{state.until:%H:%M}"}
        return {"open": "open", "label": words}
    if state.next is None:
        if by_appointment:
            return {"open": "unknown", "label": _("By appointment only")}
        words = _("Hours are not known. Please ask.") if state.open is None else _("Closed at the moment")
        return {"open": "unknown" if state.open is None else "closed", "label": words}
    time = f"{state.next:%H:%M}"
    if state.next.date() == now.date():
        return {"open": "later", "label": _("Opens today at %(time)s") % {"time": time}}
    if state.next.date() == now.date() + timedelta(days=1):
        return {"open": "later", "label": _("Opens tomorrow at %(time)s") % {"time": time}}
    if state.next.date() <= now.date() + timedelta(days=6):
        day = str(Weekday(state.next.weekday()).label)
        return {"open": "later", "label": _("Opens on %(day)s at %(time)s") % {"day": day, "time": time}}
    words = _("Opens on %(day)s at %(time)s") % {"day": day_words(state.next.date()), "time": time}
    return {"open": "later", "label": words}


def now_lines(hours: Hours, now: datetime) -> list[dict]:
    """Whether it is open, whether today is a holiday, and whether the visitor's language is spoken right now."""
    state = state_at(hours, now)
    lines = [state_line(state, now, hours.by_appointment)]
    if not state.open and hours.slots and (name := holiday_name(now.date())) and hours.holidays != "open":
        lines.append({"open": "closed", "label": _("Today is a public holiday: %(name)s") % {"name": name}})
    language = get_language() or SOURCE
    if state.open and language != SOURCE and language in spoken_now(hours, now):
        words = _("%(language)s is spoken here right now") % {"language": language_name(language, language)}
        lines.append({"open": "open", "label": words})
    return lines
