"""Let the bot see channels, start threads and show that it types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import feed, messages, shapes
from bot.sandbox.calls import NOTHING, Call, Reply, Route, body_of, channel_of, message_of, need
from bot.sandbox.form import Form
from bot.sandbox.permissions import Permission
from bot.sandbox.refusals import Why
from bot.sandbox.world import ChannelKind

if TYPE_CHECKING:
    from bot.sandbox.world import Channel, Json

LONGEST_NAME = 100
ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
CREATED = 201


def one(call: Call) -> Reply:
    """Return a channel or a thread."""
    return Reply(shapes.channel(call.platform.world, channel_of(call)))


def typing(call: Call) -> Reply:
    """Show that the bot types."""
    channel = channel_of(call)
    if channel.guild_id is not None:
        need(call, channel, Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES)
    call.platform.feed.publish(feed.Typing(channel, call.platform.world.bot))
    return NOTHING


def thread_from_message(call: Call) -> Reply:
    """Start a thread from a message."""
    parent = channel_of(call)
    _may_start(call, parent)
    message = message_of(call, parent)
    if message.id in call.platform.world.channels:
        raise Why.THREAD_EXISTS.refused()
    name, minutes = _named(body_of(call))
    thread = messages.start_thread(call.platform, parent, name, call.platform.world.bot, message)
    thread.auto_archive_minutes = minutes
    return Reply(shapes.channel(call.platform.world, thread), status=CREATED)


def thread_alone(call: Call) -> Reply:
    """Start a public thread without a message."""
    parent = channel_of(call)
    _may_start(call, parent)
    body = body_of(call)
    name, minutes = _named(body)
    form = Form()
    # A thread without a type is private at Discord; this stand-in knows public ones alone.
    form.one_of({"type": body.get("type", ChannelKind.PRIVATE_THREAD)}, "type", (ChannelKind.PUBLIC_THREAD,))
    form.done()
    thread = messages.start_thread(call.platform, parent, name, call.platform.world.bot)
    thread.auto_archive_minutes = minutes
    return Reply(shapes.channel(call.platform.world, thread), status=CREATED)


def _may_start(call: Call, parent: Channel) -> None:
    if parent.kind is not ChannelKind.TEXT:
        raise Why.WRONG_CHANNEL_TYPE.refused()
    need(call, parent, Permission.CREATE_PUBLIC_THREADS)


def _named(body: Json) -> tuple[str, int]:
    form = Form()
    name = form.text(body, "name", LONGEST_NAME, shortest=1, required=True)
    minutes = form.one_of(body, "auto_archive_duration", ARCHIVE_MINUTES, required=False)
    form.number(body, "rate_limit_per_user", 0, 21_600)
    form.done()
    return name or "", minutes or 1440


def change(call: Call) -> Reply:
    """Rename, archive, lock or reopen a thread."""
    thread = channel_of(call)
    if not thread.is_thread:
        raise Why.MISSING_PERMISSIONS.refused()
    body = body_of(call)
    if thread.owner_id != call.platform.world.bot.id or "locked" in body:
        need(call, thread, Permission.MANAGE_THREADS)
    form = Form()
    name = form.text(body, "name", LONGEST_NAME, shortest=1)
    archived = form.flag(body, "archived")
    locked = form.flag(body, "locked")
    form.done()
    thread.name = name or thread.name
    thread.archived = archived if "archived" in body else thread.archived
    thread.locked = locked if "locked" in body else thread.locked
    call.platform.feed.publish(feed.ChannelUpdated(thread))
    return Reply(shapes.channel(call.platform.world, thread))


def delete(call: Call) -> Reply:
    """Delete a thread or a channel; needs a permission."""
    channel = channel_of(call)
    need(call, channel, Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS)
    shape = shapes.channel(call.platform.world, channel)
    call.platform.feed.publish(feed.ChannelDeleted(channel))
    call.platform.world.remove_channel(channel)
    return Reply(shape)


def join_thread(call: Call) -> Reply:
    """Let the bot join a thread."""
    thread = channel_of(call)
    if thread.archived:
        raise Why.THREAD_ARCHIVED.refused()
    thread.thread_members.add(call.platform.world.bot.id)
    return NOTHING


ONE = r"/channels/{channel_id:\d+}"

ROUTES = (
    Route("GET", ONE, one, major="channel_id"),
    Route("PATCH", ONE, change, major="channel_id"),
    Route("DELETE", ONE, delete, major="channel_id"),
    Route("POST", ONE + "/typing", typing, rate="typing", major="channel_id"),
    Route("POST", ONE + "/threads", thread_alone, rate="threads", major="channel_id"),
    Route("PUT", ONE + "/thread-members/@me", join_thread, major="channel_id"),
    Route("POST", ONE + r"/messages/{message_id:\d+}/threads", thread_from_message, rate="threads", major="channel_id"),
)
