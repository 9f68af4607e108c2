"""The loop that keeps the daily posts going: claim what is due, send it, note what became of it.

A crash between any two steps loses nothing and doubles nothing: a post is claimed in the store before it is sent, its
nonce and its buttons follow from the claim, and a claim whose owner died is taken over when its lease ends.
"""

import asyncio
import contextlib
import datetime as dt
import logging
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import discord

from bot.daily.due import Next, UnknownZoneError, first_from, next_after
from bot.daily.picks import Candidate, Pick
from bot.daily.plan import NEARLY_USED, Planned, Standing, next_pick, plan
from bot.daily.schedule import Schedule
from bot.daily.steady import SteadyClock
from bot.discord_app.daily.notices import tell_moderators
from bot.discord_app.daily.pace import Pace
from bot.discord_app.daily.sending import Outcome, Result, add_extras, send
from bot.discord_app.ticker import Ticker
from bot.storage.store import Claim, Post, PostState, Progress, Store

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

log = logging.getLogger(__name__)

RATE: Final = 49.0
"""Posts a second in all: Discord allows a bot 50 requests a second, and something must be left for the rest."""

_LEASE: Final = dt.timedelta(minutes=2)
_BATCH: Final = 200  # posts claimed at once: at the rate above they are sent long before their lease ends
_AT_ONCE: Final = 32  # requests under way
_HELD_UP: Final = 0.4  # seconds from which a request is taken to have waited for a rate limit
_LOOK_EVERY: Final = 15.0  # seconds between two looks at the store, at most
_BACKOFF: Final = (10, 30, 60, 120, 300)  # seconds after the first, second … failed attempt
_TOO_LATE: Final = "its time came while I was not there, and it would have been too late"
_NOTHING_FITS: Final = "no quote of the library fits what it is to post"


class DailyPosts:
    """One process's part in the daily posts. ``owner`` names the process in its claims."""

    def __init__(
        self,
        lector: "Lector",
        *,
        owner: str,
        now: Callable[[], dt.datetime],
        monotonic: Callable[[], float],
        rate: float | None = RATE,
    ) -> None:
        self._lector = lector
        self._store: Store = lector.store
        self._owner = owner
        self._now = now
        self._monotonic = monotonic
        # real time, whatever the clock of the schedules says
        self._pace = Pace(rate, time.monotonic)
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._claiming = asyncio.Lock()
        self._steady = SteadyClock()
        self._ticker = Ticker("daily posts", now=now, next_due=self._store.next_due, look_every=_LOOK_EVERY)
        self._aside: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep the loop going while the block lasts."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            for each in (task, *self._aside):
                each.cancel()
            await asyncio.gather(task, *self._aside, return_exceptions=True)

    def wake(self) -> None:
        """Look at the store now: a schedule was made or changed."""
        self._ticker.wake()

    async def tick(self) -> None:
        """Do all that is due now, and return when it is done."""
        if not self._steady.believed(self._now(), self._monotonic()):
            log.warning("the clock jumped to %s: waiting until it has stood its ground", self._now().isoformat())
            return
        # Two in turns: while one sends what it claimed, the other claims what it will send.
        async with asyncio.TaskGroup() as both:
            for _ in range(2):
                both.create_task(self._work_off())
        while taken := await self._store.take_over(self._now(), self._owner, self._now() + _LEASE, _BATCH):
            await self._all([self._resume(post) for post in taken])

    def following(self, schedule: Schedule) -> Next | None:
        """Return the first date of a schedule whose time has not passed. UnknownZoneError where its zone is none."""
        return first_from(schedule, self._now())

    async def send_now(self, progress: Progress, date: dt.date) -> str | None:
        """Send the post of ``date``, the next one, before its time; return why it was not sent, None where it was."""
        schedule = progress.schedule
        picked = await self._next_pick(progress, date)
        if picked is None:
            return _NOTHING_FITS
        planned = Planned(schedule, date, self._now(), picked)
        claim = self._claim(planned)
        if not await self._store.claim([claim], {schedule.id: next_after(schedule, date)}):
            return "it is being sent already"
        await self._send_claimed([(planned, claim)])
        post = await self._store.post(schedule.id, date)
        return None if post is None or post.message is not None else post.error

    async def settled(self) -> None:
        """Wait until the moderators were told all that they are to be told."""
        while self._aside:
            await asyncio.wait(self._aside)

    async def reset_times(self) -> None:
        """Derive anew when each schedule is next due: the rules of time zones may have changed since it was kept."""
        after = 0
        while rows := await self._store.all_schedules(after, 1000):
            following, stuck = await asyncio.to_thread(_following, rows)
            await self._store.set_next(following)
            for schedule, why in stuck:
                await self._pause(schedule, why)
            after = rows[-1].schedule.id

    async def _run(self) -> None:
        await self._lector.wait_until_ready()
        await self._ticker.run(self.reset_times, self.tick)

    async def _work_off(self) -> None:
        """Claim some of what is due and send it, until nothing is."""
        while True:
            async with self._claiming:
                batch = await self._store.due(self._now(), _BATCH)
                if not batch:
                    return
                mine = await self._claim_of(batch)
            await self._send_claimed(mine)

    async def _claim_of(self, batch: Sequence[Progress]) -> list[tuple[Planned, Claim]]:
        """Decide about schedules that are due; return the posts that are this process's to send, with their claims."""
        used = await self._store.used_quotes({each.schedule.id: each.round for each in batch})
        standings = [Standing(each.schedule, each.last, each.round, used[each.schedule.id]) for each in batch]
        decided = plan(self._now(), standings, self._lector.knowledge.pool)
        await self._store.skip(decided.skipped, _TOO_LATE)
        claimed = [(each, self._claim(each)) for each in decided.posts]
        won = await self._store.claim([claim for _, claim in claimed], decided.following)
        for schedule, why in decided.stuck:
            await self._pause(schedule, why)
        return [(each, claim) for each, claim in claimed if (claim.schedule, claim.date) in won]

    async def _send_claimed(self, mine: Sequence[tuple[Planned, Claim]]) -> None:
        sent: list[tuple[Post, Schedule]] = []

        async def one(planned: Planned, claim: Claim) -> None:
            done = await self._attempt(_as_post(claim), planned.schedule, planned.pick.candidate, look_back=False)
            if done is not None:
                sent.append((done, planned.schedule))

        try:
            await self._all([one(*each) for each in mine])
        finally:
            await self._store.mark_sent([post for post, _ in sent])
        for post, schedule in sent:
            if post.state is PostState.SENT:
                await self._finish(post, schedule)
        for planned, _ in mine:
            if planned.pick.left <= NEARLY_USED:
                await self._warn(planned)

    async def _resume(self, post: Post) -> None:
        """Go on with a post that an attempt or an owner left unfinished."""
        progress = await self._store.schedule(post.schedule)
        if progress is None:
            return
        schedule = progress.schedule
        if post.state is PostState.SENT:
            await self._finish(post, schedule)
            return
        if self._now() - post.at > schedule.window:
            await self._store.fail(post, f"not sent in time: {post.error or 'the one who was to send it died'}", None)
            return
        candidate = self._lector.knowledge.pool.by_key.get(post.quote)
        if candidate is None:
            picked = await self._next_pick(progress, post.date)
            if picked is None:
                await self._give_up(post, schedule, _NOTHING_FITS)
                return
            candidate, post = picked.candidate, replace(post, quote=picked.candidate.key, round=picked.round)
            await self._store.change_quote(post)
        done = await self._attempt(post, schedule, candidate, look_back=True)
        if done is not None:
            await self._store.mark_sent([done])
            if done.state is PostState.SENT:
                await self._finish(done, schedule)

    async def _attempt(self, post: Post, schedule: Schedule, candidate: Candidate, *, look_back: bool) -> Post | None:
        """Try to send; return the post as it is then to be kept, None where it was not sent and that is noted."""
        await self._pace.turn()
        began = self._monotonic()
        outcome = await send(self._lector, schedule, post.date, candidate, look_back=look_back)
        if self._monotonic() - began > _HELD_UP:
            self._pace.rest()
        if outcome.result is Result.SENT and outcome.message is not None:
            more = schedule.extras.thread or schedule.extras.pin
            return replace(
                post,
                state=PostState.SENT if more else PostState.DONE,
                message=outcome.message.id,
                channel=outcome.message.channel.id,
            )
        await self._note_failure(post, schedule, outcome)
        return None

    async def _note_failure(self, post: Post, schedule: Schedule, outcome: Outcome) -> None:
        if outcome.result is Result.NEVER:
            await self._give_up(post, schedule, outcome.why)
            return
        wait = _BACKOFF[min(post.attempts, len(_BACKOFF) - 1)]
        log.warning("schedule %d: %s; trying again in %d s", schedule.id, outcome.why, wait)
        await self._store.postpone(post, self._now() + dt.timedelta(seconds=wait), outcome.why)

    async def _finish(self, post: Post, schedule: Schedule) -> None:
        """Add what comes with a post that was sent; what can't be added is noted, and is no reason to try again."""
        candidate = self._lector.knowledge.pool.by_key.get(post.quote)
        problem = ""
        if candidate is not None and post.channel is not None and post.message is not None:
            try:
                channel = self._lector.get_partial_messageable(post.channel, guild_id=schedule.guild)
                message = await channel.fetch_message(post.message)
                problem = await add_extras(message, schedule, candidate)
            except discord.HTTPException as error:
                problem = f"what comes with it was left out ({error.text})"
        await self._store.mark_done({(post.schedule, post.date): problem})

    async def _give_up(self, post: Post, schedule: Schedule, why: str) -> None:
        await self._store.fail(post, why, why)
        self._tell_paused(schedule, why)

    async def _pause(self, schedule: Schedule, why: str) -> None:
        await self._store.change_schedule(replace(schedule, paused=why), None)
        self._tell_paused(schedule, why)

    async def _warn(self, planned: Planned) -> None:
        schedule, picked = planned.schedule, planned.pick
        if len(self._lector.knowledge.pool.fitting(schedule.wanted)) <= 2 * NEARLY_USED:
            return
        if await self._store.warn_once(schedule.id, picked.round):
            left = "1 quote is" if picked.left == 1 else f"{picked.left} quotes are"
            self._tell(
                schedule,
                f"The daily post in <#{schedule.channel}> nears the end of what fits: {left} left. After that it "
                "starts anew, in another order; `/daily edit` gives it more themes.",
            )

    def _tell_paused(self, schedule: Schedule, why: str) -> None:
        self._tell(schedule, f"I have paused the daily post in <#{schedule.channel}>: {why}. Then `/daily resume` it.")

    def _tell(self, schedule: Schedule, text: str) -> None:
        task = asyncio.create_task(tell_moderators(self._lector, schedule, text))
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _next_pick(self, progress: Progress, date: dt.date) -> Pick | None:
        schedule = progress.schedule
        used = (await self._store.used_quotes({schedule.id: progress.round}))[schedule.id]
        return next_pick(Standing(schedule, progress.last, progress.round, used), self._lector.knowledge.pool, date)

    def _claim(self, planned: Planned) -> Claim:
        picked, lease = planned.pick, self._now() + _LEASE
        return Claim(
            planned.schedule.id, planned.date, planned.at, picked.candidate.key, picked.round, self._owner, lease
        )

    async def _all(self, work: Sequence[Coroutine[None, None, None]]) -> None:
        """Do all of ``work``, some at once; an error in one is logged, and its claim taken over later."""

        async def one(each: Coroutine[None, None, None]) -> None:
            async with self._room:
                try:
                    await each
                except Exception:
                    log.exception("a daily post failed, and is taken up again when its lease ends")

        await asyncio.gather(*(one(each) for each in work))


def _following(rows: Sequence[Progress]) -> tuple[dict[int, Next | None], list[tuple[Schedule, str]]]:
    following: dict[int, Next | None] = {}
    stuck = []
    for row in rows:
        if row.schedule.paused is not None:
            continue
        try:
            following[row.schedule.id] = next_after(row.schedule, row.last)
        except UnknownZoneError:
            stuck.append((row.schedule, f"the time zone {row.schedule.zone} is not known any more: choose another"))
    return following, stuck


def _as_post(claim: Claim) -> Post:
    return Post(
        schedule=claim.schedule,
        date=claim.date,
        at=claim.at,
        state=PostState.CLAIMED,
        quote=claim.quote,
        round=claim.round,
        owner=claim.owner,
        lease=claim.lease,
    )
