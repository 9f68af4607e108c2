"""``lector index``: the index of a large library is made once, how far it is shows, and what fails is one line."""

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from io import StringIO
from pathlib import Path

import pytest
from books import chapter, work, write_work

from bot.cli.index import index
from bot.errors import Exit, UserError
from bot.library.library import Library
from bot.library.search.finding import LARGE
from bot.library.search.kept import Kept

ROOT = Path(__file__).parents[2]
SMALL = Library([work(chapter("The ferry sank in the ice."))])
BIG = Library([work(chapter(*[f"On day {number} the river rose and fell." for number in range(LARGE)]))])


def said(library: Library, folder: Path, *, as_json: bool = False) -> str:
    out = StringIO()
    assert index(library, Kept(folder), out, as_json=as_json) is Exit.FINE
    return out.getvalue()


def test_the_index_of_a_large_library_is_made_once(tmp_path: Path) -> None:
    assert said(BIG, tmp_path).startswith("indexed 2,000 paragraphs in ")
    assert said(BIG, tmp_path) == "the index of 2,000 paragraphs is there\n"


def test_a_small_library_needs_none(tmp_path: Path) -> None:
    assert said(SMALL, tmp_path / "none").startswith("so small a library is indexed while it is loaded:")
    assert not (tmp_path / "none").exists()


def test_json_tells_how_far_it_is_and_what_was_made(tmp_path: Path) -> None:
    records = [json.loads(line) for line in said(BIG, tmp_path, as_json=True).splitlines()]
    shares = [record["done"] for record in records[:-1]]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert (records[-1]["paragraphs"], records[-1]["made"]) == (LARGE, True)
    (again,) = said(BIG, tmp_path, as_json=True).splitlines()
    assert json.loads(again)["made"] is False


def test_where_it_can_not_be_kept_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match=r"the index can't be kept in .*file: ") as caught:
        said(BIG, tmp_path / "file")
    assert caught.value.exit_code is Exit.UNAVAILABLE


def make_library(folder: Path) -> Path:
    """Write a library so large that its index takes a while."""
    lines = [" ".join(f"w{number * step % 50021}" for step in range(1, 60)) for number in range(1, 20_001)]
    write_work(folder, lines)
    return folder


def test_a_terminal_shows_a_bar_and_what_was_done(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    done = subprocess.run(
        [sys.executable, "-m", "bot", "index", str(library), "--into", str(tmp_path / "kept")],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),  # noqa: TID251 - what a terminal needs
        cwd=tmp_path,
        timeout=50,
        check=True,
    )
    shown = os.read(ours, 100_000).decode()
    os.close(theirs)
    os.close(ours)
    assert done.stdout.startswith(b"indexed 20,000 paragraphs in ")
    assert "indexing 20,000 paragraphs" in shown
    assert " % " in shown


def test_what_is_no_terminal_gets_no_bar(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "index", str(library), "--into", str(tmp_path / "kept")],
        capture_output=True,
        env=dict(os.environ, PYTHONPATH=str(ROOT)),  # noqa: TID251 - what a terminal needs
        cwd=tmp_path,
        timeout=50,
        check=True,
    )
    assert done.stdout.startswith(b"indexed 20,000 paragraphs in ")
    assert done.stderr == b""
