"""What is kept, whatever keeps it. Every store passes the suite in ``tests/storage/``.

Calls take and return values; a call that writes is one transaction, and done when it returns. Instants are in UTC.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.daily.due import Next
from bot.daily.schedule import Schedule
from bot.storage.quiz_store import QuizStore


class PostState(StrEnum):
    """How far a post has come."""

    CLAIMED = "claimed"  # somebody is sending it, or died while they were
    SENT = "sent"  # its message is there; what comes with it may not be yet
    DONE = "done"
    SKIPPED = "skipped"  # its time came too long ago, or a moderator skipped it
    FAILED = "failed"  # it can't be sent, and the schedule is paused


@dataclass(frozen=True, slots=True)
class Claim:
    """A post that one owner may send: nobody else may before ``lease`` ends."""

    schedule: int
    date: dt.date
    at: dt.datetime
    quote: str
    round: int
    owner: str
    lease: dt.datetime


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the store has it. ``message`` is None until it is sent; ``retry`` is when to try again."""

    schedule: int
    date: dt.date
    at: dt.datetime
    state: PostState
    quote: str
    round: int
    owner: str
    lease: dt.datetime
    attempts: int = 0
    message: int | None = None
    channel: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a schedule stands: the last date dealt with, the next one, and the round its quotes are in."""

    schedule: Schedule
    last: dt.date
    next: Next | None
    round: int
    warned: int


class Store(QuizStore, Protocol):
    """Facts that outlive a restart."""

    async def synced_commands(self, application: int) -> str | None:
        """Return the fingerprint of the commands that Discord last took from an application; None before the first."""

    async def record_synced_commands(self, application: int, fingerprint: str) -> None:
        """Keep the fingerprint of the commands that Discord has now taken."""

    async def add_schedule(self, schedule: Schedule, following: Next | None) -> Schedule:
        """Keep a new schedule and when it is next due; return it with its id."""

    async def change_schedule(self, schedule: Schedule, following: Next | None) -> None:
        """Keep what a schedule now says and when it is next due."""

    async def remove_schedule(self, schedule: int) -> None:
        """Forget a schedule and its posts."""

    async def schedules(self, guild: int) -> tuple[Progress, ...]:
        """Return a server's schedules, oldest first."""

    async def schedule(self, schedule: int) -> Progress | None:
        """Return one schedule; None where there is none of that id."""

    async def due(self, now: dt.datetime, most: int) -> tuple[Progress, ...]:
        """Return up to ``most`` schedules that are not paused and whose next post is due at ``now``, soonest first."""

    async def next_due(self) -> dt.datetime | None:
        """Return when the next post of any schedule is due; None where none is."""

    async def all_schedules(self, after: int, most: int) -> tuple[Progress, ...]:
        """Return up to ``most`` schedules with ids over ``after``, in order of id."""

    async def set_next(self, following: Mapping[int, Next | None]) -> None:
        """Keep when schedules are next due, by their ids."""

    async def used_quotes(self, rounds: Mapping[int, int]) -> dict[int, frozenset[str]]:
        """Return the quotes that schedules, by id, have posted in the round given for each."""

    async def claim(
        self, claims: Sequence[Claim], advance: Mapping[int, Next | None]
    ) -> frozenset[tuple[int, dt.date]]:
        """Claim posts for their owners and set when their schedules are next due; return those that were won.

        A post that anybody has claimed or dealt with before is not won.
        """

    async def skip(self, posts: Sequence[tuple[int, dt.date, dt.datetime]], why: str) -> None:
        """Note that posts, each a schedule's id, a date and when it was due, won't be sent. One dealt with stays."""

    async def take_over(self, now: dt.datetime, owner: str, lease: dt.datetime, most: int) -> tuple[Post, ...]:
        """Give ``owner`` up to ``most`` claimed or sent posts whose lease has ended, and return them."""

    async def postpone(self, post: Post, lease: dt.datetime, error: str) -> None:
        """Note a failed attempt; the post may be taken over, by anybody, when ``lease`` ends."""

    async def mark_sent(self, posts: Sequence[Post]) -> None:
        """Keep the states, messages and channels of posts that were sent."""

    async def mark_done(self, posts: Mapping[tuple[int, dt.date], str]) -> None:
        """Note that nothing is left to do about posts, with what went wrong beside them, empty where nothing did."""

    async def change_quote(self, post: Post) -> None:
        """Keep the quote and round that a claimed post now has."""

    async def post(self, schedule: int, date: dt.date) -> Post | None:
        """Return one post; None where there is none."""

    async def save_quote(self, member: int, quote: str, now: dt.datetime) -> bool:
        """Keep a quote for a member; False where it was kept before."""

    async def drop_quote(self, member: int, quote: str) -> bool:
        """Take a quote out of what is kept for a member; False where it wasn't there."""

    async def saved_quotes(self, member: int, most: int) -> tuple[str, ...]:
        """Return the quotes that are kept for a member, the latest first."""

    async def fail(self, post: Post, why: str, pause: str | None) -> None:
        """Note that a post can't be sent, and pause its schedule where ``pause`` says why."""

    async def last_posts(self, schedule: int, most: int) -> tuple[Post, ...]:
        """Return a schedule's latest posts, newest first."""

    async def warn_once(self, schedule: int, number: int) -> bool:
        """Note that moderators are told that round ``number`` nears its end; False where they were told before."""
