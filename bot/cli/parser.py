"""The command line's words: every command and its options."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__
from bot.content.dates import Calendar
from bot.content.model import AnswerKind
from bot.quiz.question import QuestionKind

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - what argparse itself returns


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; what it parses has the command's name as ``command``."""
    parser = argparse.ArgumentParser(prog="lector", description="A Discord bot that reads a group's sources aloud.")
    parser.add_argument("--version", action="version", version=f"lector {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")

    try_ = commands.add_parser("try", help="try the bot in the browser, without Discord")
    try_.add_argument("--port", type=int, default=0, help="of the page (default: any that is free)")
    try_.add_argument("--no-browser", action="store_true", help="only print the address")

    commands.add_parser("run", help="connect to Discord with DISCORD_TOKEN")

    _add_readers(commands)
    _add_makers(commands)
    return parser


def _add_readers(commands: "Commands") -> None:
    """Add the commands that ask the works."""
    ask_ = commands.add_parser("ask", help="find passages by half-remembered words")
    ask_.add_argument("words", nargs="+", metavar="WORDS", help="what you remember; - reads a query a line")
    ask_.add_argument("--json", action="store_true", help="print one JSON object a query")

    verify_ = commands.add_parser("verify", help="whether a quotation is right, and whose it is")
    verify_.add_argument("words", nargs="+", metavar="WORDS", help="the words claimed; - reads a claim a line")
    verify_.add_argument("--json", action="store_true", help="print one JSON object a claim")

    read_ = commands.add_parser("read", help="print how a sentence said to the bot is understood")
    read_.add_argument("words", nargs="+", metavar="WORDS", help="the sentence; - reads one a line")
    read_.add_argument("--json", action="store_true", help="print one JSON object a sentence")

    show_ = commands.add_parser("show", help="print a passage with its citation")
    show_.add_argument("reference", nargs="+", metavar="REFERENCE", help="such as ML 29:22-24, or a title")
    show_.add_argument("--json", action="store_true", help="print one JSON object")

    day = commands.add_parser("day", help="what happened on a day, in either calendar")
    day.add_argument("date", nargs="?", metavar="YYYY-MM-DD", help="default: today's day, of any year")
    day.add_argument("--calendar", type=Calendar, choices=list(Calendar), default=Calendar.GREGORIAN)
    day.add_argument("--json", action="store_true", help="print one JSON object")


def _add_makers(commands: "Commands") -> None:
    """Add the commands about questions and for authors of works."""
    asked = commands.add_parser("questions", help="print the questions, with answers and proofs")
    asked.add_argument("--kind", type=QuestionKind, choices=list(QuestionKind), help="only those of a kind")
    asked.add_argument("--seed", type=int, help="draw them by this number, as for a game")
    asked.add_argument("--count", type=int, help="how many")
    asked.add_argument("--protested", action="store_true", help="print answers that protests upheld, for the author")
    asked.add_argument("--json", action="store_true", help="print one JSON object a question")

    judge = commands.add_parser("judge", help="whether an answer to a question is right, and why")
    _add_judge_options(judge)

    check_ = commands.add_parser("check", help="list every fault of a library")
    check_.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="a library or one work")
    check_.add_argument("--json", action="store_true", help="print one JSON object a fault")
    check_.add_argument("--lock", action="store_true", help="write new ids to the library's ids.lock")

    index_ = commands.add_parser("index", help="index a large library before it is served")
    index_.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="the library (default: LECTOR_QUOTES)")
    index_.add_argument("--into", type=Path, metavar="DIR", help="where indexes are kept (default: by the database)")
    index_.add_argument("--json", action="store_true", help="print how far it is, one JSON object a line")

    new_ = commands.add_parser("new", help="start a work from a text, Markdown, HTML or EPUB file")
    new_.add_argument("source", type=Path, metavar="TEXT", help="the file")
    new_.add_argument("--into", type=Path, metavar="DIR", help="where its folder goes (default: quotes, if it is here)")
    new_.add_argument("--id", help="of the work in references (default: from its title)")
    new_.add_argument("--short", help="title in references, such as ML (default: the title's initials)")


def _add_judge_options(judge: argparse.ArgumentParser) -> None:
    judge.add_argument("lines", nargs="?", choices=["-"], metavar="-", help="reads one JSON object a line")
    judge.add_argument("--answer", metavar="WORDS", help="the answer given")
    against = judge.add_mutually_exclusive_group()
    against.add_argument("--question", metavar="ID", help="of a question, as `lector questions --json` prints it")
    against.add_argument("--expect", metavar="ANSWER", help="the right answer, where it is no question of the works")
    judge.add_argument("--kind", type=AnswerKind, choices=list(AnswerKind), help="of the right answer")
    judge.add_argument("--json", action="store_true", help="print one JSON object")
