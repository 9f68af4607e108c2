"""What is kept of the quiz. What the texts in it say (``state``, ``result``, ``card``) is the quiz's own matter."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredGame:
    """A game that goes on in a channel. ``version`` counts its steps: a step is kept only on top of the one before."""

    channel: int
    guild: int
    version: int
    state: str
    message: int | None
    wake_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class StoredResult:
    """What a member got in a finished game."""

    game: str
    member: int
    guild: int
    date: dt.date
    result: str


@dataclass(frozen=True, slots=True)
class StoredSeen:
    """How often and when last a question or a fact was put to somebody."""

    key: str
    times: int
    last: dt.datetime


class QuizStore(Protocol):
    """Games, results, what was asked before, cards of practice."""

    async def begin_game(self, game: StoredGame) -> bool:
        """Keep a new game; False where the channel has one."""

    async def game(self, channel: int) -> StoredGame | None:
        """Return the game of a channel; None where there is none."""

    async def games_to_wake(self, now: dt.datetime) -> tuple[StoredGame, ...]:
        """Return the games whose time to go on has come."""

    async def next_wake(self) -> dt.datetime | None:
        """Return when the next game goes on by itself; None where none does."""

    async def step_game(self, game: StoredGame) -> bool:
        """Keep a game's next step; False where another step was kept on top of ``game.version - 1`` meanwhile."""

    async def set_card(self, channel: int, message: int) -> None:
        """Keep which message is the card of a channel's game."""

    async def keep_results(self, results: Sequence[StoredResult]) -> None:
        """Keep the results of a game, in place of those that were kept of it before."""

    async def end_game(self, channel: int) -> None:
        """Forget a channel's game; its results stay."""

    async def results(self, *, guild: int | None = None, member: int | None = None) -> tuple[StoredResult, ...]:
        """Return the results of a server or a member, oldest first."""

    async def note_seen(self, who: str, keys: Collection[str], now: dt.datetime) -> None:
        """Note that questions or facts were put to ``who``: ``g:`` and a server's id, ``m:`` and a member's."""

    async def seen(self, who: str) -> tuple[StoredSeen, ...]:
        """Return what was put to ``who`` before."""

    async def cards(self, member: int) -> Mapping[str, str]:
        """Return a member's cards of practice, by the ids of their questions."""

    async def keep_card(self, member: int, question: str, card: str) -> None:
        """Keep how well a member knows the answer to a question."""

    async def keep_variant(self, question: str, given: str, guild: int, now: dt.datetime) -> None:
        """Keep an answer that a protest upheld, for the author of the work."""

    async def variants(self) -> tuple[tuple[str, str], ...]:
        """Return the questions and answers that protests upheld."""

    async def forget_member(self, member: int) -> None:
        """Forget all that is kept of a member: results, cards, what they saw, what they saved."""
