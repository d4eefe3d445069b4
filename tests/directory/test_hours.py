from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from directory.hours import Hours, Slot, Spoken, holiday_name, spans_today, spoken_now, state_at, upcoming_holidays
from tests.factories import times

CORPUS_CHRISTI = date(2026, 6, 4)  # a Thursday


def weekly(*rows: str, **limits) -> tuple[Slot, ...]:
    return tuple(Slot(**times(row), **limits) for row in rows)


def closed(first: str, last: str) -> Slot:
    return Slot(None, None, None, date.fromisoformat(first), date.fromisoformat(last), closed=True)


def single(day: str, span: str) -> Slot:
    opens_at, closes_at = map(time.fromisoformat, span.split("-"))
    return Slot(None, opens_at, closes_at, date.fromisoformat(day), date.fromisoformat(day))


def is_open(hours: Hours | tuple, moment: str) -> bool | None:
    hours = hours if isinstance(hours, Hours) else Hours(hours)
    return state_at(hours, datetime.fromisoformat(moment)).open


@pytest.mark.parametrize(("clock", "expected"), [("08:59", False), ("09:00", True), ("11:59", True), ("12:00", False)])
def test_it_is_open_from_the_first_minute_to_before_the_last(clock, expected):
    assert is_open(weekly("mo 09:00-12:00"), f"2026-03-02 {clock}") is expected


def test_nobody_knows_whether_something_without_hours_is_open():
    assert state_at(Hours(), datetime(2026, 3, 2, 10)) == (None, None, None)


def test_closures_alone_say_nothing_about_the_other_days():
    assert is_open((closed("2026-07-01", "2026-07-31"),), "2026-03-02 10:00") is None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-06 19:59", False),
        ("2026-03-06 23:59", True),
        ("2026-03-07 00:00", True),
        ("2026-03-07 01:59", True),
        ("2026-03-07 02:00", False),
        ("2026-03-06 01:00", False),
    ],
)
def test_an_evening_lasts_past_midnight(moment, expected):
    assert is_open(weekly("fr 20:00-02:00"), moment) is expected


def test_the_night_from_sunday_to_monday_is_one_evening():
    assert is_open(weekly("su 22:00-01:00"), "2026-03-09 00:30") is True


def test_the_same_time_twice_is_a_whole_day():
    hours = weekly("sa 00:00-00:00")
    assert [is_open(hours, f"2026-03-0{day} 00:00") for day in (6, 7, 8)] == [False, True, False]


def test_it_says_until_when_and_when_next():
    hours = Hours(weekly("mo 09:00-12:00", "we 14:00-16:00"))
    assert state_at(hours, datetime(2026, 3, 2, 10)) == (True, datetime(2026, 3, 2, 12), None)
    assert state_at(hours, datetime(2026, 3, 2, 12)) == (False, None, datetime(2026, 3, 4, 14))


def test_what_opens_in_months_has_no_next_time_yet():
    hours = Hours(weekly("mo 09:00-12:00", valid_from=date(2026, 9, 1)))
    assert state_at(hours, datetime(2026, 3, 2, 10)) == (False, None, None)


@pytest.mark.parametrize(("day", "expected"), [("02", False), ("09", True), ("16", True), ("23", False)])
def test_hours_hold_from_their_first_to_their_last_day(day, expected):
    hours = weekly("mo 09:00-12:00", valid_from=date(2026, 3, 9), valid_to=date(2026, 3, 16))
    assert is_open(hours, f"2026-03-{day} 10:00") is expected


def test_the_last_evening_of_a_season_lasts_past_midnight():
    hours = weekly("fr 20:00-02:00", valid_to=date(2026, 3, 6))
    assert [is_open(hours, moment) for moment in ("2026-03-07 01:00", "2026-03-14 01:00")] == [True, False]


@pytest.mark.parametrize(("day", "expected"), [("05", True), ("06", False), ("20", False), ("27", True)])
def test_a_closure_takes_its_first_and_last_day(day, expected):
    hours = (*weekly("mo 09:00-12:00", "su 09:00-12:00"), closed("2026-07-06", "2026-07-26"))
    assert is_open(hours, f"2026-07-{day} 10:00") is expected


def test_the_evening_before_a_closure_lasts_past_midnight():
    hours = (*weekly("fr 20:00-02:00"), closed("2026-03-07", "2026-03-08"))
    assert is_open(hours, "2026-03-07 01:00") is True


def test_a_single_day_wins_over_the_week_and_over_a_closure():
    hours = (*weekly("mo 09:00-12:00"), closed("2026-03-01", "2026-03-31"), single("2026-03-02", "15:00-17:00"))
    assert [is_open(hours, f"2026-03-02 {clock}") for clock in ("10:00", "16:00")] == [False, True]


def test_a_single_closed_day_closes_that_day_only():
    hours = (*weekly("mo 09:00-12:00"), closed("2026-03-02", "2026-03-02"))
    assert [is_open(hours, f"2026-03-{day} 10:00") for day in ("02", "09")] == [False, True]


def test_a_single_day_with_a_weekday_does_not_come_every_week():
    day = date(2026, 3, 2)
    hours = weekly("mo 09:00-12:00", valid_from=day, valid_to=day)
    assert [is_open(hours, f"2026-03-{day} 10:00") for day in ("02", "09")] == [True, False]


def test_a_single_day_wins_over_a_public_holiday():
    hours = Hours((*weekly("th 09:00-12:00"), single("2026-06-04", "10:00-11:00")), holidays="closed")
    assert is_open(hours, "2026-06-04 10:30") is True


@pytest.mark.parametrize(("holidays", "expected"), [("open", True), ("closed", False), ("unknown", None)])
def test_on_a_public_holiday_it_depends_on_what_is_known(holidays, expected):
    assert is_open(Hours(weekly("th 09:00-12:00"), holidays=holidays), f"{CORPUS_CHRISTI} 10:00") is expected


def test_a_public_holiday_on_a_day_that_is_closed_anyway_changes_nothing():
    assert is_open(Hours(weekly("mo 09:00-12:00"), holidays="unknown"), f"{CORPUS_CHRISTI} 10:00") is False


def test_after_a_public_holiday_it_opens_again():
    hours = Hours(weekly("th 09:00-12:00", "fr 09:00-12:00"), holidays="unknown")
    assert state_at(hours, datetime(2026, 6, 4, 10)).next == datetime(2026, 6, 5, 9)


@pytest.mark.parametrize(
    ("day", "is_one"),
    [("2026-06-04", True), ("2026-11-01", True), ("2026-10-31", False), ("2026-08-15", False), ("2026-04-06", True)],
)
def test_the_holidays_are_those_of_north_rhine_westphalia(day, is_one):
    assert bool(holiday_name(date.fromisoformat(day))) is is_one


def test_holidays_ahead_cross_the_end_of_the_year():
    days = [day for day, _name in upcoming_holidays(date(2026, 12, 20), days=14)]
    assert days == [date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)]


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), False),  # 01:59, a minute before the clock jumps to 3:00
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), True),  # 03:00
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), False),  # 03:30
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), True),  # 02:30 for the first time
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), True),  # 02:30 for the second time
        (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), False),  # 03:30
    ],
)
def test_hours_follow_the_clock_on_the_wall_when_it_changes(instant, expected):
    wall = timezone.localtime(instant).replace(tzinfo=None)
    assert state_at(Hours(weekly("su 02:00-03:30")), wall).open is expected


def test_spans_of_a_day_begin_with_what_is_left_of_the_night():
    assert spans_today(Hours(weekly("fr 20:00-02:00", "sa 10:00-11:00")), date(2026, 3, 7)) == [
        (600, 660),
        (-240, 120),
    ]


# --- Languages --------------------------------------------------------------------------------------------------------
def spoken(row: Spoken, moment: str) -> bool:
    return row.language in spoken_now(Hours(spoken=(row,)), datetime.fromisoformat(moment))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-03 13:59", False),
        ("2026-03-03 14:00", True),
        ("2026-03-03 16:00", False),
        ("2026-03-04 15:00", False),
    ],
)
def test_a_language_with_hours_is_spoken_then(moment, expected):
    assert spoken(Spoken("bg", "fluent", **times("tu 14:00-16:00")), moment) is expected


def test_a_language_without_hours_is_spoken_whenever_it_is_open():
    assert spoken(Spoken("bg", "fluent"), "2026-03-03 03:00")


@pytest.mark.parametrize(("mode", "expected"), [("fluent", True), ("interpreter", True), ("appointment", False)])
def test_who_must_make_an_appointment_cannot_come_now(mode, expected):
    assert spoken(Spoken("bg", mode), "2026-03-03 10:00") is expected


def test_a_language_is_spoken_past_midnight():
    row = Spoken("bg", "fluent", **times("su 22:00-01:00"))
    found = [spoken(row, moment) for moment in ("2026-03-08 23:00", "2026-03-09 00:59", "2026-03-09 01:00")]
    assert found == [True, True, False]
