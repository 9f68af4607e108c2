"""The clock that the shell reads, so that a test can hold another."""

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """What time it is."""

    def now(self) -> dt.datetime:
        """Return the present instant, in UTC."""

    def monotonic(self) -> float:
        """Return seconds from some point on, which never go back."""
