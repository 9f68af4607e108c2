"""Between rows and values: one function each way."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from bot.daily.due import Next
from bot.daily.schedule import Extras, Schedule, Wanted, Weekdays
from bot.storage.store import Post, PostState, Progress


def seconds(instant: dt.datetime) -> int:
    """Return an instant as the store keeps it: whole seconds since 1970, rounded down."""
    return int(instant.timestamp())


def instant(kept: int) -> dt.datetime:
    """Return an instant that the store keeps, in UTC."""
    return dt.datetime.fromtimestamp(kept, dt.UTC)


def milliseconds(instant: dt.datetime) -> int:
    """Return an instant in whole milliseconds since 1970, for what must go on to the second."""
    return int(instant.timestamp() * 1000)


def from_milliseconds(kept: int) -> dt.datetime:
    """Return an instant that is kept in milliseconds, in UTC."""
    return dt.datetime.fromtimestamp(kept / 1000, dt.UTC)


def schedule_row(schedule: Schedule) -> dict[str, object]:
    """Return what the row of a schedule says of it, without its id."""
    wanted, extras = schedule.wanted, schedule.extras
    return {
        "guild": schedule.guild,
        "channel": schedule.channel,
        "time": schedule.time,
        "zone": schedule.zone,
        "starts": schedule.starts,
        "seed": schedule.seed,
        "made_by": schedule.made_by,
        "made_in": schedule.made_in,
        "weekdays": int(schedule.weekdays),
        "every": schedule.every,
        "wanted": _json(
            {
                "themes": sorted(wanted.themes),
                "persons": sorted(wanted.persons),
                "works": sorted(wanted.works),
                "longest": wanted.longest,
                "prefer_on_this_day": wanted.prefer_on_this_day,
            }
        ),
        "extras": _json(asdict(extras)),
        "window": int(schedule.window.total_seconds()),
        "paused": schedule.paused,
    }


def next_row(following: Next | None) -> dict[str, object]:
    """Return what the row of a schedule says of when it is next due."""
    if following is None:
        return {"next_date": None, "next_at": None}
    return {"next_date": following.date, "next_at": seconds(following.at)}


def progress(row: Row[Any]) -> Progress:
    """Return a schedule and where it stands."""
    said = row._mapping  # noqa: SLF001 - SQLAlchemy's documented way to read a row by name
    following = Next(said["next_date"], instant(said["next_at"])) if said["next_at"] is not None else None
    return Progress(_schedule(said), said["last_date"], following, said["round"], said["warned"])


def post(row: Row[Any]) -> Post:
    """Return a post."""
    said = row._mapping  # noqa: SLF001 - as above
    return Post(
        schedule=said["schedule"],
        date=said["date"],
        at=instant(said["at"]),
        state=PostState(said["state"]),
        quote=said["quote"],
        round=said["round"],
        owner=said["owner"],
        lease=instant(said["lease"]),
        attempts=said["attempts"],
        message=said["message"],
        channel=said["channel"],
        error=said["error"],
    )


def _schedule(said: Mapping[Any, Any]) -> Schedule:
    wanted, extras = json.loads(said["wanted"]), json.loads(said["extras"])
    return Schedule(
        id=said["id"],
        guild=said["guild"],
        channel=said["channel"],
        time=said["time"],
        zone=said["zone"],
        starts=said["starts"],
        seed=said["seed"],
        made_by=said["made_by"],
        made_in=said["made_in"],
        weekdays=Weekdays(said["weekdays"]),
        every=said["every"],
        wanted=Wanted(
            themes=frozenset(wanted["themes"]),
            persons=frozenset(wanted["persons"]),
            works=frozenset(wanted["works"]),
            longest=wanted["longest"],
            prefer_on_this_day=wanted["prefer_on_this_day"],
        ),
        extras=Extras(**extras),
        window=dt.timedelta(seconds=said["window"]),
        paused=said["paused"],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
