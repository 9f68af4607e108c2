"""Several processes on one SQLite file: nothing is won twice, and no step is lost."""

import asyncio
import datetime as dt
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Final

from bot.daily.due import Next
from bot.daily.schedule import Schedule
from bot.storage.quiz_store import StoredGame
from bot.storage.sqlite import open_sqlite

PROCESSES: Final = 4
SCHEDULES: Final = 60
STEPS: Final = 25
NINE: Final = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)

CLAIMER: Final = """
import asyncio, datetime as dt, json, sys
from dataclasses import replace
from pathlib import Path
from bot.storage.sqlite import open_sqlite
from bot.storage.store import Claim

async def main():
    path, owner, schedules, steps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    at = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
    won, stepped = [], 0
    async with open_sqlite(path) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for schedule in range(1, schedules + 1):
            claim = Claim(schedule, at.date(), at, "q", 0, owner, at)
            won += [key[0] for key in await store.claim([claim], {})]
        while stepped < steps:
            game = await store.game(1)
            if await store.step_game(replace(game, version=game.version + 1, state=game.state + owner)):
                stepped += 1
        later, taken = at + dt.timedelta(hours=1), []
        print("ready", flush=True)
        sys.stdin.readline()
        while posts := await store.take_over(at, owner, later, 1):
            taken += [post.schedule for post in posts]
    print(json.dumps([won, taken]))

asyncio.run(main())
"""


async def test_a_post_is_claimed_by_one_of_them_and_every_step_of_a_game_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "lector.sqlite3"
    async with open_sqlite(path) as store:
        for number in range(SCHEDULES):
            schedule = Schedule(
                id=0,
                guild=1,
                channel=number,
                time=dt.time(9),
                zone="UTC",
                starts=NINE.date(),
                seed=1,
                made_by=1,
                made_in=1,
            )
            await store.add_schedule(schedule, Next(NINE.date(), NINE))
        await store.begin_game(StoredGame(1, 1, 0, "", None, None))
        processes = [await _start(path, owner) for owner in "abcd"[:PROCESSES]]
        for process in processes:
            assert process.stdout is not None
            assert await process.stdout.readline() == b"ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write(b"go\n")
        for process in processes:
            assert process.stdout is not None
            assert await process.stdout.readline() == b"ready\n"
        answers = [
            json.loads(said) for said, _ in await asyncio.gather(*(each.communicate(b"go\n") for each in processes))
        ]
        game = await store.game(1)
    for what in range(2):  # claimed, then taken over
        assert sorted(schedule for answer in answers for schedule in answer[what]) == list(range(1, SCHEDULES + 1))
    assert game is not None
    assert game.version == PROCESSES * STEPS
    assert sorted(game.state) == sorted("abcd" * STEPS)


async def _start(path: Path, owner: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        CLAIMER,
        str(path),
        owner,
        str(SCHEDULES),
        str(STEPS),
        stdin=PIPE,
        stdout=PIPE,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
