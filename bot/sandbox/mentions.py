"""Work out whom a message pings, by its text and its allowed mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox import permissions
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from bot.sandbox.world import Channel, Json, World

USER = re.compile(r"<@!?(\d{17,20})>")
ROLE = re.compile(r"<@&(\d{17,20})>")
EVERYONE = re.compile(r"@(everyone|here)\b")


@dataclass(frozen=True, slots=True)
class Pings:
    """Whom a message pings."""

    users: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    everyone: bool = False


def pings(
    world: World, channel: Channel, author_id: int, text: str, allowed: Json | None, replied: int | None = None
) -> Pings:
    """Return whom a text pings; `replied` is the author of the message it replies to.

    Without allowed mentions all that the text names are pinged, and the author replied to as well; with them only
    what they allow, and the author replied to only where they say so.
    """
    users = [int(found) for found in USER.findall(text) if int(found) in world.users]
    if allowed is not None:
        users = _allowed(users, allowed, "users")
    replied_allowed = True if allowed is None else bool(allowed.get("replied_user"))
    if replied is not None and replied_allowed and replied != author_id:
        users.append(replied)
    guild = world.guild_of(channel)
    if guild is None:
        return Pings(users=tuple(dict.fromkeys(users)))
    mighty = bool(permissions.in_channel(world, channel, author_id) & Permission.MENTION_EVERYONE)
    roles = [
        int(found)
        for found in ROLE.findall(text)
        if (role := guild.roles.get(int(found))) is not None and (mighty or role.mentionable)
    ]
    if allowed is not None:
        roles = _allowed(roles, allowed, "roles")
    everyone = mighty and EVERYONE.search(text) is not None
    if allowed is not None and "everyone" not in (allowed.get("parse") or ()):
        everyone = False
    return Pings(users=tuple(dict.fromkeys(users)), roles=tuple(dict.fromkeys(roles)), everyone=everyone)


def _allowed(found: list[int], allowed: Json, kind: str) -> list[int]:
    if kind in (allowed.get("parse") or ()):
        return found
    named = {int(each) for each in allowed.get(kind) or ()}
    return [each for each in found if each in named]
