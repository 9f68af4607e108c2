"""Posts are neither lost nor doubled, wherever a process dies, whatever the store does."""

import asyncio
import datetime as dt
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Final

import pytest
from support import HandClock, connected_with

from bot.daily.schedule import Schedule
from bot.discord_app.client import Lector
from bot.discord_app.daily.loop import DailyPosts
from bot.sandbox import Limits, StandIn, text_of
from bot.settings import Settings

NINE: Final = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
SCHEDULES: Final = 5
STEPS: Final = ("claim", "skip", "mark_sent", "mark_done", "warn_once")


class KilledError(BaseException):
    """The process is gone; nothing that it has under way goes on."""


class DyingStore:
    """A store that dies with its process before or after a call, and then does nothing any more."""

    def __init__(self, store: Any, step: str, *, after: bool) -> None:
        self._store = store
        self._step = step
        self._after = after
        self.dead = False

    def __getattr__(self, name: str) -> Any:
        async def call(*arguments: Any) -> Any:
            if self.dead:
                raise KilledError
            if name == self._step and not self._after:
                self.dead = True
                raise KilledError
            answer = await getattr(self._store, name)(*arguments)
            if name == self._step:
                self.dead = True
                raise KilledError
            return answer

        return call


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NINE)


@pytest.fixture
async def discord() -> AsyncIterator[StandIn]:
    async with StandIn(limits=replace(Limits.lifted(), identify_seconds=0.05)) as standin:
        yield standin
        assert standin.refusals == []


@pytest.fixture
async def bot(discord: StandIn, settings: Settings, clock: HandClock) -> AsyncIterator[Lector]:
    async with connected_with(settings, clock=clock)(discord) as lector:
        yield lector


async def _add(discord: StandIn, bot: Lector, count: int, *, pin: bool = False) -> None:
    channel = discord.member("Moderator").channel("quiz")
    guild = discord.member("Moderator").guild.id
    for _ in range(count):
        schedule = Schedule(
            id=0,
            guild=guild,
            channel=channel.id,
            time=dt.time(9),
            zone="UTC",
            starts=NINE.date(),
            seed=7,
            made_by=discord.member("Moderator").id,
            made_in=channel.id,
        )
        if pin:
            schedule = replace(schedule, extras=replace(schedule.extras, pin=True))
        await bot.store.add_schedule(schedule, bot.daily.following(schedule))


def _sent(discord: StandIn) -> Counter[str]:
    """Count the posts by the schedule and date that their buttons carry."""
    reader = discord.member("Reader")
    posts = [message for message in reader.sees("quiz") if message.author.bot]
    keys = [row["components"][1]["custom_id"] for message in posts for row in message.components if row["type"] == 1]
    return Counter(key.removeprefix("daily:save:") for key in keys)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("after", [False, True])
async def test_a_death_at_any_step_neither_loses_nor_doubles(
    discord: StandIn, bot: Lector, clock: HandClock, step: str, after: bool
) -> None:
    await _add(discord, bot, SCHEDULES)
    await _die(bot, clock, step, after=after)
    await _survive(bot, clock)
    assert list(_sent(discord).values()) == [1] * SCHEDULES


async def test_two_hundred_deaths_at_random_neither_lose_nor_double(
    discord: StandIn, bot: Lector, clock: HandClock
) -> None:
    chance = random.Random(1917)
    await _add(discord, bot, SCHEDULES)
    days = 0
    for _ in range(200):
        await _die(bot, clock, chance.choice(STEPS[:4]), after=chance.random() < 0.5)
        if chance.random() < 0.3:
            await _survive(bot, clock)
            days += 1
            clock.go(seconds=(NINE + dt.timedelta(days=days) - clock.at).total_seconds())
    await _survive(bot, clock)
    sent = _sent(discord)
    assert set(sent.values()) == {1}
    assert len(sent) == SCHEDULES * (days + 1)


async def _die(bot: Lector, clock: HandClock, step: str, *, after: bool) -> None:
    """Let a process of its own begin on what is due, and die at ``step``."""
    store, living = bot.store, bot.daily
    bot.store = DyingStore(store, step, after=after)
    doomed = DailyPosts(bot, owner=f"doomed-{clock.went}", now=clock.now, monotonic=clock.monotonic, rate=None)
    try:
        await asyncio.wait_for(doomed.tick(), 20)
    except* KilledError:
        pass
    finally:
        bot.store, bot.daily = store, living
        for task in asyncio.all_tasks():
            if task.get_coro().__qualname__.endswith("one") and not task.done():  # type: ignore[union-attr]
                task.cancel()
    clock.go(minutes=3)


async def _survive(bot: Lector, clock: HandClock) -> None:
    """Let a living process take over what the dead left."""
    for _ in range(2):
        await bot.daily.tick()
        clock.go(minutes=3)


async def test_a_full_disk_delays_the_posts_and_loses_none(
    discord: StandIn, bot: Lector, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    await _add(discord, bot, 120)
    await _pragma(bot, f"max_page_count={await _pragma(bot, 'page_count')}")
    await bot.daily._ticker._guarded(bot.daily.tick)
    assert "database or disk is full" in caplog.text
    assert _sent(discord).total() < 120
    await _pragma(bot, "max_page_count=1000000")
    clock.go(minutes=3)
    await bot.daily._ticker._guarded(bot.daily.tick)
    assert sorted(_sent(discord).values()) == [1] * 120


async def _pragma(bot: Lector, what: str) -> int:
    """Ask or tell the database something about itself."""
    answer: int = await bot.store._run(lambda sql: sql.exec_driver_sql(f"PRAGMA {what}").scalar())  # type: ignore[attr-defined]
    return answer


async def test_a_database_that_another_process_has_locked_is_waited_for(
    discord: StandIn, bot: Lector, clock: HandClock, settings: Settings
) -> None:
    await _add(discord, bot, 1)
    other = sqlite3.connect(settings.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ticking = asyncio.create_task(bot.daily.tick())
    await asyncio.wait({ticking}, timeout=0.2)
    assert _sent(discord) == Counter()
    other.execute("ROLLBACK")
    other.close()
    await ticking
    assert list(_sent(discord).values()) == [1]


async def test_what_was_sent_is_found_again_by_its_buttons_when_the_nonce_is_forgotten(
    settings: Settings, clock: HandClock
) -> None:
    async with (
        StandIn(limits=replace(Limits.lifted(), nonce_seconds=0.0)) as discord,
        connected_with(settings, clock=clock)(discord) as bot,
    ):
        await _add(discord, bot, SCHEDULES)
        await _die(bot, clock, "mark_sent", after=False)
        assert len(_sent(discord)) == SCHEDULES
        await _survive(bot, clock)
        assert list(_sent(discord).values()) == [1] * SCHEDULES
        assert all("Quote of the day" in text_of(message) for message in discord.member("Reader").sees("quiz"))


async def test_of_two_processes_that_see_a_post_due_one_sends_it(settings: Settings, clock: HandClock) -> None:
    # Without the nonce, which would hide a second sending.
    async with (
        StandIn(limits=replace(Limits.lifted(), nonce_seconds=0.0)) as discord,
        connected_with(settings, clock=clock)(discord) as bot,
    ):
        await _add(discord, bot, 40)
        several = [
            DailyPosts(bot, owner=f"p{number}", now=clock.now, monotonic=clock.monotonic, rate=None)
            for number in range(4)
        ]
        await asyncio.gather(*(each.tick() for each in several))
        assert sorted(_sent(discord).values()) == [1] * 40
