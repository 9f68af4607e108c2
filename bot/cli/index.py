"""``lector index``: the index of a large library, made before it is needed."""

import asyncio
import contextlib
import json
import sys
import time
from pathlib import Path
from typing import Final, TextIO

import bot
from bot.cli.progress import bar, bar_or_log
from bot.errors import Exit, UserError
from bot.library.library import Library
from bot.library.search.contents import contents_of, parts_of
from bot.library.search.finding import is_large
from bot.library.search.kept import Kept, NotKeptError
from bot.library.search.segment import Told

_DIGITS: Final = 3  # of a share
_ROOT: Final = Path(bot.__file__).parents[1]
# By ``-m`` a bot.py in the folder where the program was started would be taken for this one.
_PROGRAM: Final = "import sys; sys.path.insert(0, sys.argv.pop(1)); from bot.__main__ import main; sys.exit(main())"


def index(library: Library, kept: Kept, out: TextIO, *, as_json: bool) -> Exit:
    """Make the index of a library unless it is kept already, and say what was done. UserError where it can't be kept.

    With ``as_json`` each share that is done is a line of its own.
    """
    contents = contents_of(library)
    count = sum(content.part.size for content in contents)
    began = time.perf_counter()
    large = is_large(contents)
    made = large and not kept.has(parts_of(contents))
    if made:
        showing = contextlib.nullcontext(_lines(out)) if as_json else bar(f"indexing {count:,} paragraphs")
        with showing as told:
            try:
                kept.make(contents, told)
            except NotKeptError as error:
                raise UserError(str(error), exit_code=Exit.UNAVAILABLE) from error
    seconds = time.perf_counter() - began
    if as_json:
        print(json.dumps({"paragraphs": count, "made": made, "seconds": round(seconds, _DIGITS)}), file=out)
    elif made:
        print(f"indexed {count:,} paragraphs in {seconds:.1f} s", file=out)
    elif large:
        print(f"the index of {count:,} paragraphs is there", file=out)
    else:
        print("so small a library is indexed while it is loaded: nothing needs to be kept", file=out)
    return Exit.FINE


def _lines(out: TextIO) -> Told:
    """Return what prints each share that is done."""
    return lambda share: print(json.dumps({"done": round(share, _DIGITS)}), file=out, flush=True)


async def index_apart(quotes: Path, into: Path) -> None:
    """Run ``lector index`` in a process of its own, its progress shown here, so that this one stays free.

    UserError with what it says where it fails. It is ended where the caller is cancelled.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-c", _PROGRAM, str(_ROOT), "index", str(quotes), "--into", str(into), "--json"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        with bar_or_log("indexing the works") as told:
            said, _ = await asyncio.gather(_read(process.stderr), _follow(process.stdout, told))
        if await process.wait() != Exit.FINE:
            last = said.decode(errors="replace").strip().rpartition("\n")[2] or f"it ended with {process.returncode}"
            raise UserError(f"the works could not be indexed: {last}", exit_code=Exit.UNAVAILABLE)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _follow(lines: asyncio.StreamReader | None, told: Told) -> None:
    while line := await _read(lines, to_end=False):
        told(json.loads(line).get("done", 1.0))


async def _read(stream: asyncio.StreamReader | None, *, to_end: bool = True) -> bytes:
    if stream is None:
        return b""
    return await (stream.read() if to_end else stream.readline())
