"""The real bot on a stand-in, for tests that start it more than once."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.__main__ import SystemClock, built, knowledge_of
from bot.content.loader import load
from bot.discord_app.client import Lector
from bot.discord_app.clock import Clock
from bot.discord_app.connect import run_until
from bot.discord_app.knowledge import Knowledge
from bot.library.library import Library
from bot.sandbox import StandIn
from bot.settings import Settings, read_settings

Connect = Callable[[StandIn], AbstractAsyncContextManager[Lector]]
"""What runs the bot on a stand-in while its block lasts; each use is a start with the same database."""


@dataclass(slots=True)
class HandClock:
    """A clock that a test sets; both of its times go on together, unless the test lets only the wall clock jump."""

    at: dt.datetime
    went: float = 0.0

    def now(self) -> dt.datetime:
        """Return the wall clock's time."""
        return self.at

    def monotonic(self) -> float:
        """Return the seconds that went by."""
        return self.went

    def go(self, **by: float) -> None:
        """Let time pass."""
        step = dt.timedelta(**by)
        self.at += step
        self.went += step.total_seconds()

    def jump(self, **by: float) -> None:
        """Let the wall clock jump, with no time passing."""
        self.at += dt.timedelta(**by)


@cache
def _knowledge(quotes: Path) -> Knowledge:
    """Return what is derived from works that no test changes: it is only read, so all may share it."""
    settings = replace(read_settings({}, Path("no.env")), quotes=quotes)
    return knowledge_of(Library(load(quotes).works), settings)


def connected_with(settings: Settings, token: str | None = None, clock: Clock | None = None) -> Connect:
    """Return what runs the bot with ``settings``, whatever address they hold, and the right token or ``token``."""

    @contextlib.asynccontextmanager
    async def run(standin: StandIn) -> AsyncIterator[Lector]:
        base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
        used, stop = token or standin.token, asyncio.Event()
        try:
            knowledge = _knowledge(settings.quotes)
            pointed = replace(settings, discord_api=standin.api)
            async with built(pointed, used, clock or SystemClock(), knowledge) as lector:
                serving = asyncio.create_task(run_until(lector, used, stop))
                online = asyncio.create_task(standin.bot_online())
                try:
                    await asyncio.wait({serving, online}, return_when=asyncio.FIRST_COMPLETED)
                    if serving.done():
                        serving.result()
                    await online
                    yield lector
                finally:
                    online.cancel()
                    stop.set()
                    await asyncio.wait({serving})
                serving.result()
        finally:
            Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway

    return run
