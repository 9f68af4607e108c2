"""What follows from what happened, for the shell to do: post, edit, tell one member, wake up."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.quiz.game.scoring import Side, Tally
from bot.quiz.game.state import Dispute, Joined
from bot.quiz.question import Asked


class Told(StrEnum):
    """What a member alone is told."""

    TAKEN = "Your answer is taken."
    CHANGED = "Your answer is changed."
    LATE = "Too late: that question is over."
    ANSWERED = "You have answered; here the first answer counts."
    NO_OPTION = "That question has no such option."
    NO_TEAM = "Choose a team first."
    NO_TEAMS = "This game has no teams."
    JOINED = "You are in the team."
    KEPT = "You stay in your team: the game has begun."
    EMPTY_TEAM = "Each team needs a member before the game can start."
    OUT = "You are out of this game; protest if your answer was right."
    NOT_IN = "This game of survival began without you."
    NOT_YOURS = "Only the host or a moderator can do that."
    BEGUN = "The game has begun."
    NOT_YET = "The game has not begun."
    RUNNING = "Time is not up yet; the host can skip the question."
    OVER = "The game is over."
    NO_PROTEST = "You can protest once for each question that you answered, where your answer did not count."
    PROTESTED = "Your protest is noted."
    NO_DISPUTE = "There is no such protest, or it is settled."
    NO_VOTE = "The other players vote on a protest."
    OWN = "Others decide on your own protest."
    VOTED = "Your vote is counted."


@dataclass(frozen=True, slots=True)
class Gather:
    """Show who is in which team before the game starts."""

    teams: tuple[Joined, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Post a question; ``deadline`` is None where there is no timer."""

    number: int
    of: int
    asked: Asked
    deadline: dt.datetime | None
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """Show on the open question's card how many have answered and when time is up."""

    number: int
    answered: int
    deadline: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Note:
    """Tell a member alone."""

    member: int
    text: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """Show the answer. ``right`` are members in the order of their answers, ``points`` (member, points).

    ``others`` are the answers that were not right, each with how many gave it, the most first.
    """

    number: int
    asked: Asked
    right: tuple[int, ...]
    points: tuple[tuple[int, int], ...]
    others: tuple[tuple[str, int], ...]
    void: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Show how the game stands, the best first."""

    places: tuple[Tally, ...]
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Finish:
    """Show and keep the result; comes again, with other numbers, where a protest is upheld after the end."""

    places: tuple[Tally, ...]
    sides: tuple[Side, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """Show a protest and its votes; once upheld, the words are kept for the author of the question.

    ``needed`` is how many votes for it settle it; 0 where nobody can vote.
    """

    dispute: Dispute
    needed: int


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Send a Tick at this time."""

    at: dt.datetime


Effect = Gather | Ask | Count | Note | Reveal | Standing | Finish | Disputed | WakeAt
