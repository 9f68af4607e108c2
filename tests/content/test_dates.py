"""Dates in either calendar: the examples that history gives, and the laws that hold for every year."""

import datetime as dt

import pytest
from convertdate import gregorian as oracle_gregorian  # type: ignore[import-untyped]  # it has no types
from convertdate import julian as oracle_julian
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.dates import Calendar, HistoricalDate, Precision, days_in_month

LAW = settings(derandomize=True, deadline=None, max_examples=300)
FIRST, LAST = 3, dt.date(3999, 12, 31).toordinal()
DAYS = st.integers(FIRST, LAST)
JULIAN_DAYS = st.dates(dt.date(1, 1, 5), dt.date(3998, 12, 31)).map(lambda day: (day.year, day.month, day.day))


def old(text: str) -> HistoricalDate:
    return HistoricalDate.parse(text, Calendar.JULIAN)


def new(text: str) -> HistoricalDate:
    return HistoricalDate.parse(text, Calendar.GREGORIAN)


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ("1917-10-25", "1917-11-07"),  # the uprising in Petrograd
        ("1918-01-31", "1918-02-13"),  # the last day that Soviet Russia dated Old Style
        ("1917-12-19", "1918-01-01"),
        ("1900-02-28", "1900-03-12"),
        ("1900-02-29", "1900-03-13"),
        ("1900-03-01", "1900-03-14"),
        ("1582-10-05", "1582-10-15"),  # the day on which Rome changed
        ("1752-09-03", "1752-09-14"),  # and Britain
        ("0200-03-01", "0200-03-01"),
        ("0001-01-03", "0001-01-01"),
    ],
)
def test_a_day_is_the_same_day_in_either_calendar(julian: str, gregorian: str) -> None:
    assert old(julian).to(Calendar.GREGORIAN) == new(gregorian)
    assert new(gregorian).to(Calendar.JULIAN) == old(julian)


def test_31_january_1918_old_style_is_followed_by_14_february() -> None:
    after = HistoricalDate.of_day_number(old("1918-01-31").last_day + 1, Calendar.GREGORIAN)
    assert after == new("1918-02-14")


def test_29_february_1900_exists_in_old_style_only() -> None:
    assert old("1900-02-29").day == 29
    with pytest.raises(ValueError, match=r"^Feb 1900 \(NS\) has no day 29$"):
        new("1900-02-29")


@given(DAYS)
@LAW
def test_the_number_of_a_day_survives_both_calendars(number: int) -> None:
    for calendar in Calendar:
        date = HistoricalDate.of_day_number(number, calendar)
        assert (date.first_day, date.last_day) == (number, number)
        assert date.to(Calendar.JULIAN).to(Calendar.GREGORIAN) == date.to(Calendar.GREGORIAN)


@given(DAYS)
@LAW
def test_days_come_one_after_the_other_in_both_calendars(number: int) -> None:
    for calendar in Calendar:
        here, after = (HistoricalDate.of_day_number(each, calendar) for each in (number, number + 1))
        assert _written(here) < _written(after)
        assert after.day in {1, (here.day or 0) + 1}


@given(st.dates(dt.date(1900, 3, 14), dt.date(2100, 2, 28)))
@LAW
def test_the_calendars_are_13_days_apart_from_march_1900_to_february_2100(day: dt.date) -> None:
    julian = HistoricalDate(Calendar.GREGORIAN, day.year, day.month, day.day).to(Calendar.JULIAN)
    behind = day - dt.timedelta(days=13)
    assert _written(julian) == (behind.year, behind.month, behind.day)


@given(JULIAN_DAYS)
@LAW
def test_old_style_becomes_what_an_independent_calendar_says(day: tuple[int, int, int]) -> None:
    date = HistoricalDate(Calendar.JULIAN, *day).to(Calendar.GREGORIAN)
    assert _written(date) == oracle_julian.to_gregorian(*day)


@given(st.dates(dt.date(1, 1, 1), dt.date(3999, 12, 31)))
@LAW
def test_new_style_becomes_what_an_independent_calendar_says(day: dt.date) -> None:
    date = HistoricalDate(Calendar.GREGORIAN, day.year, day.month, day.day)
    assert _written(date.to(Calendar.JULIAN)) == oracle_julian.from_gregorian(day.year, day.month, day.day)
    assert date.first_day - FIRST == oracle_gregorian.to_jd(day.year, day.month, day.day) - oracle_gregorian.to_jd(
        1, 1, FIRST
    )


@given(st.integers(1, 3999), st.integers(1, 12), st.sampled_from(Calendar))
@LAW
def test_a_month_covers_all_of_its_days_and_a_year_all_of_its_months(year: int, month: int, calendar: Calendar) -> None:
    whole = HistoricalDate(calendar, year, month)
    assert whole.last_day - whole.first_day + 1 == days_in_month(year, month, calendar)
    assert HistoricalDate(calendar, year).last_day - HistoricalDate(calendar, year).first_day in {364, 365}
    assert HistoricalDate(calendar, year).first_day <= whole.first_day <= whole.last_day


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        (old("1917-10-25"), "25 Oct (OS) / 7 Nov (NS) 1917"),
        (old("1917-12-20"), "20 Dec 1917 (OS) / 2 Jan (NS) 1918"),
        (old("1918-01-31"), "31 Jan (OS) / 13 Feb (NS) 1918"),
        (old("1917-10"), "Oct 1917 (OS)"),
        (old("1917"), "1917"),
        (new("1989-11-09"), "9 Nov 1989"),
        (new("1918-06"), "June 1918"),
        (new("1918"), "1918"),
        (new("0044-03-15"), "15 Mar 44"),
    ],
)
def test_a_date_is_shown_in_the_calendars_that_a_reader_needs(date: HistoricalDate, shown: str) -> None:
    assert str(date) == shown


@pytest.mark.parametrize(
    ("text", "precision"), [("1917", Precision.YEAR), ("1917-11", Precision.MONTH), ("1917-11-07", Precision.DAY)]
)
def test_what_is_left_out_is_not_known(text: str, precision: Precision) -> None:
    assert new(text).precision is precision


@pytest.mark.parametrize("text", ["1917", "1917-11"])
def test_a_month_or_a_year_has_no_exact_counterpart_and_stays(text: str) -> None:
    assert new(text).to(Calendar.JULIAN) == new(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "`` is not YYYY, YYYY-MM or YYYY-MM-DD"),
        ("44", "`44` is not YYYY, YYYY-MM or YYYY-MM-DD"),
        ("1917-1-7", "`1917-1-7` is not YYYY, YYYY-MM or YYYY-MM-DD"),
        ("7.11.1917", "`7.11.1917` is not YYYY, YYYY-MM or YYYY-MM-DD"),
        ("1917-11-07-01", "`1917-11-07-01` is not YYYY, YYYY-MM or YYYY-MM-DD"),
        ("１９１７", "`１９１７` is not YYYY, YYYY-MM or YYYY-MM-DD"),
        ("1917-13", "there is no month 13"),
        ("1917-00", "there is no month 0"),
        ("1917-02-29", "Feb 1917 (NS) has no day 29"),
        ("1917-02-00", "Feb 1917 (NS) has no day 0"),
        ("0000", "there is no year 0"),
        ("9999", "there is no year 9999"),
    ],
)
def test_what_is_no_date_says_why(text: str, says: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        new(text)
    assert str(caught.value) == says


@pytest.mark.parametrize("day", [1, 2])
def test_a_day_before_the_gregorian_year_1_is_refused_rather_than_shown_wrongly(day: int) -> None:
    with pytest.raises(ValueError, match="can't be told"):
        HistoricalDate(Calendar.JULIAN, 1, 1, day)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="a day needs its month"):
        HistoricalDate(Calendar.GREGORIAN, 1917, None, 7)


def _written(date: HistoricalDate) -> tuple[int, int, int]:
    return date.year, date.month or 0, date.day or 0
