"""A member can do what Discord's own client lets them do, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import Limits, NoAnswer, NotPossible, Permission, StandIn
from bot.sandbox.world import Overwrite

if TYPE_CHECKING:
    from sandbox.raw import Raw

    from bot.sandbox import MemberDriver

Json = dict[str, Any]


@pytest.fixture
def limits() -> Limits:
    return Limits(answer_seconds=0.05)


def option(kind: int = 3, name: str = "words", **more: Any) -> Json:
    return {"type": kind, "name": name, "description": "d", **more}


def register(standin: StandIn, **more: Any) -> None:
    command: Json = {"id": "1", "type": 1, "name": "try", "description": "d", "options": [], **more}
    standin.world.commands[1] = command


CALLS: list[tuple[str, Json, Json, str]] = [
    ("unknown option", option(), {"other": "x"}, "no option 'other'"),
    ("missing", option(required=True), {}, "'words' is required"),
    ("empty", option(required=True), {"words": ""}, "'words' is required"),
    ("number for text", option(), {"words": 5}, "takes text"),
    ("too short", option(min_length=3), {"words": "ab"}, "3 to 6000 characters, not 2"),
    ("too long", option(max_length=3), {"words": "abcd"}, "0 to 3 characters, not 4"),
    ("no choice", option(choices=[{"name": "A", "value": "a"}]), {"words": "b"}, "offers only: A"),
    ("no number", option(4), {"words": "five"}, "a whole number"),
    ("half a number", option(4), {"words": 1.5}, "a whole number"),
    ("a boolean for a number", option(4), {"words": True}, "a whole number"),
    ("infinite", option(10), {"words": "inf"}, "a number"),
    ("below", option(4, min_value=1, max_value=5), {"words": 0}, "from 1 to 5"),
    ("above", option(10, max_value=5), {"words": 5.5}, "from None to 5"),
    ("no boolean", option(5), {"words": "perhaps"}, "True or False"),
    ("no user", option(6), {"words": "Nobody"}, "no user 'Nobody'"),
    ("no channel", option(7), {"words": "#nowhere"}, "no channel 'nowhere'"),
    ("channel kind", option(7, channel_types=[2]), {"words": "#quiz"}, "may be chosen"),
    ("no role", option(8), {"words": "@none"}, "no role 'none'"),
    ("attachment", option(11), {"words": "x"}, "not known here"),
]


@pytest.mark.parametrize(("one", "given", "why"), [each[1:] for each in CALLS], ids=[each[0] for each in CALLS])
async def test_a_call_that_the_client_would_not_send_is_not_sent(
    standin: StandIn, reader: MemberDriver, one: Json, given: Json, why: str
) -> None:
    register(standin, options=[one])
    with pytest.raises(NotPossible, match=why):
        await reader.slash("try", given)
    assert standin.interactions.sent == 0


async def test_without_a_bot_the_application_does_not_respond(standin: StandIn, reader: MemberDriver) -> None:
    register(standin)
    with pytest.raises(NoAnswer, match="The application did not respond"):
        await reader.slash("try")
    with pytest.raises(NoAnswer):
        await reader.hears(timeout=0.01)


@pytest.mark.parametrize("name", ["other", "try sub", "/try more"])
async def test_an_unknown_command_is_not_sent(standin: StandIn, reader: MemberDriver, name: str) -> None:
    register(standin)
    with pytest.raises(NotPossible, match="There is no command"):
        await reader.slash(name)


async def test_a_group_is_no_command(standin: StandIn, reader: MemberDriver) -> None:
    register(standin, options=[option(1, "sub")])
    with pytest.raises(NotPossible, match="is a group"):
        await reader.slash("try")


@pytest.mark.parametrize(
    ("needed", "reader_may", "owner_may"),
    [(None, True, True), ("32", False, True), ("0", False, True), ("2048", True, True)],
)
async def test_a_command_is_hidden_from_those_it_is_not_for(
    standin: StandIn, reader: MemberDriver, needed: str | None, reader_may: bool, owner_may: bool
) -> None:
    register(standin, default_member_permissions=needed)
    for member, may in ((reader, reader_may), (standin.member("Moderator"), owner_may)):
        with pytest.raises(NoAnswer if may else NotPossible):
            await member.slash("try")


@pytest.mark.parametrize(
    ("more", "in_guild", "in_dm"),
    [
        ({}, True, True),
        ({"dm_permission": False}, True, False),
        ({"contexts": [0]}, True, False),
        ({"contexts": [1]}, False, True),
        ({"contexts": [2]}, False, False),
        ({"integration_types": [1]}, False, False),
    ],
)
async def test_a_command_is_offered_where_it_belongs(
    standin: StandIn, reader: MemberDriver, more: Json, in_guild: bool, in_dm: bool
) -> None:
    register(standin, **more)
    for channel, offered in ((reader.channel(), in_guild), (reader.dm(), in_dm)):
        with pytest.raises(NoAnswer if offered else NotPossible):
            await reader.slash("try", channel=channel)


async def test_who_installed_the_app_has_it_where_the_bot_is_not(standin: StandIn, raw: Raw) -> None:
    guild = standin.world.add_guild("Elsewhere", members=("Reader",), with_bot=False)
    gateway = await raw.identified()
    register(standin, integration_types=[0, 1], contexts=[0, 1, 2])
    member = standin.member("Reader", guild)
    with pytest.raises(NotPossible, match="not installed"):
        await member.slash("try")
    member.user.installed = True
    with pytest.raises(NoAnswer):
        await member.slash("try")
    interaction = await gateway.event("INTERACTION_CREATE")
    assert interaction["authorizing_integration_owners"] == {"1": str(member.id)}
    assert int(interaction["app_permissions"]) & Permission.SEND_MESSAGES == 0


async def test_commands_need_the_permission_to_use_them(standin: StandIn, reader: MemberDriver) -> None:
    register(standin)
    denied = Overwrite(of_member=True, deny=Permission.USE_APPLICATION_COMMANDS)
    reader.channel().overwrites[reader.id] = denied
    with pytest.raises(NotPossible, match="may not use commands"):
        await reader.slash("try")


async def test_only_options_with_autocomplete_are_completed(standin: StandIn, reader: MemberDriver) -> None:
    register(standin, options=[option()])
    with pytest.raises(NotPossible, match="no autocomplete"):
        await reader.autocomplete("try", {}, "words")


async def test_what_is_hidden_can_neither_be_seen_nor_written_to(standin: StandIn, reader: MemberDriver) -> None:
    said = await reader.say("hello", channel="quiz")
    reader.channel("quiz").overwrites[reader.id] = Overwrite(of_member=True, deny=Permission.VIEW_CHANNEL)
    assert reader.sees("quiz") == []
    with pytest.raises(NotPossible, match="may not write"):
        await reader.say("hello", channel="quiz")
    with pytest.raises(NotPossible, match="do not see that message"):
        await reader.menu("Find the source", said)
    with pytest.raises(NotPossible, match="There is no channel"):
        await reader.say("hello", channel="nowhere")
    for text in ("", "x" * 2001):
        with pytest.raises(NotPossible, match="1 to 2000"):
            await reader.say(text)
