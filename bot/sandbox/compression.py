"""Compress a gateway's stream as the client asked."""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Compressor(Protocol):
    """One stream, compressed message by message."""

    def pack(self, text: str) -> bytes:
        """Return the next message so that the client can read it at once."""
        ...


class ZlibStream:
    """Discord's `zlib-stream`: one zlib context, flushed after each message."""

    def __init__(self) -> None:
        self._context = zlib.compressobj()

    def pack(self, text: str) -> bytes:
        """Return the next message, ending in zlib's sync marker."""
        return self._context.compress(text.encode()) + self._context.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """Discord's `zstd-stream`, where this Python has zstd; a client that lacks it does not ask."""

    def __init__(self) -> None:
        self._pack: Callable[[bytes], bytes]
        if importlib.util.find_spec("compression") is not None:
            module: Any = importlib.import_module("compression.zstd")
            context = module.ZstdCompressor()
            self._pack = lambda data: context.compress(data, mode=module.ZstdCompressor.FLUSH_BLOCK)
        else:
            other: Any = importlib.import_module("zstandard")
            stream = other.ZstdCompressor().compressobj()
            self._pack = lambda data: stream.compress(data) + stream.flush(other.COMPRESSOBJ_FLUSH_BLOCK)

    def pack(self, text: str) -> bytes:
        """Return the next message as flushed blocks of one frame."""
        return self._pack(text.encode())


def compressor(asked: str | None) -> Compressor | None:
    """Return what compresses as asked, None for plain text.

    Raises ValueError for a way that is unknown here.
    """
    match asked:
        case None | "":
            return None
        case "zlib-stream":
            return ZlibStream()
        case "zstd-stream":
            return ZstdStream()
        case _:
            raise ValueError(f"compress={asked} is not known")
