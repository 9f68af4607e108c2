"""Put the stand-in for Discord together and serve it on loopback."""

from __future__ import annotations

import secrets
from collections import deque
from typing import TYPE_CHECKING, Self

from aiohttp import web

from bot.sandbox import feed
from bot.sandbox.answers import PATIENCE
from bot.sandbox.clock import Clock, SystemClock
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.gateway import Gateway
from bot.sandbox.impossible import NotPossible
from bot.sandbox.intents import Intent
from bot.sandbox.interactions import Interactions
from bot.sandbox.limits import Limits
from bot.sandbox.members import MemberDriver
from bot.sandbox.page import Page
from bot.sandbox.platform import Platform
from bot.sandbox.rest import PREFIX, Api
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.world import World

if TYPE_CHECKING:
    from types import TracebackType

    from bot.sandbox.permissions import Permission
    from bot.sandbox.refusals import Recorded, Refusal
    from bot.sandbox.world import Guild, Member, Role

HOST = "127.0.0.1"
SERVER = "Reading circle"
CHANNELS = ("reading", "quiz")
READER, YOU, GUEST = "Reader", "You", "Guest"
ROOM_FOR_FORMS = 1024 * 1024


class StandIn:
    """A stand-in for Discord on loopback, for as long as it is entered.

    Raises OSError on entering where the port is taken; port 0 is any that is free::

        async with StandIn() as discord:
            ...  # connect a bot to discord.api with discord.token
            await discord.commands_synced()
            await discord.bot_online()
            answer = await discord.member("Reader").slash("quote search", {"words": "clean collar"})
            assert "collar" in answer.text
            assert discord.refusals == []
    """

    def __init__(
        self,
        *,
        port: int = 0,
        limits: Limits | None = None,
        clock: Clock | None = None,
        bot_name: str = "Lector",
        privileged: Intent = Intent.NONE,
    ) -> None:
        limits, clock = limits or Limits(), clock or SystemClock()
        ids = Snowflakes(clock)
        self._port = port
        self._platform = Platform(
            clock=clock,
            limits=limits,
            ids=ids,
            world=World(clock, ids, bot_name),
            feed=Feed(),
            interactions=Interactions(clock, ids, limits),
            token=f"stand-in.{secrets.token_urlsafe(24)}",
            privileged=privileged,
            identifies_left=limits.identifies_a_day,
        )
        self.world = self._platform.world
        """Everything there is, to read and to add to before the bot comes."""
        self.refusals: list[Refusal] = []
        """All requests that were refused, oldest first."""
        self.requests: deque[Recorded] = deque(maxlen=limits.recorded_requests)
        """The latest requests with the status of their answers."""
        self.gateway = Gateway(self._platform)
        self.faults = Faults(self._platform, self.gateway)
        self._runner: web.AppRunner | None = None
        self.world.add_guild(SERVER, channels=CHANNELS, members=(READER, YOU, GUEST))
        self._page = Page(self._platform, self.gateway, self.member(YOU))

    async def __aenter__(self) -> Self:
        room = 2 * self._platform.limits.upload_bytes + ROOM_FOR_FORMS
        app = web.Application(client_max_size=room)
        Api(self._platform, self.gateway, self.faults, self.refusals, self.requests).add_to(app)
        app.router.add_get("/gateway", self.gateway.serve)
        self._page.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        port = self._runner.addresses[0][1]
        self._platform.base = f"http://{HOST}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.close()
        await self._page.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api(self) -> str:
        """The base address of the REST API."""
        return self._platform.base + PREFIX

    @property
    def page(self) -> str:
        """The address of the page."""
        return self._platform.base + "/"

    @property
    def token(self) -> str:
        """The token that the bot logs in with."""
        return self._platform.token

    @property
    def interactions(self) -> Interactions:
        """What members asked the bot, counted."""
        return self._platform.interactions

    def member(self, name: str, guild: Guild | None = None) -> MemberDriver:
        """Return a member by name, of the default server where none is given."""
        place = guild or self.world.default_guild
        for member in place.members.values():
            if member.user.name == name:
                return MemberDriver(self._platform, place, member)
        raise NotPossible(f"There is no member {name!r} in {place.name}.")

    def join(self, guild: Guild) -> None:
        """Add the bot to a server that it is not in, and tell it."""
        member = self.world.join(guild, self.world.bot)
        member.roles.update(role.id for role in guild.roles.values() if role.name == self.world.bot.name)
        self._platform.feed.publish(feed.GuildJoined(guild))

    def change_role(self, guild: Guild, role: Role, permissions: Permission) -> None:
        """Give a role other permissions, and tell the bot."""
        role.permissions = permissions
        self._platform.feed.publish(feed.RoleUpdated(guild, role))

    def welcome(self, guild: Guild, name: str) -> Member:
        """Let a new member join a server, and tell the bot."""
        member = self.world.add_member(guild, name)
        self._platform.feed.publish(feed.MemberJoined(guild, member))
        return member

    async def bot_online(self, timeout: float = PATIENCE, *, shards: int = 1) -> None:  # noqa: ASYNC109 - the public interface takes seconds
        """Return when so many of the bot's shards are ready and were told of all their servers."""

        def enough() -> bool | None:
            return True if len({each.shard for each in self.gateway.online}) >= shards else None

        await self._platform.feed.until(enough, timeout, "A bot online")

    async def bot_offline(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109 - the public interface takes seconds
        """Return when no shard of the bot is connected."""
        await self._platform.feed.until(lambda: None if self.gateway.online else True, timeout, "A bot offline")

    async def commands_synced(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109 - the public interface takes seconds
        """Return when the bot has registered commands."""
        await self._platform.feed.until(
            lambda: True if self.world.commands or any(self.world.guild_commands.values()) else None,
            timeout,
            "A registration of commands",
        )
