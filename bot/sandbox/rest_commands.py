"""Let the bot register its commands, everywhere or in one server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import check_commands, feed
from bot.sandbox.calls import NOTHING, Call, Reply, Route, body_of
from bot.sandbox.form import Form
from bot.sandbox.refusals import Why

if TYPE_CHECKING:
    from bot.sandbox.world import Json

OK = 200
CREATED = 201


def _shelf(call: Call) -> tuple[dict[int, Json], int | None]:
    world = call.platform.world
    if call.id("application_id") != world.application_id:
        raise Why.UNKNOWN_APPLICATION.refused()
    if "guild_id" not in call.path:
        return world.commands, None
    guild_id = call.id("guild_id")
    if guild_id not in world.guilds or world.bot.id not in world.guilds[guild_id].members:
        raise Why.MISSING_ACCESS.refused()
    return world.guild_commands.setdefault(guild_id, {}), guild_id


def _registered(call: Call, given: Json, guild_id: int | None, command_id: int | None = None) -> Json:
    kind = given.get("type") or 1
    shape: Json = {
        "id": str(command_id or call.platform.ids.make()),
        "application_id": str(call.platform.world.application_id),
        "version": str(call.platform.ids.make()),
        "type": kind,
        "name": given["name"],
        "name_localizations": given.get("name_localizations"),
        "description": given.get("description") or "",
        "description_localizations": given.get("description_localizations"),
        "default_member_permissions": _permissions(given.get("default_member_permissions")),
        "nsfw": bool(given.get("nsfw")),
        "integration_types": given.get("integration_types") or [0],
        "contexts": given.get("contexts"),
        "dm_permission": given.get("dm_permission", True),
    }
    if kind == 1:
        shape["options"] = given.get("options") or []
    if guild_id is not None:
        shape["guild_id"] = str(guild_id)
        del shape["dm_permission"]
    return shape


def _permissions(given: str | int | None) -> str | None:
    return None if given is None else str(given)


def listed(call: Call) -> Reply:
    """Return the commands registered."""
    shelf, _ = _shelf(call)
    return Reply(list(shelf.values()))


def one(call: Call) -> Reply:
    """Return one command."""
    shelf, _ = _shelf(call)
    return Reply(_found(call, shelf))


def _found(call: Call, shelf: dict[int, Json]) -> Json:
    command = shelf.get(call.id("command_id"))
    if command is None:
        raise Why.UNKNOWN_COMMAND.refused()
    return command


def overwrite(call: Call) -> Reply:
    """Replace all commands; one of the same name and type keeps its id."""
    shelf, guild_id = _shelf(call)
    given = call.body
    form = Form()
    check_commands.check_all(form, given)
    form.done()
    known = {(each["type"], each["name"]): int(each["id"]) for each in shelf.values()}
    shelf.clear()
    for each in given:
        command = _registered(call, each, guild_id, known.get((each.get("type") or 1, each["name"])))
        shelf[int(command["id"])] = command
    call.platform.feed.publish(feed.CommandsChanged(guild_id))
    return Reply(list(shelf.values()))


def create(call: Call) -> Reply:
    """Register a command; one of the same name and type is replaced."""
    shelf, guild_id = _shelf(call)
    given = body_of(call)
    key = (given.get("type") or 1, given.get("name"))
    same = next((each for each in shelf.values() if (each["type"], each["name"]) == key), None)
    others = [each for each in shelf.values() if each is not same]
    form = Form()
    check_commands.check_one(form, given)
    form.done()
    check_commands.check_count([*others, given])
    command = _registered(call, given, guild_id, int(same["id"]) if same else None)
    shelf[int(command["id"])] = command
    call.platform.feed.publish(feed.CommandsChanged(guild_id))
    return Reply(command, status=OK if same else CREATED)


def change(call: Call) -> Reply:
    """Change what the body names of a command."""
    shelf, guild_id = _shelf(call)
    before = _found(call, shelf)
    given = {**before, **body_of(call), "type": before["type"]}
    form = Form()
    check_commands.check_one(form, given)
    form.done()
    command = _registered(call, given, guild_id, int(before["id"]))
    shelf[int(command["id"])] = command
    call.platform.feed.publish(feed.CommandsChanged(guild_id))
    return Reply(command)


def delete(call: Call) -> Reply:
    """Remove a command."""
    shelf, guild_id = _shelf(call)
    command = _found(call, shelf)
    del shelf[int(command["id"])]
    call.platform.feed.publish(feed.CommandsChanged(guild_id))
    return NOTHING


EVERYWHERE = r"/applications/{application_id:\d+}/commands"
IN_GUILD = r"/applications/{application_id:\d+}/guilds/{guild_id:\d+}/commands"
ONE = r"/{command_id:\d+}"

ROUTES = tuple(
    Route(method, path, handler, rate="commands", major="guild_id" if base is IN_GUILD else None)
    for base in (EVERYWHERE, IN_GUILD)
    for method, path, handler in (
        ("GET", base, listed),
        ("PUT", base, overwrite),
        ("POST", base, create),
        ("GET", base + ONE, one),
        ("PATCH", base + ONE, change),
        ("DELETE", base + ONE, delete),
    )
)
