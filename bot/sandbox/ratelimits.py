"""Limit the rate of requests as Discord does, with its headers."""

from __future__ import annotations

import hashlib
import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox.limits import Rate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sandbox.clock import Clock
    from bot.sandbox.limits import Limits

# What a lifted rate is told to be: enough never to wait for.
LIFTED = Rate(1_000_000, 1.0)
MOST_WINDOWS = 10_000
INVALID = frozenset({401, 403, 429})


@dataclass(slots=True)
class Window:
    """How many requests came since when."""

    started: float
    seconds: float = 1.0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass, and the headers of its answer."""

    headers: Mapping[str, str]
    retry_after: float | None = None
    """Seconds to wait where it may not pass."""
    is_global: bool = False


class RateLimiter:
    """Counts requests by bucket and over all."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._limits = limits
        self._global = Window(clock.monotonic())
        self._windows: dict[tuple[str, str], Window] = {}
        self._invalid: deque[float] = deque()

    def judge(self, bucket: str, major: str, rate: Rate | None, *, counts_globally: bool) -> Verdict:
        """Count a request to a bucket of a channel, server or webhook."""
        now = self._clock.monotonic()
        if counts_globally and (wait := self._over_all(now)) is not None:
            return Verdict(self._refusing(wait, "global"), wait, is_global=True)
        # A lifted rate needs no memory, and there may be a bucket for each interaction.
        window = Window(now) if rate is None else self._window((bucket, major), rate, now)
        allowed = rate or LIFTED
        left = window.started + allowed.seconds - now
        headers = {
            "X-RateLimit-Limit": str(allowed.count),
            "X-RateLimit-Remaining": str(max(0, allowed.count - window.count - 1)),
            "X-RateLimit-Reset": f"{self._clock.now().timestamp() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(bucket.encode()).hexdigest()[:32],
            "Via": "1.1 google",
        }
        if window.count >= allowed.count:
            return Verdict(headers | self._refusing(left, "user"), left)
        window.count += 1
        return Verdict(headers)

    def note(self, status: int) -> None:
        """Count an answer towards the limit of invalid requests."""
        if status in INVALID:
            self._invalid.append(self._clock.monotonic())

    def banned(self) -> bool:
        """Return whether so many invalid requests came that the address is shut out."""
        rate = self._limits.invalid_requests
        if rate is None:
            return False
        earliest = self._clock.monotonic() - rate.seconds
        while self._invalid and self._invalid[0] < earliest:
            self._invalid.popleft()
        return len(self._invalid) >= rate.count

    def _over_all(self, now: float) -> float | None:
        rate = self._limits.global_rate
        if rate is None:
            return None
        if now >= self._global.started + rate.seconds:
            self._global = Window(now)
        if self._global.count >= rate.count:
            return self._global.started + rate.seconds - now
        self._global.count += 1
        return None

    def _window(self, key: tuple[str, str], rate: Rate, now: float) -> Window:
        window = self._windows.get(key)
        if window is None or now >= window.started + rate.seconds:
            self._forget(now)
            window = self._windows[key] = Window(now, rate.seconds)
        return window

    def _forget(self, now: float) -> None:
        if len(self._windows) >= MOST_WINDOWS:
            self._windows = {key: each for key, each in self._windows.items() if now < each.started + each.seconds}

    @staticmethod
    def _refusing(wait: float, scope: str) -> dict[str, str]:
        headers = {"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": scope, "Via": "1.1 google"}
        if scope == "global":
            headers["X-RateLimit-Global"] = "true"
        return headers
