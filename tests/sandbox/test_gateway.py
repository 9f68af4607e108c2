"""The gateway behaves as Discord's: who may connect, what they hear, how they come back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
import pytest
from sandbox.raw import PING, Raw
from sandbox.small_bot import SmallBot, SmallShardedBot, running

from bot.sandbox import Intent, Limits, ManualClock, Permission, Rate, StandIn

if TYPE_CHECKING:
    from bot.sandbox import MemberDriver

MEMBERS_INTENT = 1 << 1
CONTENT_INTENT = 1 << 15
ALL_MESSAGES = (1 << 0) | (1 << 9) | (1 << 12)


@pytest.mark.parametrize("code", [None, 4000, 1001])
async def test_no_event_is_lost_when_the_socket_drops(
    standin: StandIn, bot: SmallBot, reader: MemberDriver, code: int | None
) -> None:
    before = await reader.say("@Lector one")
    await reader.hears(after=before)
    standin.faults.drop_gateway(code)
    missed = await reader.say("@Lector two")
    assert not standin.gateway.online
    await standin.bot_online()
    assert (await reader.hears(after=missed)).content == "You said: @Lector two"
    heard = [message.content for message in bot.heard if message.author.id == reader.id]
    assert heard == [f"<@{standin.world.bot.id}> one", f"<@{standin.world.bot.id}> two"]
    assert bot.resumed == 1


async def test_a_command_used_while_the_socket_is_down_is_answered_after_the_resume(
    standin: StandIn, bot: SmallBot, reader: MemberDriver
) -> None:
    standin.faults.drop_gateway()
    assert (await reader.slash("secret")).message.content == "Psst"


async def test_a_session_that_cannot_be_resumed_starts_anew(standin: StandIn, reader: MemberDriver) -> None:
    async with running(standin, Hasty()) as bot:
        standin.faults.drop_gateway(4000, resumable=False)
        await standin.bot_online()
        assert (await reader.slash("secret")).message.content == "Psst"
        assert bot.resumed == 0


async def test_the_bot_obeys_reconnect(standin: StandIn, bot: SmallBot, reader: MemberDriver) -> None:
    standin.faults.reconnect()
    await standin.bot_offline()
    await standin.bot_online()
    assert (await reader.slash("secret")).message.content == "Psst"
    assert bot.resumed == 1


@pytest.mark.parametrize("resumable", [True, False])
async def test_the_bot_obeys_an_invalid_session(standin: StandIn, reader: MemberDriver, resumable: bool) -> None:
    async with running(standin, Hasty()) as bot:
        standin.faults.invalid_session(resumable=resumable)
        await standin.bot_offline()
        await standin.bot_online()
        assert (await reader.slash("secret")).message.content == "Psst"
        assert bot.resumed == int(resumable)


class Hasty(SmallBot):
    """Identifies at once where the library would wait five seconds."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        return


@pytest.fixture
def limits() -> Limits:
    return Limits(identify_seconds=0)


async def test_shards_hear_of_their_own_servers(standin: StandIn, reader: MemberDriver) -> None:
    class HastyShards(Hasty, SmallShardedBot):
        pass

    others = [standin.world.add_guild(f"Circle {number}", members=("Reader",)) for number in range(5)]
    async with running(standin, HastyShards(shard_count=3), shards=3) as bot:
        assert {session.shard.number for session in standin.gateway.online} == {0, 1, 2}
        for guild in (standin.world.default_guild, *others):
            member = standin.member("Reader", guild)
            answer = await member.slash("quote search", {"words": guild.name})
            assert answer.message.content == f"Found {guild.name}"
            known = bot.get_guild(guild.id)
            assert known is not None
            assert known.shard_id == (guild.id >> 22) % 3
        assert (await reader.slash("secret", channel=reader.dm())).message.content == "Psst"
    assert standin.refusals == []


async def test_an_event_goes_to_the_one_shard_it_belongs_to(standin: StandIn, raw: Raw, reader: MemberDriver) -> None:
    own = (standin.world.default_guild.id >> 22) % 2
    right, wrong = await raw.identified(shard=(own, 2)), await raw.identified(shard=(1 - own, 2))
    await reader.say("hello")
    assert (await right.event("MESSAGE_CREATE"))["guild_id"] == str(standin.world.default_guild.id)
    await wrong.send(1)
    assert (await wrong.packet())["op"] == 11


async def test_a_server_joined_while_online_is_told(standin: StandIn, bot: SmallBot) -> None:
    # Until it is ready the library takes every server for one it was in before.
    await bot.wait_until_ready()
    joined = bot.wait_for("guild_join", timeout=5)
    standin.join(standin.world.add_guild("New", with_bot=False))
    assert (await joined).name == "New"


async def test_the_stream_is_compressed_where_asked(standin: StandIn, raw: Raw, reader: MemberDriver) -> None:
    gateway = await raw.connect("v=10&encoding=json&compress=zlib-stream")
    await gateway.identify()
    await gateway.event("READY")
    said = await reader.say("hello")
    assert (await gateway.event("MESSAGE_CREATE"))["id"] == str(said.id)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"shard": [2, 2]}, 4010),
        ({"shard": "0"}, 4010),
        ({"intents": -1}, 4013),
        ({"intents": 1 << 40}, 4013),
        ({"intents": CONTENT_INTENT}, 4014),
        ({"intents": MEMBERS_INTENT}, 4014),
        ({"properties": None}, 4002),
    ],
)
async def test_who_introduces_itself_wrongly_is_shut_out(raw: Raw, more: dict[str, Any], code: int) -> None:
    gateway = await raw.connect()
    await gateway.identify(**more)
    assert await gateway.close_code() == code


@pytest.mark.parametrize(
    ("packets", "code"),
    [
        (["{"], 4002),
        (["[]"], 4002),
        (['{"op": 99}'], 4001),
        (['{"op": 3, "d": {}}'], 4003),
        (['{"op": 1, "d": "' + "x" * 5000 + '"}'], 4002),
        (['{"op": 1}'] * 121, 4008),
    ],
)
async def test_who_speaks_wrongly_is_shut_out(raw: Raw, packets: list[str], code: int) -> None:
    gateway = await raw.connect()
    for packet in packets:
        await gateway.socket.send_str(packet)
    assert await gateway.close_code() == code


async def test_identifying_twice_is_refused(raw: Raw) -> None:
    gateway = await raw.identified()
    await gateway.identify()
    assert await gateway.close_code() == 4005


async def test_an_old_version_is_refused(raw: Raw) -> None:
    assert await (await raw.connect("v=5&encoding=json")).close_code() == 4012


async def test_too_many_servers_need_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    async with StandIn(limits=Limits(guilds_a_shard=3)) as standin, Raw(standin) as raw:
        for number in range(3):
            standin.world.add_guild(f"Circle {number}")
        gateway = await raw.connect()
        await gateway.identify()
        assert await gateway.close_code() == 4011


async def test_a_token_is_shut_out_when_its_sessions_are_used_up() -> None:
    async with StandIn(limits=Limits(identifies_a_day=1, identify_seconds=0)) as standin, Raw(standin) as raw:
        await raw.identified()
        _, body, _ = await raw.call("GET", "/gateway/bot")
        assert body["session_start_limit"]["remaining"] == 0
        gateway = await raw.connect()
        await gateway.identify()
        assert await gateway.close_code() == 4004


async def test_identifying_too_soon_after_another_is_an_invalid_session() -> None:
    async with StandIn(limits=Limits(max_concurrency=2)) as standin, Raw(standin) as raw:
        await raw.identified(shard=(0, 3))
        await raw.identified(shard=(1, 3))
        gateway = await raw.connect()
        await gateway.identify(shard=(2, 3))
        packet = await gateway.packet()
        assert (packet["op"], packet["d"]) == (9, False)


async def test_a_client_without_heartbeats_is_cut_off() -> None:
    clock = ManualClock(datetime(2026, 5, 1, tzinfo=UTC))
    async with StandIn(clock=clock) as standin, Raw(standin) as raw:
        gateway = await raw.identified()
        clock.advance(41.25)
        await gateway.send(1)
        assert (await gateway.event_or_ack()) == 11
        clock.advance(25)
        await gateway.send(1)
        assert (await gateway.event_or_ack()) == 11
        clock.advance(70)
        assert await gateway.close_code() == 4009


async def test_a_resume_replays_what_was_missed_and_says_when_it_is_done(
    standin: StandIn, raw: Raw, reader: MemberDriver
) -> None:
    gateway = await raw.identified()
    await gateway.event("GUILD_CREATE")
    seen = gateway.sequence
    standin.faults.drop_gateway(4000)
    first, second = await reader.say("one"), await reader.say("two")
    again = await raw.connect()
    await again.send(6, {"token": standin.token, "session_id": gateway.session, "seq": seen})
    packets = [await again.packet() for _ in range(3)]
    assert [packet["t"] for packet in packets] == ["MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED"]
    assert [packet["s"] for packet in packets] == [seen + 1, seen + 2, seen + 3]
    assert [packet["d"].get("id") for packet in packets[:2]] == [str(first.id), str(second.id)]


async def test_a_session_kept_too_long_or_with_too_much_missed_cannot_be_resumed() -> None:
    clock = ManualClock(datetime(2026, 5, 1, tzinfo=UTC))
    limits = Limits(identify_seconds=0, replay_events=5, gateway_sends=None)
    async with StandIn(clock=clock, limits=limits) as standin, Raw(standin) as raw:
        reader = standin.member("Reader")
        for missed, seconds, can in ((4, 100, True), (7, 100, False), (1, 500, False)):
            gateway = await raw.identified()
            await gateway.event("GUILD_CREATE")
            standin.faults.drop_gateway(4000)
            for number in range(missed):
                await reader.say(f"message {number}")
            clock.advance(seconds)
            again = await raw.connect()
            await again.send(6, {"token": standin.token, "session_id": gateway.session, "seq": gateway.sequence})
            assert (await again.packet())["op"] == (0 if can else 9)
            standin.faults.drop_gateway(4000, resumable=False)


async def test_a_resume_with_a_wrong_token_or_session_fails(standin: StandIn, raw: Raw) -> None:
    gateway = await raw.connect()
    await gateway.send(6, {"token": standin.token, "session_id": "none", "seq": 1})
    assert (await gateway.packet())["op"] == 9
    await gateway.send(6, {"token": "wrong", "session_id": "none", "seq": 1})
    assert await gateway.close_code() == 4004


async def test_a_resume_from_what_was_never_sent_is_shut_out(standin: StandIn, raw: Raw) -> None:
    session = (await raw.identified()).session
    gateway = await raw.connect()
    await gateway.send(6, {"token": standin.token, "session_id": session, "seq": 10_000})
    assert await gateway.close_code() == 4007


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
