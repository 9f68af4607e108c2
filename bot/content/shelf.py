"""The works of a folder as they stand now: read again where their files changed, while what was read is served."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bot.content.loader import Entry, Loaded, joined, listed, read_entry
from bot.content.lock import LOCK
from bot.errors import UserError

_READ: Final = frozenset({".txt", ".yaml"})

Stamp = tuple[tuple[str, int, int], ...]
"""The files of an entry: the name of each, when it was written (ns), and its size."""


@dataclass(frozen=True, slots=True)
class _Held:
    """An entry as it is served, and as it was last read from files of a stamp: another one where that was faulty."""

    stamp: Stamp
    served: Entry
    read: Entry

    @property
    def faulty(self) -> bool:
        return self.read is not self.served


class Shelf:
    """Reads a folder of works once, and then only what changed; for one thread at a time.

    A work that is there keeps its identity until its content changes. One that a change made faulty, or that would take
    the name of another, is served as it was until it is mended: a slip of an editor's takes nothing from the readers.
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

        A file that changed since the last look may still be being written. UserError or OSError where the folder is
        gone, can't be read or is empty, as where a disk is no longer mounted there.
        """
        stamps = self._stamps()
        if self._held and stamps.keys() == {LOCK}:
            raise UserError(f"{self._folder} holds no work any more")
        settled, self._last = stamps == self._last, stamps
        return self._reread() if settled and stamps != self._read else None

    def _reread(self) -> Loaded:
        root, names = listed(self._folder)
        before, self._held = self._held, {name: self._entry(root, name) for name in names}
        loaded = self._joined(before)
        faults = {*loaded.faults}
        # A change that gave a work the name of another takes neither from the readers.
        served = set(map(id, loaded.works))
        for name, held in self._held.items():
            if name in before and held.served.work is not None and id(held.served.work) not in served:
                self._held[name] = replace(held, served=before[name].served)
        if self.faulty:
            loaded = self._joined(before)
            faults |= {*loaded.faults, *(fault for held in self._held.values() for fault in held.read.faults)}
        self.loaded = Loaded(loaded.works, tuple(sorted(faults)))
        self._read = self._last
        return self.loaded

    def _joined(self, before: dict[str, _Held]) -> Loaded:
        """Join what is held, that which was served already first: what comes later yields its name to it."""
        stays = {name for name, held in self._held.items() if name in before and held.served is before[name].served}
        names = sorted(self._held, key=lambda name: name not in stays)
        return joined(self._folder, [self._held[name].served for name in names])

    def _entry(self, root: Path, name: str) -> _Held:
        stamp, before = self._last.get(name, ()), self._held.get(name)
        if before is not None and before.stamp == stamp:
            # What was held back for the sake of another work is tried again: that one may have changed.
            held_back = before.faulty and not _is_worse(before.read, before.served)
            return _Held(stamp, before.read, before.read) if held_back else before
        now = read_entry(root, name)
        if before is None:
            return _Held(stamp, now, now)
        if _is_worse(now, before.served):
            return _Held(stamp, before.served, now)
        if now == before.served:
            return replace(before, stamp=stamp, read=before.served)
        if now.work == before.served.work:
            now = Entry(before.served.work, now.faults)
        return _Held(stamp, now, now)

    def _stamps(self) -> dict[str, Stamp]:
        root, names = listed(self._folder)
        paths = {name: root / name for name in names} | {LOCK: self._folder / LOCK}
        return {name: tuple(sorted(_files(path))) for name, path in paths.items()}


def _is_worse(now: Entry, served: Entry) -> bool:
    """Whether an entry has faults that took something which is served."""
    if served.work is None or not now.faults:
        return False
    return (
        now.work is None or len(now.faults) > len(served.faults) or len(now.work.chapters) < len(served.work.chapters)
    )


def _files(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield what tells whether a file, or one of those in a folder, changed."""
    try:
        every = list(path.iterdir()) if path.is_dir() else [path]
    except OSError:  # it is closed to the bot, or goes while it is looked at: its reading will tell
        return
    for each in every:
        if each.suffix in _READ or each.name == LOCK:
            try:
                found = each.stat()
            except OSError:
                continue
            yield each.name, found.st_mtime_ns, found.st_size
