"""The real bot on a stand-in, for tests that start it more than once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.__main__ import serve
from bot.sandbox import StandIn
from bot.settings import Settings

Connect = Callable[[StandIn], AbstractAsyncContextManager[None]]
"""What runs the bot on a stand-in while its block lasts; each use is a start with the same database."""


def connected_with(settings: Settings, token: str | None = None) -> Connect:
    """Return what runs the bot with ``settings``, whatever address they hold, and the right token or ``token``."""

    @contextlib.asynccontextmanager
    async def run(standin: StandIn) -> AsyncIterator[None]:
        base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
        stop = asyncio.Event()
        serving = asyncio.create_task(serve(replace(settings, discord_api=standin.api), token or standin.token, stop))
        online = asyncio.create_task(standin.bot_online())
        try:
            await asyncio.wait({serving, online}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                serving.result()
            await online
            yield
        finally:
            online.cancel()
            stop.set()
            await asyncio.wait({serving})
            Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway
        serving.result()

    return run
