"""Check application commands against Discord's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import check_options
from bot.sandbox.interactions import CommandKind
from bot.sandbox.refusals import Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.sandbox.form import Form
    from bot.sandbox.world import Json

LONGEST_NAME = 32
LONGEST_IN_ALL = 8000
MOST: Mapping[CommandKind, int] = {CommandKind.SLASH: 100, CommandKind.USER: 15, CommandKind.MESSAGE: 15}
BIGGEST_PERMISSIONS = 2**53 - 1


def check_all(form: Form, given: Any) -> None:
    """Note the faults of a list of commands; refuse where there are too many."""
    if not isinstance(given, list):
        form.fault("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    commands = [each for each in given if isinstance(each, dict)]
    check_count(commands)
    for index, command in enumerate(commands):
        check_one(form.at(index), command)
    seen: set[tuple[Any, Any]] = set()
    for index, command in enumerate(commands):
        key = (command.get("type") or 1, command.get("name"))
        if key in seen:
            form.fault("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique", index)
        seen.add(key)


def check_count(commands: Iterable[Json]) -> None:
    """Refuse more commands of a kind than may be registered."""
    kinds = [command.get("type") or 1 for command in commands]
    if any(kinds.count(kind) > most for kind, most in MOST.items()):
        raise Why.TOO_MANY_COMMANDS.refused()


def check_one(form: Form, command: Json) -> None:
    """Note the faults of a command."""
    kind = form.one_of({"type": command.get("type") or 1}, "type", list(CommandKind))
    form.number(_number(command), "default_member_permissions", 0, BIGGEST_PERMISSIONS)
    _subset(form, command, "contexts", (0, 1, 2))
    _subset(form, command, "integration_types", (0, 1))
    if kind == CommandKind.SLASH:
        check_options.name(form, command)
        check_options.description(form, command)
        check_options.check(form, command)
        if _size(command) > LONGEST_IN_ALL:
            message = f"Command exceeds maximum size ({LONGEST_IN_ALL})"
            form.fault("APPLICATION_COMMAND_TOO_LARGE", message)
    elif kind is not None:
        form.text(command, "name", LONGEST_NAME, shortest=1, required=True)
        for key in ("description", "options"):
            if command.get(key):
                message = f"Context menu commands cannot have {key}"
                form.fault("APPLICATION_COMMAND_CONTEXT_MENU_FIELD", message, key)


def _number(command: Json) -> Json:
    value = command.get("default_member_permissions")
    is_digits = isinstance(value, str) and value.isascii() and value.isdigit()
    return {"default_member_permissions": int(value) if is_digits and value else value}


def _subset(form: Form, command: Json, key: str, allowed: tuple[int, ...]) -> None:
    value = command.get(key)
    if value is None:
        return
    if not isinstance(value, list) or not value:
        form.fault("BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {len(allowed)} in length.", key)
        return
    for index, each in enumerate(value):
        form.at(key).one_of({str(index): each}, str(index), allowed)


def _size(of: Json) -> int:
    """Return the characters that count towards a command's limit, each text in its longest language."""
    total = 0
    for key in ("name", "description"):
        spellings = [of.get(key), *(of.get(f"{key}_localizations") or {}).values()]
        total += max((len(each) for each in spellings if isinstance(each, str)), default=0)
    if isinstance(of.get("value"), str):
        total += len(of["value"])
    for key in ("options", "choices"):
        total += sum(_size(each) for each in of.get(key) or () if isinstance(each, dict))
    return total
