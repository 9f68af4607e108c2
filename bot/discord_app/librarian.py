"""Keeps what the bot knows as the works on disk are: it looks, and what it knew serves until the new is ready."""

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

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
_RETRY: Final = dt.timedelta(hours=1)  # after what failed, where nothing changed since


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
        self._now = now
        self._changing = asyncio.Lock()
        self._told = {str(fault) for fault in shelf.loaded.faults}
        self._failed: tuple[Sequence[Work], dt.datetime] | None = None  # works that could not be taken up, and when
        self._indexing: asyncio.Task[None] | None = None
        self._asked: tuple[Library, dt.datetime] | None = None  # for what an index was asked last, and when

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
        trouble = []
        try:
            await asyncio.to_thread(self._shelf.look)
        except (UserError, OSError) as error:  # the latter of a disk that is gone
            trouble = [f"{error}; what was read before is served"]
        loaded = self._shelf.loaded
        trouble += map(str, loaded.faults)
        trouble += [f"{name} has faults: it is served as it was before" for name in self._shelf.faulty]
        if any(work.chapters for work in loaded.works):
            await self._take(loaded.works)
        else:
            trouble.append("no work is left that can be served: those that were are")
        self._tell(trouble)
        self._have_indexed()

    async def _prepare(self) -> None:
        await asyncio.to_thread(self._serving.knowledge.bank.prepare)

    async def indexed(self) -> None:
        """Wait until the index that is being made serves."""
        if self._indexing is not None:
            await self._indexing

    async def _take(self, works: Sequence[Work]) -> None:
        """Exchange what is known for what follows from ``works``, where those are others."""
        if self._failed is not None and self._failed[0] is works and self._now() < self._failed[1] + _RETRY:
            return
        before = self._serving.knowledge.library.works
        if [*map(id, before)] == [*map(id, works)]:
            return
        try:
            async with self._changing:
                grown = await asyncio.to_thread(_grown, self._serving.knowledge, Library(works))
                self._serving.knowledge = grown
        except Exception:
            self._failed = (works, self._now())
            log.exception("the works that changed could not be taken up: those of before are served")
            return
        self._changed()
        log.info("the works changed: %s", _changes(before, works))

    def _have_indexed(self) -> None:
        """Have an index made of all works, unless there is one, or it was tried in vain a while ago."""
        knowledge = self._serving.knowledge
        if knowledge.search.whole or not (self._indexing is None or self._indexing.done()):
            return
        if self._asked is None or self._asked[0] is not knowledge.library or self._now() >= self._asked[1] + _RETRY:
            self._asked = (knowledge.library, self._now())
            self._indexing = asyncio.create_task(self._replace_index())

    async def _replace_index(self) -> None:
        try:
            await self._index()
            async with self._changing:
                knowledge = self._serving.knowledge
                search = await asyncio.to_thread(Search.nearest, knowledge.library, self._kept)
                if search is None:
                    # Works that are served as they were before are not in the folder of which it was made.
                    log.warning("the index that was made is of other works; that of before serves on")
                    return
                self._serving.knowledge = knowledge.searched_by(search)
        except UserError as error:
            # The new works stay beside the index of before, and are searched a little slower.
            log.warning("%s; the index of before serves on", error)
        except Exception:
            log.exception("the index could not be made anew; that of before serves on")
        else:
            self._changed()

    def _tell(self, lines: Sequence[str]) -> None:
        """Log what was not so at the last look."""
        for line in lines:
            if line not in self._told:
                log.warning("%s", line)
        self._told = set(lines)


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
