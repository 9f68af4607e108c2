"""The gateway behaves as Discord's: who may connect, what they hear, how they come back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sandbox.raw import Raw
from sandbox.small_bot import SmallBot, SmallShardedBot, running

from bot.sandbox import Limits, ManualClock, StandIn

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
