"""Components that break a documented limit, or stand where they may not, are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sandbox.bodies import (
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


BAD_COMPONENTS: list[tuple[str, Json, str, str]] = [
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
        legacy(row(button(style=5, custom_id=None, url="https://x.org/" + "u" * 499))),
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
]


@pytest.mark.parametrize(
    ("body", "path", "code"), [each[1:] for each in BAD_COMPONENTS], ids=[each[0] for each in BAD_COMPONENTS]
)
async def test_components_beyond_a_limit_are_refused(
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
