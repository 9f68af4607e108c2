"""Find the users, channels and roles that a member names, and show them as an interaction carries them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.sandbox import payloads, permissions, shapes
from bot.sandbox.impossible import NotPossible
from bot.sandbox.world import Channel, Member, Role, User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.sandbox.world import Guild, Json, World

MENTION = re.compile(r"<(?:@!?|@&|#)(\d+)>")


@dataclass(slots=True)
class Lookups:
    """What one interaction names, collected for its `resolved`."""

    world: World
    place: Channel
    asker: User
    resolved: dict[str, Json] = field(default_factory=dict)

    @property
    def guild(self) -> Guild | None:
        """The server that it happens in."""
        return self.world.guild_of(self.place)

    def user(self, named: Any) -> str:
        """Return the id of a user given as such, by name, id or mention."""
        everyone: Iterable[User] = self.world.users.values()
        if self.guild is not None:
            everyone = [member.user for member in self.guild.members.values()]
        given = named.user if isinstance(named, Member) else getattr(named, "user", named)
        user = given if isinstance(given, User) else _find(everyone, given, "user")
        self._add("users", user.id, shapes.user(user))
        if self.guild is not None and (member := self.guild.members.get(user.id)) is not None:
            granted = permissions.in_channel(self.world, self.place, user.id)
            self._add("members", user.id, shapes.member(member, with_user=False, granted=granted))
        return str(user.id)

    def channel(self, named: Any, kinds: Iterable[int] | None = None) -> str:
        """Return the id of a channel given as such, by name, id or mention; of these kinds, where they are given."""
        guild = self.guild
        if guild is None:
            raise NotPossible("There are no channels to choose from in a direct message.")
        channels = [*guild.channels.values(), *guild.threads.values()]
        name = named.removeprefix("#") if isinstance(named, str) else named
        channel = named if isinstance(named, Channel) else _find(channels, name, "channel")
        if kinds and channel.kind not in kinds:
            raise NotPossible(f"#{channel.name} is not of a kind that may be chosen here.")
        self._add("channels", channel.id, payloads.partial_channel(self.world, channel, self.asker.id))
        return str(channel.id)

    def role(self, named: Any) -> str:
        """Return the id of a role given as such, by name, id or mention."""
        if self.guild is None:
            raise NotPossible("There are no roles to choose from in a direct message.")
        name = named.removeprefix("@") if isinstance(named, str) and named != "@everyone" else named
        role = named if isinstance(named, Role) else _find(self.guild.roles.values(), name, "role")
        self._add("roles", role.id, shapes.role(role))
        return str(role.id)

    def mentionable(self, named: Any) -> str:
        """Return the id of a user or a role."""
        try:
            return self.user(named)
        except NotPossible:
            return self.role(named)

    def add(self, kind: str, of: int, shape: Json) -> None:
        """Add an object of another kind."""
        self._add(kind, of, shape)

    def _add(self, kind: str, of: int, shape: Json) -> None:
        self.resolved.setdefault(kind, {})[str(of)] = shape


def _find(candidates: Iterable[Any], named: Any, what: str) -> Any:
    text = str(named)
    mentioned = MENTION.fullmatch(text)
    wanted = mentioned.group(1) if mentioned else text
    for candidate in candidates:
        if str(candidate.id) == wanted or candidate.name.casefold() == wanted.casefold():
            return candidate
    raise NotPossible(f"There is no {what} {text!r} to choose.")
