"""The events of a chapter as the kinds of question about time and place need them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bot.content.dates import MONTH_NAMES, Calendar, HistoricalDate, Precision
from bot.content.model import Event
from bot.quiz.question import Evidence
from bot.quiz.source import Source

_YEAR: Final = re.compile(r"\b\d{4}\b")
_MONTHS: Final = re.compile(rf"\b(?:{'|'.join(MONTH_NAMES)})\b")


def tells_its_date(event: Event) -> bool:
    """Whether an event's title names a year or a month: “The July days”."""
    return _YEAR.search(event.title) is not None or _MONTHS.search(event.title) is not None


def as_sentence(title: str) -> str:
    """Return a title as a sentence of its own."""
    return title if title.rstrip("”’").endswith((".", "?", "!")) else f"{title}."


def first_day(event: Event) -> int:
    """Return the number of the first day on which an event can have begun."""
    return _edges(event.date)[0]


def last_day(event: Event) -> int:
    """Return the number of the last day on which an event can have ended."""
    return _edges(event.end or event.date)[1]


@lru_cache(maxsize=1024)
def _edges(date: HistoricalDate) -> tuple[int, int]:
    return date.first_day, date.last_day


def wholly_before(one: Event, other: Event) -> bool:
    """Whether an event was over before another began, however closely their dates are known."""
    return last_day(one) < first_day(other)


def when(event: Event) -> str:
    """Return an event's date or span with its calendar: ``25 Oct (OS) / 7 Nov (NS) 1917``, ``Mar 1918 (NS)``."""
    return written(event.date) if event.end is None else f"{written(event.date)} – {written(event.end)}"


def written(date: HistoricalDate) -> str:
    """Return a date with the mark of its calendar; a year alone has none."""
    if date.precision is Precision.YEAR or "(" in str(date):
        return str(date)
    return f"{date} ({date.calendar.mark})"


def evidence(source: Source, event: Event) -> Evidence:
    """Return the words of the text that tell of an event or date it."""
    return source.evidence(event.run, event.wording)


def dating(event: Event) -> str:
    """Return an event's title, its date and, where it is inferred, from what: a sentence or two."""
    because = f" {event.why}" if event.why else ""
    return f"{event.title}: {when(event)}.{because}"


def date_fact(source: Source, event: Event) -> str:
    """Return the key of an event's date; that of the hand-written question where one asks for it."""
    return source.same_fact(event.run, event.wording, writings(event.date)) or source.key("date", event.id)


def writings(date: HistoricalDate) -> tuple[str, ...]:
    """Return a day as it is also written: “25 October 1917 OS”, “October 25”, “7 November 1917 NS”; none for others."""
    if date.day is None:
        return ()
    found = []
    for calendar in Calendar:
        here = date.to(calendar)
        month = MONTH_NAMES[(here.month or 1) - 1]
        found.append(f"{here.day} {month} {here.year} {calendar.mark}")
        if calendar is date.calendar:
            found.append(f"{month} {here.day}")
    return tuple(found)


def events(source: Source) -> Iterator[Event]:
    """Yield the events of a chapter in the order in which they happened."""
    return iter(sorted(source.chapter.events, key=lambda each: (first_day(each), last_day(each), each.id)))
