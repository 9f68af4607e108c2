"""What happened when, in either calendar, and what is only known to the month or the year."""

import datetime as dt

import pytest
from books import chapter, event, work
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.dates import Calendar, HistoricalDate
from bot.content.model import Event
from bot.library.almanac import Almanac, Dated
from bot.library.library import Library

JULIAN = Calendar.JULIAN


def of(*events: Event) -> Almanac:
    return Almanac(Library([work(chapter("One.", events=events))]))


def day(text: str, calendar: Calendar = Calendar.GREGORIAN) -> HistoricalDate:
    return HistoricalDate.parse(text, calendar)


def titles(found: tuple[Dated, ...]) -> list[str]:
    return [each.event.title for each in found]


@pytest.fixture(scope="module")
def shipped(library: Library) -> Almanac:
    return Almanac(library)


@pytest.fixture
def almanac() -> Almanac:
    return of(
        event("The uprising", "1917-10-25", calendar=JULIAN),
        event("The armistice", "1917-12-15", "1917-12-20"),
        event("A month of storms", "1917-11"),
        event("A year of want", "1917"),
        event("The long war", "1914-08-01", "1918-11-11"),
        event("Another year", "1918"),
    )


def test_a_day_is_the_same_in_either_calendar(almanac: Almanac) -> None:
    for date in (day("1917-11-07"), day("1917-10-25", JULIAN)):
        found = almanac.on_date(date)
        assert titles(found.day) == ["The uprising"]
        assert titles(found.around) == ["The long war"]
        assert titles(found.month) == ["A month of storms"]
        assert titles(found.year) == ["A year of want"]
        assert found.nearest == ()


def test_the_uprising_of_the_shipped_chapter_is_found_in_either_calendar(shipped: Almanac) -> None:
    new, old = shipped.on_date(day("1917-11-07")), shipped.on_date(day("1917-10-25", JULIAN))
    assert new.day == old.day
    assert "The seizure of power in Petrograd" in titles(new.day)
    assert {each.when for each in new.day if each.event.end is None} == {"25 Oct (OS) / 7 Nov (NS) 1917"}


@pytest.mark.parametrize(
    ("date", "told"), [("1917-12-15", "day"), ("1917-12-20", "day"), ("1917-12-17", "around"), ("1917-12-21", "")]
)
def test_a_span_is_told_on_its_first_and_last_day_and_holds_those_between(
    almanac: Almanac, date: str, told: str
) -> None:
    found = almanac.on_date(day(date))
    lists = {"day": titles(found.day), "around": titles(found.around)}
    assert [name for name, there in lists.items() if "The armistice" in there] == [told] * bool(told)


def test_where_nothing_is_told_of_a_day_the_nearest_day_is(almanac: Almanac) -> None:
    found = almanac.on_date(day("1917-11-09"))
    assert found.day == ()
    assert titles(found.nearest) == ["The uprising"]
    assert titles(almanac.on_date(day("2026-01-06")).nearest) == ["The armistice"]


def test_of_two_days_as_near_the_earlier_is_told() -> None:
    almanac = of(event("After", "1917-11-09"), event("Before", "1917-11-05"))
    assert titles(almanac.on_date(day("1917-11-07")).nearest) == ["Before"]


def test_without_events_nothing_is_near() -> None:
    found = of().on_date(day("1917-11-07"))
    assert (found.day, found.nearest) == ((), ())


@pytest.mark.parametrize("text", ["1917", "1917-11"])
def test_a_month_is_no_day(almanac: Almanac, text: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        almanac.on_date(day(text))


@pytest.mark.parametrize(("month", "number"), [(11, 7), (10, 25)])
def test_a_day_of_any_year_is_known_by_both_its_dates(almanac: Almanac, month: int, number: int) -> None:
    assert titles(almanac.on_day(month, number)) == ["The uprising"]


def test_a_month_or_a_year_is_on_no_day_of_the_year(almanac: Almanac) -> None:
    days = [(month, number) for month in range(1, 13) for number in range(1, 32)]
    every = {title for month, number in days for title in titles(almanac.on_day(month, number))}
    assert every == {"The uprising", "The armistice", "The long war"}


@given(st.dates(dt.date(1913, 1, 1), dt.date(1919, 12, 31)))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_no_event_is_told_twice_of_one_day(when: dt.date) -> None:
    almanac = of(
        event("The uprising", "1917-10-25", calendar=JULIAN),
        event("The long war", "1914-08-01", "1918-11-11"),
        event("A year of want", "1917"),
        event("From then on", "1917-11", "1918"),
    )
    found = almanac.on_date(HistoricalDate(Calendar.GREGORIAN, when.year, when.month, when.day))
    every = titles(found.day + found.around + found.month + found.year)
    assert len(every) == len(set(every))
    assert bool(found.nearest) != bool(found.day)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("The uprising", "The uprising"),
        ("uprisng", "The uprising"),
        ("the-uprising", "The uprising"),
        ("storms", "A month of storms"),
        ("long war", "The long war"),
    ],
)
def test_an_event_is_found_by_its_id_or_its_title(almanac: Almanac, words: str, title: str) -> None:
    dated = almanac.find(words)
    assert dated is not None
    assert dated.event.title == title


@pytest.mark.parametrize("words", ["", "zxqv blorp", "🎉", "x" * 4000])
def test_other_words_are_no_event(almanac: Almanac, words: str) -> None:
    assert almanac.find(words) is None


def test_events_are_offered_while_a_title_is_typed(almanac: Almanac) -> None:
    assert titles(almanac.complete("upri")) == ["The uprising"]
    assert len(almanac.complete("")) == 6
    assert len(almanac.complete("", limit=2)) == 2


def test_events_are_in_the_order_in_which_they_happened(shipped: Almanac) -> None:
    days = [each.event.date.first_day for each in shipped.events]
    assert days == sorted(days)
