"""The daily posts under load, against Discord's own limits and against a loop that only sends.

    python tests/bench/daily.py burst [SERVERS]    all due in one minute, under Discord's limits
    python tests/bench/daily.py cost [SERVERS]     without limits: posts a second and CPU a post, beside a bare loop
    python tests/bench/daily.py tick [SCHEDULES]   one look at a store in which little or nothing is due

The stand-in runs in a process of its own; CPU is this process's, in which the bot runs.
"""

import asyncio
import contextlib
import datetime as dt
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path

from bot.__main__ import built, knowledge_of
from bot.content.loader import load
from bot.daily.due import next_after
from bot.daily.picks import pick
from bot.daily.schedule import Schedule, Wanted
from bot.discord_app.client import Lector
from bot.discord_app.connect import run_until
from bot.discord_app.daily.card import daily_card
from bot.discord_app.daily.loop import RATE, DailyPosts
from bot.library.library import Library
from bot.settings import Settings, read_settings
from bot.storage.sqlite import open_sqlite

DISCORDS_RATE = 50.0  # requests a second that Discord allows a bot
AT_ONCE = 32
NOW = dt.datetime(2026, 11, 24, 9, 0, 30, tzinfo=dt.UTC)


class Morning:
    """A clock that starts soon after nine, so that what is due does not depend on when this runs."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def now(self) -> dt.datetime:
        """Return the instant."""
        return NOW + dt.timedelta(seconds=time.monotonic() - self._began)

    def monotonic(self) -> float:
        """Return real seconds, by which the pace is kept."""
        return time.monotonic()


def schedule(guild: int, channel: int, number: int) -> Schedule:
    """Return a schedule for 9:00 UTC."""
    return Schedule(
        id=0,
        guild=guild,
        channel=channel,
        time=dt.time(9),
        zone="UTC",
        starts=NOW.date(),
        seed=number,
        made_by=1,
        made_in=channel,
    )


@contextlib.asynccontextmanager
async def standin(servers: int, limits: str) -> AsyncIterator[tuple[dict[str, str], asyncio.subprocess.Process]]:
    """Run the stand-in; yield its address and token, and its process."""
    program = Path(__file__).with_name("standin_process.py")
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(program), str(servers), limits, stdin=PIPE, stdout=PIPE, cwd=program.parents[2],
        env={"PYTHONPATH": str(program.parents[2])},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield json.loads(await process.stdout.readline()), process
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


@contextlib.asynccontextmanager
async def online(servers: int, limits: str, folder: str) -> AsyncIterator[tuple[Lector, asyncio.subprocess.Process]]:
    """Run the bot on the stand-in, every server known to it."""
    async with standin(servers, limits) as (where, process):
        settings = Settings(
            None, Path(folder) / "b.sqlite3", read_settings({}).quotes, where["api"], read_settings({}).log
        )
        stop = asyncio.Event()
        knowledge = knowledge_of(Library(load(settings.quotes).works), settings)
        async with built(settings, where["token"], Morning(), knowledge) as lector:
            running = asyncio.create_task(run_until(lector, where["token"], stop))
            while len(lector.guilds) < servers or not lector.is_ready():
                await asyncio.sleep(0.2)
                if running.done():
                    running.result()
            # The bot's own loop would take part in what is measured.
            await lector._running.aclose()
            yield lector, process
            stop.set()
            await running


async def fill(lector: Lector, servers: int) -> None:
    """Set a schedule in each server, all due now."""
    for number, guild in enumerate(lector.guilds[:servers]):
        each = schedule(guild.id, guild.text_channels[0].id, number)
        await lector.store.add_schedule(each, next_after(each, NOW.date() - dt.timedelta(days=1)))


def daily(lector: Lector, rate: float | None) -> DailyPosts:
    """Return the loop, not running."""
    return DailyPosts(lector, owner="bench", now=lector.clock.now, monotonic=time.monotonic, rate=rate)


async def count(process: asyncio.subprocess.Process) -> dict[str, int]:
    """End the stand-in and return how many posts it has, and how many requests it refused."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    counted: dict[str, int] = json.loads(await process.stdout.readline())
    return counted


async def unfinished(lector: Lector) -> bool:
    """Whether a post was claimed and is not sent yet."""
    for progress in await lector.store.all_schedules(0, 100_000):
        posts = await lector.store.last_posts(progress.schedule.id, 1)
        if posts and posts[0].message is None:
            return True
    return False


async def burst(servers: int) -> None:
    """All servers due in one minute, under Discord's own limits."""
    with tempfile.TemporaryDirectory() as folder:
        async with online(servers, "limits", folder) as (lector, process):
            await fill(lector, servers)
            began = time.monotonic()
            posts = daily(lector, RATE)
            await posts.tick()
            took = time.monotonic() - began
            while await unfinished(lector):
                await asyncio.sleep(1)  # until what Discord put off is to be tried again
                await posts.tick()
                took = time.monotonic() - began
            counted = await count(process)
    least = servers / DISCORDS_RATE
    print("| servers | posts | refused | s | limit's own s | ratio |\n|---|---|---|---|---|---|")
    print(
        f"| {servers:,} | {counted['posts']:,} | {counted['refused']} | {took:.1f} | {least:.0f} | {took / least:.3f} |"
    )


async def cost(servers: int) -> None:
    """Without limits: the loop beside one that only sends, in turns, in one process."""
    rows: dict[str, list[tuple[float, float]]] = {"bare loop": [], "daily posts": []}
    with tempfile.TemporaryDirectory() as folder:
        async with online(servers, "lifted", folder) as (lector, process):
            for turn in range(3):
                rows["bare loop"].append(await timed(bare(lector, turn), servers))
                for progress in await lector.store.all_schedules(0, servers):
                    await lector.store.remove_schedule(progress.schedule.id)
                await fill(lector, servers)
                rows["daily posts"].append(await timed(daily(lector, None).tick(), servers))
            counted = await count(process)
    best = {
        name: (statistics.median(a for a, _ in got), statistics.median(b for _, b in got)) for name, got in rows.items()
    }
    print("| what | posts a second | CPU ms a post | CPU against the bare loop |\n|---|---|---|---|")
    for name, (rate, milliseconds) in best.items():
        print(f"| {name} | {rate:.0f} | {milliseconds:.2f} | {milliseconds / best['bare loop'][1]:.2f} |")
    print(f"\n{counted['posts']:,} posts in all, {counted['refused']} refused")


async def bare(lector: Lector, turn: int) -> None:
    """Send a card to every channel, and nothing else."""
    room, wanted = asyncio.Semaphore(AT_ONCE), Wanted()
    fitting = lector.knowledge.pool.fitting(wanted)

    async def one(number: int) -> None:
        picked = pick(fitting[number % len(fitting) :][:1], wanted, seed=1, number=0, used=(), date=NOW.date())
        assert picked is not None
        view = daily_card(number, NOW.date() + dt.timedelta(days=turn + 1), picked.candidate, schedule(1, 1, 1).extras)
        async with room:
            await lector.guilds[number].text_channels[0].send(view=view, nonce=f"{turn}.{number}")

    await asyncio.gather(*(one(number) for number in range(len(lector.guilds))))


async def timed(work: object, posts: int) -> tuple[float, float]:
    """Return posts a second and CPU milliseconds a post of ``work``."""
    began, cpu = time.monotonic(), time.process_time()
    await work  # type: ignore[misc]
    return posts / (time.monotonic() - began), (time.process_time() - cpu) * 1000 / posts


async def tick(schedules: int) -> None:
    """One look at a store of many schedules, of which none, one or a hundred are due."""
    chance = random.Random(1917)
    with tempfile.TemporaryDirectory() as folder:
        async with open_sqlite(Path(folder) / "many.sqlite3") as store:
            later = [next_after(schedule(1, 1, 1), NOW.date() + dt.timedelta(days=day)) for day in range(30)]
            began = time.monotonic()
            for number in range(schedules):
                await store.add_schedule(schedule(number // 3, number, number), chance.choice(later))
            print(f"{schedules:,} schedules made in {time.monotonic() - began:.0f} s")
            print("| due | looks | p50 ms | worst ms |\n|---|---|---|---|")
            for due in (0, 1, 100):
                for number in range(due):
                    await store.set_next({number + 1: next_after(schedule(1, 1, 1), NOW.date() - dt.timedelta(days=1))})
                looks = []
                for _ in range(50):
                    began = time.perf_counter()
                    found = await store.due(NOW, 200)
                    await store.take_over(NOW, "bench", NOW, 200)
                    await store.next_due()
                    looks.append((time.perf_counter() - began) * 1000)
                    assert len(found) == due
                print(f"| {due} | {len(looks)} | {statistics.median(looks):.2f} | {max(looks):.2f} |")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    what, number = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    if what == "burst":
        asyncio.run(burst(number or 10_000))
    elif what == "cost":
        asyncio.run(cost(number or 1_000))
    else:
        asyncio.run(tick(number or 100_000))
