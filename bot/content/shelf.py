"""The works of a folder as they stand now: read again where their files changed, while what was read is served."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.content.loader import Entry, Loaded, joined, listed, read_entry
from bot.content.lock import LOCK

_READ: Final = frozenset({".txt", ".yaml"})

Stamp = tuple[tuple[str, int, int, int], ...]
"""The files of an entry: the name of each, when it was written (ns), its size, its number in the file system."""


@dataclass(frozen=True, slots=True)
class _Held:
    """An entry as it is served, and the files it was last read from; ``faulty`` where they are worse than what is."""

    stamp: Stamp
    served: Entry
    read: Entry

    @property
    def faulty(self) -> bool:
        return self.read is not self.served


class Shelf:
    """Reads a folder of works once, and then only what changed; for one thread at a time.

    A work that is there keeps its identity until its content changes. One that a change made faulty is served as it was
    until it is mended: a slip of an editor's takes nothing from the readers.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.loaded = Loaded((), ())
        """What was read last."""
        self._held: dict[str, _Held] = {}
        self._last: dict[str, Stamp] = {}  # as they were at the last look
        self._read: dict[str, Stamp] = {}  # as they were when they were read

    @property
    def faulty(self) -> tuple[str, ...]:
        """The names of the folders and files that a change made faulty, and that are served as they were before."""
        return tuple(name for name, held in self._held.items() if held.faulty)

    def read(self) -> Loaded:
        """Read the works. UserError where there is no such folder."""
        self._last = self._stamps()
        return self._reread()

    def look(self) -> Loaded | None:
        """Return the works where a file changed since they were read, and is written to no more; else None.

        A file that changed since the last look may still be being written. UserError where the folder is gone.
        """
        stamps = self._stamps()
        settled, self._last = stamps == self._last, stamps
        return self._reread() if settled and stamps != self._read else None

    def _reread(self) -> Loaded:
        root, names = listed(self._folder)
        self._held = {name: self._entry(root, name) for name in names}
        self._read = self._last
        loaded = joined(self._folder, [held.served for held in self._held.values()])
        worse = [fault for held in self._held.values() if held.faulty for fault in held.read.faults]
        self.loaded = Loaded(loaded.works, tuple(sorted({*loaded.faults, *worse})))
        return self.loaded

    def _entry(self, root: Path, name: str) -> _Held:
        stamp, before = self._last.get(name, ()), self._held.get(name)
        if before is not None and before.stamp == stamp:
            return before
        now = read_entry(root, name)
        if before is None:
            return _Held(stamp, now, now)
        if before.served.work is not None and len(now.faults) > len(before.served.faults):
            return _Held(stamp, before.served, now)
        if now.work == before.served.work:
            now = Entry(before.served.work, now.faults)
        return _Held(stamp, now, now)

    def _stamps(self) -> dict[str, Stamp]:
        root, names = listed(self._folder)
        paths = {name: root / name for name in names} | {LOCK: self._folder / LOCK}
        return {name: tuple(sorted(_files(path))) for name, path in paths.items()}


def _files(path: Path) -> Iterator[tuple[str, int, int, int]]:
    """Yield what tells whether a file, or one of those in a folder, changed."""
    for each in path.iterdir() if path.is_dir() else [path]:
        if each.suffix in _READ or each.name == LOCK:
            try:
                found = each.stat()
            except FileNotFoundError:  # it goes while it is looked at, or there is none
                continue
            yield each.name, found.st_mtime_ns, found.st_size, found.st_ino
