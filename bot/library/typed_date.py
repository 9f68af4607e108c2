"""Dates as people type them: ``7 November``, ``Nov 7th, 1917``, ``25 Oct 1917 OS``, ``1917-11-07``."""

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.dates import CALENDARS, MONTH_NAMES, Calendar, HistoricalDate
from bot.errors import UserError
from bot.library.fold import query_words

_MONTHS: Final = tuple(name.lower() for name in MONTH_NAMES)
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR: Final = re.compile(r"\d{4}")
_ISO: Final = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*(\w*)\s*")
_ABBREVIATION: Final = 3  # letters that tell a month
_LEAP_YEAR: Final = 2000  # has every day that a day without its year can be
_EXAMPLE: Final = "write it like 7 November, or 25 October 1917 OS"


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A day as typed; ``year`` and ``calendar`` are None where not said."""

    day: int
    month: int
    year: int | None
    calendar: Calendar | None

    def dated(self) -> HistoricalDate | None:
        """Return the full date, Gregorian where no calendar is said; None without a year."""
        if self.year is None:
            return None
        return HistoricalDate(self.calendar or Calendar.GREGORIAN, self.year, self.month, self.day)


def parse_typed_date(text: str) -> TypedDate:
    """Read a day; UserError says what is missing or wrong."""
    iso = _ISO.fullmatch(text)
    if iso is not None:
        mark = CALENDARS.get(iso[4].lower()) if iso[4] else None
        return _checked(TypedDate(int(iso[3]), int(iso[2]), int(iso[1]), mark))
    day = month = year = mark = None
    for word in query_words(text):
        if word in CALENDARS:
            mark = CALENDARS[word]
        elif _YEAR.fullmatch(word):
            year = int(word)
        elif (number := _DAY.fullmatch(word)) is not None and day is None:
            day = int(number[1])
        else:
            month = month or _month(word)
    if month is None or day is None:
        raise UserError(f"“{text[:40]}” is no day I can read: {_EXAMPLE}")
    return _checked(TypedDate(day, month, year, mark))


def _month(word: str) -> int | None:
    if len(word) < _ABBREVIATION:
        return None
    begun = [number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    slips = 1 if len(word) < 6 else 2  # noqa: PLR2004 - a short name allows one slip, a longer one two
    best = process.extractOne(word, _MONTHS, scorer=OSA.distance, score_cutoff=slips)
    return None if best is None else best[2] + 1


def _checked(date: TypedDate) -> TypedDate:
    try:
        HistoricalDate(date.calendar or Calendar.GREGORIAN, date.year or _LEAP_YEAR, date.month, date.day)
    except ValueError as error:
        raise UserError(f"{error}: {_EXAMPLE}") from error
    return date
