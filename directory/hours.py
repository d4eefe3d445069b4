"""When something is open, and in which language: pure functions over rows of hours, in local wall-clock time.

Minutes count from midnight of the day a slot begins; a slot that crosses midnight ends after minute 1440.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

import holidays as public_holidays
from django.utils import timezone

DAY = 24 * 60
LOOK_AHEAD = 21  # days in which the next opening is looked for


class Slot(NamedTuple):
    """A row of hours; see `models.Schedule` for what the columns mean."""

    weekday: int | None
    opens_at: time | None
    closes_at: time | None
    valid_from: date | None = None
    valid_to: date | None = None
    closed: bool = False
    location_id: int | None = None

    def covers(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_single_day(self) -> bool:
        return self.valid_from is not None and self.valid_from == self.valid_to


class Spoken(NamedTuple):
    """A language spoken there; without weekday whenever it is open."""

    language: str
    mode: str
    weekday: int | None = None
    opens_at: time | None = None
    closes_at: time | None = None


class Hours(NamedTuple):
    slots: tuple[Slot, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    by_appointment: bool = False
    holidays: str = "unknown"  # closed | open | unknown


class State(NamedTuple):
    """`open` is None when nobody knows. `until` ends what is now, `next` is when it opens again."""

    open: bool | None
    until: datetime | None = None
    next: datetime | None = None


def minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def span(opens_at: time, closes_at: time) -> tuple[int, int]:
    start, end = minutes(opens_at), minutes(closes_at)
    return start, end if end > start else end + DAY


@cache
def _holidays_of(year: int) -> dict[date, str]:
    return dict(public_holidays.Germany(subdiv="NW", years=year))


def holiday_name(day: date) -> str:
    """The public holiday of North Rhine-Westphalia on that day, or an empty string."""
    return _holidays_of(day.year).get(day, "")


def upcoming_holidays(today: date, days: int = 42) -> list[tuple[date, str]]:
    both = _holidays_of(today.year) | _holidays_of(today.year + 1)
    return sorted((day, name) for day, name in both.items() if today <= day <= today + timedelta(days=days))


def spans_on(hours: Hours, day: date) -> list[tuple[int, int]] | None:
    """What is open on that day as (start, end) minutes; empty when closed, None when nobody knows."""
    open_slots = [slot for slot in hours.slots if not slot.closed]
    single = [slot for slot in hours.slots if slot.is_single_day and slot.valid_from == day]
    if single:
        return sorted(span(slot.opens_at, slot.closes_at) for slot in single if not slot.closed)
    if not open_slots:
        return None
    if any(slot.closed and slot.covers(day) for slot in hours.slots):
        return []
    due = [slot for slot in open_slots if slot.weekday == day.weekday() and slot.covers(day) and not slot.is_single_day]
    if due and hours.holidays != "open" and holiday_name(day):
        return None if hours.holidays == "unknown" else []
    return sorted(span(slot.opens_at, slot.closes_at) for slot in due)


def spans_around(hours: Hours, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Openings from yesterday (it may last past midnight) on, in order."""
    for offset in range(-1, LOOK_AHEAD):
        day = now.date() + timedelta(days=offset)
        for start, end in spans_on(hours, day) or ():
            midnight = datetime.combine(day, time.min)
            yield midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)


def local_now() -> datetime:
    """The naive wall-clock time of the city."""
    return timezone.localtime().replace(tzinfo=None)


def state_at(hours: Hours, now: datetime) -> State:
    """Whether it is open at a wall-clock time, until when, and when next."""
    if not any(not slot.closed for slot in hours.slots):
        return State(None)
    upcoming = [(start, end) for start, end in spans_around(hours, now) if end > now]
    current = [end for start, end in upcoming if start <= now]
    if current:
        return State(True, until=max(current))
    opens_next = min((start for start, _ in upcoming), default=None)
    known = spans_on(hours, now.date()) is not None
    return State(False if known else None, next=opens_next)


def spans_today(hours: Hours, day: date) -> list[tuple[int, int]]:
    """What is open on that day, with what lasts past midnight from the day before; minutes may be negative."""
    spans = list(spans_on(hours, day) or ())
    if any(s.opens_at and s.closes_at and s.closes_at <= s.opens_at for s in hours.slots):
        before = spans_on(hours, day - timedelta(days=1)) or ()
        spans += [(start - DAY, end - DAY) for start, end in before if end > DAY]
    return spans


def spoken_now(hours: Hours, now: datetime) -> set[str]:
    """Languages one can use without an appointment at a time at which it is open."""
    minute, found = now.hour * 60 + now.minute, set()
    for row in hours.spoken:
        if row.mode == "appointment":
            continue
        if row.weekday is None:
            found.add(row.language)
            continue
        start, end = span(row.opens_at, row.closes_at)
        today = row.weekday == now.weekday() and start <= minute < end
        since_yesterday = (row.weekday + 1) % 7 == now.weekday() and start <= minute + DAY < end
        if today or since_yesterday:
            found.add(row.language)
    return found
