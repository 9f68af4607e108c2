"""What to do now about the schedules whose time has come: a decision, for the shell to carry out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.daily.due import Action, Next, UnknownZoneError, due, next_after
from bot.daily.picks import Pick, Pool, pick
from bot.daily.schedule import Schedule

NEARLY_USED: Final = 3
"""How many quotes are left in a round when moderators are told that it nears its end."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A schedule, the last of its dates that was dealt with, and the round with the quotes used in it."""

    schedule: Schedule
    last: dt.date
    round: int
    used: frozenset[str]


@dataclass(frozen=True, slots=True)
class Planned:
    """A post to be sent now."""

    schedule: Schedule
    date: dt.date
    at: dt.datetime
    pick: Pick


@dataclass(slots=True)
class Plan:
    """What to do. ``following`` has when each schedule is next due; ``stuck`` those that can't go on, and why."""

    posts: list[Planned] = field(default_factory=list)
    skipped: list[tuple[int, dt.date, dt.datetime]] = field(default_factory=list)
    following: dict[int, Next | None] = field(default_factory=dict)
    stuck: list[tuple[Schedule, str]] = field(default_factory=list)


def plan(now: dt.datetime, standings: Sequence[Standing], pool: Pool) -> Plan:
    """Decide what is to be done at ``now`` about schedules that are due."""
    decided = Plan()
    for standing in standings:
        try:
            _decide(now, standing, pool, decided)
        except UnknownZoneError:
            zone = standing.schedule.zone
            decided.stuck.append((standing.schedule, f"the time zone {zone} is not known any more: choose another"))
    return decided


def _decide(now: dt.datetime, standing: Standing, pool: Pool, decided: Plan) -> None:
    schedule, last = standing.schedule, standing.last
    for each in due(now, schedule, last):
        last = each.date
        if each.action is Action.SKIP:
            decided.skipped.append((schedule.id, each.date, each.at))
            continue
        picked = next_pick(standing, pool, each.date)
        if picked is None:
            decided.stuck.append((schedule, "no quote of the library fits what it is to post: choose other themes"))
            return
        decided.posts.append(Planned(schedule, each.date, each.at, picked))
    decided.following[schedule.id] = next_after(schedule, last)


def next_pick(standing: Standing, pool: Pool, date: dt.date) -> Pick | None:
    """Return the quote that a schedule would post on a date; None where none fits."""
    schedule = standing.schedule
    fitting = pool.fitting(schedule.wanted)
    return pick(fitting, schedule.wanted, seed=schedule.seed, number=standing.round, used=standing.used, date=date)


def preview(standing: Standing, pool: Pool, dates: Sequence[Next]) -> list[tuple[Next, Pick]]:
    """Return the quotes that a schedule would post on ``dates``, in order, if nothing changes until then."""
    found: list[tuple[Next, Pick]] = []
    number, used = standing.round, standing.used
    for each in dates:
        picked = next_pick(Standing(standing.schedule, standing.last, number, used), pool, each.date)
        if picked is None:
            break
        found.append((each, picked))
        used = (used if picked.round == number else frozenset()) | {picked.candidate.key}
        number = picked.round
    return found


def standings(rows: Sequence[tuple[Schedule, dt.date, int]], used: Mapping[int, frozenset[str]]) -> list[Standing]:
    """Join schedules, their last dates and rounds with the quotes used."""
    return [Standing(schedule, last, number, used[schedule.id]) for schedule, last, number in rows]
