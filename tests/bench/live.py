"""What a change of the works costs a bot that runs: how long until it is found, and how late its loop comes to itself.

    python tests/bench/live.py [PARAGRAPHS]

A library as `content_load.py` makes it; a work of 200 paragraphs is added, then the index is made anew in a process of
its own. Late is by how much a task misses its time that wants to run each 5 ms: what every member's answer waits.
"""

import asyncio
import logging
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.content_load import make

from bot.__main__ import SystemClock, set_aside
from bot.cli.index import index_apart
from bot.content.shelf import Shelf
from bot.discord_app.knowledge import Knowledge
from bot.discord_app.librarian import Librarian
from bot.library.library import Library
from bot.library.search import Search
from bot.library.search.kept import Kept

_EACH = 0.005  # seconds
_PAUSE = 2.0  # seconds: how long the loop is watched with nothing going on


@dataclass
class Holder:
    """Stands where the client is, of which only its knowledge matters here."""

    knowledge: Knowledge


class Watch:
    """How late a task comes to run, in milliseconds."""

    def __init__(self) -> None:
        self.late: list[float] = []

    @asynccontextmanager
    async def watching(self, what: str) -> AsyncIterator[None]:
        """Print a row for what happens in the block."""
        self.late = []
        task = asyncio.create_task(self._watch())
        began = time.perf_counter()
        yield
        seconds = time.perf_counter() - began
        task.cancel()
        late = sorted(self.late)
        shares = " | ".join(f"{late[len(late) * share // 1000]:.1f}" for share in (500, 990, 999))
        print(f"| {what} | {seconds:.2f} | {shares} |", flush=True)

    async def _watch(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_EACH)
            self.late.append((time.perf_counter() - before - _EACH) * 1000)


async def measure(folder: Path, paragraphs: int) -> None:
    """Print the table."""
    quotes, kept = folder / "quotes", Kept(folder / "search")
    make(quotes, paragraphs)
    shelf, watch = Shelf(quotes), Watch()
    print(f"{paragraphs:,} paragraphs\n\n| what | s | late p50 ms | p99 | p99.9 |\n|---|---|---|---|---|")
    async with watch.watching("start: works read, index made, all derived"):
        library = Library((await asyncio.to_thread(shelf.read)).works)
        search = await asyncio.to_thread(Search.opened, library, kept)
        holder = Holder(await asyncio.to_thread(Knowledge.of, library, search))
        await asyncio.to_thread(holder.knowledge.bank.prepare)
    set_aside()
    index = partial(index_apart, quotes, folder / "search")
    librarian = Librarian(holder, shelf, kept, index=index, now=SystemClock().now, changed=set_aside)
    async with watch.watching("nothing"):
        await asyncio.sleep(_PAUSE)
    async with watch.watching("20 searches a second"):
        await _search(holder, random.Random(7))
    async with watch.watching("a look, nothing changed"):
        await librarian.look()
    make(folder / "more", 200)
    (folder / "more" / "w0").rename(quotes / "new")
    work = quotes / "new" / "work.yaml"
    work.write_text(work.read_text().replace("w0", "new").replace("W0", "NEW"))
    text = quotes / "new" / "01-one.txt"
    text.write_text(text.read_text().replace("\n", " somnambulist\n", 1))
    async with watch.watching("a work is added, until it is found"):
        await librarian.look()
        await librarian.look()
    found = holder.knowledge.finder.find("somnambulst").hits
    if not found or found[0].place.work.id != "new":
        raise SystemExit("the new work is not found")
    async with watch.watching("the index is made anew, apart"):
        await librarian.idle()
    if not holder.knowledge.search.whole:
        raise SystemExit("the new index does not serve")


async def _search(holder: Holder, chance: random.Random) -> None:
    places = holder.knowledge.library.places
    for _ in range(int(_PAUSE * 20)):
        words = next(chance.choice(places).paragraphs).text.split()[:5]
        await asyncio.gather(asyncio.to_thread(holder.knowledge.finder.find, " ".join(words)), asyncio.sleep(0.05))


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
