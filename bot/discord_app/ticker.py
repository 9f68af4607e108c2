"""The loop that does what is due when its time comes, and that no fault ends."""

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Final

log = logging.getLogger(__name__)

_LEAST: Final = 0.05  # seconds between two looks
_FIRST_TRIES: Final = 4


class Ticker:
    """Looks when ``next_due`` says so, and at least every ``look_every`` seconds; ``name`` is for the log."""

    def __init__(
        self,
        name: str,
        *,
        now: Callable[[], dt.datetime],
        next_due: Callable[[], Awaitable[dt.datetime | None]],
        look_every: float,
    ) -> None:
        self._name = name
        self._now = now
        self._next_due = next_due
        self._look_every = look_every
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look now: something was added or changed."""
        self._woken.set()

    async def run(
        self, first: Callable[[], Coroutine[None, None, None]], tick: Callable[[], Coroutine[None, None, None]]
    ) -> None:
        """Take ``first``, then ``tick`` for ever; what fails is logged and tried again after the longest wait.

        Where ``first`` fails time and again, the ticks begin without it: they may none the less go well.
        """
        for _ in range(_FIRST_TRIES):
            if await self._guarded(first):
                break
            self._woken.clear()
            await self._wait(self._look_every)
        else:
            log.error("the %s: goes on without %s", self._name, first.__name__)
        while True:
            fine = await self._guarded(tick)
            self._woken.clear()  # before it is read when the next is due, so that no wake after that is lost
            await self._wait(await self._pause() if fine else self._look_every)

    async def _wait(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    async def _guarded(self, step: Callable[[], Coroutine[None, None, None]]) -> bool:
        """Take a step; return whether it went well."""
        try:
            await step()
        except Exception:
            # A full disk or a locked database passes; a loop that ended would be silent for good.
            log.exception("the %s: %s failed, and is tried again", self._name, step.__name__)
            return False
        return True

    async def _pause(self) -> float:
        try:
            following = await self._next_due()
        except Exception:
            log.exception("the %s: the store can't be read, and is tried again", self._name)
            return self._look_every
        if following is None:
            return self._look_every
        return min(max((following - self._now()).total_seconds(), _LEAST), self._look_every)
