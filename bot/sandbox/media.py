"""Give files, embeds and components the form in which Discord hands them back."""

from __future__ import annotations

import copy
import itertools
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot.sandbox.reading import ComponentKind, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.sandbox.platform import Platform, Upload
    from bot.sandbox.world import Json

ATTACHMENT = "attachment://"
MOST_KEPT = 200
_SELECT: Json = {"min_values": 1, "max_values": 1}
DEFAULTS: Mapping[int, Json] = {
    ComponentKind.STRING_SELECT: _SELECT,
    ComponentKind.USER_SELECT: _SELECT,
    ComponentKind.ROLE_SELECT: _SELECT,
    ComponentKind.MENTIONABLE_SELECT: _SELECT,
    ComponentKind.CHANNEL_SELECT: _SELECT,
    ComponentKind.CONTAINER: {"accent_color": None, "spoiler": False},
    ComponentKind.THUMBNAIL: {"description": None, "spoiler": False},
    ComponentKind.FILE: {"spoiler": False},
    ComponentKind.SEPARATOR: {"spacing": 1, "divider": True},
}
"""What Discord fills in where a component does not say."""


class Media:
    """The files of one message, and the places in it that name them."""

    def __init__(self, platform: Platform, channel_id: int, attachments: Iterable[Json] = ()) -> None:
        self._platform = platform
        self._channel_id = channel_id
        self._by_name = {each["filename"]: each for each in attachments}

    def attach(self, kept: Sequence[Json], body: Json, uploads: Sequence[Upload]) -> list[Json]:
        """Return the attachments of a message: those named that it had already, then the new ones."""
        named: list[Json] = body.get("attachments") or []
        if "attachments" in body:
            ids = {str(each.get("id")) for each in named}
            kept = [each for each in kept if each["id"] in ids]
        described = {str(each.get("id")): each for each in named}
        return [
            *kept,
            *(self._attachment(upload, described.get(str(index), {})) for index, upload in enumerate(uploads)),
        ]

    def _attachment(self, upload: Upload, described: Json) -> Json:
        attachment_id = self._platform.ids.make()
        self._platform.uploads[attachment_id] = upload
        if len(self._platform.uploads) > MOST_KEPT:
            self._platform.uploads.pop(next(iter(self._platform.uploads)))
        name = described.get("filename") or upload.filename
        url = f"{self._platform.base}/attachments/{attachment_id}/{quote(name)}"
        shape: Json = {
            "id": str(attachment_id),
            "filename": name,
            "size": len(upload.data),
            "url": url,
            "proxy_url": url,
            "content_type": upload.content_type,
        }
        if described.get("description"):
            shape["description"] = described["description"]
        return shape

    def embeds(self, given: Iterable[Json]) -> list[Json]:
        """Return embeds with their type set and their files' addresses filled in."""
        shaped = []
        for embed in given:
            one = {key: value for key, value in copy.deepcopy(embed).items() if value is not None}
            one["type"] = "rich"
            if "fields" in one:
                one["fields"] = [{"inline": False, **each} for each in one["fields"]]
            for key in ("image", "thumbnail"):
                if key in one:
                    resolved = self._resolved(one[key]["url"])
                    one[key] = {**one[key], "url": resolved["url"], "proxy_url": resolved["proxy_url"]}
            shaped.append(one)
        return shaped

    def components(self, given: Iterable[Json]) -> list[Json]:
        """Return components, each with a number of its own and its files' addresses filled in."""
        shaped = copy.deepcopy(list(given))
        everything = list(walk(shaped))
        taken = {each["id"] for each in everything if each.get("id")}
        numbers = (number for number in itertools.count(1) if number not in taken)
        for component in everything:
            if not component.get("id"):
                component["id"] = next(numbers)
            for key, value in DEFAULTS.get(component["type"], {}).items():
                component.setdefault(key, value)
            pictures = component.get("items") or ()
            for picture in pictures:
                picture |= {"description": picture.get("description"), "spoiler": bool(picture.get("spoiler"))}
            for holder in (component, *pictures):
                for key in ("media", "file"):
                    if isinstance(holder.get(key), dict):
                        holder[key] = {**holder[key], **self._resolved(holder[key]["url"])}
            if isinstance(component.get("file"), dict):
                component.update(self._named(component["file"]))
        return shaped

    def _resolved(self, url: str) -> Json:
        attachment: dict[str, Any] | None = None
        if url.startswith(ATTACHMENT):
            attachment = self._by_name.get(url.removeprefix(ATTACHMENT))
        address = attachment["url"] if attachment else url
        shape: Json = {"id": str(self._platform.ids.make()), "url": address, "proxy_url": address}
        if attachment is not None:
            shape |= {"attachment_id": attachment["id"], "content_type": attachment["content_type"]}
        return shape

    def _named(self, media: Json) -> Json:
        for attachment in self._by_name.values():
            if attachment["id"] == media.get("attachment_id"):
                return {"name": attachment["filename"], "size": attachment["size"]}
        return {}
