"""Show the world's objects in Discord's own JSON shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import permissions
from bot.sandbox.intents import APPLICATION_FLAGS
from bot.sandbox.snowflakes import made_at
from bot.sandbox.world import ChannelKind, MessageFlag

if TYPE_CHECKING:
    from datetime import datetime

    from bot.sandbox.intents import Intent
    from bot.sandbox.permissions import Permission
    from bot.sandbox.world import Channel, Guild, Json, Member, Message, Role, User, World

LOCALE = "en-US"


def timestamp(moment: datetime) -> str:
    """Return a moment as Discord writes it."""
    return moment.isoformat(timespec="microseconds")


def user(of: User) -> Json:
    """Return a user object."""
    shape: Json = {
        "id": str(of.id),
        "username": of.name if of.bot else of.name.lower().replace(" ", "_"),
        "discriminator": "0001" if of.bot else "0",
        "global_name": None if of.bot else of.name,
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    if of.bot:
        shape["bot"] = True
    return shape


def member(of: Member, *, with_user: bool = True, granted: Permission | None = None) -> Json:
    """Return a member object, with computed permissions where they are given."""
    shape: Json = {
        "roles": [str(role_id) for role_id in sorted(of.roles)],
        "joined_at": timestamp(of.joined),
        "nick": None,
        "avatar": None,
        "banner": None,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }
    if with_user:
        shape["user"] = user(of.user)
    if granted is not None:
        shape["permissions"] = str(int(granted))
    return shape


def role(of: Role) -> Json:
    """Return a role object."""
    return {
        "id": str(of.id),
        "name": of.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": of.position,
        "permissions": str(int(of.permissions)),
        "managed": False,
        "mentionable": of.mentionable,
        "flags": 0,
    }


def channel(world: World, of: Channel) -> Json:
    """Return a channel, thread or direct message channel object."""
    last = next(reversed(of.messages), None)
    shape: Json = {"id": str(of.id), "type": int(of.kind), "last_message_id": str(last) if last else None, "flags": 0}
    if of.kind is ChannelKind.DM:
        recipient = world.users[of.recipient_id or 0]
        return shape | {"recipients": [user(recipient)]}
    shape |= {"guild_id": str(of.guild_id), "name": of.name, "rate_limit_per_user": 0}
    if of.is_thread:
        return shape | _thread(of)
    return shape | {
        "position": of.position,
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": [
            {
                "id": str(target),
                "type": int(overwrite.of_member),
                "allow": str(int(overwrite.allow)),
                "deny": str(int(overwrite.deny)),
            }
            for target, overwrite in of.overwrites.items()
        ],
    }


def _thread(of: Channel) -> Json:
    return {
        "parent_id": str(of.parent_id),
        "owner_id": str(of.owner_id),
        "message_count": len(of.messages),
        "total_message_sent": len(of.messages),
        "member_count": len(of.thread_members),
        "thread_metadata": {
            "archived": of.archived,
            "locked": of.locked,
            "auto_archive_duration": of.auto_archive_minutes,
            "archive_timestamp": _made(of),
            "create_timestamp": _made(of),
        },
    }


def _made(of: Channel) -> str:
    return timestamp(made_at(of.id))


def guild(world: World, of: Guild, *, full: bool = False) -> Json:
    """Return a guild object; `full` adds what GUILD_CREATE carries.

    Members are the bot alone, as for a session without the members intent.
    """
    shape: Json = {
        "id": str(of.id),
        "name": of.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "owner_id": str(of.owner_id),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": LOCALE,
        "features": [],
        "emojis": [],
        "stickers": [],
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "application_id": None,
        "vanity_url_code": None,
        "home_header": None,
        "region": "deprecated",
        "widget_enabled": False,
        "widget_channel_id": None,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_subscription_count": 0,
        "safety_alerts_channel_id": None,
        "nsfw": False,
        "incidents_data": None,
        "roles": [role(each) for each in of.roles.values()],
    }
    if not full:
        return shape
    bot = of.members.get(world.bot.id)
    return shape | {
        "joined_at": timestamp(bot.joined) if bot else None,
        "large": False,
        "unavailable": False,
        "member_count": len(of.members),
        "voice_states": [],
        "members": [member(bot)] if bot else [],
        "channels": [channel(world, each) for each in of.channels.values()],
        "threads": [
            channel(world, each) for each in of.threads.values() if not each.archived and _bot_sees(world, each)
        ],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _bot_sees(world: World, of: Channel) -> bool:
    return bool(permissions.in_channel(world, of, world.bot.id) & permissions.Permission.VIEW_CHANNEL)


def message(
    world: World, of: Message, *, granted: bool = True, reply_granted: bool | None = None, nested: bool = False
) -> Json:
    """Return a message object.

    What the bot may not read without the message-content intent is empty unless that is `granted`: content, embeds,
    components and attachments. `reply_granted` is the same for the message it replies to, which `nested` leaves out.
    """
    content = readable(world, of, granted=granted)
    shape: Json = {
        "id": str(of.id),
        "type": int(of.kind),
        "channel_id": str(of.channel_id),
        "author": user(of.author),
        "content": of.content if content else "",
        "timestamp": timestamp(of.created),
        "edited_timestamp": timestamp(of.edited) if of.edited else None,
        "tts": of.tts,
        "mention_everyone": of.mention_everyone,
        "mentions": [user(world.users[user_id]) for user_id in of.mentions],
        "mention_roles": [str(role_id) for role_id in of.mention_roles],
        "attachments": of.attachments if content else [],
        "embeds": of.embeds if content else [],
        "components": of.components if content else [],
        "pinned": of.pinned,
        "flags": int(of.flags),
    }
    if of.nonce is not None:
        shape["nonce"] = of.nonce
    if of.interaction is not None:
        shape |= _of_interaction(world, of)
    if of.flags & MessageFlag.HAS_THREAD and (thread := world.channels.get(of.id)) is not None:
        shape["thread"] = channel(world, thread)
    if of.reply_to is not None:
        shape |= _reply(world, of, granted=granted if reply_granted is None else reply_granted, nested=nested)
    return shape


def _of_interaction(world: World, of: Message) -> Json:
    metadata = of.interaction or {}
    shape: Json = {
        "application_id": str(world.application_id),
        "webhook_id": str(world.application_id),
        "interaction_metadata": metadata,
    }
    if of.interaction_name is not None:
        shape["interaction"] = {
            "id": metadata["id"],
            "type": metadata["type"],
            "name": of.interaction_name,
            "user": metadata["user"],
        }
    return shape


def _reply(world: World, of: Message, *, granted: bool, nested: bool) -> Json:
    reference: Json = {"type": 0, "channel_id": str(of.channel_id), "message_id": str(of.reply_to)}
    if of.guild_id is not None:
        reference["guild_id"] = str(of.guild_id)
    shape: Json = {"message_reference": reference}
    if not nested:
        place = world.channels.get(of.channel_id)
        target = place.messages.get(of.reply_to or 0) if place else None
        shape["referenced_message"] = message(world, target, granted=granted, nested=True) if target else None
    return shape


def gateway_message(world: World, of: Message, *, granted: bool) -> Json:
    """Return a message as the gateway sends it, with its server and its author's membership."""
    shape: dict[str, Any] = message(world, of, granted=granted)
    if of.guild_id is None:
        return shape
    shape["guild_id"] = str(of.guild_id)
    server = world.guilds.get(of.guild_id)
    if server is None:
        return shape
    if of.interaction is None and (author := server.members.get(of.author.id)) is not None:
        shape["member"] = member(author, with_user=False)
    for mentioned in shape["mentions"]:
        if (one := server.members.get(int(mentioned["id"]))) is not None:
            mentioned["member"] = member(one, with_user=False)
    return shape


def readable(world: World, of: Message, *, granted: bool) -> bool:
    """Return whether the bot may read a message's content.

    It may where the message-content intent was granted, in direct messages, in its own messages, and in those that
    mention it, replies that ping it included.
    """
    return granted or of.guild_id is None or of.author is world.bot or world.bot.id in of.mentions


def application_flags(privileged: Intent) -> int:
    """Return the flags of an application that was given these privileged intents."""
    return sum(flag for intent, flag in APPLICATION_FLAGS.items() if privileged & intent)


def application(world: World, privileged: Intent) -> Json:
    """Return the application object that the bot gets of itself."""
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "type": None,
        "flags": application_flags(privileged),
        "flags_new": str(application_flags(privileged)),
        "owner": user(world.owner),
        "team": None,
        "bot": user(world.bot),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "tags": [],
        "approximate_guild_count": sum(world.bot.id in guild.members for guild in world.guilds.values()),
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
        "approximate_user_install_count": sum(each.installed for each in world.users.values()),
        "integration_types_config": {"0": {}, "1": {}},
    }
