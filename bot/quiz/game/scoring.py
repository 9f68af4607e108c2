"""Points: what each answer is worth, and how the members and the teams of a game stand."""

from dataclasses import dataclass
from typing import Final

from bot.content.model import Difficulty
from bot.quiz.game.state import Given, Mode, Result, Session, Team

_RIGHT: Final = 100
_SPEED: Final = 50  # for an answer in the first instant of the time
_HALVES: Final = {Difficulty.EASY: 2, Difficulty.MEDIUM: 3, Difficulty.HARD: 4}  # halves of the points


@dataclass(frozen=True, slots=True)
class Count:
    """Of the questions of one difficulty that a member answered, how many right and for how many points."""

    difficulty: Difficulty
    right: int
    asked: int
    points: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How a member stands; members of equal points share a rank, and the next rank is left out."""

    rank: int
    member: int
    counts: tuple[Count, ...]
    team: Team | None = None

    @property
    def points(self) -> int:
        """What the answers are worth together."""
        return sum(each.points for each in self.counts)

    @property
    def right(self) -> int:
        """How many questions were answered right."""
        return sum(each.right for each in self.counts)

    @property
    def asked(self) -> int:
        """How many questions were answered and counted."""
        return sum(each.asked for each in self.counts)


@dataclass(frozen=True, slots=True)
class Side:
    """How a team stands."""

    rank: int
    team: Team
    points: int


def points_of(mode: Mode, difficulty: Difficulty, result: Result) -> dict[int, int]:
    """Return the points of everybody who was right.

    An answer that a protest made right takes nothing from anybody: in ``first`` it scores beside the first.
    """
    right = [] if result.void else [each for each in result.answers if each.right]
    if mode is Mode.FIRST:
        first = next((each for each in right if not each.overruled), None)
        right = [each for each in right if each.overruled or each is first]
    return {each.member: _worth(mode, each) * _HALVES[difficulty] // 2 for each in right}


def _worth(mode: Mode, given: Given) -> int:
    timed = mode in {Mode.CLASSIC, Mode.TEAMS}
    return _RIGHT + (round(_SPEED * given.left) if timed else 0)


def tallies(session: Session) -> tuple[Tally, ...]:
    """Return how every player stands by the questions that were ended, the best first."""
    members = sorted(session.players | {each.member for each in session.teams})
    counts: dict[int, dict[Difficulty, Count]] = {member: {} for member in members}
    for result in session.results:
        difficulty = session.asked[result.number - 1].difficulty
        won = points_of(session.options.mode, difficulty, result)
        for given in () if result.void else result.answers:
            before = counts[given.member].get(difficulty, Count(difficulty, 0, 0, 0))
            points = before.points + won.get(given.member, 0)
            counts[given.member][difficulty] = Count(difficulty, before.right + given.right, before.asked + 1, points)
    totals = {member: sum(each.points for each in counts[member].values()) for member in members}
    ranked = [
        Tally(
            rank=1 + sum(other > totals[member] for other in totals.values()),
            member=member,
            counts=tuple(counts[member][each] for each in Difficulty if each in counts[member]),
            team=session.team_of(member),
        )
        for member in members
    ]
    return tuple(sorted(ranked, key=lambda each: (each.rank, each.member)))


def sides(session: Session) -> tuple[Side, ...]:
    """Return how the teams stand, the best first; none in another mode.

    A question is worth to a team what its members who answered it scored on average, so that the larger has no start.
    """
    if session.options.mode is not Mode.TEAMS:
        return ()
    points = dict.fromkeys(Team, 0)
    for result in session.results:
        won = points_of(session.options.mode, session.asked[result.number - 1].difficulty, result)
        for team in Team:
            answers = [won.get(each.member, 0) for each in result.answers if session.team_of(each.member) is team]
            points[team] += round(sum(answers) / len(answers)) if answers else 0
    ranked = [Side(1 + sum(other > won for other in points.values()), team, won) for team, won in points.items()]
    return tuple(sorted(ranked, key=lambda each: each.rank))
