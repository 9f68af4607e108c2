"""The command line, and the one place where things are built and joined."""

import argparse
import asyncio
import contextlib
import datetime as dt
import functools
import gc
import io
import logging
import os
import random
import signal
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pythonjsonlogger.json import JsonFormatter

from bot.cli.check import check, lock
from bot.cli.day import on_date, on_day, parse_day
from bot.cli.find import ask, show
from bot.cli.parser import make_parser
from bot.cli.questions import protested, questions
from bot.cli.read import read
from bot.content.loader import Loaded, load
from bot.content.shelf import Shelf
from bot.errors import Exit, UserError
from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.finder import Finder
from bot.library.library import Library
from bot.library.search import Search
from bot.library.understand import Understanding
from bot.library.verify import Verifier
from bot.settings import DISCORD_API, LogForm, Settings, read_settings

if TYPE_CHECKING:
    from bot.discord_app.client import Lector
    from bot.discord_app.clock import Clock
    from bot.discord_app.knowledge import Knowledge

log = logging.getLogger("bot")

Made = TypeVar("Made")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return what the program exits with."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # bytes that are no text, signs that a terminal lacks
    options = make_parser().parse_args(arguments)
    try:
        settings = read_settings()
        code = _COMMANDS[options.command](options, settings)
        sys.stdout.flush()
    except UserError as error:
        print(f"lector: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of a pipe left, as in `lector ask … | head -1`: what it wanted it has.
        sys.stdout = None
        return Exit.FINE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return code


def _ask(options: argparse.Namespace, settings: Settings) -> Exit:
    library = _library(settings)
    search = Finder(library, _search(library, settings), Directory(library), Almanac(library))
    asked, as_json = _asked(options)
    return ask(search, asked, sys.stdout, as_json=as_json)


def _verify(options: argparse.Namespace, settings: Settings) -> Exit:
    from bot.cli.verify import verify

    asked, as_json = _asked(options)
    return verify(Verifier(_library(settings)), asked, sys.stdout, as_json=as_json)


def _read(options: argparse.Namespace, settings: Settings) -> Exit:
    library = _library(settings)
    finds = _search(library, settings).finds
    understanding = Understanding(library, Directory(library), Almanac(library), finds)
    asked, as_json = _asked(options)
    return read(understanding, asked, sys.stdout, as_json=as_json)


def _show(options: argparse.Namespace, settings: Settings) -> Exit:
    return show(_library(settings), " ".join(options.reference), sys.stdout, as_json=options.json)


def _day(options: argparse.Namespace, settings: Settings) -> Exit:
    almanac = Almanac(_library(settings))
    if options.date is None:
        today = dt.datetime.now(dt.UTC).astimezone()  # noqa: TID251 - the composition root is where now is taken
        return on_day(almanac, today.month, today.day, sys.stdout, as_json=options.json)
    return on_date(almanac, parse_day(options.date, options.calendar), sys.stdout, as_json=options.json)


def _questions(options: argparse.Namespace, settings: Settings) -> Exit:
    if options.protested:
        return protested(asyncio.run(_variants(settings)), sys.stdout, as_json=options.json)
    library = _library(settings)
    return questions(
        library, sys.stdout, kind=options.kind, seed=options.seed, count=options.count, as_json=options.json
    )


async def _variants(settings: Settings) -> tuple[tuple[str, str], ...]:
    from bot.storage.sqlite import open_sqlite

    async with open_sqlite(settings.database) as store:
        return await store.variants()


def _judge(options: argparse.Namespace, settings: Settings) -> Exit:
    from bot.cli.judge import Judge, judge_lines, judge_one

    if options.lines is not None:
        return judge_lines(Judge(_library(settings)), _lines(), sys.stdout)
    if options.answer is None or (options.question is None) == (options.expect is None or options.kind is None):
        raise UserError("say --answer WORDS, and --question ID or --expect ANSWER --kind KIND; - reads lines of JSON")
    judging = Judge(_library(settings))
    if options.question is not None:
        expected = judging.to_question(options.question)
    else:
        expected = judging.to_answer(options.expect, options.kind)
    return judge_one(options.answer, expected, sys.stdout, as_json=options.json)


def _check(options: argparse.Namespace, settings: Settings) -> Exit:
    folder = options.folder or settings.quotes
    if options.lock:
        return lock(load(folder), folder, sys.stdout)
    return check(load(folder), sys.stdout, as_json=options.json)


def _index(options: argparse.Namespace, settings: Settings) -> Exit:
    from bot.cli.index import index
    from bot.library.search.kept import Kept

    folder = options.folder or settings.quotes
    kept = Kept(options.into or settings.indexes)
    return index(_served(load(folder), folder), kept, sys.stdout, as_json=options.json)


def _new(options: argparse.Namespace, _: Settings) -> Exit:
    from bot.cli.new import new

    return new(options.source, options.into, sys.stdout, work_id=options.id, short=options.short)


def _asked(options: argparse.Namespace) -> tuple[Iterable[str], bool]:
    """Return what is asked, and whether the answers are JSON: the words given, or by ``-`` each line of the input."""
    if options.words == ["-"]:
        return _lines(), True
    return [" ".join(options.words)], options.json


def _lines() -> Iterator[str]:
    return (line.rstrip("\n") for line in sys.stdin)


def _library(settings: Settings) -> Library:
    """Return the works that are sound; each fault is told, and UserError says where none is left."""
    return _served(load(settings.quotes), settings.quotes)


def _served(loaded: Loaded, folder: Path) -> Library:
    for fault in loaded.faults:
        print(f"lector: {fault}", file=sys.stderr)
    if not any(work.chapters for work in loaded.works):
        raise UserError(f"no work in {folder} can be served: mend the faults above", exit_code=Exit.CONFIG)
    return Library(loaded.works)


def _search(library: Library, settings: Settings, *, logged: bool = False) -> Search:
    """Return the search; the index of a large library is made once, of which the terminal or the log is told."""
    from bot.cli.progress import bar, bar_or_log
    from bot.library.search.kept import Kept

    with (bar_or_log if logged else bar)("indexing the works") as told:
        return Search.opened(library, Kept(settings.indexes), told)


async def _run(settings: Settings) -> Exit:
    _set_up_logs(settings.log)
    if settings.token is None:
        raise UserError(
            "DISCORD_TOKEN is not set: copy the token from the Bot page of your application at "
            "https://discord.com/developers/applications",
            exit_code=Exit.CONFIG,
        )
    async with _stop_on_signals() as stop:
        await serve(settings, settings.token, stop)
    return Exit.FINE


async def _try(settings: Settings, port: int, browser: bool) -> Exit:
    from bot.sandbox import StandIn

    _set_up_logs(settings.log)
    async with contextlib.AsyncExitStack() as stack:
        stop = await stack.enter_async_context(_stop_on_signals())
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="lector-try-"))
        try:
            discord = await stack.enter_async_context(StandIn(port=port))
        except OSError as error:
            raise UserError(
                f"port {port} can't be used ({os.strerror(error.errno or 0)}): choose another with --port",
                exit_code=Exit.UNAVAILABLE,
            ) from error
        trial = replace(settings, database=Path(folder) / "try.sqlite3", discord_api=discord.api)
        serving = asyncio.create_task(serve(trial, discord.token, stop))
        print(f"Lector is at {discord.page} - Ctrl+C ends it", flush=True)
        if browser:
            await asyncio.to_thread(webbrowser.open, discord.page)
        await serving
    return Exit.FINE


async def serve(settings: Settings, token: str, stop: asyncio.Event) -> None:
    """Build the bot and keep it on Discord until ``stop`` is set."""
    from bot.cli.index import index_apart
    from bot.discord_app.connect import run_until
    from bot.discord_app.librarian import Librarian
    from bot.library.search.kept import Kept

    shelf, clock = Shelf(settings.quotes), SystemClock()

    def known() -> "Knowledge":
        return knowledge_of(_served(shelf.read(), settings.quotes), settings, logged=True)

    knowledge = await unless_stopped(stop, known)
    if knowledge is None:
        return
    set_aside()
    index = functools.partial(index_apart, settings.quotes, settings.indexes)
    async with built(settings, token, clock, knowledge) as lector:
        librarian = Librarian(lector, shelf, Kept(settings.indexes), index=index, now=clock.now, changed=set_aside)
        async with librarian.running():
            await run_until(lector, token, stop)


def knowledge_of(library: Library, settings: Settings, *, logged: bool = False) -> "Knowledge":
    """Build all that is derived from the works."""
    # Discord's library takes a quarter of a second to import, which the other commands need not wait for.
    from bot.discord_app.knowledge import Knowledge

    return Knowledge.of(library, _search(library, settings, logged=logged))


@contextlib.asynccontextmanager
async def built(settings: Settings, token: str, clock: "Clock", knowledge: "Knowledge") -> "AsyncIterator[Lector]":
    """Build the bot; it is not connected yet."""
    from bot.discord_app.client import Lector
    from bot.discord_app.connect import use_api
    from bot.storage.sqlite import open_sqlite

    if settings.discord_api != DISCORD_API:
        await use_api(settings.discord_api, token)
    async with (
        open_sqlite(settings.database) as store,
        Lector(knowledge, store=store, clock=clock, chance=random.SystemRandom()) as lector,
    ):
        yield lector


async def unless_stopped(stop: asyncio.Event, make: Callable[[], Made]) -> Made | None:
    """Return what is made, or None once ``stop`` is set: the thread that makes it then ends with the program."""
    loop = asyncio.get_running_loop()
    made: asyncio.Future[Made] = loop.create_future()

    def tell(outcome: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(lambda: None if made.cancelled() else outcome())

    def run() -> None:
        try:
            result = make()
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            failure = error
            tell(lambda: made.set_exception(failure))
        else:
            tell(lambda: made.set_result(result))

    threading.Thread(target=run, daemon=True).start()
    stopping = asyncio.ensure_future(stop.wait())
    waiting: set[asyncio.Future[Any]] = {made, stopping}
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if made.done():
        return made.result()
    made.cancel()
    return None


def set_aside() -> None:
    """Let the garbage collector pass over all that there is by now: what is known of the works stays.

    It looks at every object, which at 100,000 paragraphs stops the program for 0.3 s each time.
    """
    gc.collect(1)
    gc.freeze()


class SystemClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        """Return the present instant, in UTC."""
        return dt.datetime.now(dt.UTC)  # noqa: TID251 - the composition root is where now is taken

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()


@contextlib.asynccontextmanager
async def _stop_on_signals() -> AsyncIterator[asyncio.Event]:
    """Yield an event that SIGINT and SIGTERM set, in place of what they do otherwise."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    for each in signals:
        loop.add_signal_handler(each, stop.set)
    try:
        yield stop
    finally:
        for each in signals:
            loop.remove_signal_handler(each)


def _set_up_logs(form: LogForm) -> None:
    names = "%(asctime)s %(levelname)s %(name)s %(message)s"
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(names) if form is LogForm.JSON else logging.Formatter(names))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    # Each heartbeat of one library and each step of another is its own matter unless something is wrong.
    for name in ("discord", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # There is no voice to miss.
    handler.addFilter(lambda record: "voice will NOT be supported" not in record.getMessage())


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace, Settings], Exit]]] = {
    "try": lambda options, settings: asyncio.run(_try(settings, options.port, not options.no_browser)),
    "run": lambda _, settings: asyncio.run(_run(settings)),
    "ask": _ask,
    "verify": _verify,
    "read": _read,
    "show": _show,
    "day": _day,
    "questions": _questions,
    "judge": _judge,
    "check": _check,
    "index": _index,
    "new": _new,
}


if __name__ == "__main__":
    sys.exit(main())
