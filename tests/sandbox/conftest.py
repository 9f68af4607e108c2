"""Give the tests a stand-in, and a bot connected to it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sandbox import asking
from sandbox.asking import Asked
from sandbox.raw import Raw
from sandbox.small_bot import SmallBot, point_at, running

from bot.sandbox import Limits, ManualClock, StandIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox import MemberDriver


@pytest.fixture
def limits() -> Limits:
    """Return the limits of Discord; a module may set others."""
    return Limits()


@pytest.fixture
async def standin(limits: Limits, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandIn]:
    """Yield a stand-in to which the client library is pointed."""
    async with StandIn(limits=limits) as discord_standin:
        point_at(discord_standin, monkeypatch)
        yield discord_standin


@pytest.fixture
async def bot(standin: StandIn) -> AsyncIterator[SmallBot]:
    """Yield a bot that is online."""
    async with running(standin, SmallBot()) as small_bot:
        yield small_bot


@pytest.fixture
def reader(standin: StandIn) -> MemberDriver:
    return standin.member("Reader")


@pytest.fixture
async def raw(standin: StandIn) -> AsyncIterator[Raw]:
    """Yield a bot made by hand."""
    async with Raw(standin) as by_hand:
        yield by_hand


@pytest.fixture
async def asked() -> AsyncIterator[Asked]:
    """Yield a bot made by hand whose time stands still."""
    clock = ManualClock(datetime(2026, 5, 1, tzinfo=UTC))
    async with StandIn(clock=clock, limits=Limits.lifted()) as standin, Raw(standin) as raw:
        yield Asked(standin, raw, clock, await raw.with_command(*asking.COMMANDS))
