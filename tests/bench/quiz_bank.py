"""How long the questions of a library take to be made, by the number of its paragraphs.

    PYTHONPATH=tests python tests/bench/quiz_bank.py [PARAGRAPHS ...]

The libraries are those of ``content_load.py``, beside the shipped one. ``grown`` is the bank of a library to which its
last work is added, when everything was made of the others; then each question is looked up by its key.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench.content_load import make

from bot.content.loader import load
from bot.library.library import Library
from bot.quiz.bank import Bank
from bot.quiz.question import question_key

T = TypeVar("T")
SIZES = (10_000, 100_000)


def main() -> None:
    """Print a table of all sizes, the shipped library first."""
    print("| library | paragraphs | questions | bank ms | all s | grown ms | keys s |\n|---|---|---|---|---|---|---|")
    _row("shipped", Path(__file__).parents[2] / "quotes")
    for size in [int(each) for each in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), size)
            _row("made", Path(folder))


def _row(name: str, folder: Path) -> None:
    works = load(folder).works
    paragraphs = sum(len(chapter.paragraphs) for work in works for chapter in work.chapters)
    before = Bank(Library(works[:-1]))
    bank, empty = _timed(lambda: Bank(Library(works)))
    found, everything = _timed(lambda: bank.candidates)
    _ = before.candidates
    _, grown = _timed(lambda: Bank(Library(works), before).candidates)
    missing, keys = _timed(lambda: [each for each in found if bank.by_key(question_key(each.id)) is None])
    assert not missing
    print(
        f"| {name} | {paragraphs:,} | {len(found):,} | {empty * 1000:.1f} | {everything:.2f} | {grown * 1000:.0f} "
        f"| {keys:.2f} |",
        flush=True,
    )


def _timed(step: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    made = step()
    return made, time.perf_counter() - began


if __name__ == "__main__":
    main()
