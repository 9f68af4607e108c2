"""Turns come at the rate, and never in a heap."""

import asyncio

from bot.discord_app.daily.pace import Pace


async def test_turns_after_a_stall_do_not_come_in_a_heap() -> None:
    loop = asyncio.get_running_loop()
    offset = 0.0
    pace = Pace(100.0, lambda: loop.time() + offset)
    await pace.turn()
    offset = 5.0  # the machine stood still
    began = loop.time()
    for _ in range(4):
        await pace.turn()
    assert loop.time() - began >= 0.02


async def test_without_a_rate_nobody_waits() -> None:
    pace = Pace(None, lambda: 0.0)
    turns = await asyncio.wait_for(asyncio.gather(*(pace.turn() for _ in range(1000))), 1)
    assert len(turns) == 1000
