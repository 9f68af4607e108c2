"""Times, time zones and days as moderators type them."""

import datetime as dt
import re
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.daily.schedule import Weekdays
from bot.errors import UserError
from bot.library.fold import MAX_QUERY, fold, query_words

_TIME: Final = re.compile(r"\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|h|o'?clock)?\s*", re.IGNORECASE)
_WORDS: Final = {"noon": dt.time(12), "midday": dt.time(12), "midnight": dt.time(0)}
_SHORT: Final = 5  # letters up to which a day may have one slip only
_HALF: Final = 12  # hours
_SAME_ZONE: Final = 0.8
_NAMES: Final = tuple(day.name.lower() for day in Weekdays if day.name)
_GROUPS: Final = {
    "every day": Weekdays.ALL,
    "daily": Weekdays.ALL,
    "weekdays": Weekdays(31),
    "weekends": Weekdays(96),
}


def parse_time(text: str) -> dt.time:
    """Read ``9``, ``9:30``, ``21.15``, ``9 pm`` or ``noon``; UserError where it is none."""
    if text.strip().lower() in _WORDS:
        return _WORDS[text.strip().lower()]
    match = _TIME.fullmatch(text)
    problem = UserError(f"“{text[:30]}” is no time of the day: write it like 9:00 or 21:30")
    if match is None:
        raise problem
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower().replace(".", "")
    if half in {"am", "pm"}:
        if not 1 <= hour <= _HALF:
            raise problem
        hour = hour % _HALF + (_HALF if half == "pm" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        raise problem from None


def find_zone(text: str) -> str:
    """Return the time zone that a name, or a city in it, means; UserError where it is none, or one of several."""
    if text in available_timezones():
        return text
    likely = complete_zones(text, 3)
    wanted = fold(text[:MAX_QUERY]).strip().replace(" ", "_")
    same = [zone for zone in likely if wanted in {fold(zone), _city(zone)}]
    if len(same) == 1:
        return same[0]
    hint = f": did you mean {', '.join(likely)}?" if likely else ": write it like Europe/London"
    raise UserError(f"“{text[:40]}” is no time zone that I know{hint}")


def complete_zones(typed: str, limit: int = 25) -> list[str]:
    """Return the time zones to offer while a name is typed, best first."""
    wanted = "_".join(query_words(typed))
    zones = _zones()
    if not wanted:
        return list(zones)[:limit]
    begun = [
        zone for zone in zones if _city(zone).startswith(wanted) or fold(zone).replace("/", "_").startswith(wanted)
    ]
    held = [zone for zone in zones if wanted in fold(zone).replace("/", "_")]
    cities = {zone: _city(zone) for zone in zones}
    like = process.extract(wanted, cities, scorer=OSA.normalized_similarity, score_cutoff=_SAME_ZONE, limit=limit)
    return list(dict.fromkeys([*begun, *held, *(zone for _, _, zone in like)]))[:limit]


def parse_days(text: str) -> Weekdays:
    """Read ``every day``, ``weekdays``, ``weekends`` or names of days (``Mon, Thu``); UserError where it is none."""
    group = _GROUPS.get(" ".join(query_words(text)))
    if group is not None:
        return group
    found = Weekdays(0)
    for word in query_words(text):
        if word == "and":
            continue
        day = next(
            (number for number, name in enumerate(_NAMES) if len(word) > 1 and name.startswith(word.rstrip("s"))), None
        )
        if day is None:
            near = process.extractOne(word, _NAMES, scorer=OSA.distance, score_cutoff=2 if len(word) > _SHORT else 1)
            day = None if near is None else near[2]
        if day is None:
            raise UserError(f"“{text[:40]}” names no days: write every day, weekdays, or Monday, Thursday")
        found |= Weekdays(1 << day)
    if not found:
        raise UserError("on which days? Write every day, weekdays, or Monday, Thursday")
    return found


def describe_days(weekdays: Weekdays, every: int) -> str:
    """Return the days in words: ``every day``, ``Monday, Thursday``, ``every 3 days``."""
    named = next((name for name, group in _GROUPS.items() if group == weekdays), None)
    days = named or ", ".join(day.name.capitalize() for day in weekdays if day.name)
    if every == 1:
        return days
    return f"every {every} days" + ("" if weekdays == Weekdays.ALL else f", if that is one of {days}")


@cache
def _zones() -> tuple[str, ...]:
    """Return the zones people live in, without the old names and the technical ones."""
    return tuple(
        sorted(
            zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right"))
        )
    )


def _city(zone: str) -> str:
    return fold(zone.rpartition("/")[2])
