"""The command line, and the one place where things are built and joined."""

import argparse
import asyncio
import contextlib
import datetime as dt
import logging
import os
import random
import signal
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pythonjsonlogger.json import JsonFormatter

from bot import __version__
from bot.cli.check import check, lock
from bot.cli.day import on_date, on_day, parse_day
from bot.cli.find import ask, show
from bot.cli.questions import questions
from bot.content.dates import Calendar
from bot.content.loader import load
from bot.content.model import AnswerKind
from bot.errors import Exit, UserError
from bot.library.almanac import Almanac
from bot.library.directory import Directory
from bot.library.library import Library
from bot.library.search import Search
from bot.settings import DISCORD_API, LogForm, Settings, read_settings

log = logging.getLogger("bot")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return what the program exits with."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        code: Exit = options.run(options, settings)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lector", description="A Discord bot that reads a group's sources aloud.")
    parser.add_argument("--version", action="version", version=f"lector {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    try_ = commands.add_parser("try", help="try the bot in the browser, without Discord")
    try_.add_argument("--port", type=int, default=0, help="of the page (default: any that is free)")
    try_.add_argument("--no-browser", action="store_true", help="only print the address")
    try_.set_defaults(run=lambda options, settings: asyncio.run(_try(settings, options.port, not options.no_browser)))

    run = commands.add_parser("run", help="connect to Discord with DISCORD_TOKEN")
    run.set_defaults(run=lambda _, settings: asyncio.run(_run(settings)))

    ask_ = commands.add_parser("ask", help="find passages by half-remembered words")
    ask_.add_argument("words", nargs="+", metavar="WORDS", help="what you remember; - reads a query a line")
    ask_.add_argument("--json", action="store_true", help="print one JSON object a query")
    ask_.set_defaults(run=_ask)

    show_ = commands.add_parser("show", help="print a passage with its citation")
    show_.add_argument("reference", nargs="+", metavar="REFERENCE", help="such as ML 29:22-24, or a title")
    show_.add_argument("--json", action="store_true", help="print one JSON object")
    show_.set_defaults(run=_show)

    day = commands.add_parser("day", help="what happened on a day, in either calendar")
    day.add_argument("date", nargs="?", metavar="YYYY-MM-DD", help="default: today's day, of any year")
    day.add_argument("--calendar", type=Calendar, choices=list(Calendar), default=Calendar.GREGORIAN)
    day.add_argument("--json", action="store_true", help="print one JSON object")
    day.set_defaults(run=_day)

    asked = commands.add_parser("questions", help="print the questions, with answers and proofs")
    asked.add_argument("--kind", type=AnswerKind, choices=list(AnswerKind), help="only those with such an answer")
    asked.add_argument("--seed", type=int, help="shuffle by this number")
    asked.add_argument("--count", type=int, help="how many")
    asked.add_argument("--json", action="store_true", help="print one JSON object a question")
    asked.set_defaults(run=_questions)

    check_ = commands.add_parser("check", help="list every fault of a library")
    check_.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="a library or one work")
    check_.add_argument("--json", action="store_true", help="print one JSON object a fault")
    check_.add_argument("--lock", action="store_true", help="write new ids to the library's ids.lock")
    check_.set_defaults(run=_check)

    new_ = commands.add_parser("new", help="start a work from a text, Markdown, HTML or EPUB file")
    new_.add_argument("source", type=Path, metavar="TEXT", help="the file")
    new_.add_argument("--into", type=Path, metavar="DIR", help="where its folder goes (default: quotes, if it is here)")
    new_.add_argument("--id", help="of the work in references (default: from its title)")
    new_.add_argument("--short", help="title in references, such as ML (default: the title's initials)")
    new_.set_defaults(run=_new)
    return parser


def _ask(options: argparse.Namespace, settings: Settings) -> Exit:
    search = Search(_library(settings))
    if options.words == ["-"]:
        return ask(search, _lines(), sys.stdout, as_json=True)
    return ask(search, [" ".join(options.words)], sys.stdout, as_json=options.json)


def _show(options: argparse.Namespace, settings: Settings) -> Exit:
    return show(_library(settings), " ".join(options.reference), sys.stdout, as_json=options.json)


def _day(options: argparse.Namespace, settings: Settings) -> Exit:
    almanac = Almanac(_library(settings))
    if options.date is None:
        today = dt.datetime.now(dt.UTC).astimezone()  # noqa: TID251 - the composition root is where now is taken
        return on_day(almanac, today.month, today.day, sys.stdout, as_json=options.json)
    return on_date(almanac, parse_day(options.date, options.calendar), sys.stdout, as_json=options.json)


def _questions(options: argparse.Namespace, settings: Settings) -> Exit:
    library = _library(settings)
    return questions(
        library, sys.stdout, kind=options.kind, seed=options.seed, count=options.count, as_json=options.json
    )


def _check(options: argparse.Namespace, settings: Settings) -> Exit:
    folder = options.folder or settings.quotes
    if options.lock:
        return lock(load(folder), folder, sys.stdout)
    return check(load(folder), sys.stdout, as_json=options.json)


def _new(options: argparse.Namespace, _: Settings) -> Exit:
    from bot.cli.new import new

    return new(options.source, options.into, sys.stdout, work_id=options.id, short=options.short)


def _lines() -> Iterator[str]:
    return (line.rstrip("\n") for line in sys.stdin)


def _library(settings: Settings) -> Library:
    """Return the works that are sound; each fault is told, and UserError says where none is left."""
    loaded = load(settings.quotes)
    for fault in loaded.faults:
        print(f"lector: {fault}", file=sys.stderr)
    if not any(work.chapters for work in loaded.works):
        raise UserError(f"no work in {settings.quotes} can be served: mend the faults above", exit_code=Exit.CONFIG)
    return Library(loaded.works)


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
    # Discord's library takes a quarter of a second to import, which the other commands need not wait for.
    from bot.discord_app.client import Lector
    from bot.discord_app.connect import run_until, use_api
    from bot.storage.sqlite import open_sqlite

    library = _library(settings)
    if settings.discord_api != DISCORD_API:
        await use_api(settings.discord_api, token)
    async with (
        open_sqlite(settings.database) as store,
        Lector(
            library=library,
            search=Search(library),
            directory=Directory(library),
            almanac=Almanac(library),
            store=store,
            chance=random.SystemRandom(),
        ) as lector,
    ):
        await run_until(lector, token, stop)


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
    # Each heartbeat and reconnect of the library is its own matter unless something is wrong; it has no voice to miss.
    logging.getLogger("discord").setLevel(logging.WARNING)
    handler.addFilter(lambda record: "voice will NOT be supported" not in record.getMessage())


if __name__ == "__main__":
    sys.exit(main())
