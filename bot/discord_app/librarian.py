"""Keeps what the bot knows as the works on disk are: it looks, and what it knew serves until the new is ready."""

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from bot.content.loader import Loaded
from bot.content.model import Work
from bot.content.shelf import Shelf
from bot.discord_app.knowledge import Knowledge
from bot.discord_app.ticker import Ticker
from bot.errors import UserError
from bot.library.library import Library
from bot.library.search import Search

if TYPE_CHECKING:
    from bot.library.search.kept import Kept

log = logging.getLogger(__name__)

_LOOK_EVERY: Final = 2.0  # seconds; a change is taken up when two looks saw it alike


class Serving(Protocol):
    """What serves by what is known, and takes other knowledge at any time: the client."""

    knowledge: Knowledge


class Librarian:
    """Takes up works that come, change or go while the bot runs.

    Of a large library, what is new is indexed beside the index of before, so that it is found at once; ``index`` then
    makes one of all works, in a process of its own, which replaces both. ``changed`` is called when what is known was
    exchanged.
    """

    def __init__(
        self,
        serving: Serving,
        shelf: Shelf,
        kept: "Kept",
        *,
        index: Callable[[], Awaitable[None]],
        now: Callable[[], dt.datetime],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._serving = serving
        self._shelf = shelf
        self._kept = kept
        self._index = index
        self._changed = changed
        self._ticker = Ticker("library", now=now, next_due=_never, look_every=_LOOK_EVERY)
        self._changing = asyncio.Lock()
        self._told = set(map(str, shelf.loaded.faults))
        self._indexing: asyncio.Task[None] | None = None
        self._indexed: Library | None = None  # the one for which an index was asked last, whatever came of it

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look now and then while the block lasts."""
        looking = asyncio.create_task(self._ticker.run(self._prepare, self.look))
        try:
            yield
        finally:
            tasks = [task for task in (looking, self._indexing) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def look(self) -> None:
        """Take up what changed since the last look, and have it indexed."""
        try:
            loaded = await asyncio.to_thread(self._shelf.look)
        except UserError as error:
            self._tell([f"{error}; what was read before is served"])
            return
        if loaded is not None:
            await self._take(loaded)
        knowledge = self._serving.knowledge
        idle = self._indexing is None or self._indexing.done()
        if not knowledge.search.whole and knowledge.library is not self._indexed and idle:
            self._indexed = knowledge.library
            self._indexing = asyncio.create_task(self._replace_index())

    async def _prepare(self) -> None:
        await asyncio.to_thread(self._serving.knowledge.bank.prepare)

    async def indexed(self) -> None:
        """Wait until the index that is being made serves."""
        if self._indexing is not None:
            await self._indexing

    async def _take(self, loaded: Loaded) -> None:
        self._tell([str(fault) for fault in loaded.faults])
        self._tell([f"{name} has faults: it is served as it was before" for name in self._shelf.faulty])
        if not any(work.chapters for work in loaded.works):
            self._tell(["no work is left that can be served: those that were are"])
            return
        before = self._serving.knowledge.library.works
        if [*map(id, before)] == [*map(id, loaded.works)]:
            return
        async with self._changing:
            known, library = self._serving.knowledge, Library(loaded.works)
            self._serving.knowledge = await asyncio.to_thread(_grown, known, library)
            self._changed()
        log.info("the works changed: %s", _changes(before, loaded.works))

    async def _replace_index(self) -> None:
        try:
            await self._index()
            async with self._changing:
                knowledge = self._serving.knowledge
                search = await asyncio.to_thread(Search.opened, knowledge.library, self._kept)
                self._serving.knowledge = knowledge.searched_by(search)
                self._changed()
        except UserError as error:
            # The new works stay beside the index of before, and are searched a little slower.
            log.warning("%s; the index of before serves on", error)
        except Exception:
            log.exception("the index could not be made anew; that of before serves on")

    def _tell(self, lines: Sequence[str]) -> None:
        """Log what was not told at the last change already."""
        for line in lines:
            if line not in self._told:
                log.warning("%s", line)
        self._told |= set(lines)


def _grown(known: Knowledge, library: Library) -> Knowledge:
    """Return what is known of a library that changed, ready to serve."""
    grown = Knowledge.of(library, known.search.grown(library), known)
    grown.bank.prepare()
    return grown


def _changes(before: Sequence[Work], after: Sequence[Work]) -> str:
    """Return which works came, changed and went, in words."""
    was, now = {work.id: work for work in before}, {work.id: work for work in after}
    found = {
        "new": [each for each in now if each not in was],
        "changed": [each for each in now if each in was and now[each] is not was[each]],
        "gone": [each for each in was if each not in now],
    }
    return "; ".join(f"{what}: {', '.join(names)}" for what, names in found.items() if names)


async def _never() -> None:
    """Nothing is due at a set time."""
