"""Describe a request to the API, and find what it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox import permissions
from bot.sandbox.permissions import Permission
from bot.sandbox.refusals import Why

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.sandbox.gateway import Gateway
    from bot.sandbox.platform import Platform, Upload
    from bot.sandbox.world import Channel, Guild, Json, Message


@dataclass(frozen=True, slots=True)
class Call:
    """A request, read and allowed to pass."""

    platform: Platform
    gateway: Gateway
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    uploads: tuple[Upload, ...] = ()

    def id(self, name: str) -> int:
        """Return an id of the path."""
        return int(self.path[name])

    def flag(self, name: str) -> bool:
        """Return a boolean of the query."""
        return self.query.get(name, "").lower() in ("1", "true")


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered."""

    body: Any = None
    status: int = 200


NOTHING = Reply(status=204)


@dataclass(frozen=True, slots=True)
class Route:
    """One way into the API.

    `rate` names a field of Limits. `major` names the path's part by which its bucket is split. A route that is `open`
    asks for no token: the one in its path says who may. Those are not counted towards the global rate either.
    """

    method: str
    path: str
    handler: Callable[[Call], Reply]
    rate: str = "other"
    major: str | None = None
    open: bool = False


def channel_of(call: Call) -> Channel:
    """Return the channel of the path, where the bot sees it."""
    world = call.platform.world
    channel = world.channels.get(call.id("channel_id"))
    if channel is None:
        raise Why.UNKNOWN_CHANNEL.refused()
    if not permissions.in_channel(world, channel, world.bot.id) & Permission.VIEW_CHANNEL:
        raise Why.MISSING_ACCESS.refused()
    return channel


def guild_of(call: Call) -> Guild:
    """Return the server of the path, where the bot is in it."""
    world = call.platform.world
    guild = world.guilds.get(call.id("guild_id"))
    if guild is None:
        raise Why.UNKNOWN_GUILD.refused()
    if world.bot.id not in guild.members:
        raise Why.MISSING_ACCESS.refused()
    return guild


def message_of(call: Call, channel: Channel) -> Message:
    """Return the message of the path; ephemeral ones are unknown here."""
    message = channel.messages.get(call.id("message_id"))
    if message is None or message.ephemeral:
        raise Why.UNKNOWN_MESSAGE.refused()
    return message


def has(call: Call, channel: Channel, wanted: Permission) -> bool:
    """Return whether the bot has all of these permissions in a channel."""
    world = call.platform.world
    return wanted in permissions.in_channel(world, channel, world.bot.id)


def need(call: Call, channel: Channel, wanted: Permission) -> None:
    """Refuse where the bot lacks any of these permissions in a channel."""
    if not has(call, channel, wanted):
        raise Why.MISSING_PERMISSIONS.refused()


def body_of(call: Call) -> Json:
    """Return the body, which must be an object."""
    if not isinstance(call.body, dict):
        raise Why.BAD_JSON.refused()
    return call.body
