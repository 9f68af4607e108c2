"""Keep a gateway session: its place in the stream, and what it missed."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox.snowflakes import shard_of

if TYPE_CHECKING:
    from bot.sandbox.connections import Connection
    from bot.sandbox.dispatches import Dispatch
    from bot.sandbox.intents import Intent
    from bot.sandbox.world import Json


@dataclass(frozen=True, slots=True)
class Shard:
    """Which part of all servers a session serves."""

    number: int = 0
    count: int = 1

    def serves(self, guild_id: int | None) -> bool:
        """Return whether a server's events belong to this shard; direct messages belong to the first."""
        return self.number == (0 if guild_id is None else shard_of(guild_id, self.count))


class Session:
    """A session, with or without a connection."""

    def __init__(self, session_id: str, shard: Shard, intents: Intent, keep: int) -> None:
        self.id = session_id
        self.shard = shard
        self.intents = intents
        self.sequence = 0
        self.ready = False
        self.connection: Connection | None = None
        self.lost_at: float | None = None
        self.presence: Json | None = None
        self._sent: deque[tuple[int, str]] = deque(maxlen=keep)

    def wants(self, event: Dispatch) -> bool:
        """Return whether this session gets an event."""
        if event.needs and not event.needs & self.intents:
            return False
        return self.shard.serves(event.guild_id)

    def send(self, name: str, data: Json) -> None:
        """Give the session an event; without a connection it is kept for a resume."""
        self.sequence += 1
        text = json.dumps({"op": 0, "t": name, "s": self.sequence, "d": data}, separators=(",", ":"))
        self._sent.append((self.sequence, text))
        if self.connection is not None:
            self.connection.send_text(text)

    def can_replay(self, after: int) -> bool:
        """Return whether all events after a sequence number are still kept."""
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        return after >= oldest - 1

    def replay(self, after: int) -> None:
        """Send again all events after a sequence number."""
        if self.connection is None:
            return
        for sequence, text in self._sent:
            if sequence > after:
                self.connection.send_text(text)
