"""Judge how a client introduces itself to the gateway."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from bot.sandbox.intents import KNOWN_BITS, PRIVILEGED, Intent
from bot.sandbox.sessions import Shard

if TYPE_CHECKING:
    from bot.sandbox.platform import Platform
    from bot.sandbox.world import Json


class Op(IntEnum):
    """What a gateway packet is."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11
    REQUEST_SOUNDS = 31


class CloseCode(IntEnum):
    """Why the gateway closes a connection."""

    GOING_AWAY = 1001
    UNKNOWN_OP = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQUENCE = 4007
    RATE_LIMITED = 4008
    SESSION_TIMED_OUT = 4009
    INVALID_SHARD = 4010
    SHARDING_REQUIRED = 4011
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class Rejected(Exception):  # noqa: N818 - it is a reply, not a mistake of this program
    """Raised where the gateway closes the connection."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(f"{int(code)} {reason}")
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Identity:
    """What a client asks for when it identifies."""

    shard: Shard
    intents: Intent
    presence: Json | None


def identity(platform: Platform, data: Any) -> Identity:
    """Return what an IDENTIFY asks for.

    Raises Rejected with Discord's close code where it is not allowed.
    """
    if not isinstance(data, dict) or not isinstance(data.get("properties"), dict):
        raise Rejected(CloseCode.DECODE_ERROR, "Error while decoding payload.")
    if data.get("token") != platform.token:
        raise Rejected(CloseCode.AUTHENTICATION_FAILED, "Authentication failed.")
    return Identity(_shard(platform, data.get("shard", [0, 1])), _intents(platform, data), data.get("presence"))


def _shard(platform: Platform, given: Any) -> Shard:
    match given:
        case [int(number), int(count)] if 0 <= number < count:
            shard = Shard(number, count)
        case _:
            raise Rejected(CloseCode.INVALID_SHARD, "Invalid shard.")
    with_bot = sum(
        shard.serves(guild.id) for guild in platform.world.guilds.values() if platform.world.bot.id in guild.members
    )
    if with_bot > platform.limits.guilds_a_shard:
        raise Rejected(CloseCode.SHARDING_REQUIRED, "Sharding required.")
    return shard


def _intents(platform: Platform, data: Json) -> Intent:
    given = data.get("intents")
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= KNOWN_BITS:
        raise Rejected(CloseCode.INVALID_INTENTS, "Invalid intent(s).")
    intents = Intent(given)
    if intents & PRIVILEGED & ~platform.privileged:
        raise Rejected(CloseCode.DISALLOWED_INTENTS, "Disallowed intent(s).")
    return intents


class Turnstile:
    """Lets so many clients identify at a time, and so many a day."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._last: dict[int, float] = {}

    def lets_in(self, shard: Shard) -> bool:
        """Count an identify; return False where it comes too soon after another of its group.

        Raises Rejected where none is left today.
        """
        limits, now = self._platform.limits, self._platform.clock.monotonic()
        if self._platform.identifies_left <= 0:
            raise Rejected(CloseCode.AUTHENTICATION_FAILED, "Session start limit reached; the token was reset.")
        self._platform.identifies_left -= 1
        group = shard.number % limits.max_concurrency
        before = self._last.get(group)
        if before is not None and now - before < limits.identify_seconds:
            return False
        self._last[group] = now
        return True
