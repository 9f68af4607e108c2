"""Whether the machine's clock can be believed: one that jumps is not acted on until it has stood its ground."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

_JUMP: Final = 120.0  # seconds by which the wall clock may run away from the monotonic one between two looks
_TRIED: Final = 60.0  # seconds for which it must then go evenly


@dataclass(slots=True)
class SteadyClock:
    """Compares the wall clock with a monotonic one at each look."""

    _last: tuple[float, float] | None = None
    _since: float | None = None

    def believed(self, now: dt.datetime, monotonic: float) -> bool:
        """Return whether ``now`` may be acted on; False for a minute after it jumped forward.

        A jump back needs no care: what was done is on record, and what is due comes when it is due. After a start the
        clock is believed, for there is nothing to compare it with.
        """
        wall = now.timestamp()
        if self._last is not None:
            ran_away = (wall - self._last[0]) - (monotonic - self._last[1])
            if ran_away > _JUMP:
                self._since = monotonic
            elif ran_away < -_JUMP:
                self._since = None
        self._last = (wall, monotonic)
        if self._since is not None and monotonic - self._since >= _TRIED:
            self._since = None
        return self._since is None
