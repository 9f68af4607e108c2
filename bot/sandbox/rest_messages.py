"""Let the bot read, send, change and delete messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import check_messages, messages, shapes
from bot.sandbox.calls import NOTHING, Call, Reply, Route, body_of, channel_of, has, message_of, need
from bot.sandbox.form import Form
from bot.sandbox.messages import Sent
from bot.sandbox.permissions import Permission
from bot.sandbox.refusals import Why

if TYPE_CHECKING:
    from bot.sandbox.world import Channel, Json, Message

MOST_AT_ONCE = 100
DEFAULT_AT_ONCE = 50


def shown(call: Call, message: Message) -> Json:
    """Return a message as the bot may see it."""
    return shapes.message(call.platform.world, message, granted=call.platform.reads_content)


def history(call: Call) -> Reply:
    """Return messages of a channel, newest first; none where the bot may not read its history."""
    channel = channel_of(call)
    form = Form()
    query = {key: call.query[key] for key in ("before", "after", "around") if key in call.query}
    places = {key: form.snowflake(query, key) for key in query}
    limits = {"limit": int(call.query["limit"])} if call.query.get("limit", "").isdigit() else {}
    limit = form.number(limits, "limit", 1, MOST_AT_ONCE, default=DEFAULT_AT_ONCE) or DEFAULT_AT_ONCE
    form.done()
    if not has(call, channel, Permission.READ_MESSAGE_HISTORY):
        return Reply([])
    seen = [message for message in channel.messages.values() if not message.ephemeral]
    return Reply([shown(call, message) for message in reversed(_part(seen, places, limit))])


def _part(seen: list[Message], places: dict[str, int], limit: int) -> list[Message]:
    if "around" in places:
        middle = places["around"]
        before = [each for each in seen if each.id < middle][-(limit // 2) :] if limit > 1 else []
        onwards = [each for each in seen if each.id >= middle]
        return before + onwards[: limit - len(before)]
    if "after" in places:
        return [each for each in seen if each.id > places["after"]][:limit]
    if "before" in places:
        return [each for each in seen if each.id < places["before"]][-limit:]
    return seen[-limit:]


def one(call: Call) -> Reply:
    """Return one message."""
    channel = channel_of(call)
    need(call, channel, Permission.READ_MESSAGE_HISTORY)
    return Reply(shown(call, message_of(call, channel)))


def create(call: Call) -> Reply:
    """Send a message, or return the one sent already under the same enforced nonce."""
    platform, channel = call.platform, channel_of(call)
    _may_send(call, channel)
    body = body_of(call)
    form = Form()
    check_messages.check(form, body, call.uploads, reply_in=channel)
    form.done()
    check_messages.check_not_empty(body, call.uploads)
    _may_carry(call, channel, body)
    nonce = body.get("nonce")
    if nonce is None or not body.get("enforce_nonce"):
        return Reply(shown(call, messages.post(platform, channel, platform.world.bot, body, call.uploads)))
    earlier = _earlier(call, channel, str(nonce))
    if earlier is None:
        earlier = messages.post(platform, channel, platform.world.bot, body, call.uploads)
        key = (earlier.author.id, channel.id, str(nonce))
        platform.nonces[key] = (platform.clock.monotonic(), earlier)
    return Reply(shown(call, earlier))


def _earlier(call: Call, channel: Channel, nonce: str) -> Message | None:
    platform = call.platform
    oldest = platform.clock.monotonic() - platform.limits.nonce_seconds
    while platform.nonces and next(iter(platform.nonces.values()))[0] < oldest:
        platform.nonces.popitem(last=False)
    found = platform.nonces.get((platform.world.bot.id, channel.id, nonce))
    return found[1] if found is not None else None


def _may_send(call: Call, channel: Channel) -> None:
    world = call.platform.world
    if channel.recipient_id is not None:
        if not world.users[channel.recipient_id].accepts_dms:
            raise Why.CANNOT_DM.refused()
        return
    need(call, channel, Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES)
    if channel.is_thread and channel.locked and not has(call, channel, Permission.MANAGE_THREADS):
        raise Why.THREAD_ARCHIVED.refused()


def _may_carry(call: Call, channel: Channel, body: Json) -> None:
    if body.get("embeds"):
        need(call, channel, Permission.EMBED_LINKS)
    if call.uploads:
        need(call, channel, Permission.ATTACH_FILES)
    if body.get("message_reference") and not has(call, channel, Permission.READ_MESSAGE_HISTORY):
        raise Why.REPLY_NEEDS_HISTORY.refused()


def change(call: Call) -> Reply:
    """Change one of the bot's own messages."""
    channel = channel_of(call)
    message = message_of(call, channel)
    if message.author is not call.platform.world.bot:
        raise Why.NOT_YOUR_MESSAGE.refused()
    if channel.is_thread and channel.archived:
        raise Why.THREAD_ARCHIVED.refused()
    return edited(call, message)


def edited(call: Call, message: Message) -> Reply:
    """Change a message as the body says, and return it."""
    body = body_of(call)
    form = Form()
    check_messages.check_edit(form, message, body, call.uploads)
    form.done()
    check_messages.check_edit_not_empty(message, body, call.uploads)
    return Reply(shown(call, messages.edit(call.platform, message, body, call.uploads)))


def delete(call: Call) -> Reply:
    """Delete a message; another's needs a permission."""
    channel = channel_of(call)
    message = message_of(call, channel)
    if message.author is not call.platform.world.bot:
        need(call, channel, Permission.MANAGE_MESSAGES)
    if channel.is_thread and channel.archived:
        raise Why.THREAD_ARCHIVED.refused()
    messages.delete(call.platform, message)
    return NOTHING


def pins(call: Call) -> Reply:
    """Return the pinned messages of a channel, the latest first."""
    channel = channel_of(call)
    if not has(call, channel, Permission.READ_MESSAGE_HISTORY):
        return Reply({"items": [], "has_more": False})
    form = Form()
    limits = {"limit": int(call.query["limit"])} if call.query.get("limit", "").isdigit() else {}
    limit = form.number(limits, "limit", 1, DEFAULT_AT_ONCE, default=DEFAULT_AT_ONCE) or DEFAULT_AT_ONCE
    form.done()
    before = call.query.get("before")
    listed = [
        {"pinned_at": shapes.timestamp(moment), "message": shown(call, channel.messages[message_id])}
        for message_id, moment in sorted(channel.pins.items(), key=lambda pin: pin[1], reverse=True)
        if before is None or shapes.timestamp(moment) < before
    ]
    return Reply({"items": listed[:limit], "has_more": len(listed) > limit})


def pin(call: Call) -> Reply:
    """Pin a message."""
    channel = channel_of(call)
    need(call, channel, Permission.PIN_MESSAGES)
    message = message_of(call, channel)
    check_messages.check_pins(channel)
    is_new = message.id not in channel.pins
    messages.pin(call.platform, channel, message)
    if is_new:
        told = Sent(pinned=message)
        messages.post(call.platform, channel, call.platform.world.bot, {"allowed_mentions": {"parse": []}}, sent=told)
    return NOTHING


def unpin(call: Call) -> Reply:
    """Unpin a message."""
    channel = channel_of(call)
    need(call, channel, Permission.PIN_MESSAGES)
    messages.unpin(call.platform, channel, message_of(call, channel))
    return NOTHING


LIST = r"/channels/{channel_id:\d+}/messages"
ONE = LIST + r"/{message_id:\d+}"

ROUTES = (
    Route("GET", LIST, history, major="channel_id"),
    Route("POST", LIST, create, rate="message_create", major="channel_id"),
    Route("GET", LIST + "/pins", pins, major="channel_id"),
    Route("PUT", LIST + r"/pins/{message_id:\d+}", pin, major="channel_id"),
    Route("DELETE", LIST + r"/pins/{message_id:\d+}", unpin, major="channel_id"),
    Route("GET", ONE, one, major="channel_id"),
    Route("PATCH", ONE, change, rate="message_edit", major="channel_id"),
    Route("DELETE", ONE, delete, rate="message_delete", major="channel_id"),
)
