"""Check the bodies of messages, new ones and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import check_components, check_embeds
from bot.sandbox.reading import ComponentKind, walk
from bot.sandbox.refusals import Why
from bot.sandbox.world import MessageFlag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sandbox.form import Form
    from bot.sandbox.platform import Upload
    from bot.sandbox.world import Channel, Json, Message

LONGEST_CONTENT = 2000
LONGEST_NONCE = 25
MOST_ATTACHMENTS = 10
MOST_PINS = 250
MOST_MENTIONED = 100
# Not documented but reported (discord-api-docs#8554): beyond this Discord answers with its own error.
MOST_TEXT_BYTES = 10_170
BYTES_A_DISPLAY = 12
BIGGEST_FLAGS = 2**31 - 1
LONGEST_FILENAME = 1024
PARSEABLE = ("roles", "users", "everyone")
LEGACY_FIELDS = ("content", "embeds", "poll", "sticker_ids")


def check(form: Form, body: Json, uploads: Sequence[Upload] = (), reply_in: Channel | None = None) -> None:
    """Note the faults of a new message; `reply_in` is the channel whose messages it may reply to."""
    flags = form.number(body, "flags", 0, BIGGEST_FLAGS, default=0) or 0
    _check_parts(form, body, uploads, v2=bool(flags & MessageFlag.COMPONENTS_V2), kept=())
    _nonce(form, body)
    if reply_in is not None:
        _reference(form, body, reply_in)


def check_edit(form: Form, message: Message, body: Json, uploads: Sequence[Upload] = ()) -> None:
    """Note the faults of a change, also of what the message would then be."""
    was_v2 = bool(message.flags & MessageFlag.COMPONENTS_V2)
    flags = form.number(body, "flags", 0, BIGGEST_FLAGS, default=None)
    is_v2 = bool((flags or 0) & MessageFlag.COMPONENTS_V2)
    if was_v2 and flags is not None and not is_v2:
        form.fault("MESSAGE_COMPONENTS_V2_FLAG_REMOVED", "The IS_COMPONENTS_V2 flag cannot be removed", "flags")
    _check_parts(form, body, uploads, v2=was_v2 or is_v2, kept=message.attachments)
    if is_v2 and not was_v2:
        for key, left in (("content", message.content), ("embeds", message.embeds)):
            if left and key not in body:
                _legacy(form, key)


def _check_parts(form: Form, body: Json, uploads: Sequence[Upload], *, v2: bool, kept: Sequence[Json]) -> None:
    form.text(body, "content", LONGEST_CONTENT)
    form.flag(body, "tts")
    check_embeds.check(form, body)
    files = frozenset(_attachments(form, body, uploads)) | {each["filename"] for each in kept}
    check_components.check_message(form, body, v2=v2, files=files)
    _allowed_mentions(form, body)
    if body.get("poll") is not None:
        form.fault("STAND_IN_HAS_NO_POLLS", "The stand-in for Discord knows no polls", "poll")
    if v2:
        for key in LEGACY_FIELDS:
            if body.get(key):
                _legacy(form, key)


def _legacy(form: Form, key: str) -> None:
    message = f'The "{key}" field cannot be used when using MessageFlags.IS_COMPONENTS_V2'
    form.fault("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message, key)


def check_not_empty(body: Json, uploads: Sequence[Upload] = ()) -> None:
    """Refuse a new message with nothing in it, or with more bytes of text than Discord digests."""
    content = (body.get("content") or "").strip()
    if not (content or body.get("embeds") or body.get("components") or body.get("sticker_ids") or uploads):
        raise Why.EMPTY_MESSAGE.refused()
    _check_bytes(body)


def _check_bytes(body: Json) -> None:
    """Fail as Discord does over a message whose text displays weigh too much in UTF-8."""
    displays = [each for each in walk(body.get("components") or ()) if each.get("type") == ComponentKind.TEXT_DISPLAY]
    if sum(len(each["content"].encode()) + BYTES_A_DISPLAY for each in displays) > MOST_TEXT_BYTES:
        raise Why.SERVER_ERROR.refused()


def check_edit_not_empty(message: Message, body: Json, uploads: Sequence[Upload] = ()) -> None:
    """Refuse a change that leaves nothing of a message."""
    after = {
        "content": body.get("content", message.content),
        "embeds": body.get("embeds", message.embeds),
        "components": body.get("components", message.components),
        "sticker_ids": body.get("attachments", message.attachments),
    }
    check_not_empty(after, uploads)


def check_pins(channel: Channel) -> None:
    """Refuse one more pin where the channel is full of them."""
    if len(channel.pins) >= MOST_PINS:
        raise Why.TOO_MANY_PINS.refused()


def _attachments(form: Form, body: Json, uploads: Sequence[Upload]) -> list[str]:
    names = [upload.filename for upload in uploads]
    if len(uploads) > MOST_ATTACHMENTS:
        form.fault("BASE_TYPE_MAX_LENGTH", f"Must be {MOST_ATTACHMENTS} or fewer in length.", "attachments")
    for place, attachment in form.objects(body, "attachments", MOST_ATTACHMENTS):
        place.snowflake(attachment, "id")
        place.text(attachment, "description", LONGEST_FILENAME)
        if (name := place.text(attachment, "filename", LONGEST_FILENAME, shortest=1)) is not None:
            names.append(name)
    return names


def _nonce(form: Form, body: Json) -> None:
    nonce = body.get("nonce")
    if nonce is None or (isinstance(nonce, int) and not isinstance(nonce, bool)):
        return
    if not isinstance(nonce, str):
        form.fault("NONCE_TYPE_INVALID", "A nonce must be a number or a string.", "nonce")
    elif len(nonce) > LONGEST_NONCE:
        form.fault("BASE_TYPE_MAX_LENGTH", f"Must be {LONGEST_NONCE} or fewer in length.", "nonce")


def _allowed_mentions(form: Form, body: Json) -> None:
    part = form.object(body, "allowed_mentions")
    if part is None:
        return
    place, allowed = part
    parse = allowed.get("parse") or []
    if not isinstance(parse, list):
        place.fault("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType", "parse")
        return
    for index, each in enumerate(parse):
        if each not in PARSEABLE:
            place.fault("BASE_TYPE_CHOICES", f"Value must be one of {PARSEABLE}.", "parse", index)
    for kind in ("users", "roles"):
        if allowed.get(kind) and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            place.fault("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
        _named(place, allowed, kind)


def _named(form: Form, allowed: Json, kind: str) -> None:
    named = allowed.get(kind) or []
    if not isinstance(named, list):
        form.fault("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType", kind)
        return
    if len(named) > MOST_MENTIONED:
        form.fault("BASE_TYPE_MAX_LENGTH", f"Must be {MOST_MENTIONED} or fewer in length.", kind)
    if len(set(map(str, named))) < len(named):
        form.fault("SET_TYPE_CONTAINS_DUPLICATES", "The list has duplicates.", kind)
    for index, each in enumerate(named):
        form.at(kind).snowflake({str(index): each}, str(index))


def _reference(form: Form, body: Json, channel: Channel) -> None:
    part = form.object(body, "message_reference")
    if part is None:
        return
    place, reference = part
    if reference.get("type"):
        place.fault("STAND_IN_HAS_NO_FORWARDS", "The stand-in for Discord forwards no messages", "type")
        return
    target = place.snowflake(reference, "message_id")
    elsewhere = reference.get("channel_id") is not None and str(reference["channel_id"]) != str(channel.id)
    found = channel.messages.get(target)
    if elsewhere:
        place.fault("REPLIES_CANNOT_BE_ELSEWHERE", "Cannot reply to a message of another channel", "channel_id")
    elif (found is None or found.ephemeral) and reference.get("fail_if_not_exists", True):
        form.fault("MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message", "message_reference")
