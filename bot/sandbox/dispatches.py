"""Turn what happened into the gateway's events, each with the intent that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox import feed, payloads, permissions, shapes
from bot.sandbox.intents import Intent
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.sandbox.platform import Platform
    from bot.sandbox.world import Channel, Json, Message


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An event for the gateway: where it belongs and how it looks to a session of given intents."""

    name: str
    guild_id: int | None
    needs: Intent
    render: Callable[[Intent], Json]


def dispatches(platform: Platform, event: feed.Event) -> Iterator[Dispatch]:
    """Yield the gateway's events for something that happened."""
    match event:
        case feed.MessageCreated(message) | feed.MessageUpdated(message) | feed.MessageDeleted(message):
            yield from _of_message(platform, event, message)
        case feed.PinsChanged(channel) | feed.Typing(channel, _):
            yield from _of_channel(platform, event, channel)
        case feed.ChannelCreated(channel) | feed.ChannelUpdated(channel) | feed.ChannelDeleted(channel):
            yield from _of_structure(platform, event, channel)
        case feed.InteractionCreated(interaction):
            shape = payloads.interaction(platform, interaction)
            yield _plain("INTERACTION_CREATE", interaction.ask.channel.guild_id, Intent.NONE, shape)
        case _:
            yield from _of_guild(platform, event)


def _plain(name: str, guild_id: int | None, needs: Intent, shape: Json) -> Dispatch:
    return Dispatch(name, guild_id, needs, lambda _intents: shape)


def _seen(platform: Platform, channel: Channel | None) -> bool:
    if channel is None:
        return False
    return bool(permissions.in_channel(platform.world, channel, platform.world.bot.id) & Permission.VIEW_CHANNEL)


def _of_message(platform: Platform, event: feed.Event, message: Message) -> Iterator[Dispatch]:
    # Who answers an interaction ephemerally has the message from that answer; the gateway does not repeat it.
    if message.ephemeral or not _seen(platform, platform.world.channels.get(message.channel_id)):
        return
    needs = Intent.DIRECT_MESSAGES if message.guild_id is None else Intent.GUILD_MESSAGES
    if isinstance(event, feed.MessageDeleted):
        shape = {"id": str(message.id), "channel_id": str(message.channel_id)}
        if message.guild_id is not None:
            shape["guild_id"] = str(message.guild_id)
        yield _plain("MESSAGE_DELETE", message.guild_id, needs, shape)
        return
    name = "MESSAGE_CREATE" if isinstance(event, feed.MessageCreated) else "MESSAGE_UPDATE"
    yield Dispatch(
        name,
        message.guild_id,
        needs,
        lambda intents: shapes.gateway_message(platform.world, message, granted=bool(intents & Intent.MESSAGE_CONTENT)),
    )


def _of_channel(platform: Platform, event: feed.Event, channel: Channel) -> Iterator[Dispatch]:
    if not _seen(platform, channel):
        return
    shape: Json = {"channel_id": str(channel.id)}
    if channel.guild_id is not None:
        shape["guild_id"] = str(channel.guild_id)
    if isinstance(event, feed.Typing):
        needs = Intent.DIRECT_MESSAGE_TYPING if channel.guild_id is None else Intent.GUILD_MESSAGE_TYPING
        shape |= {"user_id": str(event.user.id), "timestamp": int(platform.clock.now().timestamp())}
        yield _plain("TYPING_START", channel.guild_id, needs, shape)
        return
    needs = Intent.DIRECT_MESSAGES if channel.guild_id is None else Intent.GUILDS
    last = max(channel.pins.values(), default=None)
    shape["last_pin_timestamp"] = shapes.timestamp(last) if last else None
    yield _plain("CHANNEL_PINS_UPDATE", channel.guild_id, needs, shape)


def _of_structure(platform: Platform, event: feed.Event, channel: Channel) -> Iterator[Dispatch]:
    world = platform.world
    if channel.guild_id is None:
        return
    prefix = "THREAD" if channel.is_thread else "CHANNEL"
    shape = shapes.channel(world, channel)
    match event:
        case feed.ChannelDeleted():
            yield _plain(f"{prefix}_DELETE", channel.guild_id, Intent.GUILDS, shape)
        case feed.ChannelCreated() if _seen(platform, channel):
            if channel.is_thread:
                shape["newly_created"] = True
            yield _plain(f"{prefix}_CREATE", channel.guild_id, Intent.GUILDS, shape)
        case feed.ChannelUpdated() if _seen(platform, channel) or not channel.is_thread:
            yield _plain(f"{prefix}_UPDATE", channel.guild_id, Intent.GUILDS, shape)


def _of_guild(platform: Platform, event: feed.Event) -> Iterator[Dispatch]:
    world = platform.world
    match event:
        case feed.GuildJoined(guild):
            # Without `unavailable`, so that the bot knows it for a new one.
            shape = shapes.guild(world, guild, full=True)
            del shape["unavailable"]
            yield _plain("GUILD_CREATE", guild.id, Intent.GUILDS, shape)
        case feed.GuildLeft(guild):
            yield _plain("GUILD_DELETE", guild.id, Intent.GUILDS, {"id": str(guild.id)})
        case feed.RoleUpdated(guild, role):
            shape = {"guild_id": str(guild.id), "role": shapes.role(role)}
            yield _plain("GUILD_ROLE_UPDATE", guild.id, Intent.GUILDS, shape)
        case feed.MemberJoined(guild, member):
            shape = shapes.member(member) | {"guild_id": str(guild.id)}
            yield _plain("GUILD_MEMBER_ADD", guild.id, Intent.GUILD_MEMBERS, shape)
        case _:
            return
