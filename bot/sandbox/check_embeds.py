"""Check embeds against Discord's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.form import Form
    from bot.sandbox.world import Json

MOST_EMBEDS = 10
MOST_FIELDS = 25
LONGEST_TITLE = 256
LONGEST_DESCRIPTION = 4096
LONGEST_FIELD_NAME = 256
LONGEST_FIELD_VALUE = 1024
LONGEST_FOOTER = 2048
LONGEST_AUTHOR = 256
LONGEST_URL = 2048
LONGEST_IN_ALL = 6000
WHITE = 0xFFFFFF


def check(form: Form, body: Json) -> None:
    """Note the faults of a message's embeds."""
    embeds = form.objects(body, "embeds", MOST_EMBEDS)
    for place, embed in embeds:
        _check_one(place, embed)
    total = sum(_length(embed) for _, embed in embeds)
    if total > LONGEST_IN_ALL:
        form.fault("MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {LONGEST_IN_ALL}", "embeds")


def _check_one(form: Form, embed: Json) -> None:
    form.text(embed, "title", LONGEST_TITLE)
    form.text(embed, "description", LONGEST_DESCRIPTION)
    form.url(embed, "url", LONGEST_URL)
    form.number(embed, "color", 0, WHITE)
    for key, text, longest in (("footer", "text", LONGEST_FOOTER), ("author", "name", LONGEST_AUTHOR)):
        if (part := form.object(embed, key)) is not None:
            part[0].text(part[1], text, longest)
            part[0].url(part[1], "icon_url", LONGEST_URL, attachment=True)
            part[0].url(part[1], "url", LONGEST_URL)
    for key in ("image", "thumbnail"):
        if (part := form.object(embed, key)) is not None:
            part[0].url(part[1], "url", LONGEST_URL, required=True, attachment=True)
    for place, field in form.objects(embed, "fields", MOST_FIELDS):
        place.text(field, "name", LONGEST_FIELD_NAME, shortest=1, required=True)
        place.text(field, "value", LONGEST_FIELD_VALUE, shortest=1, required=True)
        place.flag(field, "inline")


def _length(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or ():
        texts += [field.get("name"), field.get("value")] if isinstance(field, dict) else []
    return sum(len(text) for text in texts if isinstance(text, str))
