"""A clock that jumps is not acted on until it has stood its ground."""

import datetime as dt

from bot.daily.steady import SteadyClock

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def test_a_clock_that_goes_evenly_is_believed() -> None:
    clock = SteadyClock()
    assert all(clock.believed(NOON + dt.timedelta(seconds=each), each) for each in range(0, 600, 15))


def test_a_jump_forward_is_not_believed_for_a_minute() -> None:
    clock = SteadyClock()
    assert clock.believed(NOON, 0)
    day = NOON + dt.timedelta(days=1)
    assert [clock.believed(day + dt.timedelta(seconds=each), each) for each in (15, 30, 45, 60, 75)] == [
        False, False, False, False, True,
    ]  # fmt: skip


def test_a_jump_forward_and_back_is_believed_at_once() -> None:
    clock = SteadyClock()
    assert clock.believed(NOON, 0)
    assert not clock.believed(NOON + dt.timedelta(days=1, seconds=15), 15)
    assert clock.believed(NOON + dt.timedelta(seconds=30), 30)


def test_a_jump_back_needs_no_care() -> None:
    clock = SteadyClock()
    assert clock.believed(NOON, 0)
    assert clock.believed(NOON - dt.timedelta(days=1), 15)
