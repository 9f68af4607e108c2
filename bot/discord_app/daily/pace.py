"""Sending in bursts at the rate that Discord allows a bot in all."""

import asyncio
from collections.abc import Callable
from typing import Final

_SLACK: Final = 0.005  # seconds by which a turn that came late is made up for
_REST: Final = 0.15  # seconds that are left out at once
_APART: Final = 0.5  # seconds between two rests: many are held up together


class Pace:
    """Hands out turns, ``rate`` a second; None for no limit. ``monotonic`` gives seconds.

    A turn that comes late by more than a trifle is not made up for: turns in a heap would go over the limit, and what
    Discord then sends back comes again in a heap.
    """

    def __init__(self, rate: float | None, monotonic: Callable[[], float]) -> None:
        self._step = 1 / rate if rate else 0.0
        self._monotonic = monotonic
        self._next = 0.0
        self._rested = 0.0
        self._turn = asyncio.Lock()

    def rest(self) -> None:
        """Leave some turns out, for requests that Discord held up come again beside those whose turn it is."""
        now = self._monotonic()
        if now - self._rested > _APART:
            self._rested = now
            self._next = max(self._next, now) + _REST

    async def turn(self) -> None:
        """Wait for the next turn."""
        if not self._step:
            return
        async with self._turn:
            now = self._monotonic()
            if self._next > now:
                await asyncio.sleep(self._next - now)
                now = self._monotonic()
            self._next = max(self._next, now - _SLACK) + self._step
