"""When a post is due, and what to do about it now.

A wall time that a clock change skips is due at the first instant after the gap; one that comes twice is due the first
time. A date that a zone leaves out altogether has no post.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.daily.schedule import Schedule

_LOOK_AHEAD: Final = 366 * 8  # days in which every schedule has a post: 29 February needs eight years at most
_DAY: Final = dt.timedelta(days=1)


class UnknownZoneError(Exception):
    """The zone of a schedule is not, or no longer, in the time zone database."""


class Action(Enum):
    """What is to be done about a date of a schedule."""

    POST = auto()
    SKIP = auto()


@dataclass(frozen=True, slots=True)
class Due:
    """A date of a schedule whose time has come; SKIP where it came too long ago."""

    schedule: Schedule
    date: dt.date
    at: dt.datetime
    action: Action


@dataclass(frozen=True, slots=True)
class Next:
    """The next date of a schedule and the instant, in UTC, at which it is due."""

    date: dt.date
    at: dt.datetime


def instant(date: dt.date, time: dt.time, zone: str) -> dt.datetime | None:
    """Return when a wall time on a date is, in UTC; None where the zone leaves that date out.

    UnknownZoneError where there is no such zone.
    """
    try:
        zone_info = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(zone) from error
    wall = dt.datetime.combine(date, time, tzinfo=zone_info)
    utc = wall.astimezone(dt.UTC)
    if utc.astimezone(zone_info).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return utc
    after = _end_of_gap(wall)
    return after if after.astimezone(zone_info).date() == date else None


def _end_of_gap(wall: dt.datetime) -> dt.datetime:
    """Return the first instant after the gap in which ``wall`` would lie, in UTC to the second."""
    zone_info = wall.tzinfo
    late = int(wall.replace(fold=0).astimezone(dt.UTC).timestamp())
    early = int(wall.replace(fold=1).astimezone(dt.UTC).timestamp())

    def offset(second: int) -> dt.timedelta | None:
        return dt.datetime.fromtimestamp(second, zone_info).utcoffset()

    before = offset(early)
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (middle, late) if offset(middle) == before else (early, middle)
    return dt.datetime.fromtimestamp(late, dt.UTC)


def upcoming(schedule: Schedule, after: dt.date) -> Iterator[Next]:
    """Yield the dates of a schedule after ``after``, in order, for some years. UnknownZoneError as ``instant``."""
    date = max(after + _DAY, schedule.starts)
    for _ in range(_LOOK_AHEAD):
        if schedule.posts_on(date):
            at = instant(date, schedule.time, schedule.zone)
            if at is not None:
                yield Next(date, at)
        date += _DAY


def next_after(schedule: Schedule, after: dt.date) -> Next | None:
    """Return the first date of a schedule after ``after``; None where it has none in years."""
    return next(upcoming(schedule, after), None)


def first_from(schedule: Schedule, now: dt.datetime) -> Next | None:
    """Return the first date of a schedule whose time has not passed at ``now``."""
    yesterday = now.astimezone(ZoneInfo(schedule.zone)).date() - _DAY
    return next((each for each in islice(upcoming(schedule, yesterday), 3) if each.at >= now), None)


def due(now: dt.datetime, schedule: Schedule, last: dt.date) -> list[Due]:
    """Return what is to be done at ``now`` about the dates of ``schedule`` after ``last``, the last one dealt with.

    At most one is to be posted: the newest, where it is no later than the schedule's window allows. The others, and
    one that is too late, are to be skipped and noted.
    """
    passed = []
    for each in upcoming(schedule, last):
        if each.at > now:
            break
        passed.append(each)
    found = [Due(schedule, each.date, each.at, Action.SKIP) for each in passed]
    if passed and now - passed[-1].at <= schedule.window:
        found[-1] = Due(schedule, passed[-1].date, passed[-1].at, Action.POST)
    return found
