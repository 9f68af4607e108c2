"""Serve Discord's gateway v10: who is connected, and what they are told."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from aiohttp import web

from bot.sandbox import feed
from bot.sandbox.compression import compressor
from bot.sandbox.connections import Connection
from bot.sandbox.conversations import Conversation
from bot.sandbox.dispatches import dispatches
from bot.sandbox.identify import CloseCode, Op, Turnstile
from bot.sandbox.sessions import Session

if TYPE_CHECKING:
    from bot.sandbox.identify import Identity
    from bot.sandbox.platform import Platform


class Gateway:
    """All sessions and the websockets they speak over."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self.sessions: dict[str, Session] = {}
        self.turnstile = Turnstile(platform)
        self.refusing = False
        """Whether new connections are refused."""
        self.connections: set[Connection] = set()
        platform.feed.listen(self._tell)

    @property
    def url(self) -> str:
        """The address that clients connect to."""
        return self._platform.base.replace("http://", "ws://") + "/gateway"

    @property
    def online(self) -> list[Session]:
        """The sessions that are connected and know all their servers."""
        return [session for session in self.sessions.values() if session.ready and session.connection is not None]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one websocket until it ends."""
        if self.refusing:
            raise web.HTTPServiceUnavailable
        try:
            packer = compressor(request.query.get("compress"))
        except (ValueError, ImportError) as fault:
            raise web.HTTPBadRequest(text=str(fault)) from fault
        socket = web.WebSocketResponse(autoping=True, max_msg_size=0, timeout=1.0, compress=False)
        await socket.prepare(request)
        connection = Connection(request, socket, packer)
        self.connections.add(connection)
        try:
            await Conversation(self._platform, self, connection).hold(socket, request.query.get("v"))
        finally:
            self.connections.discard(connection)
        return socket

    def open(self, identity: Identity, connection: Connection) -> Session:
        """Return a new session on a connection."""
        keep = self._platform.limits.replay_events
        session = Session(secrets.token_hex(16), identity.shard, identity.intents, keep)
        session.presence = identity.presence
        session.connection = connection
        self.sessions[session.id] = session
        return session

    def take_up(self, session_id: str, after: int, connection: Connection) -> Session | None:
        """Return the session to go on with, None where it cannot be resumed."""
        self._forget()
        session = self.sessions.get(session_id)
        if session is None or not session.ready or not session.can_replay(after):
            return None
        if session.connection is not None:
            session.connection.cut()
        session.connection, session.lost_at = connection, None
        return session

    def lose(self, session: Session, connection: Connection, *, over: bool) -> None:
        """Note that a connection ended; `over` ends its session as well."""
        if session.connection is not connection:
            return
        session.connection = None
        session.lost_at = self._platform.clock.monotonic()
        if over:
            self.sessions.pop(session.id, None)
        self._platform.feed.publish(feed.SessionChanged())

    def end(self, session: Session) -> None:
        """Make a session impossible to resume."""
        self.sessions.pop(session.id, None)

    def drop(self, code: int | None = None, *, resumable: bool = True, shard: int | None = None) -> None:
        """Close the sessions' sockets with a code, or cut them where there is none."""
        for session in self._of(shard):
            connection = session.connection
            if not resumable:
                self.end(session)
            if connection is None:
                continue
            if code is None:
                connection.cut()
            else:
                connection.close(code)
            self.lose(session, connection, over=not resumable)

    def ask_to_reconnect(self, shard: int | None = None) -> None:
        """Send RECONNECT."""
        for session in self._of(shard):
            if session.connection is not None:
                session.connection.send(Op.RECONNECT)

    def invalidate(self, *, resumable: bool, shard: int | None = None) -> None:
        """Send INVALID_SESSION; without `resumable` the session is gone."""
        for session in self._of(shard):
            if session.connection is not None:
                session.connection.send(Op.INVALID_SESSION, resumable)
            if not resumable:
                self.end(session)

    async def close(self) -> None:
        """Close all sockets."""
        for connection in tuple(self.connections):
            connection.close(CloseCode.GOING_AWAY, "The stand-in ends.")
        await asyncio.sleep(0)

    def _of(self, shard: int | None) -> list[Session]:
        return [each for each in self.sessions.values() if shard is None or each.shard.number == shard]

    def _tell(self, event: feed.Event) -> None:
        if not self.sessions:
            return
        self._forget()
        for dispatch in dispatches(self._platform, event):
            for session in self.sessions.values():
                if session.wants(dispatch):
                    session.send(dispatch.name, dispatch.render(session.intents))

    def _forget(self) -> None:
        earliest = self._platform.clock.monotonic() - self._platform.limits.resume_seconds
        for session in list(self.sessions.values()):
            if session.lost_at is not None and session.lost_at < earliest:
                del self.sessions[session.id]
