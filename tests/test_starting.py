"""The start waits for what is made in a thread, but not longer than until it is told to stop."""

import asyncio
import threading

import pytest

from bot.__main__ import unless_stopped


async def test_what_is_made_is_returned() -> None:
    assert await unless_stopped(asyncio.Event(), lambda: "made") == "made"


async def test_what_fails_in_the_making_fails() -> None:
    def broken() -> str:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        await unless_stopped(asyncio.Event(), broken)


async def test_a_stop_is_not_kept_waiting() -> None:
    stop, forever = asyncio.Event(), threading.Event()
    waiting = asyncio.create_task(unless_stopped(stop, forever.wait))
    stop.set()
    assert await waiting is None
    forever.set()
