"""Whether an answer gives the date that is meant, in either calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.content.dates import MONTHS, Calendar, HistoricalDate
from bot.quiz.judging.contrasts import clash, denies
from bot.quiz.judging.said import Said
from bot.quiz.judging.verdict import Judgement, accept, prompt, reject
from bot.quiz.judging.written_date import WrittenDate, parse_written

_RELATIVE: Final = frozenset("before after since bc bce".split())
_PARTS: Final = {"early": "early", "beginning": "early", "start": "early", "mid": "middle", "middle": "middle",
                 "late": "late", "end": "late"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateRule:
    """The right dates; ``together`` where all of them are asked for, as the years of a span are.

    ``words`` has the words of the right answers: a "before" that they do not have makes another date.
    """

    dates: tuple[WrittenDate, ...]
    together: bool
    words: frozenset[str]

    def judge(self, said: Said) -> Judgement:
        """Judge an answer by the dates in it."""
        if any(denies(word) for word in said.words):
            return reject("that says what it is not")
        relative = next((word for word in said.words if word in _RELATIVE and word not in self.words), None)
        if relative is not None:
            return reject(f"“{relative}” makes it another date")
        written = parse_written(said)
        if not written.dates or written.stray:
            return reject("that is no date" if not written.dates else "that is no date I can read")
        opposite = self._other_part(said.words)
        if opposite is not None:
            return reject(f"not {opposite}")
        return self._all(written.dates) if self.together else self._one(written.dates)

    def _one(self, given: tuple[WrittenDate, ...]) -> Judgement:
        """Judge dates of which each must be the right one, as one is in both calendars."""
        judged = [self._best(each) for each in given]
        worst = next((each for each in judged if each.verdict == "reject"), None)
        if worst is not None:
            return reject("that gives more than one date") if len(given) > 1 else worst
        marked = {each.calendar for each in given}
        if len(given) > 1 and (None in marked or len(marked) != len(given)):
            return reject("that gives more than one date")
        return next((each for each in judged if each.verdict == "accept"), judged[0])

    def _all(self, given: tuple[WrittenDate, ...]) -> Judgement:
        """Judge the dates of a span or list, of which all are asked for."""
        unmatched = [each for each in given if self._best(each).verdict == "reject"]
        if unmatched:
            return reject("that is another time")
        met = {at for each in given for at, right in enumerate(self.dates) if _meets(each, right)}
        if len(met) < len(self.dates):
            return prompt("that is a part of it: what else?")
        complete = all(date.year is None for date in self.dates) or any(each.year is not None for each in given)
        return accept("the date is right") if complete else prompt("of which year?")

    def _best(self, given: WrittenDate) -> Judgement:
        judged = [_compare(each, right) for each in _readings(given) for right in self.dates]
        order = ("accept", "prompt", "reject")
        return min(judged, key=lambda each: order.index(each.verdict))

    def _other_part(self, words: Iterable[str]) -> str | None:
        mine = {_PARTS[word] for word in self.words if word in _PARTS}
        theirs = {_PARTS[word] for word in words if word in _PARTS}
        clashing = theirs - mine if mine else set()
        if clashing:
            return min(clashing)
        found = clash(theirs, self.words)
        return found[0] if found else None


def both_calendars(date: WrittenDate) -> Iterator[WrittenDate]:
    """Yield a date, and the same day in the other calendar where its own is known."""
    yield date
    if date.calendar is None or date.day is None or date.month is None or date.year is None:
        return
    other = Calendar.GREGORIAN if date.calendar is Calendar.JULIAN else Calendar.JULIAN
    try:
        same = HistoricalDate(date.calendar, date.year, date.month, date.day).to(other)
    except ValueError:
        return
    yield WrittenDate(same.day, same.month, same.year, other)


def _readings(date: WrittenDate) -> Iterator[WrittenDate]:
    yield date
    if date.other is not None:
        yield WrittenDate(date.other[0], date.other[1], date.year, date.calendar)


def _meets(given: WrittenDate, right: WrittenDate) -> bool:
    pairs = ((given.day, right.day), (given.month, right.month), (given.year, right.year), (given.season, right.season))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def _compare(given: WrittenDate, right: WrittenDate) -> Judgement:
    """Judge one reading of one date by one right date."""
    if right.calendar is None and given.calendar is not None:
        # Where nothing tells the calendar of the right date, it may be the one that the answer isn't in.
        swapped = Calendar.GREGORIAN if given.calendar is Calendar.JULIAN else Calendar.JULIAN
        readings = (right, *both_calendars(replace(right, calendar=swapped)))
    else:
        readings = tuple(both_calendars(right))
    for each in readings:
        if given.calendar is not None and each.calendar is not None and given.calendar is not each.calendar:
            continue
        if _meets(given, each):
            return _met(given, each, in_other=each is not right)
    right_day = (given.day, given.month) == (right.day, right.month)
    if right_day and right.day and given.year not in {None, right.year}:
        return reject("the day is right, the year is not")
    if right_day and given.calendar not in {None, right.calendar}:
        return reject(f"that day is right in the other calendar, not in {given.calendar and given.calendar.mark}")
    return reject("that is another date")


def _met(given: WrittenDate, right: WrittenDate, *, in_other: bool) -> Judgement:
    """Judge a date that says nothing wrong by what it leaves out."""
    if given.day is not None and given.month is None and right.day is None:
        return reject("that is no date I can read")
    ask = next(_left_out(given, right), None)
    if ask is not None:
        return prompt(ask)
    if in_other and right.calendar is not None:
        name = "New" if right.calendar is Calendar.GREGORIAN else "Old"
        return accept(f"right in the other calendar ({name} Style)")
    return accept("the date is right")


def _left_out(given: WrittenDate, right: WrittenDate) -> Iterator[str]:
    """Yield what to ask back about. A day or a month may leave out its year, which the question tells."""
    if right.season is not None and given.season is None:
        yield "in which season?"
    if right.season is not None and right.year is not None and given.year is None:
        yield "of which year?"
    if right.day is not None and given.day is None:
        yield f"which day of {MONTHS[given.month - 1]}?" if given.month else "which day?"
    if right.month is not None and given.month is None:
        yield "in which month?"
    if right.month is None and right.season is None and given.year is None:
        yield "in which year?"
