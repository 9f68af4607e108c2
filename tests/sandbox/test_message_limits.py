"""A body that breaks a documented limit is refused in Discord's form, naming the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest
from sandbox.bodies import (
    V2,
    Json,
    button,
    buttons,
    container,
    legacy,
    options,
    picture,
    row,
    section,
    select,
    text,
    v2,
)
from sandbox.raw import at

from bot.sandbox import Limits

if TYPE_CHECKING:
    from sandbox.raw import Raw

    from bot.sandbox import StandIn


@pytest.fixture
def limits() -> Limits:
    return Limits.lifted()


GOOD_MESSAGES: list[Json] = [
    {"content": "x" * 2000},
    {"embeds": [{"title": "t" * 256, "description": "d" * 4096}]},
    {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 25, "color": 0xFFFFFF, "footer": {"text": "f"}}]},
    legacy(*(row(*buttons(5, 5 * number)) for number in range(5))),
    legacy(row(select(options=options(25), max_values=25, placeholder="p" * 150))),
    legacy(row({"type": 5, "custom_id": "u"}), row({"type": 8, "custom_id": "c", "channel_types": [0]})),
    legacy(row(button(custom_id=None, style=5, url="https://example.org/"), button(emoji={"name": "◀"}, label=None))),
    v2(text("x" * 4000)),
    v2(container(section(text(), text(), text()), {"type": 14, "spacing": 2}, row(button(custom_id="b")), text())),
    v2(section(text(), accessory={"type": 11, **picture(description="A portrait")})),
    v2({"type": 12, "items": [picture()] * 10}),
    v2(*[text()] * 40),
    {"content": "x", "allowed_mentions": {"parse": ["everyone"], "users": ["12345678901234567"], "replied_user": True}},
    {"content": "x", "nonce": "n" * 25, "enforce_nonce": True},
]

BAD_MESSAGES: list[tuple[str, Json, str, str]] = [
    ("content", {"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ("content type", {"content": 5}, "content", "STRING_TYPE_CONVERT"),
    ("embeds", {"embeds": [{"title": "t"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
    ("embed title", {"embeds": [{"title": "t" * 257}]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
    ("embed description", {"embeds": [{"description": "d" * 4097}]}, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
    (
        "embed fields",
        {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]},
        "embeds.0.fields",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        "field name",
        {"embeds": [{"fields": [{"name": "n" * 257, "value": "v"}]}]},
        "embeds.0.fields.0.name",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        "field value",
        {"embeds": [{"fields": [{"name": "n", "value": ""}]}]},
        "embeds.0.fields.0.value",
        "BASE_TYPE_REQUIRED",
    ),
    (
        "long field value",
        {"embeds": [{"fields": [{"name": "n", "value": "v" * 1025}]}]},
        "embeds.0.fields.0.value",
        "BASE_TYPE_BAD_LENGTH",
    ),
    ("footer", {"embeds": [{"footer": {"text": "f" * 2049}}]}, "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH"),
    ("author", {"embeds": [{"author": {"name": "a" * 257}}]}, "embeds.0.author.name", "BASE_TYPE_MAX_LENGTH"),
    ("colour", {"embeds": [{"color": 0x1000000}]}, "embeds.0.color", "NUMBER_TYPE_MAX"),
    ("embed url", {"embeds": [{"url": "javascript:x"}]}, "embeds.0.url", "URL_TYPE_INVALID_URL"),
    ("embed image", {"embeds": [{"image": {"url": "ftp://x"}}]}, "embeds.0.image.url", "URL_TYPE_INVALID_URL"),
    (
        "all embeds",
        {"embeds": [{"description": "d" * 3000}, {"title": "t", "description": "d" * 3000}]},
        "embeds",
        "MAX_EMBED_SIZE_EXCEEDED",
    ),
    (
        "mentions both ways",
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    (
        "mention kind",
        {"content": "x", "allowed_mentions": {"parse": ["all"]}},
        "allowed_mentions.parse.0",
        "BASE_TYPE_CHOICES",
    ),
    (
        "101 mentions",
        {"content": "x", "allowed_mentions": {"users": [str(n) for n in range(101)]}},
        "allowed_mentions.users",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        "twice a mention",
        {"content": "x", "allowed_mentions": {"roles": ["1", "1"]}},
        "allowed_mentions.roles",
        "SET_TYPE_CONTAINS_DUPLICATES",
    ),
    ("nonce", {"content": "x", "nonce": "n" * 26}, "nonce", "BASE_TYPE_MAX_LENGTH"),
    ("embed type", {"embeds": ["x"]}, "embeds.0", "MODEL_TYPE_CONVERT"),
    ("embeds type", {"embeds": "x"}, "embeds", "LIST_TYPE_CONVERT"),
    ("mentions type", {"content": "x", "allowed_mentions": []}, "allowed_mentions", "MODEL_TYPE_CONVERT"),
    (
        "mention type",
        {"content": "x", "allowed_mentions": {"users": ["x"]}},
        "allowed_mentions.users.0",
        "NUMBER_TYPE_COERCE",
    ),
    ("colour type", {"embeds": [{"color": "red"}]}, "embeds.0.color", "NUMBER_TYPE_COERCE"),
    ("flag type", {"content": "x", "tts": "yes"}, "tts", "BOOLEAN_TYPE_PARSE"),
    ("negative flags", {"content": "x", "flags": -1}, "flags", "NUMBER_TYPE_MIN"),
    ("nonce type", {"content": "x", "nonce": ["n"]}, "nonce", "NONCE_TYPE_INVALID"),
    (
        "parse type",
        {"content": "x", "allowed_mentions": {"parse": "all"}},
        "allowed_mentions.parse",
        "LIST_TYPE_CONVERT",
    ),
    ("users type", {"content": "x", "allowed_mentions": {"users": "1"}}, "allowed_mentions.users", "LIST_TYPE_CONVERT"),
    ("poll", {"content": "x", "poll": {"question": {}}}, "poll", "STAND_IN_HAS_NO_POLLS"),
    (
        "forward",
        {"content": "x", "message_reference": {"type": 1, "message_id": "1"}},
        "message_reference.type",
        "STAND_IN_HAS_NO_FORWARDS",
    ),
    (
        "reply elsewhere",
        {"content": "x", "message_reference": {"message_id": "1", "channel_id": "2"}},
        "message_reference.channel_id",
        "REPLIES_CANNOT_BE_ELSEWHERE",
    ),
    (
        "file name",
        {"content": "x", "attachments": [{"id": 0, "filename": "f" * 1025}]},
        "attachments.0.filename",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        "too many default users",
        legacy(row({"type": 5, "custom_id": "u", "default_values": [{"id": "1"}, {"id": "2"}]})),
        "components.0.components.0.default_values",
        "SELECT_COMPONENT_TOO_MANY_DEFAULTS",
    ),
    ("long embed url", {"embeds": [{"url": "https://x.org/" + "u" * 2035}]}, "embeds.0.url", "BASE_TYPE_MAX_LENGTH"),
    (
        "long picture url",
        v2({"type": 12, "items": [picture("https://x.org/" + "u" * 2035)]}),
        "components.0.items.0.media.url",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        "unknown reply",
        {"content": "x", "message_reference": {"message_id": "1"}},
        "message_reference",
        "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
    ),
    (
        "eleven attachments",
        {"content": "x", "attachments": [{"id": n, "filename": "f"} for n in range(11)]},
        "attachments",
        "BASE_TYPE_MAX_LENGTH",
    ),
]


@pytest.mark.parametrize("body", GOOD_MESSAGES, ids=range(len(GOOD_MESSAGES)))
async def test_a_message_at_its_limits_is_sent(standin: StandIn, raw: Raw, body: Json) -> None:
    channel = next(iter(standin.world.default_guild.channels))
    status, answer, _ = await raw.call("POST", f"/channels/{channel}/messages", body)
    assert status == 200, answer
    assert standin.refusals == []


@pytest.mark.parametrize(
    ("body", "path", "code"), [each[1:] for each in BAD_MESSAGES], ids=[each[0] for each in BAD_MESSAGES]
)
async def test_a_message_beyond_a_limit_is_refused(
    standin: StandIn, raw: Raw, body: Json, path: str, code: str
) -> None:
    channel = next(iter(standin.world.default_guild.channels.values()))
    status, answer, _ = await raw.call("POST", f"/channels/{channel.id}/messages", body)
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    assert code in at(answer["errors"], path), answer["errors"]
    assert [(refusal.status, refusal.code, refusal.errors) for refusal in standin.refusals] == [
        (400, 50035, answer["errors"])
    ]
    assert not channel.messages


@pytest.mark.parametrize(
    "body", [{}, {"content": "  \n "}, {"content": None, "embeds": []}, {"flags": V2, "components": []}]
)
async def test_an_empty_message_is_refused(standin: StandIn, raw: Raw, body: Json) -> None:
    channel = next(iter(standin.world.default_guild.channels))
    status, answer, _ = await raw.call("POST", f"/channels/{channel}/messages", body)
    assert (status, answer["code"]) == (400, 50006)


@pytest.mark.parametrize("data", [b"{", b"[]", b'"x"'])
async def test_what_is_no_object_is_refused(standin: StandIn, raw: Raw, data: bytes) -> None:
    channel = next(iter(standin.world.default_guild.channels))
    headers = {"Authorization": f"Bot {standin.token}", "Content-Type": "application/json"}
    url = f"{standin.api}/channels/{channel}/messages"
    async with raw.http.post(url, data=data, headers=headers) as response:
        assert (response.status, (await response.json())["code"]) == (400, 50109)


EDITS: list[tuple[str, Json, Json, str, str]] = [
    ("the flag removed", v2(text()), {"flags": 0}, "flags", "MESSAGE_COMPONENTS_V2_FLAG_REMOVED"),
    ("content on V2", v2(text()), {"content": "x"}, "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    ("content left", {"content": "x"}, v2(text()), "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    ("too long", {"content": "x"}, {"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ("V2 without its flag", {"content": "x"}, {"components": [text()]}, "components.0.type", "UNION_TYPE_CHOICES"),
]


@pytest.mark.parametrize(
    ("first", "then", "path", "code"), [each[1:] for each in EDITS], ids=[each[0] for each in EDITS]
)
async def test_a_change_beyond_a_limit_is_refused(
    standin: StandIn, raw: Raw, first: Json, then: Json, path: str, code: str
) -> None:
    channel = next(iter(standin.world.default_guild.channels.values()))
    sent = (await raw.call("POST", f"/channels/{channel.id}/messages", first))[1]
    status, answer, _ = await raw.call("PATCH", f"/channels/{channel.id}/messages/{sent['id']}", then)
    assert (status, answer["code"]) == (400, 50035)
    assert code in at(answer["errors"], path), answer["errors"]


async def test_a_message_may_become_v2_when_its_old_parts_go(standin: StandIn, raw: Raw) -> None:
    channel = next(iter(standin.world.default_guild.channels.values()))
    path = f"/channels/{channel.id}/messages"
    sent = (await raw.call("POST", path, {"content": "x", "embeds": [{"title": "t"}]}))[1]
    status, answer, _ = await raw.call("PATCH", f"{path}/{sent['id']}", v2(text("New"), content=None, embeds=[]))
    assert (status, answer["content"], answer["flags"] & V2) == (200, "", V2)


async def test_a_change_that_empties_a_message_is_refused(standin: StandIn, raw: Raw) -> None:
    channel = next(iter(standin.world.default_guild.channels.values()))
    sent = (await raw.call("POST", f"/channels/{channel.id}/messages", {"content": "x"}))[1]
    status, answer, _ = await raw.call("PATCH", f"/channels/{channel.id}/messages/{sent['id']}", {"content": ""})
    assert (status, answer["code"]) == (400, 50006)


async def test_more_bytes_of_text_than_discord_digests_end_in_its_own_error(standin: StandIn, raw: Raw) -> None:
    channel = next(iter(standin.world.default_guild.channels))
    for more, wanted in (("", 200), ("x", 500)):
        status, _, _ = await raw.call("POST", f"/channels/{channel}/messages", v2(text("\u4e00" * 3386 + more)))
        assert status == wanted
    assert [refusal.status for refusal in standin.refusals] == [500]


async def test_eleven_files_are_refused(standin: StandIn, raw: Raw) -> None:
    channel = next(iter(standin.world.default_guild.channels))
    form = aiohttp.FormData()
    for number in range(11):
        form.add_field(f"files[{number}]", b"x", filename=f"{number}.txt")
    status, answer, _ = await raw.call("POST", f"/channels/{channel}/messages", data=form)
    assert (status, at(answer["errors"], "attachments")) == (400, ["BASE_TYPE_MAX_LENGTH"])
