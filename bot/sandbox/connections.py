"""Speak over one gateway websocket: send in order, compress, close or cut."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiohttp import web

    from bot.sandbox.compression import Compressor


@dataclass(frozen=True, slots=True)
class _Close:
    code: int
    reason: str


class Connection:
    """One websocket of the gateway. What is sent goes out in order by a task of its own."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse, packer: Compressor | None) -> None:
        self._request = request
        self._socket = socket
        self._packer = packer
        self._outgoing: asyncio.Queue[str | _Close] = asyncio.Queue()
        self._idle = asyncio.Event()
        self._idle.set()
        self.cut_off = False

    def send_text(self, text: str) -> None:
        """Put a packet in the queue."""
        if not self.cut_off:
            self._idle.clear()
            self._outgoing.put_nowait(text)

    def send(self, op: int, data: Any = None) -> None:
        """Put a packet other than an event in the queue."""
        self.send_text(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int, reason: str = "") -> None:
        """Close with a code, after what is in the queue."""
        self.cut_off = True
        self._outgoing.put_nowait(_Close(code, reason))

    def cut(self) -> None:
        """Cut the connection at once, as a failing network does; what is in the queue is lost."""
        self.cut_off = True
        transport = self._request.transport
        if transport is not None:
            transport.abort()

    async def flushed(self) -> None:
        """Return when all that was queued has been written."""
        await self._idle.wait()

    async def write(self) -> None:
        """Write the queue to the socket until it closes."""
        with contextlib.suppress(ConnectionError, RuntimeError):
            await self._write_all()
        self._idle.set()

    async def _write_all(self) -> None:
        while True:
            item = await self._outgoing.get()
            if isinstance(item, _Close):
                await self._socket.close(code=item.code, message=item.reason.encode())
                return
            if self._packer is None:
                await self._socket.send_str(item)
            else:
                await self._socket.send_bytes(self._packer.pack(item))
            if self._outgoing.empty():
                self._idle.set()
