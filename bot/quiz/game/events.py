"""What can happen to a game.

``number`` is that of the question whose card was used, so that a button under an old card answers nothing else;
``moderator`` is whether whoever did it may moderate there.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.quiz.game.state import Team
from bot.quiz.judging.verdict import Judgement


@dataclass(frozen=True, slots=True)
class Start:
    """The host opens the first question."""

    by: int
    moderator: bool = False


@dataclass(frozen=True, slots=True)
class JoinTeam:
    """A member chooses a side."""

    member: int
    team: Team


@dataclass(frozen=True, slots=True)
class Choose:
    """A member chooses an option, counted from 0."""

    member: int
    number: int
    option: int


@dataclass(frozen=True, slots=True)
class Write:
    """A member types an answer, which was judged."""

    member: int
    number: int
    words: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed."""


@dataclass(frozen=True, slots=True)
class Next:
    """Somebody goes on; ``number`` is the question that was shown, so that two who press at once skip nothing."""

    by: int
    number: int
    moderator: bool = False


@dataclass(frozen=True, slots=True)
class Skip:
    """The host or a moderator takes the open question off; it counts for nobody."""

    by: int
    number: int
    moderator: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """The host or a moderator ends the game."""

    by: int
    why: str
    moderator: bool = False


@dataclass(frozen=True, slots=True)
class Protest:
    """A member holds that the answer given to a past question was right."""

    member: int
    number: int


@dataclass(frozen=True, slots=True)
class Overrule:
    """The host or a moderator settles ``member``'s protest; where ``accept``, the answer counts."""

    by: int
    number: int
    member: int
    accept: bool
    moderator: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """A player votes on ``member``'s protest."""

    by: int
    number: int
    member: int
    yes: bool


class Loss(StrEnum):
    """What a game can lose; the value says it to people."""

    HOST = "the host left"
    CHANNEL = "the channel was deleted"
    LOCKED = "the channel was locked"
    ARCHIVED = "the thread was archived"
    PERMISSION = "I may not post here any more"
    MESSAGE = "the card was deleted"


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that the game needs is gone."""

    what: Loss


Event = Start | JoinTeam | Choose | Write | Tick | Next | Skip | Stop | Protest | Overrule | Vote | Lost
