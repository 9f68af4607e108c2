"""Turn what a member types after a slash into an interaction, as Discord's client does, or say why it cannot be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox import permissions
from bot.sandbox.check_options import BRANCHES, OptionKind
from bot.sandbox.impossible import NotPossible
from bot.sandbox.interactions import CommandKind
from bot.sandbox.payloads import CONTEXT_BOT_DM, CONTEXT_GUILD
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.sandbox.lookups import Lookups
    from bot.sandbox.world import Channel, Json, User, World

GUILD_INSTALL = 0
USER_INSTALL = 1
LONGEST_STRING = 6000


@dataclass(frozen=True, slots=True)
class Slash:
    """A slash command as found: the command, its leaf, and the way to it."""

    command: Json
    leaf: Json
    way: tuple[Json, ...]

    @property
    def name(self) -> str:
        """The full name, such as `quote search`."""
        return " ".join([self.command["name"], *(step["name"] for step in self.way)])

    def data(self, options: list[Json], lookups: Lookups) -> Json:
        """Return the interaction's data with these options at the leaf."""
        for step in reversed(self.way):
            options = [{"type": step["type"], "name": step["name"], "options": options}]
        data: Json = {"id": self.command["id"], "name": self.command["name"], "type": 1, "options": options}
        if "guild_id" in self.command:
            data["guild_id"] = self.command["guild_id"]
        if lookups.resolved:
            data["resolved"] = lookups.resolved
        return data


def owners(world: World, channel: Channel, user: User, command: Json) -> dict[str, str]:
    """Return who installed the application, as far as a command may be used here; empty where it may not."""
    found: dict[str, str] = {}
    types = command.get("integration_types") or [GUILD_INSTALL]
    guild = world.guild_of(channel)
    if GUILD_INSTALL in types and (guild is None or world.bot.id in guild.members):
        found[str(GUILD_INSTALL)] = "0" if guild is None else str(guild.id)
    if USER_INSTALL in types and user.installed:
        found[str(USER_INSTALL)] = str(user.id)
    return found


def command(world: World, channel: Channel, user: User, name: str, kind: CommandKind) -> Json:
    """Return the command of a name that a member may use in a channel.

    Raises NotPossible where there is none, or where it is hidden from the member or the place.
    """
    known = [each for each in world.commands_in(channel.guild_id) if each["type"] == kind and each["name"] == name]
    if not known:
        sigil = "/" if kind is CommandKind.SLASH else ""
        raise NotPossible(f"There is no command {sigil}{name}.")
    found = known[0]
    context = CONTEXT_BOT_DM if channel.guild_id is None else CONTEXT_GUILD
    contexts = found.get("contexts")
    if contexts is None:
        contexts = [CONTEXT_GUILD, CONTEXT_BOT_DM] if found.get("dm_permission", True) else [CONTEXT_GUILD]
    if context not in contexts:
        raise NotPossible(f"{name} is not offered here.")
    if not owners(world, channel, user, found):
        raise NotPossible(f"{name} is not installed here.")
    if channel.guild_id is not None:
        _check_permissions(world, channel, user, found)
    return found


def _check_permissions(world: World, channel: Channel, user: User, found: Json) -> None:
    granted = permissions.in_channel(world, channel, user.id)
    if not granted & Permission.USE_APPLICATION_COMMANDS:
        raise NotPossible("You may not use commands here.")
    needed = found.get("default_member_permissions")
    if needed is None:
        return
    # Nought means that only administrators may.
    wanted = int(needed) or int(Permission.ADMINISTRATOR)
    if int(granted) & wanted != wanted:
        raise NotPossible(f"You lack the permissions for {found['name']}.")


def find(world: World, channel: Channel, user: User, full_name: str) -> Slash:
    """Return the slash command of a full name, such as `quote search`."""
    first, *rest = full_name.removeprefix("/").split()
    found = command(world, channel, user, first, CommandKind.SLASH)
    leaf, way = found, []
    for word in rest:
        inner = [each for each in leaf.get("options") or () if each["name"] == word and each["type"] in BRANCHES]
        if not inner:
            raise NotPossible(f"There is no command /{full_name}.")
        leaf = inner[0]
        way.append(leaf)
    if any(option["type"] in BRANCHES for option in leaf.get("options") or ()):
        raise NotPossible(f"/{full_name} is a group; name one of its commands.")
    return Slash(found, leaf, tuple(way))


def options(leaf: Json, given: Mapping[str, Any], lookups: Lookups) -> list[Json]:
    """Return the options of a call, checked as the client does before it sends."""
    known = {option["name"]: option for option in leaf.get("options") or ()}
    for name in given:
        if name not in known:
            raise NotPossible(f"There is no option {name!r}.")
    found = []
    for name, option in known.items():
        value = given.get(name)
        if value is None or value == "":
            if option.get("required"):
                raise NotPossible(f"The option {name!r} is required.")
            continue
        found.append({"name": name, "type": option["type"], "value": _value(option, value, lookups)})
    return found


def partial(leaf: Json, given: Mapping[str, Any], focused: str, lookups: Lookups) -> list[Json]:
    """Return the options of a call that is still being typed, one of them in focus."""
    known = {option["name"]: option for option in leaf.get("options") or ()}
    if not known.get(focused, {}).get("autocomplete"):
        raise NotPossible(f"The option {focused!r} has no autocomplete.")
    found = []
    for name, option in known.items():
        if name == focused:
            value = str(given.get(name) or "")
            found.append({"name": name, "type": option["type"], "value": value, "focused": True})
        elif given.get(name) not in (None, ""):
            found.append({"name": name, "type": option["type"], "value": _value(option, given[name], lookups)})
    return found


def _value(option: Json, value: Any, lookups: Lookups) -> Any:
    name = option["name"]
    readers: dict[OptionKind, Callable[[], Any]] = {
        OptionKind.STRING: lambda: _chosen(option, _text(option, value)),
        OptionKind.INTEGER: lambda: _chosen(option, _number(option, value, whole=True)),
        OptionKind.NUMBER: lambda: _chosen(option, _number(option, value, whole=False)),
        OptionKind.BOOLEAN: lambda: _boolean(name, value),
        OptionKind.USER: lambda: lookups.user(value),
        OptionKind.CHANNEL: lambda: lookups.channel(value, option.get("channel_types")),
        OptionKind.ROLE: lambda: lookups.role(value),
        OptionKind.MENTIONABLE: lambda: lookups.mentionable(value),
    }
    kind = OptionKind(option["type"])
    if kind not in readers:
        raise NotPossible(f"The stand-in cannot fill in {name!r}: options of type {kind.name} are not known here.")
    return readers[kind]()


def _text(option: Json, value: Any) -> str:
    name = option["name"]
    if not isinstance(value, str):
        raise NotPossible(f"The option {name!r} takes text.")
    if option.get("choices"):
        return value
    least, most = option.get("min_length") or 0, option.get("max_length") or LONGEST_STRING
    if not least <= len(value) <= most:
        raise NotPossible(f"The option {name!r} takes {least} to {most} characters, not {len(value)}.")
    return value


def _number(option: Json, value: Any, *, whole: bool) -> Any:
    name = option["name"]
    if option.get("choices") and isinstance(value, str):
        return value
    number = _parsed(value)
    if number is None or not math.isfinite(number) or (whole and not number.is_integer()):
        raise NotPossible(f"The option {name!r} takes a {'whole ' if whole else ''}number.")
    number = int(number) if whole else number
    least, most = option.get("min_value"), option.get("max_value")
    if (least is not None and number < least) or (most is not None and number > most):
        raise NotPossible(f"The option {name!r} takes numbers from {least} to {most}.")
    return number


def _parsed(value: Any) -> float | None:
    try:
        return None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None


def _boolean(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).casefold() in ("true", "false"):
        return str(value).casefold() == "true"
    raise NotPossible(f"The option {name!r} takes True or False.")


def _chosen(option: Json, value: Any) -> Any:
    choices = option.get("choices")
    if not choices:
        return value
    for choice in choices:
        if value in (choice["value"], choice["name"]):
            return choice["value"]
    offered = ", ".join(choice["name"] for choice in choices)
    raise NotPossible(f"The option {option['name']!r} offers only: {offered}.")
