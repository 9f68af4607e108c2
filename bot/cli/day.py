"""``lector day``: what happened on a day, in either calendar."""

import json
import textwrap
from typing import Final, TextIO

from bot.content.dates import MONTHS, Calendar, HistoricalDate
from bot.content.model import Dating
from bot.errors import Exit, UserError
from bot.library.almanac import Almanac, Dated, OnDate

_WIDTH: Final = 88


def parse_day(text: str, calendar: Calendar) -> HistoricalDate:
    """Read ``YYYY-MM-DD``; UserError says what is wrong with it."""
    try:
        date = HistoricalDate.parse(text, calendar)
    except ValueError as error:
        raise UserError(f"{error}") from error
    if date.day is None:
        raise UserError(f"`{text}` is no day: write it like 1917-11-07")
    return date


def on_date(almanac: Almanac, date: HistoricalDate, out: TextIO, *, as_json: bool) -> Exit:
    """Print what is told of one day of one year; NOTHING where no event is dated to that day."""
    found = almanac.on_date(date)
    if as_json:
        print(json.dumps(_record(found), ensure_ascii=False), file=out)
        return Exit.FINE if found.day else Exit.NOTHING
    print(_both(date), file=out)
    if not found.day:
        print(f"Nothing on this day.{_nearest(found)}", file=out)
    _list("On this day", found.day, out)
    _list("Within these", found.around, out)
    _list("Some time in this month", found.month, out)
    _list("Some time in this year", found.year, out)
    return Exit.FINE if found.day else Exit.NOTHING


def on_day(almanac: Almanac, month: int, day: int, out: TextIO, *, as_json: bool) -> Exit:
    """Print the events of a day of any year, as either calendar writes it; NOTHING where there are none."""
    found = almanac.on_day(month, day)
    if as_json:
        print(json.dumps([_event(each) for each in found], ensure_ascii=False), file=out)
    elif found:
        _list(f"On {day} {MONTHS[month - 1]}, as one calendar or the other has it", found, out)
    else:
        print(f"Nothing on {day} {MONTHS[month - 1]}, in either calendar.", file=out)
    return Exit.FINE if found else Exit.NOTHING


def _both(date: HistoricalDate) -> str:
    return str(date.to(Calendar.JULIAN))


def _nearest(found: OnDate) -> str:
    if not found.nearest:
        return ""
    nearest = found.nearest[0]
    return f" The nearest is {nearest.when}: {nearest.event.title} [{nearest.place.reference}]"


def _list(heading: str, events: tuple[Dated, ...], out: TextIO) -> None:
    if not events:
        return
    print(f"\n{heading}:", file=out)
    for each in events:
        how = "" if each.event.dated is Dating.STATED else ", inferred"
        line = f"{each.event.title}: {each.when}{how} [{each.place.reference}]"
        print(textwrap.fill(line, _WIDTH, initial_indent="  ", subsequent_indent="    "), file=out)


def _record(found: OnDate) -> dict[str, object]:
    return {
        "julian": _iso(found.date.to(Calendar.JULIAN)),
        "gregorian": _iso(found.date.to(Calendar.GREGORIAN)),
        "day": [_event(each) for each in found.day],
        "around": [_event(each) for each in found.around],
        "month": [_event(each) for each in found.month],
        "year": [_event(each) for each in found.year],
        "nearest": [_event(each) for each in found.nearest],
    }


def _event(dated: Dated) -> dict[str, object]:
    event = dated.event
    return {
        "id": event.id,
        "title": event.title,
        "when": dated.when,
        "precision": event.date.precision,
        "dated": event.dated,
        "why": event.why,
        "wording": event.wording,
        "reference": dated.place.reference,
    }


def _iso(date: HistoricalDate) -> str:
    return f"{date.year:04}-{date.month:02}-{date.day:02}"
