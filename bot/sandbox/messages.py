"""Send, change and delete messages, and tell what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox import feed, mentions, reading
from bot.sandbox.media import Media
from bot.sandbox.world import Message, MessageFlag, MessageKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sandbox.interactions import Interaction
    from bot.sandbox.platform import Platform, Upload
    from bot.sandbox.world import Channel, Json, User

# A sender may set these; the others are Discord's own.
SETTABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2


@dataclass(frozen=True, slots=True)
class Sent:
    """How a message came to be sent, beside what it says."""

    interaction: Interaction | None = None
    only_for: int | None = None
    loading: bool = False
    pinned: Message | None = None
    """The message whose pinning it tells of."""


def post(
    platform: Platform,
    channel: Channel,
    author: User,
    body: Json,
    uploads: Sequence[Upload] = (),
    sent: Sent | None = None,
) -> Message:
    """Send a message whose body was found valid; return it."""
    sent = sent or Sent()
    message = Message(
        id=platform.ids.make(),
        channel_id=channel.id,
        guild_id=channel.guild_id,
        author=author,
        content="",
        created=platform.clock.now(),
        nonce=body.get("nonce"),
        tts=bool(body.get("tts")),
        flags=MessageFlag(int(body.get("flags") or 0)) & SETTABLE,
    )
    if sent.only_for is not None:
        message.flags |= MessageFlag.EPHEMERAL
        message.only_for = sent.only_for
    if sent.loading:
        message.flags |= MessageFlag.LOADING
    if sent.interaction is not None:
        message.interaction = sent.interaction.metadata(original=sent.interaction.original)
        message.interaction_name = sent.interaction.name
        message.kind = sent.interaction.message_kind
    if sent.pinned is not None:
        message.kind, message.reply_to = MessageKind.PIN, sent.pinned.id
    reference = body.get("message_reference")
    if reference and int(reference["message_id"]) in channel.messages:
        message.kind, message.reply_to = MessageKind.REPLY, int(reference["message_id"])
    _write(platform, channel, message, body, uploads)
    channel.messages[message.id] = message
    if channel.is_thread and channel.archived:
        channel.archived = False
        platform.feed.publish(feed.ChannelUpdated(channel))
    platform.feed.publish(feed.MessageCreated(message))
    return message


def edit(platform: Platform, message: Message, body: Json, uploads: Sequence[Upload] = ()) -> Message:
    """Change what the body names and leave the rest; return the message."""
    channel = platform.world.channels[message.channel_id]
    if "flags" in body and body["flags"] is not None:
        wanted = MessageFlag(int(body["flags"])) & SETTABLE
        message.flags = (message.flags & ~MessageFlag.SUPPRESS_EMBEDS) | wanted
    filled = message.loading
    message.flags &= ~MessageFlag.LOADING
    message.revision += 1
    _write(platform, channel, message, body, uploads)
    if not filled:
        message.edited = platform.clock.now()
    platform.feed.publish(feed.MessageUpdated(message))
    return message


def _write(platform: Platform, channel: Channel, message: Message, body: Json, uploads: Sequence[Upload]) -> None:
    if "attachments" in body or uploads:
        message.attachments = Media(platform, channel.id).attach(message.attachments, body, uploads)
    media = Media(platform, channel.id, message.attachments)
    if "content" in body:
        message.content = (body["content"] or "").strip()
    if "embeds" in body:
        message.embeds = media.embeds(body["embeds"] or [])
    if "components" in body:
        message.components = media.components(body["components"] or [])
    place = channel.messages.get(message.reply_to or 0)
    text = f"{message.content}\n{reading.displayed(message.components)}"
    found = mentions.pings(
        platform.world,
        channel,
        message.author.id,
        text,
        body.get("allowed_mentions"),
        place.author.id if place else None,
    )
    message.mentions, message.mention_roles = found.users, found.roles
    message.mention_everyone = found.everyone


def delete(platform: Platform, message: Message) -> None:
    """Take a message away."""
    channel = platform.world.channels[message.channel_id]
    channel.messages.pop(message.id, None)
    message.deleted = True
    if channel.pins.pop(message.id, None) is not None:
        platform.feed.publish(feed.PinsChanged(channel))
    platform.feed.publish(feed.MessageDeleted(message))


def start_thread(platform: Platform, parent: Channel, name: str, owner: User, source: Message | None = None) -> Channel:
    """Start a public thread, from a message or by itself; return it."""
    thread = platform.world.add_thread(parent, name, owner, source.id if source else None)
    if source is not None:
        source.flags |= MessageFlag.HAS_THREAD
        platform.feed.publish(feed.ChannelCreated(thread))
        platform.feed.publish(feed.MessageUpdated(source))
    else:
        platform.feed.publish(feed.ChannelCreated(thread))
    return thread


def pin(platform: Platform, channel: Channel, message: Message) -> None:
    """Pin a message; one pinned already stays as it is."""
    if message.id in channel.pins:
        return
    channel.pins[message.id] = platform.clock.now()
    message.pinned = True
    platform.feed.publish(feed.MessageUpdated(message))
    platform.feed.publish(feed.PinsChanged(channel))


def unpin(platform: Platform, channel: Channel, message: Message) -> None:
    """Unpin a message; one not pinned stays as it is."""
    if channel.pins.pop(message.id, None) is None:
        return
    message.pinned = False
    platform.feed.publish(feed.MessageUpdated(message))
    platform.feed.publish(feed.PinsChanged(channel))
