"""The loop under the daily posts and the games: it looks when something is due, and no fault ends it."""

import asyncio
import datetime as dt

import pytest

from bot.discord_app.ticker import Ticker

NOW = dt.datetime(2026, 11, 7, 9, tzinfo=dt.UTC)
FOR_EVER = 3600.0  # seconds: a test that waited for it would not end


class Steps:
    """Steps that note that they were taken; those named in ``failing`` fail once. The last step ends the loop."""

    def __init__(self, *failing: str, ends_after: int) -> None:
        self.taken: list[str] = []
        self._failing = set(failing)
        self._ends_after = ends_after

    async def first(self) -> None:
        """Take the first step."""
        self._take("first")

    async def tick(self) -> None:
        """Take another."""
        self._take("tick")

    async def due(self) -> dt.datetime:
        """Say that something is due now."""
        self._take("due")
        return NOW

    def _take(self, name: str) -> None:
        self.taken.append(name)
        if len(self.taken) == self._ends_after:
            raise asyncio.CancelledError
        if name in self._failing:
            self._failing.discard(name)
            raise OSError(f"no room for {name}")


async def _run(steps: Steps, look_every: float) -> list[str]:
    ticker = Ticker("test", now=lambda: NOW, next_due=steps.due, look_every=look_every)
    with pytest.raises(asyncio.CancelledError):
        await ticker.run(steps.first, steps.tick)
    return steps.taken


async def test_it_looks_again_when_something_is_due() -> None:
    assert await _run(Steps(ends_after=6), FOR_EVER) == ["first", "tick", "due", "tick", "due", "tick"]


@pytest.mark.parametrize(
    ("failing", "taken"),
    [
        ("first", ["first", "first", "tick", "due"]),
        ("tick", ["first", "tick", "tick", "due"]),
        ("due", ["first", "tick", "due", "tick"]),
    ],
)
async def test_what_fails_is_told_and_does_not_end_it(
    failing: str, taken: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert await _run(Steps(failing, ends_after=4), 0.0) == taken
    assert f"no room for {failing}" in caplog.text


async def test_a_first_step_that_always_fails_does_not_keep_the_rest_waiting_for_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    steps = Steps(ends_after=1)

    async def broken() -> None:
        raise OSError("no room")

    ticker = Ticker("test", now=lambda: NOW, next_due=steps.due, look_every=0.0)
    with pytest.raises(asyncio.CancelledError):
        await ticker.run(broken, steps.tick)
    assert caplog.text.count("broken failed, and is tried again") == 4
    assert "the test: goes on without broken" in caplog.text


async def _settled() -> None:
    """Let every task go on as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_it_looks_at_once_when_it_is_woken_and_then_waits_again() -> None:
    steps = Steps(ends_after=99)

    async def nothing_due() -> None:
        """Nothing is due at a set time."""

    ticker = Ticker("test", now=lambda: NOW, next_due=nothing_due, look_every=FOR_EVER)
    running = asyncio.create_task(ticker.run(steps.first, steps.tick))
    await _settled()
    assert steps.taken == ["first", "tick"]
    ticker.wake()
    await _settled()
    assert steps.taken == ["first", "tick", "tick"]
    running.cancel()


async def test_what_is_added_while_it_reads_what_is_due_is_not_missed() -> None:
    steps = Steps(ends_after=99)

    async def added() -> None:
        if steps.taken == ["first", "tick"]:
            ticker.wake()

    ticker = Ticker("test", now=lambda: NOW, next_due=added, look_every=FOR_EVER)

    running = asyncio.create_task(ticker.run(steps.first, steps.tick))
    await _settled()
    assert steps.taken == ["first", "tick", "tick"]
    running.cancel()


async def test_a_first_step_that_failed_waits_like_any_other() -> None:
    steps = Steps("first", ends_after=99)

    async def nothing_due() -> None:
        """Nothing is due at a set time."""

    ticker = Ticker("test", now=lambda: NOW, next_due=nothing_due, look_every=FOR_EVER)
    running = asyncio.create_task(ticker.run(steps.first, steps.tick))
    await _settled()
    assert steps.taken == ["first"]
    ticker.wake()
    await _settled()
    assert steps.taken == ["first", "first", "tick"]
    running.cancel()
