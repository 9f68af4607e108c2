"""Commands are registered as Discord would, or refused with the place of the fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sandbox.raw import at

if TYPE_CHECKING:
    from sandbox.raw import Raw

    from bot.sandbox import StandIn

Json = dict[str, Any]


def command(name: str = "quote", description: str = "Quotes", **more: Any) -> Json:
    return {"name": name, "description": description, **more}


def option(kind: int = 3, name: str = "words", **more: Any) -> Json:
    return {"type": kind, "name": name, "description": "Words", **more}


def sub(name: str = "search", *options: Json) -> Json:
    return option(1, name, options=list(options))


def with_options(*options: Json) -> Json:
    return command(options=list(options))


def choices(count: int) -> list[Json]:
    return [{"name": f"n{number}", "value": f"v{number}"} for number in range(count)]


def path_of(standin: StandIn) -> str:
    return f"/applications/{standin.world.application_id}/commands"


GOOD: list[Json] = [
    command("on-this-day", "d" * 100, contexts=[0, 1, 2], integration_types=[0, 1]),
    command("n" * 32),
    command("wer_ist'das"),
    command("кто"),
    {"name": "Find the source", "type": 3},
    with_options(*[option(name=f"o{number}") for number in range(25)]),
    with_options(option(choices=choices(25), required=True), option(4, "n", min_value=1, max_value=5), option(10, "x")),
    with_options(sub("search", option(autocomplete=True)), option(2, "group", options=[sub("inner")])),
    command(default_member_permissions="32", name_localizations={"de": "zitat"}),
]

BAD: list[tuple[str, Json, str, str]] = [
    ("capital", command("Quote"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
    ("space", command("two words"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
    ("sign", command("what?"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
    ("long name", command("n" * 33), "name", "BASE_TYPE_BAD_LENGTH"),
    ("no name", {"description": "d"}, "name", "BASE_TYPE_REQUIRED"),
    ("no description", {"name": "a"}, "description", "BASE_TYPE_REQUIRED"),
    ("empty description", command(description=""), "description", "BASE_TYPE_REQUIRED"),
    ("long description", command(description="d" * 101), "description", "BASE_TYPE_BAD_LENGTH"),
    ("kind", command(type=7), "type", "BASE_TYPE_CHOICES"),
    (
        "menu with description",
        {"name": "A", "type": 3, "description": "d"},
        "description",
        "APPLICATION_COMMAND_CONTEXT_MENU_FIELD",
    ),
    (
        "menu with options",
        {"name": "A", "type": 2, "options": [option()]},
        "options",
        "APPLICATION_COMMAND_CONTEXT_MENU_FIELD",
    ),
    ("long menu", {"name": "A" * 33, "type": 3}, "name", "BASE_TYPE_BAD_LENGTH"),
    ("26 options", with_options(*[option(name=f"o{n}") for n in range(26)]), "options", "BASE_TYPE_MAX_LENGTH"),
    ("option name", with_options(option(name="Words")), "options.0.name", "APPLICATION_COMMAND_INVALID_NAME"),
    ("option description", with_options(option(description="")), "options.0.description", "BASE_TYPE_REQUIRED"),
    (
        "twice an option",
        with_options(option(), option()),
        "options.1.name",
        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    ),
    ("option kind", with_options(option(12)), "options.0.type", "BASE_TYPE_CHOICES"),
    (
        "required after optional",
        with_options(option(), option(name="b", required=True)),
        "options.1",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    ("26 choices", with_options(option(choices=choices(26))), "options.0.choices", "BASE_TYPE_MAX_LENGTH"),
    (
        "choice name",
        with_options(option(choices=[{"name": "n" * 101, "value": "v"}])),
        "options.0.choices.0.name",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        "choice value",
        with_options(option(choices=[{"name": "n", "value": "v" * 101}])),
        "options.0.choices.0.value",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        "choice kind",
        with_options(option(4, choices=[{"name": "n", "value": "v"}])),
        "options.0.choices.0.value",
        "NUMBER_TYPE_COERCE",
    ),
    (
        "choices and autocomplete",
        with_options(option(choices=choices(1), autocomplete=True)),
        "options.0.choices",
        "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
    ),
    (
        "autocomplete of a user",
        with_options(option(6, autocomplete=True)),
        "options.0.choices",
        "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
    ),
    ("min length", with_options(option(min_length=6001)), "options.0.min_length", "NUMBER_TYPE_MAX"),
    ("max length", with_options(option(max_length=0)), "options.0.max_length", "NUMBER_TYPE_MIN"),
    (
        "min above max",
        with_options(option(min_length=5, max_length=4)),
        "options.0.min_length",
        "APPLICATION_COMMAND_OPTIONS_LENGTH_INVALID",
    ),
    ("min value", with_options(option(4, min_value="1")), "options.0.min_value", "NUMBER_TYPE_COERCE"),
    ("mixed", with_options(sub(), option()), "options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"),
    (
        "group in a group",
        with_options(option(2, "g", options=[option(2, "h", options=[sub()])])),
        "options.0.options.0.type",
        "BASE_TYPE_CHOICES",
    ),
    ("sub in a sub", with_options(option(1, "g", options=[sub()])), "options.0.options.0.type", "BASE_TYPE_CHOICES"),
    (
        "leaf in a group",
        with_options(option(2, "g", options=[option()])),
        "options.0.options.0.type",
        "BASE_TYPE_CHOICES",
    ),
    (
        "8000 characters",
        with_options(
            *[
                option(name=f"o{n}", choices=[{"name": "n" * 100, "value": f"{m}" + "v" * 90} for m in range(10)])
                for n in range(5)
            ]
        ),
        "",
        "APPLICATION_COMMAND_TOO_LARGE",
    ),
    ("contexts", command(contexts=[3]), "contexts.0", "BASE_TYPE_CHOICES"),
    ("no contexts", command(contexts=[]), "contexts", "BASE_TYPE_BAD_LENGTH"),
    ("installs", command(integration_types=[2]), "integration_types.0", "BASE_TYPE_CHOICES"),
    ("permissions", command(default_member_permissions="all"), "default_member_permissions", "NUMBER_TYPE_COERCE"),
    ("locale", command(name_localizations={"xx": "a"}), "name_localizations.xx", "DICT_TYPE_INVALID_KEY"),
    (
        "localised name",
        command(name_localizations={"de": "Zitat"}),
        "name_localizations.de",
        "APPLICATION_COMMAND_INVALID_NAME",
    ),
    (
        "localised description",
        command(description_localizations={"de": "d" * 101}),
        "description_localizations.de",
        "BASE_TYPE_BAD_LENGTH",
    ),
]


@pytest.mark.parametrize("body", GOOD, ids=range(len(GOOD)))
async def test_a_command_at_its_limits_is_registered(standin: StandIn, raw: Raw, body: Json) -> None:
    status, answer, _ = await raw.call("PUT", path_of(standin), [body])
    assert status == 200, answer
    assert [each["name"] for each in standin.world.commands.values()] == [body["name"]]


@pytest.mark.parametrize(("body", "path", "code"), [each[1:] for each in BAD], ids=[each[0] for each in BAD])
async def test_a_command_beyond_a_limit_is_refused(
    standin: StandIn, raw: Raw, body: Json, path: str, code: str
) -> None:
    status, answer, _ = await raw.call("PUT", path_of(standin), [command("fine"), body])
    assert (status, answer["code"]) == (400, 50035)
    assert code in at(answer["errors"], f"1.{path}".rstrip(".")), answer["errors"]
    assert not standin.world.commands
    status, answer, _ = await raw.call("POST", path_of(standin), body)
    assert code in (at(answer["errors"], path) if path else [each["code"] for each in answer["errors"]["_errors"]])


@pytest.mark.parametrize(("kind", "most"), [(1, 100), (2, 15), (3, 15)])
async def test_there_may_be_only_so_many_commands(standin: StandIn, raw: Raw, kind: int, most: int) -> None:
    bodies = [
        {"name": f"c{number}", "type": kind, "description": "d" if kind == 1 else ""} for number in range(most + 1)
    ]
    assert (await raw.call("PUT", path_of(standin), bodies[:most]))[0] == 200
    status, answer, _ = await raw.call("PUT", path_of(standin), bodies)
    assert (status, answer["code"]) == (400, 30032)
    status, answer, _ = await raw.call("POST", path_of(standin), bodies[-1])
    assert (status, answer["code"]) == (400, 30032)


async def test_two_commands_of_one_name_are_refused(standin: StandIn, raw: Raw) -> None:
    status, answer, _ = await raw.call("PUT", path_of(standin), [command(), command()])
    assert status == 400
    assert at(answer["errors"], "1") == ["APPLICATION_COMMANDS_DUPLICATE_NAME"]


async def test_a_command_keeps_its_id_when_registered_again(standin: StandIn, raw: Raw) -> None:
    first = (await raw.call("PUT", path_of(standin), [command(), command("other")]))[1]
    again = (await raw.call("PUT", path_of(standin), [command(description="New")]))[1]
    assert [each["id"] for each in again] == [first[0]["id"]]
    assert list(standin.world.commands) == [int(first[0]["id"])]


async def test_a_command_is_read_changed_and_removed(standin: StandIn, raw: Raw) -> None:
    status, made, _ = await raw.call("POST", path_of(standin), command())
    one = f"{path_of(standin)}/{made['id']}"
    assert status == 201
    assert (await raw.call("POST", path_of(standin), command(description="Again")))[0] == 200
    assert (await raw.call("PATCH", one, {"description": "New"}))[1]["description"] == "New"
    assert (await raw.call("GET", one))[1]["description"] == "New"
    assert (await raw.call("GET", path_of(standin)))[1] == [standin.world.commands[int(made["id"])]]
    assert (await raw.call("DELETE", one))[0] == 204
    status, answer, _ = await raw.call("GET", one)
    assert (status, answer["code"]) == (404, 10063)


async def test_a_servers_own_commands_are_offered_there_alone(standin: StandIn, raw: Raw) -> None:
    other = standin.world.add_guild("Other")
    path = f"/applications/{standin.world.application_id}/guilds/{other.id}/commands"
    assert (await raw.call("PUT", path, [command()]))[0] == 200
    assert [each["name"] for each in standin.world.commands_in(other.id)] == ["quote"]
    assert list(standin.world.commands_in(standin.world.default_guild.id)) == []
    status, answer, _ = await raw.call("PUT", "/applications/1/commands", [])
    assert (status, answer["code"]) == (404, 10002)


def of_size(characters: int) -> Json:
    """Return a command that counts so many characters."""
    crowd = [option(name=f"o{number}", choices=choices(25)) for number in range(20)]
    body = with_options(*crowd)
    missing = characters - sum(len(text) for text in texts(body))
    for each in (choice for one in crowd for choice in one["choices"]):
        pad = min(missing, 90)
        each["name"] += "n" * pad
        missing -= pad
    return body


def texts(of: Json) -> list[str]:
    own = [of[key] for key in ("name", "description", "value") if key in of]
    return own + [text for key in ("options", "choices") for each in of.get(key, ()) for text in texts(each)]


@pytest.mark.parametrize(("characters", "status"), [(8000, 200), (8001, 400)])
async def test_a_command_has_at_most_8000_characters(standin: StandIn, raw: Raw, characters: int, status: int) -> None:
    assert (await raw.call("PUT", path_of(standin), [of_size(characters)]))[0] == status


async def test_commands_are_a_list(standin: StandIn, raw: Raw) -> None:
    status, answer, _ = await raw.call("PUT", path_of(standin), {"name": "quote"})
    assert (status, answer["errors"]["_errors"][0]["code"]) == (400, "LIST_TYPE_CONVERT")
