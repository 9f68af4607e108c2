"""What a session hears over the gateway, and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import pytest
from sandbox.raw import PING, Raw
from sandbox.small_bot import SmallBot

from bot.sandbox import Intent, Limits, ManualClock, Permission, Rate, StandIn

if TYPE_CHECKING:
    from bot.sandbox import MemberDriver

MEMBERS_INTENT = 1 << 1
CONTENT_INTENT = 1 << 15
ALL_MESSAGES = (1 << 0) | (1 << 9) | (1 << 12)


@pytest.fixture
def limits() -> Limits:
    return Limits(identify_seconds=0)


async def test_only_events_of_the_intents_asked_for_are_sent(standin: StandIn, raw: Raw, reader: MemberDriver) -> None:
    gateway = await raw.identified(intents=1 << 9)
    await reader.say("a direct message", channel=reader.dm())
    said = await reader.say("in the channel")
    packet = await gateway.packet()
    assert packet["t"] == "MESSAGE_CREATE"
    assert packet["d"]["id"] == str(said.id)


async def test_content_is_hidden_without_its_intent(standin: StandIn, raw: Raw, reader: MemberDriver) -> None:
    gateway = await raw.with_command(PING)
    bot = f"<@{standin.world.bot.id}>"
    own = (await raw.call("POST", f"/channels/{reader.channel().id}/messages", {"content": "mine"}))[1]
    mine = next(message for message in reader.sees() if str(message.id) == own["id"])
    plain = await reader.say("nobody's business")
    await reader.say("@Lector hello")
    await reader.say("thanks", reply_to=mine)
    await reader.say("thanks", reply_to=mine, ping=False)
    await reader.say("secret", channel=reader.dm())
    await reader.say("@Lector read this", reply_to=plain)
    events = [await gateway.event("MESSAGE_CREATE") for _ in range(7)]
    assert [event["content"] for event in events] == [
        "mine",
        "",
        f"{bot} hello",
        "thanks",
        "",
        "secret",
        f"{bot} read this",
    ]
    assert events[6]["referenced_message"]["content"] == ""
    _, body, _ = await raw.call("GET", f"/channels/{plain.channel_id}/messages/{plain.id}")
    assert body["content"] == ""


async def test_content_is_shown_with_its_intent() -> None:
    async with StandIn(privileged=Intent.MESSAGE_CONTENT) as standin, Raw(standin) as raw:
        gateway = await raw.identified(intents=ALL_MESSAGES | CONTENT_INTENT)
        said = await standin.member("Reader").say("for all to read")
        assert (await gateway.event("MESSAGE_CREATE"))["content"] == "for all to read"
        _, body, _ = await raw.call("GET", f"/channels/{said.channel_id}/messages/{said.id}")
        assert body["content"] == "for all to read"


async def test_what_the_bot_cannot_see_it_does_not_hear(standin: StandIn, raw: Raw, reader: MemberDriver) -> None:
    standin.faults.deny(reader.channel("quiz"), Permission.VIEW_CHANNEL)
    gateway = await raw.identified()
    await reader.say("hidden", channel="quiz")
    said = await reader.say("seen")
    assert (await gateway.event("MESSAGE_CREATE"))["id"] == str(said.id)


async def test_members_are_handed_out_on_request(standin: StandIn, raw: Raw, reader: MemberDriver) -> None:
    gateway = await raw.identified()
    guild = str(standin.world.default_guild.id)
    await gateway.send(8, {"guild_id": guild, "user_ids": [str(reader.id), "1"], "limit": 0, "nonce": "n"})
    chunk = await gateway.event("GUILD_MEMBERS_CHUNK")
    assert [member["user"]["global_name"] for member in chunk["members"]] == ["Reader"]
    assert (chunk["not_found"], chunk["nonce"]) == (["1"], "n")
    await gateway.send(8, {"guild_id": guild, "query": "gue", "limit": 5})
    chunk = await gateway.event("GUILD_MEMBERS_CHUNK")
    assert [member["user"]["global_name"] for member in chunk["members"]] == ["Guest"]


async def test_the_library_stops_at_a_wrong_token(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    bot = SmallBot()
    with pytest.raises(discord.LoginFailure):
        await bot.start("wrong")
    await bot.close()
    assert [refusal.status for refusal in standin.refusals] == [401]


async def test_a_refused_gateway_is_not_found(standin: StandIn, raw: Raw) -> None:
    standin.faults.refuse_gateway()
    with pytest.raises(Exception, match="503"):
        await raw.connect()
    standin.faults.refuse_gateway(on=False)
    await raw.connect()


async def test_two_stand_ins_cannot_share_a_port(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(standin.page.rsplit(":", 1)[1].rstrip("/"))
    with pytest.raises(OSError, match="in use"):
        await StandIn(port=port).__aenter__()


async def test_ten_thousand_servers_are_cheap_to_make_and_spread_evenly() -> None:
    standin = StandIn(limits=Limits(recommended_shards=4, global_rate=Rate(1, 1)))
    for number in range(10_000):
        standin.world.add_guild(f"Circle {number}")
    shards = [(guild_id >> 22) % 4 for guild_id in standin.world.guilds]
    assert all(2_400 < shards.count(shard) < 2_600 for shard in range(4))
    assert len(standin.world.channels) == 10_002


def test_ids_are_unique_and_grow() -> None:
    clock = ManualClock(datetime(2026, 5, 1, tzinfo=UTC))
    standin = StandIn(clock=clock)
    ids = [standin.world.add_user("Someone").id for _ in range(20_000)]
    assert ids == sorted(set(ids))


async def test_a_way_to_compress_that_is_unknown_is_refused(raw: Raw) -> None:
    with pytest.raises(Exception, match="400"):
        await raw.connect("v=10&encoding=json&compress=rle-stream")


async def test_a_resume_takes_the_session_from_a_connection_still_open(
    standin: StandIn, raw: Raw, reader: MemberDriver
) -> None:
    gateway = await raw.identified()
    await gateway.event("GUILD_CREATE")
    again = await raw.connect()
    await again.send(6, {"token": standin.token, "session_id": gateway.session, "seq": gateway.sequence})
    assert (await again.packet())["t"] == "RESUMED"
    assert await gateway.close_code() == 1006
    said = await reader.say("hello")
    assert (await again.event("MESSAGE_CREATE"))["id"] == str(said.id)


async def test_a_new_member_is_told_with_the_privileged_intent_alone() -> None:
    limits = Limits(identify_seconds=0)
    async with StandIn(privileged=Intent.GUILD_MEMBERS, limits=limits) as standin, Raw(standin) as raw:
        told, untold = await raw.identified(ALL_MESSAGES | MEMBERS_INTENT), await raw.identified()
        standin.welcome(standin.world.default_guild, "Newcomer")
        said = await standin.member("Newcomer").say("hello")
        assert (await told.event("GUILD_MEMBER_ADD"))["user"]["global_name"] == "Newcomer"
        await untold.event("GUILD_CREATE")
        assert (await untold.packet())["d"]["id"] == str(said.id)


async def test_a_presence_is_taken_note_of(standin: StandIn, bot: SmallBot) -> None:
    await bot.change_presence(activity=discord.CustomActivity("Reading aloud"))
    await bot.fetch_user(standin.world.owner.id)
    presence = standin.gateway.online[0].presence
    assert presence is not None
    assert presence["activities"][0]["state"] == "Reading aloud"
