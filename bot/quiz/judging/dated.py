"""Makes the rule for a date: which year and calendar it has, where the answer itself doesn't say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.content.dates import Calendar, HistoricalDate
from bot.content.model import Event, Work
from bot.quiz.judging.dates import DateRule, both_calendars
from bot.quiz.judging.said import read
from bot.quiz.judging.sought import Sought
from bot.quiz.judging.written_date import WrittenDate, parse_written


def days_of(events: Iterable[Event]) -> frozenset[WrittenDate]:
    """Return the days of events, each in both calendars."""
    return frozenset(
        day
        for event in events
        for date in (event.date, event.end)
        if date is not None and date.day is not None
        for day in both_calendars(WrittenDate(date.day, date.month, date.year, date.calendar))
    )


def date_rule(sought: Sought, known: frozenset[WrittenDate]) -> DateRule | None:
    """Return the rule for an answer that is a date; ``known`` has the days of events. None where it is no date."""
    written = [parse_written(read(form)).dates for form in sought.forms]
    first = written[0]
    if not first:
        return None
    together = len(first) > 1 and len({each.calendar for each in first}) == 1
    dates = first if together else tuple(dict.fromkeys(date for each in written for date in each))
    words = frozenset(token.word for form in sought.forms for token in read(form).tokens)
    return DateRule(tuple(_dated(each, dates, sought.work, known) for each in dates), together, words)


def _dated(
    date: WrittenDate, siblings: Sequence[WrittenDate], work: Work | None, known: frozenset[WrittenDate]
) -> WrittenDate:
    """Return a date with the year and calendar that other forms of it, the events or the work tell."""
    if date.month is None:
        return date
    if date.year is None:
        years = set(_years(date, siblings)) or set(_years(date, known))
        date = replace(date, year=years.pop()) if len(years) == 1 else date
    if date.calendar is not None or date.year is None or date.day is None:
        return date
    day = (date.day, date.month, date.year)
    calendars = {each.calendar for each in known if (each.day, each.month, each.year) == day}
    told = next(iter(calendars)) if len(calendars) == 1 else None
    return replace(date, calendar=told or _calendar_of(date, work))


def _years(date: WrittenDate, others: Iterable[WrittenDate]) -> Iterator[int]:
    return (each.year for each in others if each.year and (each.day, each.month) == (date.day, date.month))


def _calendar_of(date: WrittenDate, work: Work | None) -> Calendar | None:
    """Return the calendar in which a work dates a day; None where there is no work or no such day."""
    if work is None or date.year is None:
        return None
    until = work.calendar.until
    try:
        number = HistoricalDate(Calendar.JULIAN, date.year, date.month, date.day).first_day
    except ValueError:
        return None
    julian = work.calendar.name is Calendar.JULIAN and (until is None or number <= until.first_day)
    return Calendar.JULIAN if julian else Calendar.GREGORIAN
