"""Keeps what the bot knows as the works on disk are: it looks, and what it knew serves until the new is ready."""

import asyncio
import contextlib
import datetime as dt
import logging
import threading
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
        self._preparing: asyncio.Task[None] | None = None
        self._ended = threading.Event()
        self._asked: tuple[Library, dt.datetime] | None = None  # for what an index was asked last, and when

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look now and then while the block lasts."""
        looking = asyncio.create_task(self._ticker.run(self.look, self.look))
        self._preparing = asyncio.create_task(self._prepare())
        try:
            yield
        finally:
            self._ended.set()  # a thread can't be cancelled
            tasks = [task for task in (looking, self._indexing, self._preparing) if task is not None]
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

    async def idle(self) -> None:
        """Wait until what goes on in the background is done: an index, questions that are made ahead."""
        await asyncio.gather(*(task for task in (self._indexing, self._preparing) if task is not None))

    async def _prepare(self) -> None:
        try:
            await asyncio.to_thread(self._serving.knowledge.bank.prepare, self._ended.is_set)
        except Exception:
            log.exception("the questions could not be made ahead: each is made when it is asked for")

    async def _take(self, works: Sequence[Work]) -> None:
        """Exchange what is known for what follows from ``works``, where those are others."""
        if self._failed is not None and self._failed[0] is works and self._now() < self._failed[1] + _RETRY:
            return
        before = self._serving.knowledge.library.works
        if [*map(id, before)] == [*map(id, works)]:
            return
        try:
            async with self._changing:
                known, library = self._serving.knowledge, Library(works)
                search = await asyncio.to_thread(known.search.grown, library)
                self._serving.knowledge = await asyncio.to_thread(Knowledge.of, library, search, known)
        except Exception:
            self._failed = (works, self._now())
            log.exception("the works that changed could not be taken up: those of before are served")
            return
        self._changed()
        self._preparing = asyncio.create_task(self._prepare())
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
