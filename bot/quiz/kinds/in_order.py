"""Put in order: four events, each wholly before the next.

Uses events whose title does not date them, in rows in which no two could be exchanged, however closely they are dated.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from bot.content.model import AnswerKind, Difficulty, Event
from bot.quiz.kinds.dated import date_fact, events, evidence, last_day, tells_its_date, when, wholly_before
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source

_LENGTH: Final = 4
_MOST_OF_ONE_END: Final = 6  # rows that end with one event, so that it is not always the last
_SHORTEST: Final = 3
_REACH: Final = 8  # events among which the next of a row is found
_ROWS: Final = 3  # rows that begin with one event, so that it is not always followed by the same


def in_order(source: Source) -> Iterator[Candidate]:
    """Yield rows of four events, or of three where the work tells of no more."""
    usable = [event for event in events(source) if not tells_its_date(event)]
    rows = {tuple(event.id for event in row): row for first in usable for row in _rows(first, usable)}
    ends: Counter[str] = Counter()
    for ids, row in rows.items():
        ends[ids[-1]] += 1
        if ends[ids[-1]] <= _MOST_OF_ONE_END:
            yield _candidate(source, row)


def _rows(first: Event, usable: list[Event]) -> Iterator[list[Event]]:
    length = min(_LENGTH, len(usable))
    rows = (_row(first, usable, skip) for skip in range(_ROWS))
    return (row for row in rows if len(row) == length >= _SHORTEST)


def _row(first: Event, usable: list[Event], skip: int) -> list[Event]:
    """Return a row that begins with ``first``, another for each ``skip``; shorter where there are too few events."""
    row = [first]
    while len(row) < _LENGTH:
        needed = _LENGTH - len(row) - 1
        later = [each for each in usable if wholly_before(row[-1], each) and _room_after(each, usable) >= needed]
        if not later:
            break
        at = (usable.index(first) + 1) * (skip + 1) * len(row)
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
    )
