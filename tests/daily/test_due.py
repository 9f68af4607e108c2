"""When a post is due: every zone, both clock changes, days left out, and what a down time does."""

import datetime as dt
from itertools import islice, pairwise
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import PlainDateTime

from bot.daily.due import Action, UnknownZoneError, due, first_from, instant, next_after, upcoming
from bot.daily.schedule import Schedule, Weekdays

# Zones whose clock changes differ in size, hour, hemisphere and habit.
ZONES: Final = (
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Santiago",
    "Pacific/Chatham",
    "Europe/London",
    "America/New_York",
    "Asia/Beirut",
    "Europe/Dublin",
    "America/Havana",
    "Atlantic/Azores",
    "Antarctica/Troll",
    "America/St_Johns",
)
LIVED_IN: Final = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


def schedule(
    time: dt.time = dt.time(9), zone: str = "Europe/London", starts: dt.date = dt.date(2026, 1, 1), **other: object
) -> Schedule:
    values = {"id": 1, "guild": 1, "channel": 1, "seed": 1, "made_by": 1, "made_in": 1, **other}
    return Schedule(time=time, zone=zone, starts=starts, **values)  # type: ignore[arg-type]


def _utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("date", "time", "zone", "at"),
    [
        # 1:30 is skipped: the first instant after the gap is 2:00, which is 1:00 UTC
        (dt.date(2026, 3, 29), dt.time(1, 30), "Europe/London", _utc(2026, 3, 29, 1, 0)),
        # 1:30 comes twice: the first time, in summer time
        (dt.date(2026, 10, 25), dt.time(1, 30), "Europe/London", _utc(2026, 10, 25, 0, 30)),
        (dt.date(2026, 3, 8), dt.time(2, 30), "America/New_York", _utc(2026, 3, 8, 7, 0)),
        (dt.date(2026, 11, 1), dt.time(1, 30), "America/New_York", _utc(2026, 11, 1, 5, 30)),
        # Lord Howe's clocks change by half an hour
        (dt.date(2026, 10, 4), dt.time(2, 15), "Australia/Lord_Howe", _utc(2026, 10, 3, 15, 30)),
        (dt.date(2026, 4, 5), dt.time(1, 45), "Australia/Lord_Howe", _utc(2026, 4, 4, 14, 45)),
        # Cairo skips midnight
        (dt.date(2026, 4, 24), dt.time(0, 0), "Africa/Cairo", _utc(2026, 4, 23, 22, 0)),
        # Santiago skips midnight too
        (dt.date(2026, 9, 6), dt.time(0, 30), "America/Santiago", _utc(2026, 9, 6, 4, 0)),
        (dt.date(2026, 9, 27), dt.time(2, 50), "Pacific/Chatham", _utc(2026, 9, 26, 14, 0)),
    ],
)
def test_a_clock_change_neither_loses_nor_doubles_an_hour(
    date: dt.date, time: dt.time, zone: str, at: dt.datetime
) -> None:
    assert instant(date, time, zone) == at


def test_a_day_that_a_zone_left_out_has_no_post() -> None:
    skipped = dt.date(2011, 12, 30)  # Samoa went over the date line
    assert instant(skipped, dt.time(9), "Pacific/Apia") is None
    dates = [
        each.date
        for each in islice(
            upcoming(schedule(zone="Pacific/Apia", starts=dt.date(2011, 12, 28)), dt.date(2011, 12, 28)), 2
        )
    ]
    assert dates == [dt.date(2011, 12, 29), dt.date(2011, 12, 31)]


@given(
    st.sampled_from(LIVED_IN),
    st.dates(dt.date(2000, 1, 1), dt.date(2035, 1, 1)),
    st.times(),
)
def test_where_no_hour_is_skipped_it_is_what_the_oracle_says(zone: str, date: dt.date, time: dt.time) -> None:
    time = time.replace(microsecond=0, second=0)
    wall = dt.datetime.combine(date, time)
    at = instant(date, time, zone)
    if at is None:
        return
    oracle = PlainDateTime(wall.year, wall.month, wall.day, wall.hour, wall.minute).assume_tz(
        zone, disambiguation="compatible"
    )
    if at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall:
        assert at.timestamp() == oracle.timestamp()
    else:
        # In a gap the oracle goes on by the gap's length; a post comes at its end, so sooner, on the same date.
        assert at.timestamp() < oracle.timestamp()
        assert at.astimezone(ZoneInfo(zone)).date() == date


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "time", [dt.time(0, 0), dt.time(0, 30), dt.time(1, 15), dt.time(2, 15), dt.time(2, 50), dt.time(9)]
)
def test_over_a_year_with_both_changes_it_is_due_once_a_day(zone: str, time: dt.time) -> None:
    year = list(islice(upcoming(schedule(time, zone), dt.date(2025, 12, 31)), 365))
    assert [each.date for each in year] == [dt.date(2026, 1, 1) + dt.timedelta(days=day) for day in range(365)]
    assert all(later.at - sooner.at >= dt.timedelta(hours=22) for sooner, later in pairwise(year))


def test_it_posts_on_its_days_only() -> None:
    mondays = schedule(weekdays=Weekdays.MONDAY | Weekdays.THURSDAY)
    assert [each.date.strftime("%a") for each in islice(upcoming(mondays, dt.date(2026, 11, 24)), 4)] == [
        "Thu", "Mon", "Thu", "Mon",
    ]  # fmt: skip
    third = schedule(starts=dt.date(2026, 11, 24), every=3)
    assert [each.date.day for each in islice(upcoming(third, dt.date(2026, 11, 23)), 3)] == [24, 27, 30]


def test_nothing_is_due_before_its_time() -> None:
    assert due(_utc(2026, 11, 24, 8, 59), schedule(), dt.date(2026, 11, 23)) == []


def test_the_post_of_the_day_is_due_at_its_time_and_within_the_window() -> None:
    for now in (_utc(2026, 11, 24, 9, 0), _utc(2026, 11, 24, 15, 0)):
        (one,) = due(now, schedule(), dt.date(2026, 11, 23))
        assert (one.date, one.action) == (dt.date(2026, 11, 24), Action.POST)


def test_after_the_window_it_is_skipped() -> None:
    (one,) = due(_utc(2026, 11, 24, 15, 1), schedule(), dt.date(2026, 11, 23))
    assert one.action is Action.SKIP


def test_after_days_of_down_time_only_the_newest_is_posted() -> None:
    found = due(_utc(2026, 11, 24, 10, 0), schedule(), dt.date(2026, 11, 20))
    assert [(each.date.day, each.action) for each in found] == [
        (21, Action.SKIP),
        (22, Action.SKIP),
        (23, Action.SKIP),
        (24, Action.POST),
    ]


@given(st.integers(0, 4000), st.integers(1, 24))
def test_two_are_never_posted_at_once(hours: int, window: int) -> None:
    now = _utc(2026, 1, 1) + dt.timedelta(hours=hours)
    found = due(now, schedule(window=dt.timedelta(hours=window)), dt.date(2025, 12, 30))
    assert sum(each.action is Action.POST for each in found) <= 1
    assert all(each.at <= now for each in found)


def test_a_new_schedule_begins_today_only_if_its_time_has_not_passed() -> None:
    assert first_from(schedule(), _utc(2026, 11, 24, 8)).date == dt.date(2026, 11, 24)  # type: ignore[union-attr]
    assert first_from(schedule(), _utc(2026, 11, 24, 10)).date == dt.date(2026, 11, 25)  # type: ignore[union-attr]


def test_the_date_that_counts_is_the_zones_own() -> None:
    # When it is the evening of the 24th in London it is the morning of the 25th in Auckland.
    first = first_from(schedule(zone="Pacific/Auckland"), _utc(2026, 11, 24, 19))
    assert first is not None
    assert (first.date, first.at) == (dt.date(2026, 11, 25), _utc(2026, 11, 24, 20))


def test_a_zone_that_is_not_known_is_told_as_such() -> None:
    with pytest.raises(UnknownZoneError):
        instant(dt.date(2026, 1, 1), dt.time(9), "Europe/Atlantis")


def test_after_the_last_day_of_a_year_comes_the_first_of_the_next() -> None:
    following = next_after(schedule(), dt.date(2026, 12, 31))
    assert following is not None
    assert following.date == dt.date(2027, 1, 1)
