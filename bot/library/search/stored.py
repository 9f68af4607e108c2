"""The stored form of a segment: one file, mapped into memory by every process that reads it.

The file is a magic line, the length of a header, the header (JSON: the key of the content, the arrays' types, lengths
and places, checksums of blocks), its checksum, and the arrays, each at a multiple of 64 bytes. Numbers are written as
the machine has them, low byte first on every machine that this runs on; a file of another kind is refused.
"""

import json
import mmap
import os
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.library.search.deletions import Deletions
from bot.library.search.segment import Segment
from bot.library.search.vocabulary import Vocabulary

_MAGIC: Final = b"lector search 1\n"
_READABLE: Final = 0o644
_ALIGNMENT: Final = 64
_BLOCK: Final = 1 << 18
_SMALL: Final = 1 << 25  # bytes: a file up to this is checked whole when it is opened
_CHECKED_BLOCKS: Final = 6  # of an array of a larger file, the first and the last among them
_NUMBER: Final = 8  # bytes of a length or a checksum before the header
_ARRAYS: Final = {
    "words": np.uint8,
    "roots": np.uint8,
    "masks": np.uint64,
    "spelling_ends": np.int64,
    "spelling_numbers": np.uint32,
    "rooting_ends": np.int64,
    "rooting_numbers": np.uint32,
    "postings": np.uint32,
    "posting_ends": np.int64,
    "tokens": np.uint32,
    "token_ends": np.int64,
    "text_lengths": np.uint32,
}

Array = npt.NDArray[Any]


class DamagedError(Exception):
    """A file is no stored segment of the wanted content, or is damaged: build it anew."""


def save_segment(segment: Segment, path: Path, key: str) -> None:
    """Write ``segment`` to ``path`` under the key of its content; whoever reads meanwhile sees the old file whole."""
    arrays = _arrays(segment)
    parts, offset = [], 0
    for name, array in arrays.items():
        parts.append([name, offset, len(array), [zlib.crc32(block) for block in _blocks(array)]])
        offset += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    header = json.dumps({"key": key, "order": sys.byteorder, "size": offset, "parts": parts}).encode()
    start = _body_start(len(header))
    path.parent.mkdir(parents=True, exist_ok=True)
    file = tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, suffix=".part", delete=False)  # noqa: SIM115
    try:
        with file:
            file.write(_MAGIC)
            file.write(len(header).to_bytes(_NUMBER, "little") + zlib.crc32(header).to_bytes(_NUMBER, "little"))
            file.write(header)
            file.write(bytes(start - file.tell()))
            for array in arrays.values():
                file.write(array.data if len(array) else b"")
                file.write(bytes(-array.nbytes % _ALIGNMENT))
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).chmod(_READABLE)  # a temporary file is its writer's alone, an index is for every process
        Path(file.name).replace(path)
    except BaseException:
        Path(file.name).unlink(missing_ok=True)
        raise


def load_segment(path: Path, key: str) -> Segment:
    """Map the segment that is stored at ``path``; DamagedError where it isn't, or is of another content than ``key``.

    Of a file beyond 32 MB a sample of each array is checked, its beginning and its end among them.
    """
    data = _mapped(path)
    header, start = _header(data, path)
    if header.get("key") != key or header.get("order") != sys.byteorder:
        raise DamagedError(f"{path} is of another content")
    try:
        if len(data) != start + header["size"]:
            raise DamagedError(f"{path} is cut short")
        arrays = {}
        for name, offset, count, checksums in header["parts"]:
            arrays[name] = np.frombuffer(data, _ARRAYS[name], count, start + offset)
            _check(arrays[name], checksums, path, thorough=header["size"] <= _SMALL)
        return _segment(arrays)
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedError(f"{path} is of another form: {error!r}") from error


def stored_key(path: Path) -> str:
    """Return the key under which the segment at ``path`` was stored; DamagedError where it is none."""
    return str(_header(_mapped(path), path)[0].get("key"))


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise DamagedError(f"{path} can't be read: {error}") from error


def _body_start(header_length: int) -> int:
    return -(-(len(_MAGIC) + 2 * _NUMBER + header_length) // _ALIGNMENT) * _ALIGNMENT


def _header(data: mmap.mmap, path: Path) -> tuple[dict[str, Any], int]:
    at = len(_MAGIC)
    length = int.from_bytes(data[at : at + _NUMBER], "little")
    checksum = int.from_bytes(data[at + _NUMBER : at + 2 * _NUMBER], "little")
    at += 2 * _NUMBER
    raw = data[at : at + length] if data[: len(_MAGIC)] == _MAGIC and length < len(data) else b""
    if not raw or zlib.crc32(raw) != checksum:
        raise DamagedError(f"{path} is no stored search")
    header: dict[str, Any] = json.loads(raw)
    return header, _body_start(length)


def _check(array: Array, checksums: list[int], path: Path, *, thorough: bool) -> None:
    blocks = list(_blocks(array))
    if len(blocks) != len(checksums):
        raise DamagedError(f"{path} has another number of blocks")
    last = len(blocks) - 1
    sample = {last * step // _CHECKED_BLOCKS for step in range(_CHECKED_BLOCKS + 1)} if blocks else set()
    for number in range(len(blocks)) if thorough else sample:
        if zlib.crc32(blocks[number]) != checksums[number]:
            raise DamagedError(f"{path} is damaged")


def _blocks(array: Array) -> Iterator[memoryview]:
    body = array.data.cast("B") if len(array) else memoryview(b"")
    return (body[at : at + _BLOCK] for at in range(0, len(body), _BLOCK))


def _arrays(segment: Segment) -> dict[str, Array]:
    found: dict[str, Array] = {
        "words": _joined(segment.vocabulary.words),
        "roots": _joined(segment.vocabulary.roots),
        "masks": segment.masks,
        "spelling_ends": segment.spellings.ends,
        "spelling_numbers": segment.spellings.numbers,
        "rooting_ends": segment.rootings.ends,
        "rooting_numbers": segment.rootings.numbers,
        "postings": segment.postings,
        "posting_ends": segment.posting_ends,
        "tokens": segment.tokens,
        "token_ends": segment.token_ends,
        "text_lengths": segment.text_lengths,
    }
    return {name: np.ascontiguousarray(array, _ARRAYS[name]) for name, array in found.items()}


def _segment(arrays: dict[str, Array]) -> Segment:
    return Segment(
        vocabulary=Vocabulary(_split(arrays["words"]), _split(arrays["roots"])),
        masks=arrays["masks"],
        spellings=Deletions(arrays["spelling_ends"], arrays["spelling_numbers"]),
        rootings=Deletions(arrays["rooting_ends"], arrays["rooting_numbers"]),
        postings=arrays["postings"],
        posting_ends=arrays["posting_ends"],
        tokens=arrays["tokens"],
        token_ends=arrays["token_ends"],
        text_lengths=arrays["text_lengths"],
    )


def _joined(words: Any) -> Array:
    # A feed after each word, so that no word and one empty word differ.
    return np.frombuffer("".join(f"{word}\n" for word in words).encode(), np.uint8)


def _split(joined: Array) -> list[str]:
    return joined.tobytes().decode().split("\n")[:-1]
