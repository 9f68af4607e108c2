"""Make Discord's ids: a time in milliseconds and a counter in one number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.clock import Clock

EPOCH_MS = 1_420_070_400_000
TIME_SHIFT = 22
COUNTER_BITS = 12
GUILD_AGE = timedelta(days=400)


def made_at(snowflake: int) -> datetime:
    """Return the moment an id was made, to the millisecond."""
    milliseconds = (snowflake >> TIME_SHIFT) + EPOCH_MS
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def shard_of(guild_id: int, shard_count: int) -> int:
    """Return the shard that a server belongs to, by Discord's own formula."""
    return (guild_id >> TIME_SHIFT) % shard_count


class Snowflakes:
    """Ids that only ever grow, whatever the clock does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._last_guild_ms = self._milliseconds(clock.now() - GUILD_AGE)

    def make(self) -> int:
        """Return an id of now."""
        earliest = self._milliseconds(self._clock.now()) << TIME_SHIFT
        # The counter overflows into the milliseconds; in between stand five bits of worker and five of process.
        following = self._last + 1
        if following & ((1 << TIME_SHIFT) - 1) >= (1 << COUNTER_BITS):
            following = ((self._last >> TIME_SHIFT) + 1) << TIME_SHIFT
        self._last = max(earliest, following)
        return self._last

    def make_for_guild(self) -> int:
        """Return an id of long ago, each a millisecond later, so that servers spread evenly over shards."""
        self._last_guild_ms += 1
        return self._last_guild_ms << TIME_SHIFT

    @staticmethod
    def _milliseconds(moment: datetime) -> int:
        return int(moment.timestamp() * 1000) - EPOCH_MS
