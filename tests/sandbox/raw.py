"""Speak to the stand-in without the client library, so that wrong things can be said too."""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import TYPE_CHECKING, Any, Self

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from bot.sandbox import StandIn

PATIENCE = 5.0
GUILDS_AND_MESSAGES = (1 << 0) | (1 << 9) | (1 << 12)
PING = {"name": "ping", "description": "Ping"}


class Raw:
    """A bot made by hand: requests, and one gateway session."""

    def __init__(self, standin: StandIn) -> None:
        self.standin = standin
        self.http = aiohttp.ClientSession()
        self.gateways: list[RawGateway] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for gateway in self.gateways:
            await gateway.socket.close()
        await self.http.close()

    async def call(
        self, method: str, path: str, body: Any = None, *, token: str | None = None, **options: Any
    ) -> tuple[int, Any, Mapping[str, str]]:
        """Return status, JSON and headers of a request."""
        headers = {"Authorization": f"Bot {self.standin.token if token is None else token}"}
        if body is not None:
            options["json"] = body
        async with self.http.request(method, self.standin.api + path, headers=headers, **options) as response:
            data = await response.read()
            is_json = response.headers.get("Content-Type") == "application/json"
            return response.status, json.loads(data) if is_json else data, response.headers

    async def connect(self, query: str = "v=10&encoding=json") -> RawGateway:
        """Return a gateway connection that was greeted."""
        socket = await self.http.ws_connect(f"{self.standin.gateway.url}?{query}")
        gateway = RawGateway(self.standin, socket)
        self.gateways.append(gateway)
        assert (await gateway.packet())["op"] == 10
        return gateway

    async def identified(self, intents: int = GUILDS_AND_MESSAGES, shard: tuple[int, int] = (0, 1)) -> RawGateway:
        """Return a gateway connection that is ready and was told of its servers."""
        gateway = await self.connect()
        await gateway.identify(intents, shard)
        await gateway.event("READY")
        await self.standin.bot_online()
        return gateway

    async def with_command(self, *commands: Any) -> RawGateway:
        """Return a ready gateway connection of a bot that has these commands, or one to ping it."""
        path = f"/applications/{self.standin.world.application_id}/commands"
        status, body, _ = await self.call("PUT", path, list(commands) or [PING])
        assert status == 200, body
        return await self.identified()


class RawGateway:
    """One gateway websocket."""

    def __init__(self, standin: StandIn, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.standin = standin
        self.socket = socket
        self.sequence = 0
        self.session = ""
        self._inflater = zlib.decompressobj()

    async def packet(self) -> Any:
        """Return the next packet."""
        message = await asyncio.wait_for(self.socket.receive(), PATIENCE)
        if message.type is aiohttp.WSMsgType.BINARY:
            assert message.data.endswith(b"\x00\x00\xff\xff")
            packet = json.loads(self._inflater.decompress(message.data))
        else:
            assert message.type is aiohttp.WSMsgType.TEXT, (message, self.socket.close_code)
            packet = json.loads(message.data)
        self.sequence = packet["s"] or self.sequence
        if packet["t"] == "READY":
            self.session = packet["d"]["session_id"]
        return packet

    async def event(self, name: str) -> Any:
        """Return the data of the next event of a name; others are passed over."""
        while True:
            packet = await self.packet()
            if packet["t"] == name:
                return packet["d"]

    async def event_or_ack(self) -> int:
        """Return the op of the next packet that is no event."""
        while True:
            packet = await self.packet()
            if packet["op"]:
                return int(packet["op"])

    async def close_code(self) -> int | None:
        """Return the code with which the gateway closes, whatever it says before."""
        async with asyncio.timeout(PATIENCE):
            async for _ in self.socket:
                pass
        return self.socket.close_code

    async def send(self, op: int, data: Any = None) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def identify(self, intents: int = GUILDS_AND_MESSAGES, shard: tuple[int, int] = (0, 1), **more: Any) -> None:
        data = {"token": self.standin.token, "properties": {}, "intents": intents, "shard": list(shard), **more}
        await self.send(2, data)


def at(errors: Any, path: str) -> list[str]:
    """Return the codes of the errors at a dotted path."""
    place = errors
    for step in path.split("."):
        place = place.get(step, {})
    return [each["code"] for each in place.get("_errors", [])]
