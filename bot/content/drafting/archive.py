"""Opens an EPUB's zip and hands out its files: what is unpacked is counted while it is unpacked."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from stat import S_ISLNK
from typing import IO, Final

from bot.content.drafting.source import MAX_BYTES, too_long
from bot.errors import UserError

_MAX_ARCHIVE: Final = 64 * 1024 * 1024  # bytes, pictures counted in
_PIECE: Final = 64 * 1024  # bytes
_ENCRYPTED: Final = 0x1  # of a zip entry's flags


class Archive:
    """The files of a zip, by name. All of them together may unpack to MAX_BYTES; the rest is refused."""

    def __init__(self, zipped: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self._zipped = zipped
        self._left = MAX_BYTES
        self._files = {info.filename: info for info in zipped.infolist()}
        for each in self._files.values():
            self._check_path(each)

    def __contains__(self, path: str) -> bool:
        return path in self._files

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; UserError where it is not there, or not to be had safely."""
        info = self._files.get(path)
        if info is None:
            raise UserError(f"{self.name} lacks {path}, so it is no whole EPUB")
        if info.flag_bits & _ENCRYPTED:
            raise UserError(f"{self.name}: {path} is encrypted: a copy without protection is needed")
        try:
            with self._zipped.open(info) as file:
                return b"".join(self._pieces(file))
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError) as error:
            raise UserError(f"{self.name}: {path} can't be unpacked: {error}") from error

    def _pieces(self, file: IO[bytes]) -> Iterator[bytes]:
        # The size that a zip states is only a claim: what counts is what comes out.
        while piece := file.read(_PIECE):
            self._left -= len(piece)
            if self._left < 0:
                raise too_long(self.name)
            yield piece

    def _check_path(self, info: zipfile.ZipInfo) -> None:
        path = PurePosixPath(info.orig_filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise UserError(
                f"{self.name} holds a file outside itself ({info.orig_filename!r}): it is not to be trusted"
            )
        if S_ISLNK(info.external_attr >> 16):
            raise UserError(f"{self.name} holds a link ({info.orig_filename!r}): it is not to be trusted")


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open the zip at ``path``; UserError where it is none."""
    try:
        if path.stat().st_size > _MAX_ARCHIVE:
            raise UserError(f"{path} is over {_MAX_ARCHIVE:,} bytes: take the pictures out of it")
        zipped = zipfile.ZipFile(path)
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror or error}") from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise UserError(f"{path} is no EPUB: {error}") from error
    with zipped:
        yield Archive(zipped, str(path))
