"""Short ways to write the bodies of messages."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
V2 = 1 << 15


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
