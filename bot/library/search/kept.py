"""The indexes of large libraries on disk, for every process that serves them: one file for each content."""

import contextlib
import hashlib
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from filelock import FileLock, Timeout

from bot.library.search.contents import Content, Part, parts_of, texts_and_about
from bot.library.search.index import Index
from bot.library.search.segment import Told
from bot.library.search.stored import DamagedError, stored_key

log = logging.getLogger(__name__)

_LEAST_SHARED: Final = 0.75  # of an index must be of the works, and of the works in it, for it to serve them
_MOST: Final = 3  # files that are kept: of other works, or of earlier forms of these
_SUFFIX: Final = ".search"
_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Indexed:
    """An index, and the works that it was built of, in order."""

    index: Index
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, contents: Sequence[Content], told: Told = lambda _: None) -> Self:
        """Index works."""
        return cls(Index.build(*texts_and_about(contents), told), parts_of(contents))


class NotKeptError(Exception):
    """An index was made, but there is no room for it or no right to write: ``made`` serves this process alone."""

    def __init__(self, message: str, made: Indexed) -> None:
        super().__init__(message)
        self.made = made


class Kept:
    """A folder of indexes. A file in it is never changed, only replaced: processes may map it while others write."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, parts: Sequence[Part]) -> Path:
        """Return where the index of just these works is kept, if it is."""
        return self._folder / f"{hashlib.sha256(_key(parts).encode()).hexdigest()[:32]}{_SUFFIX}"

    def has(self, parts: Sequence[Part]) -> bool:
        """Whether the index of just these works is kept."""
        return self._load(parts) is not None

    def nearest(self, parts: Sequence[Part]) -> Indexed | None:
        """Return the index of just these works, else the one that shares most with them; None where none does much."""
        exact = self._load(parts)
        if exact is not None:
            return exact
        shares = {each: _shared(each, parts) for each in self._kept()}
        likely = sorted((each for each in shares if shares[each] >= _LEAST_SHARED), key=lambda each: -shares[each])
        return next((found for each in likely if (found := self._load(each)) is not None), None)

    def make(self, contents: Sequence[Content], told: Told = lambda _: None) -> Indexed:
        """Return the index of just these works, built if it isn't kept yet; while one process builds the others wait.

        NotKeptError holds what was built where it can't be kept.
        """
        with self._alone():
            found = self._load(parts_of(contents))
            if found is not None:
                return found
            made = Indexed.of(contents, told)
            try:
                self._keep(made)
            except OSError as error:
                raise NotKeptError(f"the index can't be kept in {self._folder}: {error}", made) from error
            return self._load(made.parts) or made

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other process build; where there is nothing to write to, they needn't wait for each other."""
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(self._lock())
            yield

    def _lock(self) -> contextlib.AbstractContextManager[object]:
        lock = FileLock(self._folder / _LOCK)
        try:
            return lock.acquire(timeout=0)
        except Timeout:
            log.info("another process makes an index in %s: it is waited for", self._folder)
            return lock.acquire()

    def _load(self, parts: Sequence[Part]) -> Indexed | None:
        path = self.path(parts)
        try:
            index = Index.load(path, _key(parts))
        except DamagedError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # tells which were used last
        return Indexed(index, tuple(parts))

    def _keep(self, made: Indexed) -> None:
        for left in self._folder.glob("*.part"):
            left.unlink(missing_ok=True)  # by a process that was ended while it wrote
        path = self.path(made.parts)
        made.index.save(path, _key(made.parts))
        for old in [each for each in self._files() if each != path][_MOST - 1 :]:
            with contextlib.suppress(OSError):  # another process was quicker, or what is mapped can't be removed
                old.unlink()

    def _files(self) -> list[Path]:
        """Return the files, the last used first."""
        return sorted(self._folder.glob(f"*{_SUFFIX}"), key=_used, reverse=True)

    def _kept(self) -> Iterator[tuple[Part, ...]]:
        """Yield the works of each index that is kept."""
        for path in self._files():
            try:
                yield _parts(stored_key(path))
            except (DamagedError, ValueError):
                continue


def _used(path: Path) -> float:
    """Return when a file was used last; long ago, where another process has removed it meanwhile."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _key(parts: Sequence[Part]) -> str:
    return "\n".join(f"{part.digest} {part.size}" for part in parts)


def _parts(key: str) -> tuple[Part, ...]:
    """Return the parts that a key tells of; ValueError where it is none."""
    pairs = (line.split(" ") for line in key.split("\n"))
    return tuple(Part(digest, int(size)) for digest, size in pairs)


def _shared(one: Sequence[Part], other: Sequence[Part]) -> float:
    """Return the paragraphs in both, as a share of the larger one's."""
    both = sum(part.size for part in set(one) & set(other))
    return both / max(sum(part.size for part in one), sum(part.size for part in other), 1)
