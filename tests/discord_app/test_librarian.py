"""Works that come, change and go while the bot runs are taken up, and what it knew serves until the new is ready."""

import asyncio
import datetime as dt
import logging
import os
import shutil
import threading
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from books import write_work
from support import HandClock, connected_with

from bot.cli.index import index_apart
from bot.content.loader import Loaded, load
from bot.content.lock import LOCK
from bot.content.shelf import Shelf
from bot.discord_app.client import Lector
from bot.discord_app.knowledge import Knowledge
from bot.discord_app.librarian import Librarian
from bot.errors import UserError
from bot.library.library import Library
from bot.library.search import Search
from bot.library.search.contents import Part, contents_of, parts_of
from bot.library.search.finding import LARGE
from bot.library.search.kept import Indexed, Kept
from bot.sandbox import StandIn
from bot.settings import Settings

GOOD: Final = Path(__file__).parents[1] / "content" / "good"
MY_LIFE: Final = Path(__file__).parents[2] / "quotes" / "my-life"
NOW: Final = dt.datetime(2026, 11, 7, 9, tzinfo=dt.UTC)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "library", ignore=shutil.ignore_patterns(LOCK)))


@pytest.fixture
def settings(settings: Settings, library: Path) -> Settings:
    return replace(settings, quotes=library)


def add_ledger(library: Path, *lines: str) -> None:
    """Add a work of these lines, and of so many others that the library is large."""
    write_work(library, [*lines, *(f"Entry {number}: rope and tar." for number in range(LARGE))])


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def edit(path: Path, was: str, now: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now), encoding="utf-8")


class Indexing:
    """Stands where the process is that makes an index; it goes on when a test lets it."""

    def __init__(self) -> None:
        self.asked = 0
        self.makes: Callable[[], Awaitable[None]] | None = None
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()

    async def __call__(self) -> None:
        self.asked += 1
        self.begun.set()
        await self.may_end.wait()
        if self.makes is not None:
            await self.makes()


@pytest.fixture
def indexing() -> Indexing:
    return Indexing()


@pytest.fixture
async def bot(discord: StandIn, settings: Settings) -> AsyncIterator[Lector]:
    """The bot on the stand-in, with a library of its own."""
    async with connected_with(settings)(discord) as lector:
        yield lector


def employed(bot: Lector, settings: Settings, indexing: Indexing, **chosen: Any) -> Librarian:
    """Return a librarian of the bot, which knows what is in its library's folder now."""
    shelf = Shelf(settings.quotes)
    library = Library(shelf.read().works)
    bot.knowledge = Knowledge.of(library, chosen.pop("search", Search).of(library))
    means: dict[str, Any] = {"kept": Kept(settings.indexes), "index": indexing, "now": bot.clock.now}
    return Librarian(bot, shelf, **(means | chosen))


@pytest.fixture
def librarian(bot: Lector, settings: Settings, indexing: Indexing) -> Librarian:
    return employed(bot, settings, indexing)


async def look_twice(librarian: Librarian) -> None:
    """Look until a change that is complete has been taken up."""
    await librarian.look()
    await librarian.look()


async def searched(discord: StandIn, words: str) -> str:
    return (await discord.member("Reader").slash("quote search", {"words": words})).text


async def test_a_work_that_comes_is_found_and_asked_about_without_a_restart(
    discord: StandIn, librarian: Librarian, library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert "I found no passage" in await searched(discord, "the smells of revolution")
    shutil.copytree(MY_LIFE, library / "my-life")
    await look_twice(librarian)
    assert "-# ML 29:15-20 ·" in await searched(discord, "smells of revolution")
    assert "-# ML 29:13 ·" in (await discord.member("Reader").slash("passage", {"place": "ML 29:13"})).text
    assert "My Life" in (await discord.member("Reader").slash("about")).text
    assert "the works changed: new: my-life" in caplog.messages
    claim = {"words": "That’s splendid; smells terribly of revolution"}
    assert "✓ Verbatim" in (await discord.member("Reader").slash("quote check", claim)).text


async def test_what_was_made_of_works_that_stay_is_kept(bot: Lector, librarian: Librarian, library: Path) -> None:
    before = bot.knowledge
    shutil.copytree(MY_LIFE, library / "my-life")
    await look_twice(librarian)
    after = bot.knowledge
    assert after.bank.works[0] is before.bank.works[0]
    assert after.verifier._corpus.sections[0].texts is before.verifier._corpus.sections[0].texts
    assert {each.id.partition("/")[0] for each in after.bank.candidates} == {"ferry", "my-life"}


async def test_a_work_that_goes_is_found_no_more_and_its_old_buttons_say_so(
    discord: StandIn, librarian: Librarian, library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    shutil.copytree(MY_LIFE, library / "my-life")
    await look_twice(librarian)
    reader = discord.member("Reader")
    card = await reader.slash("passage", {"place": "ML 29:13"})
    shutil.rmtree(library / "my-life")
    await look_twice(librarian)
    assert "I found no passage" in await searched(discord, "the smells of revolution")
    assert "no work is called" in (await reader.press(card.message, "Next ▶")).text
    assert "the works changed: gone: my-life" in caplog.messages


async def test_files_that_were_only_touched_leave_what_is_known(
    bot: Lector, librarian: Librarian, library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    before = bot.knowledge
    os.utime(library / "ferry/work.yaml", (1, 1))
    await look_twice(librarian)
    assert bot.knowledge is before
    assert caplog.messages == []


async def test_a_slip_of_an_editors_is_told_once_and_takes_nothing_from_the_readers(
    discord: StandIn, librarian: Librarian, library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    edit(library / "ferry/work.yaml", "short: FB", "short: [")
    await look_twice(librarian)
    await look_twice(librarian)
    assert "-# FB 1:3-4 ·" in await searched(discord, "the ice will carry it")
    fault, kept = caplog.messages
    assert fault.startswith("ferry/work.yaml:")
    assert kept == "ferry has faults: it is served as it was before"
    edit(library / "ferry/work.yaml", "short: [", "short: FX")
    await look_twice(librarian)
    assert "-# FX 1:3-4 ·" in await searched(discord, "the ice will carry it")


async def test_a_folder_that_is_gone_or_empty_is_told_once_and_what_was_read_serves(
    discord: StandIn, librarian: Librarian, library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.move(library, library.parent / "away")
    await look_twice(librarian)
    shutil.copytree(library.parent / "away", library, ignore=shutil.ignore_patterns("*"))
    await look_twice(librarian)
    await look_twice(librarian)
    shutil.copytree(library.parent / "away" / "ferry", library / "bad", ignore=shutil.ignore_patterns("work.yaml"))
    await look_twice(librarian)
    assert "-# FB 1:3-4 ·" in await searched(discord, "the ice will carry it")
    assert [line.split(":")[0] for line in caplog.messages] == [
        f"there is no library at {library}",
        f"{library} holds no work any more; what was read before is served",
        "bad/work.yaml",
        "no work is left that can be served",
    ]


async def test_a_disk_that_fails_is_told_once_and_in_one_line(
    discord: StandIn, bot: Lector, settings: Settings, indexing: Indexing, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Shelf):
        def look(self) -> Loaded | None:
            raise OSError(107, "Transport endpoint is not connected")

    shelf = Broken(settings.quotes)
    shelf.read()
    librarian = Librarian(bot, shelf, Kept(settings.indexes), index=indexing, now=bot.clock.now)
    await look_twice(librarian)
    assert "-# FB 1:3-4 ·" in await searched(discord, "the ice will carry it")
    (line,) = caplog.messages
    assert "Transport endpoint is not connected; what was read before is served" in line


async def test_the_same_slip_is_told_again_after_it_was_mended(
    librarian: Librarian, library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        edit(library / "ferry/work.yaml", "short: FB", "short: [")
        await look_twice(librarian)
        edit(library / "ferry/work.yaml", "short: [", "short: FB")
        await look_twice(librarian)
    assert [line.partition(" ")[0] for line in caplog.messages] == 2 * ["ferry/work.yaml:4:", "ferry"]


class Failing(Search):
    """A search that does not grow until it may."""

    may = False

    def grown(self, library: Library) -> Search:
        """Fail, or grow."""
        if not self.may:
            raise MemoryError
        return super().grown(library)


async def test_what_could_not_be_taken_up_is_tried_again_in_an_hour_or_when_more_changes(
    discord: StandIn,
    bot: Lector,
    settings: Settings,
    indexing: Indexing,
    library: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = HandClock(NOW)
    librarian = employed(bot, settings, indexing, search=Failing, now=clock.now)
    search = bot.knowledge.search
    assert isinstance(search, Failing)

    def failures() -> int:
        return len([each for each in caplog.messages if "could not be taken up" in each])

    shutil.copytree(MY_LIFE, library / "my-life")
    for _ in range(4):
        await librarian.look()
    assert "I found no passage" in await searched(discord, "smells of revolution")
    assert failures() == 1
    edit(library / "ferry/work.yaml", "short: FB", "short: FX")
    await look_twice(librarian)
    assert failures() == 2
    search.may = True
    await look_twice(librarian)
    assert "I found no passage" in await searched(discord, "smells of revolution")
    clock.go(hours=1)
    await librarian.look()
    assert "-# ML 29:15-20 ·" in await searched(discord, "smells of revolution")
    assert "-# FX 1:3-4 ·" in await searched(discord, "the ice will carry it")


async def test_what_changed_is_said_after_each_exchange(
    bot: Lector, settings: Settings, indexing: Indexing, library: Path
) -> None:
    seen: list[bool] = []
    librarian = employed(bot, settings, indexing, changed=lambda: seen.append(bot.knowledge.search.whole))
    indexing.makes = lambda: index_apart(settings.quotes, settings.indexes)
    indexing.may_end.set()
    add_ledger(library)
    await look_twice(librarian)
    await librarian.idle()
    assert seen == [False, True]


async def test_questions_are_made_before_anybody_asks_for_one(bot: Lector, librarian: Librarian, library: Path) -> None:
    shutil.copytree(MY_LIFE, library / "my-life")
    await look_twice(librarian)
    await librarian.idle()
    assert "candidates" in vars(bot.knowledge.bank)


async def test_questions_are_made_after_the_start_and_no_longer_than_it_runs(bot: Lector, librarian: Librarian) -> None:
    async with librarian.running():
        await librarian.idle()
    assert "candidates" in vars(bot.knowledge.bank)
    bot.knowledge = Knowledge.of(bot.knowledge.library, bot.knowledge.search)
    async with librarian.running():
        await librarian.idle()
    assert "candidates" not in vars(bot.knowledge.bank)


async def test_a_work_that_comes_while_the_new_index_is_opened_is_not_lost(
    discord: StandIn, bot: Lector, settings: Settings, indexing: Indexing, library: Path
) -> None:
    opening, may_go_on, loop = asyncio.Event(), threading.Event(), asyncio.get_running_loop()

    class Slow(Kept):
        def nearest(self, parts: Sequence[Part]) -> Indexed | None:
            loop.call_soon_threadsafe(opening.set)
            may_go_on.wait(30)
            return super().nearest(parts)

    librarian = employed(bot, settings, indexing, kept=Slow(settings.indexes))
    indexing.makes = lambda: index_apart(settings.quotes, settings.indexes)
    indexing.may_end.set()
    add_ledger(library)
    await look_twice(librarian)
    await opening.wait()
    shutil.copytree(MY_LIFE, library / "my-life")
    looking = asyncio.create_task(look_twice(librarian))
    await asyncio.wait({looking}, timeout=2)  # it waits its turn
    may_go_on.set()
    await looking
    await librarian.idle()
    assert "-# ML 29:15-20 ·" in await searched(discord, "smells of revolution")
    assert len(bot.knowledge.library.works) == 3


async def test_an_index_of_other_works_is_told_and_none_is_made_in_the_bots_own_process(
    discord: StandIn,
    librarian: Librarian,
    indexing: Indexing,
    settings: Settings,
    library: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    indexing.may_end.set()  # and makes nothing
    add_ledger(library, "The bicycle stood in the corridor.")
    await look_twice(librarian)
    await librarian.idle()
    assert caplog.messages == ["the index that was made is of other works; that of before serves on"]
    assert not settings.indexes.exists()
    assert "-# L 1:1" in await searched(discord, "bicycel coridor")


async def test_an_index_that_failed_is_tried_again_in_an_hour(
    bot: Lector, settings: Settings, indexing: Indexing, library: Path
) -> None:
    clock = HandClock(NOW)
    librarian = employed(bot, settings, indexing, now=clock.now)
    indexing.may_end.set()
    add_ledger(library)
    for _ in range(4):
        await librarian.look()
        await librarian.idle()
    assert indexing.asked == 1
    clock.go(hours=1)
    await librarian.look()
    await librarian.idle()
    assert indexing.asked == 2


async def test_a_large_work_is_found_before_the_index_is_made_anew_which_then_serves(
    discord: StandIn, bot: Lector, librarian: Librarian, indexing: Indexing, settings: Settings, library: Path
) -> None:
    add_ledger(library, "The bicycle stood in the corridor.")
    await look_twice(librarian)
    assert "-# L 1:1" in await searched(discord, "bicycel coridor")
    assert (indexing.asked, bot.knowledge.search.whole) == (1, False)
    await librarian.look()
    assert indexing.asked == 1
    indexing.makes = lambda: index_apart(settings.quotes, settings.indexes)
    indexing.may_end.set()
    before = [weakref.ref(each) for each in (bot.knowledge.search, bot.knowledge.search._index)]
    await librarian.idle()
    assert bot.knowledge.search.whole
    assert [each() for each in before] == [None, None]
    assert len(list(settings.indexes.glob("*.search"))) == 1
    assert "-# L 1:1" in await searched(discord, "bicycel coridor")
    await librarian.look()
    assert indexing.asked == 1


async def test_a_work_that_comes_while_an_index_is_made_is_found_at_once_and_indexed_after(
    discord: StandIn, bot: Lector, librarian: Librarian, indexing: Indexing, settings: Settings, library: Path
) -> None:
    add_ledger(library)
    await look_twice(librarian)
    indexing.makes = lambda: index_apart(settings.quotes, settings.indexes)
    shutil.copytree(MY_LIFE, library / "my-life")
    await look_twice(librarian)
    assert "-# ML 29:15-20 ·" in await searched(discord, "smells of revolution")
    assert indexing.asked == 1
    indexing.may_end.set()
    await librarian.idle()
    await librarian.look()
    await librarian.idle()
    assert bot.knowledge.search.whole
    assert "-# ML 29:15-20 ·" in await searched(discord, "smells of revolution")


async def test_where_no_index_can_be_made_the_log_says_why_and_it_is_not_tried_again_for_the_same_works(
    discord: StandIn,
    librarian: Librarian,
    indexing: Indexing,
    settings: Settings,
    library: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.indexes.write_text("in the way")
    indexing.makes = lambda: index_apart(settings.quotes, settings.indexes)
    indexing.may_end.set()
    add_ledger(library, "The bicycle stood in the corridor.")
    await look_twice(librarian)
    await librarian.idle()
    await look_twice(librarian)
    assert indexing.asked == 1
    (record,) = [each for each in caplog.records if each.levelno == logging.WARNING]
    assert "lector: the index can't be kept in" in record.getMessage()
    assert "-# L 1:1" in await searched(discord, "bicycel coridor")


async def test_it_looks_by_itself_and_ends_what_it_began(
    bot: Lector, librarian: Librarian, indexing: Indexing, library: Path
) -> None:
    add_ledger(library)
    async with librarian.running():
        await asyncio.wait_for(indexing.begun.wait(), 30)
        assert bot.knowledge.library.works[1].id == "ledger"
    with pytest.raises(asyncio.CancelledError):
        await librarian.idle()


async def test_a_process_that_makes_an_index_is_ended_with_who_waits_for_it(settings: Settings, library: Path) -> None:
    add_ledger(library)
    # A pipe stands where the index would be: the process waits until it is written to, twice.
    pipe = Kept(settings.indexes).path(parts_of(contents_of(Library(load(library).works))))
    settings.indexes.mkdir()
    os.mkfifo(pipe)
    making = asyncio.create_task(index_apart(settings.quotes, settings.indexes))
    await asyncio.to_thread(lambda: pipe.open("wb").close())
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    with pytest.raises(OSError, match="No such device"):  # nobody is left who would read it
        os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)


async def test_another_bot_in_the_folder_of_the_start_is_not_taken_for_this_one(
    settings: Settings, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_ledger(library)
    write(tmp_path / "bot.py", "raise SystemExit('this is another bot')")
    monkeypatch.chdir(tmp_path)
    await index_apart(settings.quotes, settings.indexes)
    assert len(list(settings.indexes.glob("*.search"))) == 1


async def test_what_a_failed_process_said_is_the_error(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="the works could not be indexed: lector: there is no library at"):
        await index_apart(tmp_path / "nowhere", settings.indexes)
