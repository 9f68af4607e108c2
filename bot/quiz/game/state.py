"""What a game is at one moment; ``bot.quiz.session`` says how it goes on."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.quiz.judging.verdict import Judgement, Verdict
from bot.quiz.question import Asked


class Mode(StrEnum):
    """How a game is won."""

    CLASSIC = "classic"
    """All who are right score, the faster a little more."""
    FIRST = "first"
    """The first right answer takes the question."""
    SURVIVAL = "survival"
    """Who answers wrong, or not at all, is out."""
    TEAMS = "teams"
    """Two teams; a team scores what its members who answered score on average."""
    MARATHON = "marathon"
    """No timer: a question ends when all who play have answered, or somebody goes on."""


class Phase(StrEnum):
    """Where a game stands."""

    LOBBY = "lobby"
    ASKING = "asking"
    REVEALED = "revealed"
    OVER = "over"


class Team(StrEnum):
    """A side."""

    A = "A"
    B = "B"


@dataclass(frozen=True, slots=True)
class Options:
    """What the host chose. ``seconds`` is None in a marathon, and only there; ``pause`` has the seconds between."""

    mode: Mode = Mode.CLASSIC
    rounds: int = 10
    seconds: int | None = 30
    pause: int = 10

    def __post_init__(self) -> None:
        if (self.seconds is None) != (self.mode is Mode.MARATHON):
            raise ValueError("every game but a marathon has a timer")
        if self.rounds < 1 or self.pause < 0 or (self.seconds is not None and self.seconds < 1):
            raise ValueError("a game has a round at least, and its times are not negative")

    @property
    def may_change(self) -> bool:
        """Whether a member may change an answer until time is up."""
        return self.mode is not Mode.FIRST


@dataclass(frozen=True, slots=True)
class Given:
    """A member's answer.

    ``words`` are the option's where one was chosen; ``left`` is the share of the time that was left, 0 to 1.
    """

    member: int
    words: str
    option: int | None
    at: dt.datetime
    left: float
    judgement: Judgement
    overruled: bool = False

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return self.overruled or self.judgement.verdict is Verdict.ACCEPT

    @property
    def firm(self) -> bool:
        """Whether it stands; one that was asked back about does not."""
        return self.judgement.verdict is not Verdict.PROMPT


@dataclass(frozen=True, slots=True)
class Result:
    """A question that was ended. ``answers`` are in the order in which they came; where ``void``, none counts."""

    number: int
    answers: tuple[Given, ...]
    void: bool = False


@dataclass(frozen=True, slots=True)
class Ballot:
    """A player's vote on a protest."""

    member: int
    yes: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A protest against the judgement of an answer; ``upheld`` is None until it is settled."""

    number: int
    member: int
    question: str
    words: str
    votes: tuple[Ballot, ...] = ()
    upheld: bool | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """A member of a team."""

    member: int
    team: Team


@dataclass(frozen=True, slots=True)
class Session:
    """A game. ``number`` counts its questions from 1; 0 before the first.

    ``wake`` is when time next changes something, None once it is over; ``touched`` when something last happened.
    ``answers`` are those to the open question, ``results`` the questions before it. Scores follow from ``results``.
    """

    options: Options
    host: int
    asked: tuple[Asked, ...]
    phase: Phase
    number: int
    wake: dt.datetime | None
    touched: dt.datetime
    answers: tuple[Given, ...] = ()
    results: tuple[Result, ...] = ()
    teams: tuple[Joined, ...] = ()
    out: frozenset[int] = frozenset()
    protests: tuple[Dispute, ...] = ()
    ended: str | None = None

    @property
    def rounds(self) -> int:
        """How many questions the game has at most."""
        return min(self.options.rounds, len(self.asked))

    @property
    def current(self) -> Asked:
        """The question that is asked or was asked last."""
        return self.asked[self.number - 1]

    @property
    def deadline(self) -> dt.datetime | None:
        """When time is up for the open question; None where none is open or it has no timer."""
        return self.wake if self.phase is Phase.ASKING and self.options.seconds is not None else None

    @property
    def answered(self) -> int:
        """How many answers stand to the open question."""
        return sum(each.firm for each in self.answers)

    @property
    def players(self) -> frozenset[int]:
        """Whoever answered a question of the game."""
        past = {each.member for result in self.results for each in result.answers}
        return frozenset(past | {each.member for each in self.answers})

    @property
    def entrants(self) -> frozenset[int] | None:
        """Whoever answered the first question that counted, in survival those who play; None before it was ended."""
        first = next((result for result in self.results if not result.void), None)
        return None if first is None else frozenset(each.member for each in first.answers)

    @property
    def alive(self) -> frozenset[int] | None:
        """Who is still in, in survival; None while anybody may join."""
        return None if self.entrants is None else self.entrants - self.out

    def team_of(self, member: int) -> Team | None:
        """Return the side that a member chose."""
        return next((each.team for each in self.teams if each.member == member), None)
