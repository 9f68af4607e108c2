"""Times, zones and days as moderators type them."""

import datetime as dt

import pytest

from bot.daily.schedule import Weekdays
from bot.daily.typed import complete_zones, describe_days, find_zone, parse_days, parse_time
from bot.errors import UserError


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9", dt.time(9)),
        ("9:00", dt.time(9)),
        ("09.30", dt.time(9, 30)),
        ("9am", dt.time(9)),
        ("9 PM", dt.time(21)),
        ("12 am", dt.time(0)),
        ("12pm", dt.time(12)),
        ("21h15", dt.time(21, 15)),
        ("noon", dt.time(12)),
        (" 0:05 ", dt.time(0, 5)),
    ],
)
def test_a_time_is_read_as_it_is_said(typed: str, time: dt.time) -> None:
    assert parse_time(typed) == time


@pytest.mark.parametrize("typed", ["", "25:00", "9:60", "13 pm", "0 am", "soon", "9:5", "9 9", "٩:٠٠:٠٠"])
def test_no_time_is_told_as_such(typed: str) -> None:
    with pytest.raises(UserError, match="is no time of the day"):
        parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("london", "Europe/London"),
        ("New York", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_name_or_its_city(typed: str, zone: str) -> None:
    assert find_zone(typed) == zone


@pytest.mark.parametrize("typed", ["Atlantis", "", "Europe", "..", "/etc/passwd"])
def test_no_zone_is_told_as_such(typed: str) -> None:
    with pytest.raises(UserError, match="is no time zone that I know"):
        find_zone(typed)


def test_zones_are_offered_while_one_types() -> None:
    assert complete_zones("lond")[0] == "Europe/London"
    assert complete_zones("lonndon")[0] == "Europe/London"
    assert len(complete_zones("")) == 25


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("every day", Weekdays.ALL),
        ("Weekdays", Weekdays(31)),
        ("weekends", Weekdays(96)),
        ("Mon, Thu", Weekdays.MONDAY | Weekdays.THURSDAY),
        ("mondays and fridays", Weekdays.MONDAY | Weekdays.FRIDAY),
        ("wensday", Weekdays.WEDNESDAY),
        ("su", Weekdays.SUNDAY),
    ],
)
def test_days_are_read_as_they_are_said(typed: str, days: Weekdays) -> None:
    assert parse_days(typed) == days


@pytest.mark.parametrize("typed", ["", "blorp", "13"])
def test_no_days_are_told_as_such(typed: str) -> None:
    with pytest.raises(UserError):
        parse_days(typed)


def test_days_are_said_in_words() -> None:
    assert describe_days(Weekdays.ALL, 1) == "every day"
    assert describe_days(Weekdays.MONDAY | Weekdays.THURSDAY, 1) == "Monday, Thursday"
    assert describe_days(Weekdays.ALL, 3) == "every 3 days"
