"""Connecting to Discord, or to what stands in for it, until told to stop."""

import asyncio
import logging
from typing import TYPE_CHECKING, Final

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.errors import Exit, UserError

if TYPE_CHECKING:
    from bot.discord_app.client import Lector

log = logging.getLogger(__name__)

_BAD_TOKEN: Final = 4004  # the gateway's close code
_REFUSED: Final = "Discord refused the token: copy it anew from the Bot page of your application into DISCORD_TOKEN"
_ANSWER_SECONDS: Final = 15.0


async def use_api(address: str, token: str) -> None:
    """Make every client of this process talk to the REST API at ``address`` and to the gateway that it names.

    Call it before a client is made. UserError where nothing answers there.
    """
    timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{address}/gateway/bot", headers={"Authorization": f"Bot {token}"}) as response,
        ):
            if response.status == 401:  # noqa: PLR2004 - HTTP's "unauthorized"
                raise UserError(_REFUSED, exit_code=Exit.CONFIG)
            response.raise_for_status()
            gateway = (await response.json())["url"]
    except (aiohttp.ClientError, TimeoutError) as error:
        raise _unreachable(address, error) from error
    Route.BASE = address
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)


async def run_until(lector: "Lector", token: str, stop: asyncio.Event) -> None:
    """Keep ``lector`` connected until ``stop`` is set, then close it. UserError where Discord can't be used."""
    running = asyncio.ensure_future(lector.start(token))
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if stop.is_set():
        await _close(lector, running)
        return
    try:
        await running
    except discord.LoginFailure as error:
        raise UserError(_REFUSED, exit_code=Exit.CONFIG) from error
    except discord.ConnectionClosed as error:
        # A wrong token must end the program: to try again would make Discord reset it.
        if error.code == _BAD_TOKEN:
            raise UserError(_REFUSED, exit_code=Exit.CONFIG) from error
        raise _unreachable("Discord's gateway", error) from error
    except (discord.GatewayNotFound, discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
        raise _unreachable(Route.BASE, error) from error


async def _close(lector: "Lector", running: "asyncio.Future[None]") -> None:
    """Close the client, wherever in its start it is: what fails because it was closed is no failure."""
    await lector.close()
    running.cancel()
    await asyncio.wait({running})
    if not running.cancelled() and (error := running.exception()) is not None:
        log.debug("ended by the stop: %r", error)
    log.info("stopped")


def _unreachable(address: str, error: BaseException) -> UserError:
    return UserError(
        f"Discord can't be reached at {address} ({str(error) or type(error).__name__}): check the network",
        exit_code=Exit.UNAVAILABLE,
    )
