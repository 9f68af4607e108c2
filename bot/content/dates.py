"""Dates as history writes them: in the Julian or the Gregorian calendar, to the day, the month or the year.

There is one conversion path, through the number of the day (``datetime.date.toordinal``: 1 January of the year 1,
Gregorian, is 1). Source of the rule: the Julian calendar has a leap day in every fourth year without exception, and
its 1 January of the year 1 is the day numbered -1.
"""

import calendar as gregorian
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY: Final = 2
_JULIAN_EPOCH: Final = -1  # the number of 1 January of the year 1, Julian


class Calendar(StrEnum):
    """The calendar a date is written in."""

    JULIAN = "julian"
    GREGORIAN = "gregorian"

    @property
    def mark(self) -> str:
        """Old Style or New Style, as historians mark it."""
        return "OS" if self is Calendar.JULIAN else "NS"


CALENDARS: Final = {
    "os": Calendar.JULIAN,
    "julian": Calendar.JULIAN,
    "ns": Calendar.GREGORIAN,
    "gregorian": Calendar.GREGORIAN,
}
"""The words, in lower case, that say in which calendar a date is."""


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


def days_in_month(year: int, month: int, calendar: Calendar) -> int:
    """Return how many days ``month`` (1-12) of ``year`` has."""
    leap = year % 4 == 0 if calendar is Calendar.JULIAN else gregorian.isleap(year)
    return 29 if month == _FEBRUARY and leap else _DAYS[month - 1]


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A day, a month or a year in one calendar; ``month`` and ``day`` are None where not known."""

    calendar: Calendar
    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= dt.MAXYEAR - 1:
            raise ValueError(f"there is no year {self.year}")
        if self.month is not None and not 1 <= self.month <= len(MONTHS):
            raise ValueError(f"there is no month {self.month}")
        if self.day is None:
            return
        if self.month is None:
            raise ValueError("a day needs its month")
        if not 1 <= self.day <= days_in_month(self.year, self.month, self.calendar):
            raise ValueError(f"{MONTHS[self.month - 1]} {self.year} ({self.calendar.mark}) has no day {self.day}")
        if self.first_day < 1:
            raise ValueError("days before 3 Jan 1 (OS), which is 1 Jan 1 (NS), can't be told")

    @classmethod
    def parse(cls, text: str, calendar: Calendar) -> Self:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ValueError says what is wrong with it."""
        parts = text.split("-")
        widths = [len(part) for part in parts]
        if widths != [4, 2, 2][: len(parts)] or not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError(f"`{text}` is not YYYY, YYYY-MM or YYYY-MM-DD")
        return cls(calendar, *(int(part) for part in parts))

    @classmethod
    def of_day_number(cls, number: int, calendar: Calendar) -> Self:
        """Return the day numbered ``number``, written in ``calendar``."""
        if calendar is Calendar.GREGORIAN:
            day = dt.date.fromordinal(number)
            return cls(calendar, day.year, day.month, day.day)
        cycles, rest = divmod(number - _JULIAN_EPOCH, 1461)  # four years, the last of them a leap year
        years = min(rest // 365, 3)
        year, rest, month = cycles * 4 + years + 1, rest - years * 365, 1
        while rest >= days_in_month(year, month, calendar):
            rest -= days_in_month(year, month, calendar)
            month += 1
        return cls(calendar, year, month, rest + 1)

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first_day(self) -> int:
        """The number of the first day that the date covers."""
        month, day = self.month or 1, self.day or 1
        if self.calendar is Calendar.GREGORIAN:
            return dt.date(self.year, month, day).toordinal()
        before = sum(days_in_month(self.year, each, self.calendar) for each in range(1, month))
        return _JULIAN_EPOCH + 365 * (self.year - 1) + (self.year - 1) // 4 + before + day - 1

    @property
    def last_day(self) -> int:
        """The number of the last day that the date covers."""
        if self.day is not None:
            return self.first_day
        month = self.month or len(MONTHS)
        last = days_in_month(self.year, month, self.calendar)
        return HistoricalDate(self.calendar, self.year, month, last).first_day

    def to(self, calendar: Calendar) -> "HistoricalDate":
        """Return the same day in ``calendar``; a month or year, which has no exact counterpart, stays as it is."""
        if self.day is None or calendar is self.calendar:
            return self
        return HistoricalDate.of_day_number(self.first_day, calendar)

    def __str__(self) -> str:
        """As shown to people: ``25 Oct (OS) / 7 Nov (NS) 1917``; a Gregorian date without a mark: ``9 Nov 1989``."""
        if self.month is None:
            return str(self.year)
        month = MONTHS[self.month - 1]
        if self.day is None:
            mark = f" ({self.calendar.mark})" if self.calendar is Calendar.JULIAN else ""
            return f"{month} {self.year}{mark}"
        if self.calendar is Calendar.GREGORIAN:
            return f"{self.day} {month} {self.year}"
        new = self.to(Calendar.GREGORIAN)
        year = "" if new.year == self.year else f" {self.year}"
        return f"{self.day} {month}{year} (OS) / {new.day} {MONTHS[(new.month or 1) - 1]} (NS) {new.year}"
