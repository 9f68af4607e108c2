"""Faults strike the requests they are meant for, as often as asked, and end."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest
from sandbox.raw import Raw

from bot.sandbox import ManualClock, Recorded, StandIn

if TYPE_CHECKING:
    from sandbox.small_bot import SmallBot

    from bot.sandbox import MemberDriver

SENDING = "POST /channels/*/messages"


async def test_a_fault_strikes_so_many_times_and_no_other_request(
    standin: StandIn, raw: Raw, reader: MemberDriver
) -> None:
    path = f"/channels/{reader.channel().id}/messages"
    fault = standin.faults.fail(SENDING, 503, times=2)
    statuses = [(await raw.call("POST", path, {"content": "x"}))[0] for _ in range(3)]
    assert statuses == [503, 503, 200]
    assert (await raw.call("GET", path))[0] == 200
    assert fault.happened == 2
    assert standin.refusals == []


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_fault_lasts_until_it_is_switched_off(
    standin: StandIn, raw: Raw, reader: MemberDriver, status: int
) -> None:
    path = f"/channels/{reader.channel().id}/messages"
    fault = standin.faults.fail(SENDING, status)
    assert (await raw.call("POST", path, {"content": "x"}))[0] == status
    fault.off()
    assert (await raw.call("POST", path, {"content": "x"}))[0] == 200
    standin.faults.fail("*", status)
    assert (await raw.call("GET", path))[0] == status
    standin.faults.off()
    assert (await raw.call("GET", path))[0] == 200


async def test_an_answer_may_be_lost_after_the_message_was_sent(
    standin: StandIn, raw: Raw, reader: MemberDriver
) -> None:
    path = f"/channels/{reader.channel().id}/messages"
    body = {"content": "once", "nonce": "n1", "enforce_nonce": True}
    standin.faults.fail(SENDING, 502, times=1, after=True)
    assert (await raw.call("POST", path, body))[0] == 502
    assert (await raw.call("POST", path, body))[0] == 200
    assert [message.content for message in reader.sees()] == ["once"]


@pytest.mark.parametrize(("after", "sent"), [(False, 0), (True, 1)])
async def test_a_connection_is_reset(standin: StandIn, raw: Raw, reader: MemberDriver, after: bool, sent: int) -> None:
    path = f"/channels/{reader.channel().id}/messages"
    standin.faults.cut(SENDING, times=1, after=after)
    with pytest.raises(aiohttp.ClientConnectionError):
        await raw.call("POST", path, {"content": "x"})
    assert len(reader.sees()) == sent
    assert standin.requests[-1] == Recorded("POST", path, 0)


async def test_a_slow_answer_takes_its_time() -> None:
    clock = ManualClock(datetime(2026, 5, 1, tzinfo=UTC))
    async with StandIn(clock=clock) as standin, Raw(standin) as raw:
        standin.faults.slow("GET /users/@me", 7, times=1)
        asking = asyncio.create_task(raw.call("GET", "/users/@me"))
        assert (await raw.call("GET", "/gateway"))[0] == 200
        assert not asking.done()
        clock.advance(7)
        assert (await asking)[0] == 200


async def test_the_library_gives_up_on_503_at_once(standin: StandIn, bot: SmallBot) -> None:
    channel = bot.get_channel(next(iter(standin.world.default_guild.channels)))
    assert isinstance(channel, discord.TextChannel)
    standin.faults.fail(SENDING, 503)
    with pytest.raises(discord.DiscordServerError):
        await channel.send("x")
    assert [request.status for request in standin.requests if request.path.endswith("/messages")] == [503]


async def test_requests_are_recorded_and_refusals_apart(standin: StandIn, raw: Raw) -> None:
    await raw.call("GET", "/users/@me")
    await raw.call("GET", "/users/1")
    assert list(standin.requests) == [Recorded("GET", "/users/@me", 200), Recorded("GET", "/users/1", 404)]
    assert [(each.method, each.path, each.status, each.code) for each in standin.refusals] == [
        ("GET", "/users/1", 404, 10013)
    ]


async def test_a_fault_of_the_stand_in_itself_is_recorded(
    standin: StandIn, raw: Raw, caplog: pytest.LogCaptureFixture
) -> None:
    del standin.world.users
    assert (await raw.call("GET", "/users/1"))[0] == 500
    assert "AttributeError" in standin.refusals[0].message
    assert "The stand-in failed at GET" in caplog.text
