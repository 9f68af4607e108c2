"""Work out what a member may do where, by Discord's rules."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.world import Channel, Guild, Member, World


class Permission(IntFlag):
    """The permissions that this stand-in asks after."""

    NONE = 0
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    PIN_MESSAGES = 1 << 51


ALL = Permission((1 << 53) - 1)
EVERYONE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
)
# What the bot's invitation asks for.
BOT = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
)
DIRECT = EVERYONE | Permission.PIN_MESSAGES


def in_guild(guild: Guild, member: Member) -> Permission:
    """Return what a member's roles allow in a server, before any channel's overwrites."""
    if member.user.id == guild.owner_id:
        return ALL
    granted = guild.roles[guild.id].permissions
    for role_id in member.roles:
        granted |= guild.roles[role_id].permissions
    return ALL if granted & Permission.ADMINISTRATOR else granted


def in_channel(world: World, channel: Channel, user_id: int) -> Permission:
    """Return what a user may do in a channel; nothing where they cannot see it."""
    if channel.guild_id is None:
        return DIRECT if user_id in (channel.recipient_id, world.bot.id) else Permission.NONE
    guild = world.guilds.get(channel.guild_id)
    member = guild.members.get(user_id) if guild is not None else None
    if guild is None or member is None:
        return Permission.NONE
    granted = in_guild(guild, member)
    if granted == ALL:
        return ALL
    place = world.channels.get(channel.parent_id, channel) if channel.is_thread and channel.parent_id else channel
    granted = _overwritten(granted, place, guild, member)
    if not granted & Permission.VIEW_CHANNEL:
        return Permission.NONE
    if not granted & Permission.SEND_MESSAGES and not channel.is_thread:
        granted &= ~(Permission.MENTION_EVERYONE | Permission.EMBED_LINKS | Permission.ATTACH_FILES)
    return granted


def _overwritten(granted: Permission, place: Channel, guild: Guild, member: Member) -> Permission:
    overwrites = place.overwrites
    if (everyone := overwrites.get(guild.id)) is not None:
        granted = (granted & ~everyone.deny) | everyone.allow
    deny, allow = Permission.NONE, Permission.NONE
    for role_id in member.roles:
        if (overwrite := overwrites.get(role_id)) is not None:
            deny |= overwrite.deny
            allow |= overwrite.allow
    granted = (granted & ~deny) | allow
    if (own := overwrites.get(member.user.id)) is not None:
        granted = (granted & ~own.deny) | own.allow
    return granted
