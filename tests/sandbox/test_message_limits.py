"""A body that breaks a documented limit is refused in Discord's form, naming the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sandbox.raw import at

from bot.sandbox import Limits

if TYPE_CHECKING:
    from sandbox.raw import Raw

    from bot.sandbox import StandIn

V2 = 1 << 15
Json = dict[str, Any]


@pytest.fixture
def limits() -> Limits:
    return Limits.lifted()


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def button(**more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **more}


def buttons(count: int, start: int = 0) -> list[Json]:
    return [button(custom_id=f"go{number}") for number in range(start, start + count)]


def select(**more: Any) -> Json:
    return {"type": 3, "custom_id": "pick", "options": [{"label": "A", "value": "a"}], **more}


def options(count: int) -> list[Json]:
    return [{"label": f"A{number}", "value": f"a{number}"} for number in range(count)]


def text(content: str = "Text") -> Json:
    return {"type": 10, "content": content}


def picture(url: str = "https://example.org/a.png", **more: Any) -> Json:
    return {"media": {"url": url}, **more}


def section(*texts: Json, accessory: Json | None = None) -> Json:
    return {"type": 9, "components": list(texts), "accessory": accessory or button()}


def container(*components: Json, **more: Any) -> Json:
    return {"type": 17, "components": list(components), **more}


def v2(*components: Json, **more: Any) -> Json:
    return {"flags": V2, "components": list(components), **more}


def legacy(*components: Json) -> Json:
    return {"content": "x", "components": list(components)}


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
    ("all embeds", {"embeds": [{"description": "d" * 3001}] * 2}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ("six rows", legacy(*(row(button(custom_id=f"b{n}")) for n in range(6))), "components", "BASE_TYPE_MAX_LENGTH"),
    ("six buttons", legacy(row(*buttons(6))), "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    ("empty row", legacy(row()), "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    (
        "two selects in a row",
        legacy(row(select(), select(custom_id="b"))),
        "components.0",
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    ("bare button", legacy(button()), "components.0.type", "UNION_TYPE_CHOICES"),
    ("label", legacy(row(button(label="l" * 81))), "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH"),
    (
        "no label",
        legacy(row(button(label=None))),
        "components.0.components.0.label",
        "BUTTON_COMPONENT_NO_LABEL_OR_EMOJI",
    ),
    (
        "custom id",
        legacy(row(button(custom_id="c" * 101))),
        "components.0.components.0.custom_id",
        "BASE_TYPE_BAD_LENGTH",
    ),
    ("no custom id", legacy(row(button(custom_id=None))), "components.0.components.0.custom_id", "BASE_TYPE_REQUIRED"),
    (
        "twice a custom id",
        legacy(row(button(), button())),
        "components.0.components.1.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    (
        "twice a custom id in two rows",
        legacy(row(button()), row(select(custom_id="go"))),
        "components.1.components.0.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    (
        "link without url",
        legacy(row(button(style=5, custom_id=None))),
        "components.0.components.0.url",
        "BASE_TYPE_REQUIRED",
    ),
    (
        "link with custom id",
        legacy(row(button(style=5, url="https://x.org"))),
        "components.0.components.0.custom_id",
        "COMPONENT_CUSTOM_ID_AND_URL",
    ),
    (
        "link scheme",
        legacy(row(button(style=5, custom_id=None, url="javascript:x"))),
        "components.0.components.0.url",
        "BASE_TYPE_INVALID_URL_SCHEME",
    ),
    (
        "long link",
        legacy(row(button(style=5, custom_id=None, url="https://x.org/" + "u" * 500))),
        "components.0.components.0.url",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        "url on a plain button",
        legacy(row(button(url="https://x.org"))),
        "components.0.components.0.url",
        "COMPONENT_URL_NOT_ALLOWED",
    ),
    ("style", legacy(row(button(style=7))), "components.0.components.0.style", "BASE_TYPE_CHOICES"),
    (
        "emoji",
        legacy(row(button(emoji={"name": "smile"}))),
        "components.0.components.0.emoji.name",
        "COMPONENT_INVALID_EMOJI",
    ),
    ("no options", legacy(row(select(options=[]))), "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH"),
    (
        "26 options",
        legacy(row(select(options=options(26)))),
        "components.0.components.0.options",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        "option label",
        legacy(row(select(options=[{"label": "l" * 101, "value": "a"}]))),
        "components.0.components.0.options.0.label",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        "option value",
        legacy(row(select(options=[{"label": "l", "value": "a" * 101}]))),
        "components.0.components.0.options.0.value",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        "option description",
        legacy(row(select(options=[{"label": "l", "value": "a", "description": "d" * 101}]))),
        "components.0.components.0.options.0.description",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        "twice an option",
        legacy(row(select(options=[{"label": "l", "value": "a"}] * 2))),
        "components.0.components.0.options.1.value",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    (
        "placeholder",
        legacy(row(select(placeholder="p" * 151))),
        "components.0.components.0.placeholder",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        "more to choose than offered",
        legacy(row(select(max_values=2))),
        "components.0.components.0.options",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        "least above most",
        legacy(row({"type": 5, "custom_id": "u", "min_values": 3, "max_values": 2})),
        "components.0.components.0.min_values",
        "SELECT_COMPONENT_MIN_ABOVE_MAX",
    ),
    (
        "too many defaults",
        legacy(row(select(options=[{**each, "default": True} for each in options(2)]))),
        "components.0.components.0.options",
        "SELECT_COMPONENT_TOO_MANY_DEFAULTS",
    ),
    ("text display without its flag", legacy(text()), "components.0.type", "UNION_TYPE_CHOICES"),
    (
        "text input in a message",
        legacy(row({"type": 4, "custom_id": "t", "style": 1})),
        "components.0.components.0.type",
        "UNION_TYPE_CHOICES",
    ),
    ("content in V2", v2(text(), content="x"), "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    (
        "embeds in V2",
        v2(text(), embeds=[{"title": "t"}]),
        "embeds",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    ("poll in V2", v2(text(), poll={"question": {}}), "poll", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    ("41 components", v2(*[text()] * 41), "components", "BASE_TYPE_MAX_LENGTH"),
    (
        "41 nested components",
        v2(container(*[text()] * 38, row(button()))),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    (
        "text of all",
        v2(text("x" * 2001), container(text("x" * 2000))),
        "components",
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ),
    ("empty text", v2(text("")), "components.0.content", "BASE_TYPE_REQUIRED"),
    (
        "container in a container",
        v2(container(container(text()))),
        "components.0.components.0.type",
        "UNION_TYPE_CHOICES",
    ),
    ("empty container", v2(container()), "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    ("button in a container", v2(container(button())), "components.0.components.0.type", "UNION_TYPE_CHOICES"),
    ("text in a row", v2(row(text())), "components.0.components.0.type", "UNION_TYPE_CHOICES"),
    ("accent colour", v2(container(text(), accent_color=0x1000000)), "components.0.accent_color", "NUMBER_TYPE_MAX"),
    ("four texts in a section", v2(section(*[text()] * 4)), "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    ("button in a section's text", v2(section(button())), "components.0.components.0.type", "UNION_TYPE_CHOICES"),
    (
        "section without accessory",
        v2({"type": 9, "components": [text()]}),
        "components.0.accessory",
        "BASE_TYPE_REQUIRED",
    ),
    (
        "section with a select",
        v2(section(text(), accessory=select())),
        "components.0.accessory.type",
        "UNION_TYPE_CHOICES",
    ),
    ("thumbnail alone", v2({"type": 11, **picture()}), "components.0.type", "UNION_TYPE_CHOICES"),
    (
        "label in a message",
        v2({"type": 18, "label": "l", "component": select()}),
        "components.0.type",
        "UNION_TYPE_CHOICES",
    ),
    ("empty gallery", v2({"type": 12, "items": []}), "components.0.items", "BASE_TYPE_BAD_LENGTH"),
    ("11 pictures", v2({"type": 12, "items": [picture()] * 11}), "components.0.items", "BASE_TYPE_BAD_LENGTH"),
    (
        "picture's description",
        v2({"type": 12, "items": [picture(description="d" * 1025)]}),
        "components.0.items.0.description",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        "file of the web",
        v2({"type": 13, "file": {"url": "https://x.org/a"}}),
        "components.0.file.url",
        "URL_TYPE_INVALID_SCHEME",
    ),
    (
        "file not attached",
        v2({"type": 13, "file": {"url": "attachment://a.txt"}}),
        "components.0.file.url",
        "ATTACHMENT_NOT_FOUND",
    ),
    ("spacing", v2({"type": 14, "spacing": 3}), "components.0.spacing", "BASE_TYPE_CHOICES"),
    ("twice a number", v2({**text(), "id": 7}, {**text(), "id": 7}), "components.1.id", "COMPONENT_ID_DUPLICATED"),
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
    for count, wanted in ((3386, 200), (3387, 500)):
        status, _, _ = await raw.call("POST", f"/channels/{channel}/messages", v2(text("\u4e00" * count)))
        assert status == wanted
    assert [refusal.status for refusal in standin.refusals] == [500]
