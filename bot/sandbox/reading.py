"""Read what a message says and find what can be pressed in it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.sandbox.world import Json, Message


class ComponentKind(IntEnum):
    """Discord's component types."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = frozenset(
    {
        ComponentKind.STRING_SELECT,
        ComponentKind.USER_SELECT,
        ComponentKind.ROLE_SELECT,
        ComponentKind.MENTIONABLE_SELECT,
        ComponentKind.CHANNEL_SELECT,
    }
)


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Yield components and those inside them, in reading order."""
    for component in components:
        yield component
        yield from walk(component.get("components") or ())
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]])


def displayed(components: Iterable[Json]) -> str:
    """Return the text of all text displays, one a line."""
    return "\n".join(each["content"] for each in walk(components) if each.get("type") == ComponentKind.TEXT_DISPLAY)


def text_of(message: Message) -> str:
    """Return all text of a message in reading order: content, embeds, text displays, labels, one a line."""
    lines = [message.content]
    for embed in message.embeds:
        lines.extend(_embed_lines(embed))
    for component in walk(message.components):
        lines.extend(_component_lines(component))
    return "\n".join(line for line in lines if line)


def _embed_lines(embed: Json) -> Iterator[str]:
    yield (embed.get("author") or {}).get("name", "")
    yield embed.get("title") or ""
    yield embed.get("description") or ""
    for each in embed.get("fields") or ():
        yield each["name"]
        yield each["value"]
    yield (embed.get("footer") or {}).get("text", "")


def _component_lines(component: Json) -> Iterator[str]:
    kind = component.get("type")
    if kind == ComponentKind.TEXT_DISPLAY:
        yield component["content"]
    elif kind in (ComponentKind.BUTTON, ComponentKind.LABEL):
        yield component.get("label") or ""
        yield component.get("description") or ""
    elif kind in SELECTS:
        yield component.get("placeholder") or ""
        for option in component.get("options") or ():
            yield option["label"]
            yield option.get("description") or ""
    elif kind == ComponentKind.MEDIA_GALLERY:
        for item in component["items"]:
            yield item.get("description") or ""
    elif kind == ComponentKind.THUMBNAIL:
        yield component.get("description") or ""


def find(components: Iterable[Json], wanted: str) -> Json | None:
    """Return the button, select or input of a custom id, or else the button of a label."""
    by_label = None
    for component in walk(components):
        if component.get("custom_id") == wanted:
            return component
        if component.get("type") == ComponentKind.BUTTON and component.get("label") == wanted and by_label is None:
            by_label = component
    return by_label
