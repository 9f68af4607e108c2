"""Requests are limited as Discord limits them, and the library obeys."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import pytest
from sandbox.raw import Raw
from sandbox.small_bot import SmallBot, point_at, running

from bot.sandbox import Limits, ManualClock, Rate, StandIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MORNING = datetime(2026, 5, 1, 8, tzinfo=UTC)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MORNING)


@pytest.fixture
async def raw(clock: ManualClock) -> AsyncIterator[Raw]:
    async with StandIn(clock=clock) as standin, Raw(standin) as by_hand:
        yield by_hand


def channels(standin: StandIn) -> list[str]:
    return [f"/channels/{channel}/messages" for channel in standin.world.default_guild.channels]


async def test_five_messages_in_five_seconds_and_no_more(raw: Raw, clock: ManualClock) -> None:
    path, other = channels(raw.standin)
    answers = [await raw.call("POST", path, {"content": "x"}) for _ in range(6)]
    assert [status for status, _, _ in answers] == [200] * 5 + [429]
    assert [headers["X-RateLimit-Remaining"] for _, _, headers in answers[:5]] == ["4", "3", "2", "1", "0"]
    _, body, headers = answers[5]
    assert body == {"message": "You are being rate limited.", "retry_after": 5.0, "global": False}
    assert headers["Content-Type"] == "application/json"
    assert headers["Via"]
    assert (headers["Retry-After"], headers["X-RateLimit-Scope"]) == ("5", "user")
    assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Reset-After"]) == ("5", "5.000")
    assert headers["X-RateLimit-Reset"] == f"{MORNING.timestamp() + 5:.3f}"
    assert [refusal.status for refusal in raw.standin.refusals] == [429]
    assert (await raw.call("POST", other, {"content": "x"}))[0] == 200
    clock.advance(5)
    assert (await raw.call("POST", path, {"content": "x"}))[0] == 200


async def test_each_way_has_a_bucket_of_its_own(raw: Raw) -> None:
    path, other = channels(raw.standin)
    _, sent, headers = await raw.call("POST", path, {"content": "x"})
    _, _, elsewhere = await raw.call("POST", other, {"content": "x"})
    _, _, change = await raw.call("PATCH", f"{path}/{sent['id']}", {"content": "y"})
    assert headers["X-RateLimit-Bucket"] == elsewhere["X-RateLimit-Bucket"] != change["X-RateLimit-Bucket"]


async def test_fifty_a_second_over_all_but_for_interactions(raw: Raw, clock: ManualClock) -> None:
    statuses = [(await raw.call("GET", f"/channels/{channel}"))[0] for channel in list(raw.standin.world.channels) * 25]
    assert statuses == [200] * 50
    status, body, headers = await raw.call("GET", "/users/@me")
    assert (status, body["global"], headers["X-RateLimit-Scope"]) == (429, True, "global")
    assert headers["X-RateLimit-Global"] == "true"
    assert (await raw.call("POST", "/interactions/1/token/callback", {"type": 4}))[0] == 404
    assert (await raw.call("POST", f"/webhooks/{raw.standin.world.application_id}/token", {}))[0] == 401
    clock.advance(1)
    assert (await raw.call("GET", "/users/@me"))[0] == 200


async def test_who_asks_wrongly_too_often_is_shut_out() -> None:
    async with StandIn(limits=Limits(invalid_requests=Rate(3, 600))) as standin, Raw(standin) as raw:
        for _ in range(3):
            assert (await raw.call("GET", "/users/@me", token="wrong"))[0] == 401
        status, _, headers = await raw.call("GET", "/users/@me")
        assert (status, headers.get("Via")) == (429, None)
        assert headers["Content-Type"].startswith("text/html")


async def test_lifted_limits_let_everything_pass() -> None:
    async with StandIn(limits=Limits.lifted()) as standin, Raw(standin) as raw:
        path = channels(standin)[0]
        sent = await asyncio.gather(*(raw.call("POST", path, {"content": "x"}) for _ in range(200)))
        assert {status for status, _, _ in sent} == {200}
        assert len(standin.member("Reader").sees()) == 200


async def test_the_library_waits_as_long_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(message_create=Rate(2, 0.2))
    async with StandIn(limits=limits) as standin:
        point_at(standin, monkeypatch)
        async with running(standin, SmallBot()) as bot:
            channel = bot.get_channel(next(iter(standin.world.default_guild.channels)))
            assert isinstance(channel, discord.TextChannel)
            started = asyncio.get_running_loop().time()
            await asyncio.gather(*(channel.send(f"message {number}") for number in range(7)))
            assert asyncio.get_running_loop().time() - started >= 0.55
        assert len(standin.member("Reader").sees()) == 7


async def test_the_library_tries_again_after_a_global_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    async with StandIn(limits=Limits(global_rate=Rate(8, 0.3))) as standin:
        point_at(standin, monkeypatch)
        async with running(standin, SmallBot()) as bot:
            users = await asyncio.gather(*(bot.fetch_user(user_id) for user_id in list(standin.world.users) * 4))
        assert len(users) == 20
        assert any(refusal.status == 429 for refusal in standin.refusals)
