"""Which came first, and which came last: four events.

Uses events whose title does not date them and that have three others wholly after or before them. Dates known to the
month or the year are compared by all the days they cover, and in either calendar by the same count of days, so no other
option can be right.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from bot.content.model import AnswerKind, Difficulty, Event
from bot.quiz.kinds.dated import date_fact, dating, events, evidence, first_day, tells_its_date, wholly_before
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source

_OPTIONS: Final = 8
_LEAST: Final = 3
_FAR: Final = 366  # days: events a year apart are easy to tell


class End(StrEnum):
    """Which end of a row of events is asked for."""

    FIRST = "first"
    LAST = "last"


def which_first(source: Source) -> Iterator[Candidate]:
    """Yield for each event the questions in which it is the first, or the last, of four."""
    usable = [event for event in events(source) if not tells_its_date(event)]
    for event in usable:
        later = [other for other in usable if wholly_before(event, other)]
        earlier = [other for other in reversed(usable) if wholly_before(other, event)]
        for end, others in ((End.FIRST, later), (End.LAST, earlier)):
            if len(others) >= _LEAST:
                yield _candidate(source, event, end, others[:_OPTIONS])


def _candidate(source: Source, event: Event, end: End, others: list[Event]) -> Candidate:
    gap = min(abs(first_day(other) - first_day(event)) for other in others)
    return Candidate(
        id=source.key(QuestionKind.WHICH_FIRST, f"{end}-{event.id}"),
        kind=QuestionKind.WHICH_FIRST,
        answer_kind=AnswerKind.TEXT,
        difficulty=Difficulty.EASY if gap > _FAR else Difficulty.MEDIUM,
        text=f"Which of these came {end}?",
        answer=event.title,
        wrong=tuple(other.title for other in others),
        why=dating(event),
        proof=(evidence(source, event),),
        fact=source.key(end, event.id),
        passage=source.passage(event.run),
        themes=source.themes(event.run),
        excludes=frozenset({date_fact(source, event)}),
    )
