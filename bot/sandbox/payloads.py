"""Show an interaction as the gateway sends it to the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import permissions, shapes
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from bot.sandbox.interactions import Interaction
    from bot.sandbox.platform import Platform
    from bot.sandbox.world import Channel, Json, World

CONTEXT_GUILD = 0
CONTEXT_BOT_DM = 1


def interaction(platform: Platform, of: Interaction) -> Json:
    """Return the payload of INTERACTION_CREATE."""
    world, ask = platform.world, of.ask
    channel = ask.channel
    shape: Json = {
        "id": str(of.id),
        "application_id": str(world.application_id),
        "type": int(ask.kind),
        "token": of.token,
        "version": 1,
        "data": ask.data,
        "channel_id": str(channel.id),
        "channel": partial_channel(world, channel, ask.user.id),
        "app_permissions": str(int(_app_permissions(world, channel))),
        "locale": shapes.LOCALE,
        "entitlements": [],
        "authorizing_integration_owners": ask.owners,
        "context": CONTEXT_BOT_DM if channel.guild_id is None else CONTEXT_GUILD,
        "attachment_size_limit": platform.limits.upload_bytes,
    }
    guild = world.guild_of(channel)
    if guild is None:
        shape["user"] = shapes.user(ask.user)
    else:
        granted = permissions.in_channel(world, channel, ask.user.id)
        shape |= {
            "guild_id": str(guild.id),
            "guild_locale": shapes.LOCALE,
            "guild": {"id": str(guild.id), "locale": shapes.LOCALE, "features": []},
            "member": shapes.member(guild.members[ask.user.id], granted=granted),
        }
    if ask.source is not None:
        shape["message"] = shapes.message(world, ask.source, granted=platform.reads_content)
    return shape


def _app_permissions(world: World, channel: Channel) -> Permission:
    guild = world.guild_of(channel)
    if guild is not None and world.bot.id not in guild.members:
        # Installed by the user alone: the application may do no more than answer.
        return Permission.EMBED_LINKS | Permission.ATTACH_FILES
    return permissions.in_channel(world, channel, world.bot.id)


def partial_channel(world: World, of: Channel, user_id: int) -> Json:
    """Return a channel as interactions carry it, with what the user may do there."""
    return shapes.channel(world, of) | {"permissions": str(int(permissions.in_channel(world, of, user_id)))}
