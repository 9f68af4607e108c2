"""What tests share: the stand-in, and the real bot connected to it."""

import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from discord.gateway import KeepAliveHandler
from support import Connect, connected_with

from bot.sandbox import Limits, StandIn
from bot.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def no_heart_beats_on() -> Iterator[None]:
    """End the heartbeats that a client leaves behind when it is closed after its connection was lost.

    discord.py stops them only with an open socket: 41 seconds later they would fail, in whichever test runs then.
    """
    yield
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler):
            thread.stop()
            thread.join(1)


@pytest.fixture
async def discord(request: pytest.FixtureRequest) -> AsyncIterator[StandIn]:
    """A stand-in for Discord. A request that it refused fails the test, unless the test is marked ``refused(code)``."""
    marker = request.node.get_closest_marker("refused")
    asked_for = set(marker.args) if marker else set()
    async with StandIn(limits=Limits(identify_seconds=0.05)) as standin:
        yield standin
        assert [each for each in standin.refusals if each.code not in asked_for] == []


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
