"""Switch on what goes wrong on a bad day, and off again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from bot.sandbox import feed
from bot.sandbox.world import Overwrite

if TYPE_CHECKING:
    from bot.sandbox.gateway import Gateway
    from bot.sandbox.permissions import Permission
    from bot.sandbox.platform import Platform
    from bot.sandbox.world import Channel, Guild


class Trouble(Enum):
    """What happens to a request."""

    SLOW = auto()
    STATUS = auto()
    CUT = auto()


@dataclass(slots=True, eq=False)
class Fault:
    """A fault of some requests, until it is switched off or has happened so many times."""

    pattern: str
    trouble: Trouble
    seconds: float = 0.0
    status: int = 0
    times: int | None = None
    after: bool = False
    """Whether the request is carried out first, so that only its answer is lost."""
    happened: int = 0
    on: bool = True

    def off(self) -> None:
        """Switch it off."""
        self.on = False

    def meets(self, call: str) -> bool:
        """Return whether it is still on and a request such as `POST /channels/1/messages` is one of its kind."""
        return self.on and (self.times is None or self.happened < self.times) and fnmatchcase(call, self.pattern)


class Faults:
    """What can go wrong. Patterns are a method and a path, `*` for anything: `POST /channels/*/messages`."""

    def __init__(self, platform: Platform, gateway: Gateway) -> None:
        self._platform = platform
        self._gateway = gateway
        self._faults: list[Fault] = []

    def slow(self, pattern: str, seconds: float, *, times: int | None = None, after: bool = False) -> Fault:
        """Let requests wait before, or with `after` once they were carried out."""
        return self._add(Fault(pattern, Trouble.SLOW, seconds=seconds, times=times, after=after))

    def fail(self, pattern: str, status: int = 503, *, times: int | None = None, after: bool = False) -> Fault:
        """Answer requests with a server's error."""
        return self._add(Fault(pattern, Trouble.STATUS, status=status, times=times, after=after))

    def cut(self, pattern: str, *, times: int | None = None, after: bool = False) -> Fault:
        """Reset the connection of requests."""
        return self._add(Fault(pattern, Trouble.CUT, times=times, after=after))

    def refuse_gateway(self, *, on: bool = True) -> None:
        """Refuse new connections to the gateway."""
        self._gateway.refusing = on

    def drop_gateway(self, code: int | None = None, *, resumable: bool = True, shard: int | None = None) -> None:
        """Close the gateway's sockets with a code, or cut them where none is given."""
        self._gateway.drop(code, resumable=resumable, shard=shard)

    def reconnect(self, shard: int | None = None) -> None:
        """Tell the bot to connect anew (RECONNECT)."""
        self._gateway.ask_to_reconnect(shard)

    def invalid_session(self, *, resumable: bool = False, shard: int | None = None) -> None:
        """Tell the bot that its session is invalid (INVALID_SESSION)."""
        self._gateway.invalidate(resumable=resumable, shard=shard)

    def deny(self, channel: Channel, denied: Permission) -> None:
        """Take permissions away from the bot in a channel."""
        overwrite = channel.overwrites.setdefault(self._platform.world.bot.id, Overwrite(of_member=True))
        overwrite.deny |= denied
        overwrite.allow &= ~denied
        self._platform.feed.publish(feed.ChannelUpdated(channel))

    def allow(self, channel: Channel, allowed: Permission) -> None:
        """Give permissions to the bot in a channel, also those taken away before."""
        overwrite = channel.overwrites.setdefault(self._platform.world.bot.id, Overwrite(of_member=True))
        overwrite.allow |= allowed
        overwrite.deny &= ~allowed
        self._platform.feed.publish(feed.ChannelUpdated(channel))

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Archive a thread, and lock it too where asked."""
        thread.archived, thread.locked = True, locked
        self._platform.feed.publish(feed.ChannelUpdated(thread))

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread."""
        event = feed.ChannelDeleted(channel)
        self._platform.feed.publish(event)
        self._platform.world.remove_channel(channel)

    def kick(self, guild: Guild) -> None:
        """Remove the bot from a server."""
        guild.members.pop(self._platform.world.bot.id, None)
        self._platform.feed.publish(feed.GuildLeft(guild))

    def off(self) -> None:
        """Switch off all faults of requests and let the gateway take connections."""
        self._faults.clear()
        self._gateway.refusing = False

    def for_request(self, method: str, path: str) -> list[Fault]:
        """Return the faults that a request meets, each counted as having happened."""
        call = f"{method} {path}"
        met = [fault for fault in self._faults if fault.meets(call)]
        for fault in met:
            fault.happened += 1
        return met

    def _add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault
