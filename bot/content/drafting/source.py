"""Reads the bytes of a source and decodes them: bounded, UTF-8, and never a byte dropped unsaid."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.errors import UserError

MAX_BYTES: Final = 32 * 1024 * 1024
"""The longest text that is read, in bytes, unpacked: a book of 1,000 pages has about 3 MB."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with Unix line ends, and what was changed to have it so."""

    text: str
    changes: tuple[str, ...]


def check_source(path: Path) -> None:
    """Raise UserError where ``path`` is not a file of its own."""
    if path.is_symlink():
        raise UserError(f"{path} is a link: give the file that it points to")
    if not path.exists():
        raise UserError(f"there is no file {path}")
    if not path.is_file():
        raise UserError(f"{path} is not a file: give one text, Markdown, HTML or EPUB file")


def read_bounded(path: Path) -> bytes:
    """Return the bytes of ``path``; UserError where it can't be read or is longer than MAX_BYTES."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        raise too_long(str(path))
    return raw


def too_long(name: str) -> UserError:
    """Return the error for a source that goes over the bound."""
    return UserError(f"{name} holds over {MAX_BYTES:,} bytes of text: split it into several works")


def decode(raw: bytes, name: str) -> Decoded:
    """Return ``raw`` as text; UserError, with the line, where it is not UTF-8 or holds a NUL."""
    nul = raw.find(b"\0")
    if nul >= 0:
        raise UserError(f"{name}:{_line(raw, nul)}: there is a NUL byte, so it is no text: save it as UTF-8")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"{name}:{_line(raw, error.start)}"
        raise UserError(f"{where}: byte 0x{raw[error.start]:02x} is not UTF-8: save it as UTF-8") from error
    changes = []
    if text.startswith("\ufeff"):
        text = text.removeprefix("\ufeff")
        changes.append("the byte order mark at the start was left out")
    if "\r" in text:
        changes.append(f"carriage returns at line ends were left out: {text.count(chr(13)):,} in all")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, tuple(changes))


def _line(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1
