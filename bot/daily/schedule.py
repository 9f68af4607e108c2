"""A schedule: where, at what wall time, on which days, and what from the works."""

import datetime as dt
from dataclasses import dataclass
from enum import IntFlag
from typing import Final

from bot.content.model import Quote

DEFAULT_WINDOW: Final = dt.timedelta(hours=6)
"""How late a post that was missed may still come."""


class Weekdays(IntFlag):
    """Days of the week on which a schedule posts."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 4
    THURSDAY = 8
    FRIDAY = 16
    SATURDAY = 32
    SUNDAY = 64
    ALL = 127

    @classmethod
    def of(cls, date: dt.date) -> "Weekdays":
        """Return the day of the week of a date."""
        return cls(1 << date.weekday())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotes a schedule posts: those that fit every list that isn't empty. ``longest`` is in characters."""

    themes: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    longest: int | None = None
    prefer_on_this_day: bool = True

    def fits(self, work: str, quote: Quote) -> bool:
        """Whether a quote of the work with the id ``work`` is one of these."""
        return (
            (not self.works or work in self.works)
            and (not self.themes or not self.themes.isdisjoint(quote.themes))
            and (not self.persons or quote.speaker in self.persons)
            and (self.longest is None or len(quote.text) <= self.longest)
        )


@dataclass(frozen=True, slots=True)
class Extras:
    """What a post comes with, beside its card."""

    title: str | None = None
    role: int | None = None
    thread: bool = False
    pin: bool = False
    question: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """A server's order for a daily post. ``id`` is 0 until a store gives it one.

    ``zone`` is an IANA name. It posts on the days of the week in ``weekdays`` and, where ``every`` is over 1, only on
    each such day counted from ``starts``. ``paused`` says why it is, None where it isn't.
    """

    id: int
    guild: int
    channel: int
    time: dt.time
    zone: str
    starts: dt.date
    seed: int
    made_by: int
    made_in: int
    weekdays: Weekdays = Weekdays.ALL
    every: int = 1
    wanted: Wanted = Wanted()
    extras: Extras = Extras()
    window: dt.timedelta = DEFAULT_WINDOW
    paused: str | None = None

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise ValueError("a schedule needs a day of the week")
        if self.every < 1:
            raise ValueError("a schedule posts every day or every so many, at least 1")

    def posts_on(self, date: dt.date) -> bool:
        """Whether ``date``, in the schedule's zone, is one of its days."""
        return (
            date >= self.starts
            and bool(self.weekdays & Weekdays.of(date))
            and (date - self.starts).days % self.every == 0
        )
