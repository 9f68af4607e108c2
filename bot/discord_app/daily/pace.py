"""Sending in bursts at the rate that Discord allows a bot in all."""

import asyncio
from collections.abc import Callable


class Pace:
    """Hands out turns, evenly, ``rate`` a second; None for no limit. ``monotonic`` gives seconds."""

    def __init__(self, rate: float | None, monotonic: Callable[[], float]) -> None:
        self._step = 1 / rate if rate else 0.0
        self._monotonic = monotonic
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for the next turn."""
        now = self._monotonic()
        mine = max(self._next, now)
        self._next = mine + self._step
        if mine > now:
            await asyncio.sleep(mine - now)
