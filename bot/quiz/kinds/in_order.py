"""Put in order: four events, each wholly before the next.

Uses events whose title does not date them, in rows in which no two could be exchanged, however closely they are dated.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from typing import Final

from bot.content.model import AnswerKind, Difficulty, Event
from bot.quiz.kinds.dated import date_fact, events, evidence, last_day, tells_its_date, when, wholly_before
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source

_LENGTH: Final = 4
_MOST_OF_ONE_END: Final = 8  # rows that end with one event, so that it is not always the last
_SHORTEST: Final = 3
_REACH: Final = 8  # events among which the next of a row is found
_ROWS: Final = 4  # rows that begin with one event, so that it is not always followed by the same


def in_order(source: Source) -> Iterator[Candidate]:
    """Yield rows of four events, or of three where the work tells of no more."""
    usable = [event for event in events(source) if not tells_its_date(event)]
    room = {event.id: _room_after(event, usable) for event in usable}
    length = min(_LENGTH, len(usable))
    ends: Counter[str] = Counter()
    seen: set[tuple[str, ...]] = set()
    for first, turn in product(usable, range(_ROWS)):
        row = _row(first, usable, room, turn)
        ids = tuple(event.id for event in row)
        if len(row) == length >= _SHORTEST and ids not in seen and ends[ids[-1]] < _MOST_OF_ONE_END:
            seen.add(ids)
            ends[ids[-1]] += 1
            yield _candidate(source, row)


def _row(first: Event, usable: list[Event], room: dict[str, int], turn: int) -> list[Event]:
    """Return a row that begins with ``first``, another for each ``turn``; shorter where there are too few events."""
    row = [first]
    while len(row) < _LENGTH:
        needed = _LENGTH - len(row) - 1
        later = [each for each in usable if room[each.id] >= needed and wholly_before(row[-1], each)]
        if not later:
            break
        at = (usable.index(first) + 1) * (turn + 1) * len(row)
        row.append(later[at % min(len(later), _REACH)])
    return row


def _room_after(event: Event, usable: list[Event]) -> int:
    """Return how many events at most can follow one another after one."""
    room = 0
    for other in sorted(usable, key=last_day):
        if wholly_before(event, other):
            room, event = room + 1, other
    return room


def _candidate(source: Source, row: list[Event]) -> Candidate:
    ids = [event.id for event in row]
    return Candidate(
        id=source.key(QuestionKind.IN_ORDER, "+".join(ids)),
        kind=QuestionKind.IN_ORDER,
        answer_kind=AnswerKind.TEXT,
        difficulty=Difficulty.HARD,
        text="Put in order, the earliest first:",
        answer=", ".join(event.title for event in row),
        items=tuple(event.title for event in row),
        why="; ".join(f"{event.title} ({when(event)})" for event in row) + ".",
        proof=tuple(evidence(source, event) for event in row),
        fact=source.key("order", "+".join(ids)),
        passage=source.passage(row[0].run),
        themes=source.themes(row[0].run),
        excludes=frozenset(date_fact(source, event) for event in row),
        shows=frozenset(source.key("pair", "+".join(pair)) for pair in combinations(ids, 2)),
    )
