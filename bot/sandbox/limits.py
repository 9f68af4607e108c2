"""Say how strict the stand-in is with rates and times."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Discord's rates and times; those it publishes no number for are what bots commonly see.

    Seconds are the clock's. `None` for a rate lifts it.
    """

    global_rate: Rate | None = field(default=Rate(50, 1.0))
    message_create: Rate | None = field(default=Rate(5, 5.0))
    message_edit: Rate | None = field(default=Rate(5, 5.0))
    message_delete: Rate | None = field(default=Rate(5, 1.0))
    webhook: Rate | None = field(default=Rate(5, 2.0))
    callbacks: Rate | None = None
    typing: Rate | None = field(default=Rate(5, 5.0))
    threads: Rate | None = field(default=Rate(50, 300.0))
    commands: Rate | None = field(default=Rate(20, 20.0))
    other: Rate | None = field(default=Rate(50, 1.0))
    invalid_requests: Rate | None = field(default=Rate(10_000, 600.0))
    gateway_sends: Rate | None = field(default=Rate(120, 60.0))

    answer_seconds: float = 3.0
    token_seconds: float = 900.0
    nonce_seconds: float = 180.0

    heartbeat_seconds: float = 41.25
    resume_seconds: float = 180.0
    replay_events: int = 4_000
    identifies_a_day: int = 1_000
    identify_seconds: float = 5.0
    max_concurrency: int = 1
    recommended_shards: int = 1
    guilds_a_shard: int = 2_500

    upload_bytes: int = 10 * 1024 * 1024
    recorded_requests: int = 5_000

    @classmethod
    def lifted(cls) -> Limits:
        """Return limits without rates, for load measurements; times stay."""
        return cls(
            global_rate=None,
            message_create=None,
            message_edit=None,
            message_delete=None,
            webhook=None,
            typing=None,
            threads=None,
            commands=None,
            other=None,
            invalid_requests=None,
        )
