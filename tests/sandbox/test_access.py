"""What the bot may not do is refused with Discord's own codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest
from sandbox.raw import Raw

from bot.sandbox import Intent, Limits, NotPossible, Permission, StandIn, permissions
from bot.sandbox.world import Overwrite

if TYPE_CHECKING:
    from sandbox.small_bot import SmallBot

    from bot.sandbox import Channel, MemberDriver

Json = dict[str, Any]


@pytest.fixture
def limits() -> Limits:
    return Limits.lifted()


@pytest.fixture
def channel(reader: MemberDriver) -> Channel:
    return reader.channel("reading")


async def code(raw: Raw, method: str, path: str, body: Json | None = None) -> tuple[int, int]:
    status, answer, _ = await raw.call(method, path, body)
    return status, answer["code"] if isinstance(answer, dict) and "code" in answer else 0


async def test_a_hidden_channel_is_no_access(standin: StandIn, raw: Raw, channel: Channel) -> None:
    standin.faults.deny(channel, Permission.VIEW_CHANNEL)
    for method, path in (("GET", ""), ("GET", "/messages"), ("POST", "/messages"), ("POST", "/typing")):
        assert await code(raw, method, f"/channels/{channel.id}{path}", {"content": "x"}) == (403, 50001)
    standin.faults.allow(channel, Permission.VIEW_CHANNEL)
    assert await code(raw, "POST", f"/channels/{channel.id}/messages", {"content": "x"}) == (200, 0)


@pytest.mark.parametrize(
    ("denied", "body"),
    [
        (Permission.SEND_MESSAGES, {"content": "x"}),
        (Permission.EMBED_LINKS, {"embeds": [{"title": "t"}]}),
    ],
)
async def test_a_missing_permission_is_named_so(
    standin: StandIn, raw: Raw, channel: Channel, denied: Permission, body: Json
) -> None:
    standin.faults.deny(channel, denied)
    assert await code(raw, "POST", f"/channels/{channel.id}/messages", body) == (403, 50013)
    assert [refusal.code for refusal in standin.refusals] == [50013]


async def test_files_need_a_permission_of_their_own(standin: StandIn, raw: Raw, channel: Channel) -> None:
    standin.faults.deny(channel, Permission.ATTACH_FILES)
    form = aiohttp.FormData()
    form.add_field("files[0]", b"notes", filename="notes.txt")
    status, answer, _ = await raw.call("POST", f"/channels/{channel.id}/messages", data=form)
    assert (status, answer["code"]) == (403, 50013)


async def test_history_is_empty_and_replies_are_refused_without_the_permission_to_read_it(
    standin: StandIn, raw: Raw, channel: Channel, reader: MemberDriver
) -> None:
    said = await reader.say("hello")
    path = f"/channels/{channel.id}/messages"
    standin.faults.deny(channel, Permission.READ_MESSAGE_HISTORY)
    assert (await raw.call("GET", path))[1] == []
    assert await code(raw, "GET", f"{path}/{said.id}") == (403, 50013)
    reply = {"content": "x", "message_reference": {"message_id": str(said.id)}}
    assert await code(raw, "POST", path, reply) == (400, 160002)


async def test_what_is_not_there_is_unknown(standin: StandIn, raw: Raw, channel: Channel) -> None:
    guild = standin.world.default_guild.id
    user = standin.world.add_user("Stranger").id
    assert await code(raw, "GET", "/channels/1") == (404, 10003)
    assert await code(raw, "POST", "/channels/1/messages", {"content": "x"}) == (404, 10003)
    assert await code(raw, "GET", f"/channels/{channel.id}/messages/1") == (404, 10008)
    assert await code(raw, "GET", "/guilds/1") == (404, 10004)
    assert await code(raw, "GET", f"/guilds/{guild}/members/1") == (404, 10013)
    assert await code(raw, "GET", f"/guilds/{guild}/members/{user}") == (404, 10007)
    assert await code(raw, "GET", "/users/1") == (404, 10013)
    assert await code(raw, "POST", "/users/@me/channels", {"recipient_id": "1"}) == (404, 10013)
    status, body, _ = await raw.call("GET", "/no/such/route")
    assert (status, body) == (404, {"message": "404: Not Found", "code": 0})


async def test_a_request_without_the_token_is_unauthorized(standin: StandIn, raw: Raw) -> None:
    status, body, _ = await raw.call("GET", "/users/@me", token="wrong")
    assert (status, body) == (401, {"message": "401: Unauthorized", "code": 0})
    async with raw.http.get(f"{standin.api}/users/@me") as response:
        assert response.status == 401


async def test_others_messages_cannot_be_changed_nor_deleted(
    standin: StandIn, raw: Raw, channel: Channel, reader: MemberDriver
) -> None:
    said = await reader.say("mine")
    path = f"/channels/{channel.id}/messages/{said.id}"
    assert await code(raw, "PATCH", path, {"content": "yours"}) == (403, 50005)
    assert await code(raw, "DELETE", path) == (403, 50013)
    standin.faults.allow(channel, Permission.MANAGE_MESSAGES)
    assert (await raw.call("DELETE", path))[0] == 204
    assert reader.sees() == []


async def test_pinning_needs_its_own_permission(
    standin: StandIn, raw: Raw, channel: Channel, reader: MemberDriver
) -> None:
    said = await reader.say("pin me")
    path = f"/channels/{channel.id}/messages/pins"
    assert await code(raw, "PUT", f"{path}/{said.id}") == (403, 50013)
    standin.faults.allow(channel, Permission.PIN_MESSAGES)
    assert (await raw.call("PUT", f"{path}/{said.id}"))[0] == 204
    pins = (await raw.call("GET", path))[1]
    assert [item["message"]["id"] for item in pins["items"]] == [str(said.id)]
    assert [message.kind for message in reader.sees()] == [0, 6]
    assert (await raw.call("DELETE", f"{path}/{said.id}"))[0] == 204
    assert (await raw.call("GET", path))[1] == {"items": [], "has_more": False}


async def test_threads_are_started_and_written_in(
    standin: StandIn, raw: Raw, channel: Channel, reader: MemberDriver
) -> None:
    said = await reader.say("discuss")
    path = f"/channels/{channel.id}/messages/{said.id}/threads"
    status, thread, _ = await raw.call("POST", path, {"name": "A talk"})
    assert (status, thread["id"], thread["parent_id"]) == (201, str(said.id), str(channel.id))
    assert await code(raw, "POST", path, {"name": "Again"}) == (400, 160004)
    alone = (await raw.call("POST", f"/channels/{channel.id}/threads", {"name": "Alone", "type": 11}))[1]
    for each in (thread, alone):
        assert await code(raw, "POST", f"/channels/{each['id']}/messages", {"content": "x"}) == (200, 0)
    assert await code(raw, "POST", f"/channels/{channel.id}/threads", {"name": "", "type": 11}) == (400, 50035)
    assert await code(raw, "POST", f"/channels/{alone['id']}/threads", {"name": "n", "type": 11}) == (400, 50024)
    assert [message.content for message in reader.sees("A talk")] == ["x"]


@pytest.mark.parametrize(
    ("denied", "path"),
    [(Permission.CREATE_PUBLIC_THREADS, "/threads"), (Permission.SEND_MESSAGES_IN_THREADS, None)],
)
async def test_threads_need_permissions_of_their_own(
    standin: StandIn, raw: Raw, channel: Channel, denied: Permission, path: str | None
) -> None:
    thread = standin.world.add_thread(channel, "A talk", standin.world.owner)
    standin.faults.deny(channel, denied)
    target = f"/channels/{channel.id}{path}" if path else f"/channels/{thread.id}/messages"
    assert await code(raw, "POST", target, {"content": "x", "name": "n", "type": 11}) == (403, 50013)


async def test_an_archived_thread_opens_for_a_message_unless_it_is_locked(
    standin: StandIn, raw: Raw, channel: Channel
) -> None:
    thread = standin.world.add_thread(channel, "A talk", standin.world.owner)
    path = f"/channels/{thread.id}/messages"
    sent = (await raw.call("POST", path, {"content": "x"}))[1]
    standin.faults.archive(thread)
    assert await code(raw, "PATCH", f"{path}/{sent['id']}", {"content": "y"}) == (400, 50083)
    assert await code(raw, "POST", path, {"content": "z"}) == (200, 0)
    assert not thread.archived
    standin.faults.archive(thread, locked=True)
    assert await code(raw, "POST", path, {"content": "z"}) == (400, 50083)
    with pytest.raises(NotPossible, match="is locked"):
        await standin.member("Reader").say("hello", channel=thread)


async def test_a_closed_direct_message_channel_takes_no_message(
    standin: StandIn, raw: Raw, reader: MemberDriver
) -> None:
    channel = (await raw.call("POST", "/users/@me/channels", {"recipient_id": str(reader.id)}))[1]
    assert channel["id"] == str(reader.dm().id)
    path = f"/channels/{channel['id']}/messages"
    assert await code(raw, "POST", path, {"content": "x"}) == (200, 0)
    reader.user.accepts_dms = False
    assert await code(raw, "POST", path, {"content": "x"}) == (403, 50007)


async def test_a_bot_that_was_kicked_has_no_access(standin: StandIn, bot: SmallBot, raw: Raw, channel: Channel) -> None:
    guild = bot.get_guild(standin.world.default_guild.id)
    assert guild is not None
    told = bot.wait_for("guild_remove", timeout=5)
    standin.faults.kick(standin.world.default_guild)
    assert await code(raw, "GET", f"/guilds/{guild.id}") == (403, 50001)
    assert await code(raw, "POST", f"/channels/{channel.id}/messages", {"content": "x"}) == (403, 50001)
    await told
    assert bot.get_guild(guild.id) is None


async def test_a_deleted_channel_is_unknown_and_its_deletion_told(
    standin: StandIn, bot: SmallBot, raw: Raw, channel: Channel
) -> None:
    thread = standin.world.add_thread(channel, "A talk", standin.world.owner)
    told = bot.wait_for("guild_channel_delete", timeout=5)
    standin.faults.delete_channel(channel)
    assert await code(raw, "POST", f"/channels/{channel.id}/messages", {"content": "x"}) == (404, 10003)
    assert await code(raw, "POST", f"/channels/{thread.id}/messages", {"content": "x"}) == (404, 10003)
    assert (await told).id == channel.id


async def test_the_library_knows_what_was_taken_away(
    standin: StandIn, bot: SmallBot, channel: Channel, reader: MemberDriver
) -> None:
    standin.faults.deny(channel, Permission.SEND_MESSAGES)
    known = bot.get_channel(channel.id)
    assert isinstance(known, discord.TextChannel)
    await bot.wait_for("guild_channel_update", timeout=5)
    assert not known.permissions_for(known.guild.me).send_messages
    with pytest.raises(discord.Forbidden) as refused:
        await known.send("x")
    assert refused.value.code == 50013
    assert (await reader.slash("secret")).message.content == "Psst"


def test_permissions_follow_discords_order() -> None:
    world = StandIn().world
    guild = world.default_guild
    channel = world.add_channel(guild, "hall")
    mute = world.add_role(guild, "Mute")
    loud = world.add_role(guild, "Loud", Permission.MENTION_EVERYONE)
    member = world.add_member(guild, "Reader", roles=(mute, loud))

    def may(permission: Permission) -> bool:
        return permission in permissions.in_channel(world, channel, member.user.id)

    assert may(Permission.SEND_MESSAGES | Permission.MENTION_EVERYONE)
    channel.overwrites[guild.id] = Overwrite(of_member=False, deny=Permission.SEND_MESSAGES)
    assert not may(Permission.SEND_MESSAGES)
    assert not may(Permission.MENTION_EVERYONE)
    channel.overwrites[loud.id] = Overwrite(of_member=False, allow=Permission.SEND_MESSAGES)
    channel.overwrites[mute.id] = Overwrite(of_member=False, deny=Permission.SEND_MESSAGES)
    assert may(Permission.SEND_MESSAGES)
    channel.overwrites[member.user.id] = Overwrite(of_member=True, deny=Permission.SEND_MESSAGES)
    assert not may(Permission.SEND_MESSAGES)
    channel.overwrites[member.user.id] = Overwrite(of_member=True, deny=Permission.VIEW_CHANNEL)
    assert permissions.in_channel(world, channel, member.user.id) == Permission.NONE
    assert permissions.in_channel(world, channel, guild.owner_id) == permissions.ALL
    mute.permissions = Permission.ADMINISTRATOR
    assert permissions.in_channel(world, channel, member.user.id) == permissions.ALL


async def test_servers_and_members_are_read(standin: StandIn, raw: Raw, reader: MemberDriver) -> None:
    guild = standin.world.default_guild
    other = standin.world.add_guild("Other")
    standin.world.add_guild("Foreign", with_bot=False)
    path = f"/guilds/{guild.id}"
    counted = (await raw.call("GET", path, params={"with_counts": "true"}))[1]
    assert (counted["name"], counted["approximate_member_count"]) == ("Reading circle", 5)
    assert [each["id"] for each in (await raw.call("GET", "/users/@me/guilds"))[1]] == [str(guild.id), str(other.id)]
    assert [each["name"] for each in (await raw.call("GET", path + "/channels"))[1]] == ["reading", "quiz"]
    assert [each["name"] for each in (await raw.call("GET", path + "/roles"))[1]] == ["@everyone", "Lector"]
    member = (await raw.call("GET", f"{path}/members/{reader.id}"))[1]
    assert member["user"]["global_name"] == "Reader"
    assert await code(raw, "GET", path + "/members") == (403, 50001)
    assert (await raw.call("GET", path + "/threads/active"))[1]["threads"] == []


async def test_members_are_listed_with_the_privileged_intent() -> None:
    async with StandIn(privileged=Intent.GUILD_MEMBERS) as standin, Raw(standin) as raw:
        path = f"/guilds/{standin.world.default_guild.id}/members"
        listed = (await raw.call("GET", path, params={"limit": "2"}))[1]
        assert [each["user"]["global_name"] for each in listed] == [None, "Moderator"]
        after = {"limit": "10", "after": listed[1]["user"]["id"]}
        assert len((await raw.call("GET", path, params=after))[1]) == 3
        assert await code(raw, "GET", path + "?limit=0") == (400, 50035)


async def test_a_thread_is_changed_joined_and_deleted(standin: StandIn, raw: Raw, channel: Channel) -> None:
    thread = (await raw.call("POST", f"/channels/{channel.id}/threads", {"name": "Mine", "type": 11}))[1]
    foreign = standin.world.add_thread(channel, "Theirs", standin.world.owner)
    path = f"/channels/{thread['id']}"
    changed = (await raw.call("PATCH", path, {"name": "Ours", "archived": True}))[1]
    assert (changed["name"], changed["thread_metadata"]["archived"]) == ("Ours", True)
    assert await code(raw, "PUT", path + "/thread-members/@me") == (400, 50083)
    assert (await raw.call("PATCH", path, {"archived": False}))[0] == 200
    assert (await raw.call("PUT", path + "/thread-members/@me"))[0] == 204
    assert await code(raw, "PATCH", path, {"locked": True}) == (403, 50013)
    assert await code(raw, "PATCH", f"/channels/{foreign.id}", {"archived": True}) == (403, 50013)
    assert await code(raw, "PATCH", f"/channels/{channel.id}", {"name": "x"}) == (403, 50013)
    assert await code(raw, "DELETE", path) == (403, 50013)
    standin.faults.allow(channel, Permission.MANAGE_THREADS)
    assert (await raw.call("PATCH", f"/channels/{foreign.id}", {"archived": True, "locked": True}))[0] == 200
    assert (await raw.call("DELETE", path))[0] == 200
    assert await code(raw, "GET", path) == (404, 10003)


async def test_who_may_do_what_is_told_to_the_bot(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    told = bot.wait_for("guild_role_update", timeout=5)
    role = standin.world.default_guild.roles[standin.world.default_guild.id]
    standin.change_role(standin.world.default_guild, role, role.permissions | Permission.MENTION_EVERYONE)
    before, after = await told
    assert (before.permissions.mention_everyone, after.permissions.mention_everyone) == (False, True)
