"""When was it: an event, and four dates in writing that says which calendar they are in.

Uses events with a date, not a span, whose title does not tell it; not the year of which the whole chapter tells. The
options are as precise as the answer, and none of them can be right as well: the days they cover have nothing in common.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from bot.content.dates import HistoricalDate, Precision
from bot.content.model import AnswerKind, Difficulty, Event
from bot.quiz.kinds.balance import balanced
from bot.quiz.kinds.dated import as_sentence, date_fact, dating, events, evidence, tells_its_date, writings, written
from bot.quiz.question import Candidate, QuestionKind
from bot.quiz.source import Source

_ASK: Final = {
    Precision.DAY: "On which day was it (OS: by the Old Style, NS: by the New)?",
    Precision.MONTH: "In which month was it (OS: by the Old Style, NS: by the New)?",
    Precision.YEAR: "In which year was it?",
}
_DIFFICULTY: Final = {
    Precision.DAY: Difficulty.HARD,
    Precision.MONTH: Difficulty.MEDIUM,
    Precision.YEAR: Difficulty.EASY,
}
_DAYS: Final = (-26, -18, -9, -5, 5, 9, 18, 26)  # never 10-13, by which the calendars differ
_MONTHS: Final = (-5, -4, -3, -2, 2, 3, 4, 5)
_YEARS: Final = (-6, -4, -2, -1, 1, 2, 4, 6)
_MOST_OF_ONE_DATE: Final = 4  # or “October” would always be right
_SIBLINGS: Final = 6


def when_was_it(source: Source) -> Iterator[Candidate]:
    """Yield a question for each event with one date."""
    years = Counter(event.date.year for event in source.chapter.events)
    own_year = {year for year, count in years.items() if count * 2 > len(source.chapter.events)}
    usable = (
        event
        for event in events(source)
        if event.end is None
        and not tells_its_date(event)
        and not (event.date.precision is Precision.YEAR and event.date.year in own_year)
    )
    yield from balanced((_candidate(source, event) for event in usable), _MOST_OF_ONE_DATE)


def _candidate(source: Source, event: Event) -> Candidate:
    answer = written(event.date)
    fact = date_fact(source, event)
    return Candidate(
        id=source.key(QuestionKind.WHEN, event.id),
        kind=QuestionKind.WHEN,
        answer_kind=AnswerKind.DATE,
        difficulty=_DIFFICULTY[event.date.precision],
        text=f"{_ASK[event.date.precision]} {as_sentence(event.title)}",
        answer=answer,
        wrong=tuple(written(date) for date in _others(source, event.date)),
        accepted=writings(event.date),
        why=dating(event),
        proof=(evidence(source, event),),
        fact=fact,
        passage=source.passage(event.run),
        themes=source.themes(event.run),
        excludes=source.answered(event.run, event.wording, dating(event)) - {fact},
    )


def _others(source: Source, right: HistoricalDate) -> list[HistoricalDate]:
    """Return dates as precise as the right one, in its calendar: those of other events, and near ones of no event."""
    told = [each.date.to(right.calendar) for each in events(source) if each.date.precision is right.precision]
    kept: list[HistoricalDate] = []
    for date in sorted(told, key=lambda each: abs(each.first_day - right.first_day)):
        if date.calendar is right.calendar and _apart(date, right) and all(_apart(date, each) for each in kept):
            kept.append(date)
    kept = kept[:_SIBLINGS]
    for date in _near(right):
        if len(kept) < _SIBLINGS and all(_apart(date, each) for each in kept):
            kept.append(date)
    return kept


def _near(right: HistoricalDate) -> Iterator[HistoricalDate]:
    if right.day is not None:
        yield from (HistoricalDate.of_day_number(right.first_day + step, right.calendar) for step in _DAYS)
    elif right.month is not None:
        for step in _MONTHS:
            years, month = divmod(right.year * 12 + right.month - 1 + step, 12)
            yield HistoricalDate(right.calendar, years, month + 1)
    else:
        yield from (HistoricalDate(right.calendar, right.year + step) for step in _YEARS)


def _apart(one: HistoricalDate, other: HistoricalDate) -> bool:
    return one.last_day < other.first_day or other.last_day < one.first_day
