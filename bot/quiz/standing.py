"""Boards of a server, and how a member stands there, from the games played. There is no board of all servers."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.content.model import Difficulty
from bot.quiz.game.scoring import Count

LEAST: Final = 10
"""How many questions one must have answered to stand on a board of accuracy."""

_DAY: Final = dt.timedelta(days=1)


class Period(StrEnum):
    """Which games count. A week begins on Monday."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"

    def holds(self, date: dt.date, today: dt.date) -> bool:
        """Whether a date is in the week or month of ``today``."""
        match self:
            case Period.WEEK:
                return date.isocalendar()[:2] == today.isocalendar()[:2]
            case Period.MONTH:
                return (date.year, date.month) == (today.year, today.month)
            case Period.ALL:
                return True


class Order(StrEnum):
    """What a board is ordered by."""

    POINTS = "points"
    ACCURACY = "accuracy"


@dataclass(frozen=True, slots=True)
class Played:
    """What a member did in a game that is over; ``date`` is the server's own. A row for each game and member."""

    game: str
    guild: int
    member: int
    counts: tuple[Count, ...]
    date: dt.date


@dataclass(frozen=True, slots=True)
class Line:
    """A member on a board; equal members share a rank, and the next rank is left out."""

    rank: int
    member: int
    games: int
    points: int
    right: int
    asked: int

    @property
    def accuracy(self) -> float:
        """The share of right answers, 0 to 1."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row on which a member played: up to today or yesterday, and the most there were."""

    current: int
    best: int


@dataclass(frozen=True, slots=True)
class Own:
    """How a member stands in a server. ``lines`` has None for a period in which the member did not play."""

    lines: tuple[tuple[Period, Line | None], ...]
    counts: tuple[Count, ...]
    streak: Streak


def board(
    rows: Iterable[Played],
    guild: int,
    today: dt.date,
    *,
    period: Period = Period.ALL,
    order: Order = Order.POINTS,
    difficulty: Difficulty | None = None,
) -> tuple[Line, ...]:
    """Return the board of a server, the best first; of one difficulty, where it is given."""
    by_member: dict[int, list[Played]] = {}
    for row in rows:
        if row.guild == guild and period.holds(row.date, today):
            by_member.setdefault(row.member, []).append(row)
    lines = [_line(member, played, difficulty) for member, played in by_member.items()]
    least = LEAST if order is Order.ACCURACY else 1
    shown = [(_measure(each, order), each) for each in lines if each.asked >= least]
    ranked = [
        Line(1 + sum(other > worth for other, _ in shown), each.member, each.games, each.points, each.right, each.asked)
        for worth, each in shown
    ]
    return tuple(sorted(ranked, key=lambda each: (each.rank, each.member)))


def own(rows: Sequence[Played], guild: int, member: int, today: dt.date) -> Own:
    """Return how a member stands in a server."""
    boards = [(period, board(rows, guild, today, period=period)) for period in Period]
    played = [row for row in rows if row.guild == guild and row.member == member]
    return Own(
        lines=tuple(
            (period, next((each for each in lines if each.member == member), None)) for period, lines in boards
        ),
        counts=tuple(_sum(each, found) for each in Difficulty if (found := _of_difficulty(played, each))),
        streak=streak((row.date for row in played), today),
    )


def streak(dates: Iterable[dt.date], today: dt.date) -> Streak:
    """Return the days in a row among ``dates``; a streak lives on until a whole day was missed."""
    runs: dict[dt.date, int] = {}
    for date in sorted(dates):
        runs[date] = runs.get(date - _DAY, 0) + 1
    return Streak(current=runs.get(today) or runs.get(today - _DAY, 0), best=max(runs.values(), default=0))


def _line(member: int, played: Sequence[Played], difficulty: Difficulty | None) -> Line:
    counts = [each for row in played for each in row.counts if difficulty in {None, each.difficulty}]
    games = len({row.game for row in played if any(difficulty in {None, each.difficulty} for each in row.counts)})
    points, right, asked = (
        sum(each.points for each in counts),
        sum(each.right for each in counts),
        sum(each.asked for each in counts),
    )
    return Line(0, member, games, points, right, asked)


def _measure(line: Line, order: Order) -> float:
    return line.points if order is Order.POINTS else line.accuracy


def _of_difficulty(played: Sequence[Played], difficulty: Difficulty) -> list[Count]:
    return [each for row in played for each in row.counts if each.difficulty is difficulty]


def _sum(difficulty: Difficulty, counts: Sequence[Count]) -> Count:
    return Count(
        difficulty,
        right=sum(each.right for each in counts),
        asked=sum(each.asked for each in counts),
        points=sum(each.points for each in counts),
    )
