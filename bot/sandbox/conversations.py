"""Hold the conversation on one gateway websocket, as Discord would."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType

from bot.sandbox import feed, shapes
from bot.sandbox.identify import CloseCode, Op, Rejected, identity
from bot.sandbox.intents import Intent

if TYPE_CHECKING:
    from aiohttp import web

    from bot.sandbox.connections import Connection
    from bot.sandbox.gateway import Gateway
    from bot.sandbox.platform import Platform
    from bot.sandbox.sessions import Session
    from bot.sandbox.world import Json

VERSIONS = ("9", "10")
BIGGEST_PACKET = 4096
_ACK_SECONDS = 0.02
GUILDS_AT_A_TIME = 100
MOST_MEMBERS = 100
# A client that missed a beat and a half is taken for dead.
PATIENCE = 1.5
NORMAL_CLOSE = (1000, 1001)


class Conversation:
    """One websocket from HELLO to its end."""

    def __init__(self, platform: Platform, gateway: Gateway, connection: Connection) -> None:
        self._platform = platform
        self._gateway = gateway
        self._connection = connection
        self._session: Session | None = None
        self._last_beat = platform.clock.monotonic()
        self._received: deque[float] = deque()
        self._welcome: asyncio.Task[None] | None = None

    async def hold(self, socket: web.WebSocketResponse, version: str | None) -> None:
        """Talk until the socket closes, and note how it ended."""
        interval = self._platform.limits.heartbeat_seconds
        self._connection.send(Op.HELLO, {"heartbeat_interval": int(interval * 1000), "_trace": []})
        if version not in VERSIONS:
            self._connection.close(CloseCode.INVALID_VERSION, "Invalid API version.")
        writer = asyncio.create_task(self._connection.write())
        watch = asyncio.create_task(self._watch(interval))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT and not self._connection.cut_off:
                    self._hear(message.data)
        finally:
            if self._session is not None:
                over = socket.close_code in NORMAL_CLOSE and not self._connection.cut_off
                self._gateway.lose(self._session, self._connection, over=over)
            if self._connection.cut_off and not socket.closed:
                # What was queued before a close still goes out.
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(asyncio.shield(writer), 1)
            tasks = [task for task in (writer, watch, self._welcome) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _watch(self, interval: float) -> None:
        while True:
            await self._platform.clock.sleep(interval * PATIENCE)
            if self._connection.cut_off:
                return
            if self._platform.clock.monotonic() - self._last_beat >= interval * PATIENCE:
                if self._session is not None:
                    self._gateway.end(self._session)
                self._connection.close(CloseCode.SESSION_TIMED_OUT, "Session timed out.")
                return

    def _hear(self, text: str) -> None:
        try:
            self._count()
            op, data = _packet(text)
            self._act(op, data)
        except Rejected as rejected:
            self._connection.close(rejected.code, rejected.reason)
        except (ValueError, TypeError, KeyError, AttributeError):
            self._connection.close(CloseCode.DECODE_ERROR, "Error while decoding payload.")

    def _count(self) -> None:
        rate = self._platform.limits.gateway_sends
        if rate is None:
            return
        now = self._platform.clock.monotonic()
        while self._received and self._received[0] <= now - rate.seconds:
            self._received.popleft()
        self._received.append(now)
        if len(self._received) > rate.count:
            raise Rejected(CloseCode.RATE_LIMITED, "Rate limited.")

    def _act(self, op: Op, data: Any) -> None:
        if op is Op.HEARTBEAT:
            self._last_beat = self._platform.clock.monotonic()
            # As over any network, the answer takes a moment; a client notes when it asked only after it has sent.
            asyncio.get_running_loop().call_later(_ACK_SECONDS, self._connection.send, Op.HEARTBEAT_ACK)
            return
        if op in (Op.IDENTIFY, Op.RESUME):
            if self._session is not None:
                raise Rejected(CloseCode.ALREADY_AUTHENTICATED, "Already authenticated.")
            if op is Op.IDENTIFY:
                self._identify(data)
            else:
                self._resume(data)
            return
        if self._session is None:
            raise Rejected(CloseCode.NOT_AUTHENTICATED, "Not authenticated.")
        if op is Op.PRESENCE:
            self._session.presence = data
        elif op is Op.REQUEST_MEMBERS:
            self._members(self._session, data)
        elif op not in (Op.VOICE_STATE, Op.REQUEST_SOUNDS):
            raise Rejected(CloseCode.UNKNOWN_OP, "Unknown opcode.")

    def _identify(self, data: Any) -> None:
        asked = identity(self._platform, data)
        if not self._gateway.turnstile.lets_in(asked.shard):
            self._connection.send(Op.INVALID_SESSION, data=False)
            return
        self._session = self._gateway.open(asked, self._connection)
        self._welcome = asyncio.create_task(self._greet(self._session))

    async def _greet(self, session: Session) -> None:
        world = self._platform.world
        bot_in = (guild for guild in tuple(world.guilds.values()) if world.bot.id in guild.members)
        guilds = [guild for guild in bot_in if session.shard.serves(guild.id)]
        flags = shapes.application_flags(self._platform.privileged)
        session.send(
            "READY",
            {
                "v": 10,
                "user": shapes.user(world.bot) | {"verified": True, "mfa_enabled": False, "email": None},
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": self._gateway.url,
                "shard": [session.shard.number, session.shard.count],
                "application": {"id": str(world.application_id), "flags": flags},
                "private_channels": [],
                "_trace": [],
            },
        )
        if session.intents & Intent.GUILDS:
            for index, guild in enumerate(guilds):
                session.send("GUILD_CREATE", shapes.guild(world, guild, full=True))
                if index % GUILDS_AT_A_TIME == 0:
                    await self._connection.flushed()
        await self._connection.flushed()
        session.ready = True
        self._platform.feed.publish(feed.SessionChanged())

    def _resume(self, data: Any) -> None:
        if data["token"] != self._platform.token:
            raise Rejected(CloseCode.AUTHENTICATION_FAILED, "Authentication failed.")
        after = int(data["seq"] or 0)
        known = self._gateway.sessions.get(data["session_id"])
        if known is not None and after > known.sequence:
            raise Rejected(CloseCode.INVALID_SEQUENCE, "Invalid sequence.")
        session = self._gateway.take_up(data["session_id"], after, self._connection)
        if session is None:
            self._connection.send(Op.INVALID_SESSION, data=False)
            return
        self._session = session
        session.replay(after)
        session.send("RESUMED", {"_trace": []})
        self._platform.feed.publish(feed.SessionChanged())

    def _members(self, session: Session, data: Json) -> None:
        guild = self._platform.world.guilds.get(int(data["guild_id"]))
        if guild is None or self._platform.world.bot.id not in guild.members:
            return
        query, limit = data.get("query"), int(data.get("limit") or 0)
        wanted = {int(each) for each in data.get("user_ids") or ()}
        if query == "" and not limit and not session.intents & Intent.GUILD_MEMBERS:
            return
        members = [
            member
            for member in guild.members.values()
            if member.user.id in wanted
            or (query is not None and not wanted and member.user.name.lower().startswith(query.lower()))
        ]
        found = members[: limit or None] if query == "" else members[: limit or MOST_MEMBERS]
        reply: Json = {
            "guild_id": str(guild.id),
            "members": [shapes.member(member) for member in found],
            "chunk_index": 0,
            "chunk_count": 1,
        }
        if wanted:
            reply["not_found"] = [str(each) for each in wanted if each not in guild.members]
        if "nonce" in data:
            reply["nonce"] = data["nonce"]
        session.send("GUILD_MEMBERS_CHUNK", reply)


def _packet(text: str) -> tuple[Op, Any]:
    if len(text) > BIGGEST_PACKET:
        raise Rejected(CloseCode.DECODE_ERROR, "Payload too large.")
    packet = json.loads(text)
    if packet["op"] not in list(Op):
        raise Rejected(CloseCode.UNKNOWN_OP, "Unknown opcode.")
    return Op(packet["op"]), packet.get("d")
