"""What tests share: the stand-in, and the real bot connected to it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from support import Connect, connected_with

from bot.sandbox import Limits, StandIn
from bot.settings import Settings, read_settings


@pytest.fixture
async def discord() -> AsyncIterator[StandIn]:
    """A stand-in for Discord. A request that it refused, and that the test did not take out, fails the test."""
    async with StandIn(limits=Limits(identify_seconds=0.05)) as standin:
        yield standin
        assert standin.refusals == []


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a fresh bot with the shipped works and a database of its own."""
    return replace(read_settings({}, tmp_path / "no.env"), database=tmp_path / "lector.sqlite3")


@pytest.fixture
def connect(settings: Settings) -> Connect:
    """What runs the bot with ``settings`` on a stand-in."""
    return connected_with(settings)


@pytest.fixture
async def lector(discord: StandIn, connect: Connect) -> AsyncIterator[StandIn]:
    """The stand-in with the bot on it."""
    async with connect(discord):
        yield discord
